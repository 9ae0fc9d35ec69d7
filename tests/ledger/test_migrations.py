"""A ledger of an older version is brought to the present layout, whole, and its seals still hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store
from marsad.model import Document

NEW = {
    "tables": ("erasures", "tombstones", "custody", "stamps", "seals", "releases", "secrets"),
    "columns": ("url", "clock", "network", "state", "note"),
}


@pytest.fixture
def old(path: Path, document: Callable[..., Document], add: Callable[..., str]) -> Path:
    """A ledger as version 1 laid it out, of one document."""
    with Store.create(path)[0] as store:
        add(store, document(published="2018-06-09"))
    raw = sqlite3.connect(path, isolation_level=None)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    for table in NEW["tables"]:
        raw.execute(f"DROP TABLE {table}")
    for column in NEW["columns"]:
        raw.execute(f"ALTER TABLE captures DROP COLUMN {column}")
    for name, sql in guards:
        if not name.startswith(NEW["tables"]):
            raw.execute(sql.replace("WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE erased = OLD.entry) ", ""))
    _say_version_1(raw)
    raw.close()
    return path


def _say_version_1(raw: sqlite3.Connection) -> None:
    """Seal the whole chain anew with the version that it would have had."""
    from marsad.ledger.chain import START, content_hash, entry_hash

    entries = raw.execute("SELECT seq, kind, item, content, at FROM entries ORDER BY seq").fetchall()
    tool = raw.execute("SELECT tool FROM schema_versions").fetchone()[0]
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute("UPDATE schema_versions SET version = 1")
    last = START
    for seq, kind, item, content, at in entries:
        if kind == "schema_versions":
            item, content = "1", content_hash(kind, {"version": 1, "tool": tool})
        sealed = entry_hash(seq, kind, item, content, last, at)
        values = (item, content, last, sealed, seq)
        raw.execute("UPDATE entries SET item = ?, content = ?, previous = ?, hash = ? WHERE seq = ?", values)
        last = sealed
    for _, sql in guards:
        raw.execute(sql)


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
        assert [d.id for d in store.documents()] == ["a", "b"]


def test_an_upgrade_that_is_cut_off_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout(old)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("marsad.ledger.append.append_version", cut_off)
    with Store.open(old, older=True) as store, pytest.raises(KeyboardInterrupt):
        store.upgrade()
    assert layout(old) == before
