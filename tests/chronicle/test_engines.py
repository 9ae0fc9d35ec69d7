"""Linking and reckoning give the same tables on every engine, and leave out nothing where a process ends."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import Ending
from worlds import documents, put, tables

from marsad.blocks import Engine, Processes
from marsad.chronicle import Chronicle, accounts, works
from marsad.errors import LedgerError
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.ledger import accounted
from marsad.link.judge import incident_id
from marsad.model.entered import EnteredClaim
from marsad.pipeline import Ledger
from marsad.review import Desk
from marsad.review.signature import Signature

BY = Signature(who="Rima", why="checked")
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Documents, decisions of each kind on what they say, and a claim entered by hand."""
    with Ledger(tmp_path / "marsad.db") as made:
        put(made, documents(90, seed=4))
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        statements = made.statements()
        desk = Desk(made.store)
        desk.decide("refuse", statements[0].key, BY)
        desk.decide("amend", statements[7].key, BY, changes={"value": 77})
        desk.decide("amend", statements[9].key, BY, changes={"status": "superseded"})
        desk.judge_pair("same", (statements[3].key, statements[-1].key), BY)
        desk.enter_claims([(EnteredClaim(quote="three were killed", harm="killed", value=3), BY)])
        yield made


def whole(ledger: Ledger, engine: Engine | None = None) -> Rows:
    """All tables of linking and the accounts, made on an engine."""
    chronicle = Chronicle(ledger, engine)
    chronicle.rebuild()
    assert list(accounts.bring_up(chronicle))[-1][0] > 20
    found = tables(chronicle)
    with ledger.store.cache() as cache:
        found["accounts"] = [(row.leader, row.body) for row in cache.every(accounted.accounts)]
    return found


def test_two_processes_make_the_tables_of_one(ledger: Ledger) -> None:
    here = whole(ledger)
    assert [name for name, rows in here.items() if not rows] == []
    with Processes(2) as workers:
        assert whole(ledger, workers) == here


@pytest.mark.slow
def test_spark_makes_the_tables_of_one_process(ledger: Ledger) -> None:
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    from marsad.blocks.spark import Spark, spark_session

    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    here, session = whole(ledger), spark_session("marsad tests")
    try:
        assert whole(ledger, Spark(session)) == here
    finally:
        session.stop()


def test_where_a_process_ends_at_a_document_linking_stops_with_its_name(ledger: Ledger) -> None:
    wanted, name = whole(ledger), ledger.store.documents()[40].id
    with ledger.store.cache(write=True) as cache:
        cache.drop()
    with pytest.raises(LedgerError, match=f"^{name}: the process that worked on it ended"):
        Chronicle(ledger, Ending(name)).refresh()
    with ledger.store.cache() as cache:
        assert cache.seen() is None
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    assert tables(chronicle) == {key: rows for key, rows in wanted.items() if key != "accounts"}


def test_where_a_process_ends_at_an_incident_its_account_is_not_taken_for_made(ledger: Ledger) -> None:
    chronicle = Chronicle(ledger)
    with chronicle.tables() as cache:
        leader = sorted(leader for _, leader in cache.newest())[7]
    chronicle.engine = Ending(leader)
    with pytest.raises(LedgerError, match=incident_id(leader)):
        list(accounts.bring_up(chronicle))
    assert accounts.wanting_of(chronicle) > 20
    chronicle.engine = Processes(1)
    list(accounts.bring_up(chronicle))
    assert accounts.wanting_of(chronicle) == 0


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_damaged_reading_is_named_on_every_engine(ledger: Ledger, jobs: int, tmp_path: Path) -> None:
    name = ledger.store.documents()[0].id
    ledger.close()
    with sqlite3.connect(tmp_path / "marsad.db") as raw:
        raw.execute("DROP TRIGGER readings_no_update")
        raw.execute("UPDATE readings SET body = ? WHERE document = ?", (b"no reading", name))
    raw.close()
    with pytest.raises(LedgerError, match=f"{name}@1:1 is damaged"), Ledger(tmp_path / "marsad.db") as damaged:
        Chronicle(damaged, Processes(jobs) if jobs else None).refresh()


def test_what_is_no_error_of_the_ledger_is_named_too() -> None:
    row = b"\x91\xa4name"
    assert works.lost(row, "killed") != works.lost(b"\x91\xa5other", "killed")
    assert b"name" in works.lost(row, "killed")
