"""A ledger of an older version is brought to the present layout, whole, and its seals still hold."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store
from marsad.model import Document

RELEASED = Path(__file__).parent / "fixtures" / "schema-1.db.gz"


@pytest.fixture
def old(path: Path) -> Path:
    """A ledger as version 1 made it."""
    path.write_bytes(gzip.decompress(RELEASED.read_bytes()))
    return path


def layout(path: Path) -> dict[str, str]:
    raw = sqlite3.connect(path)
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'cache_%'")
    out = {name: " ".join(sql.split()) for name, sql in found}
    raw.close()
    return out


def test_an_older_ledger_is_not_opened_and_the_error_says_what_to_do(old: Path) -> None:
    with pytest.raises(LedgerError, match=r"older marsad \(schema 1, this one writes \d+\); run `marsad upgrade`"):
        Store.open(old)


def test_an_upgraded_ledger_has_the_layout_of_a_new_one(old: Path, tmp_path: Path) -> None:
    with Store.open(old, older=True) as store:
        assert store.upgrade() == 1
    Store.create(tmp_path / "new.db")[0].close()
    assert layout(old) == layout(tmp_path / "new.db")


def test_an_upgraded_ledger_keeps_its_seals_and_takes_new_documents(
    old: Path, document: Callable[..., Document], add: Callable[..., str]
) -> None:
    with Store.open(old, older=True) as store:
        assert (store.verify().ok, store.schema) == (True, 1)
        store.upgrade()
        assert store.upgrade() == store.schema
        assert store.verify().ok
        add(store, document(name="b", text="4 killed"))
    with Store.open(old) as store:
        assert store.verify().ok
        assert {"01-marquna-thursday", "wire-1", "b"} < {d.id for d in store.documents()}


def test_an_upgrade_that_is_cut_off_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout(old)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("marsad.ledger.append.append_version", cut_off)
    with Store.open(old, older=True) as store, pytest.raises(KeyboardInterrupt):
        store.upgrade()
    assert layout(old) == before
