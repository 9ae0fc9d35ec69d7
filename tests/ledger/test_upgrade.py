"""Ledgers of every schema that was ever released are upgraded: backed up first, sound after, nothing lost."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.errors import LedgerError
from marsad.ledger import Store, backup
from marsad.ledger.tables import SCHEMA
from marsad.pipeline import Ledger
from marsad.upkeep import Upgraded, free_path, upgrade

FIXTURES = Path(__file__).parent / "fixtures"
SCHEMAS = sorted(FIXTURES.glob("schema-*.db.gz"))


@pytest.fixture(params=SCHEMAS, ids=lambda path: path.name.partition(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with gzip.open(request.param) as packed, path.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return path


@pytest.fixture
def said(old: Path, request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the program of that time said of the ledger."""
    name = request.node.callspec.params["old"].name.partition(".")[0]
    found: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def upgraded(path: Path) -> Upgraded:
    with Ledger(path, create=False, older=True) as ledger:
        return upgrade(ledger, path.with_name("kept.backup"))


def content(store: Store) -> Iterator[object]:
    for document in store.documents():
        yield [document.id, document.revisions, document.sha256]


def test_every_older_schema_has_a_ledger_here() -> None:
    assert [path.name for path in SCHEMAS] == [f"schema-{n}.db.gz" for n in range(1, SCHEMA)]


def test_nothing_is_lost_and_all_seals_hold(old: Path, said: dict[str, Any]) -> None:
    done = upgraded(old)
    assert (done.before, done.after) == (said["schema"], SCHEMA)
    with Store.open(old) as store:
        assert list(content(store)) == said["documents"]
        assert [decision.id for decision in store.decisions()] == said["decisions"]
        assert sum(len(stored.reading.claims) for stored in store.readings()) == said["claims"]
        assert store.verify(heads=[said["head"]]).ok


def test_the_backup_holds_what_there_was_and_can_be_restored(old: Path, said: dict[str, Any], tmp_path: Path) -> None:
    done = upgraded(old)
    assert done.backup is not None
    with backup.lines_of(done.backup) as lines, Store.restore(tmp_path / "again.db", lines) as store:
        assert list(content(store)) == said["documents"]
        assert store.verify(heads=[said["head"]]).ok


def test_an_upgraded_ledger_takes_and_finds_documents(old: Path) -> None:
    upgraded(old)
    with Ledger(old, create=False) as ledger:
        assert [result.document for result in ledger.search("مدنيين غارة").results] == ["wire-1"]
        assert ledger.toll(by="side").rows


def test_a_second_upgrade_changes_nothing(old: Path) -> None:
    upgraded(old)
    before = old.read_bytes()
    assert upgraded(old) == Upgraded(SCHEMA, SCHEMA, None)
    assert old.read_bytes() == before


def test_a_ledger_that_is_not_sound_is_not_touched(old: Path) -> None:
    import sqlite3

    with sqlite3.connect(old) as raw:
        raw.execute("DROP TRIGGER documents_no_update")
        raw.execute("UPDATE documents SET address = 'forged' WHERE id = 'page'")
    raw.close()
    before = old.read_bytes()
    with pytest.raises(LedgerError, match="is not sound"):
        upgraded(old)
    assert old.read_bytes() == before
    assert not old.with_name("kept.backup").exists()


def test_a_backup_that_cannot_be_written_stops_the_upgrade(old: Path, said: dict[str, Any]) -> None:
    with (
        Ledger(old, create=False, older=True) as ledger,
        pytest.raises(LedgerError, match="backup cannot be written"),
    ):
        upgrade(ledger, old.parent / "none" / "kept.backup")
    with Store.open(old, older=True) as store:
        assert store.schema == said["schema"]


def test_a_backup_never_takes_the_place_of_another(tmp_path: Path) -> None:
    wanted = tmp_path / "x.schema-1.backup"
    assert free_path(wanted) == wanted
    wanted.touch()
    assert free_path(wanted).name == "x.schema-1-2.backup"
