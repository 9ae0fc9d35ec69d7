"""The kept accounts of incidents sum to what is reckoned over all of them, whatever came, went or was decided."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from worlds import Pair, bare, documents, put

from marsad.chronicle import Chronicle, accounts, program, sheets
from marsad.chronicle.book import AccountBook
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.ledger import accounted
from marsad.link.judge import incident_id
from marsad.model import Claim
from marsad.pipeline import Ledger
from marsad.reckon.account import account_of
from marsad.review import Desk
from marsad.review.signature import Signature

BY = Signature(who="Rima", why="checked")


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


def compare(ledger: Ledger, book: AccountBook) -> None:
    """The book's figures are those of the table that is reckoned over all statements at once."""
    chronicle = Chronicle(ledger)
    book.refresh(chronicle)
    statements = chronicle.statements()
    assert statements
    sums = book.sums
    table = ledger.toll(statements=statements)
    with ledger.store.cache() as cache:
        assert accounted.missing_count(cache.connection) == 0
        assert set(book.entries) == {leader for _, leader in cache.newest()}
    assert [one.row for one in sums.rows()] == bare(table.rows)
    left = [one.left for one in sums.rows() if one.left is not None]
    told = (table.residual or {}).get("unlisted", [])
    assert left == [(one["lo"], one["hi"]) for one in told]  # type: ignore[attr-defined]
    disputed = sums.disputed(ledger.umbrella()).order
    assert disputed == sorted({(one.kind, one.claims) for one in table.contradictions})
    monthly = ledger.toll(statements=statements, by="side,month")
    assert [one.row for one in sums.rows(monthly=True)] == bare(monthly.rows)
    assert book.claims() == len(statements)


def with_retractions(pairs: list[Pair], seed: int = 5) -> list[Pair]:
    """Let some documents take back what an earlier one of the same source said, of whatever incident."""
    draw = random.Random(seed)
    found: list[Pair] = []
    for document, reading in pairs:
        earlier = [
            claim
            for other, read in found
            if other.source == document.source and (other.published or "") <= (document.published or "")
            for claim in read.claims
        ]
        if earlier and draw.random() < 0.5:
            one: Claim = msgspec.structs.replace(
                draw.choice(earlier), id="back", status="superseded", part_of=None, place=None
            )
            reading = msgspec.structs.replace(reading, claims=(*reading.claims, one))
        found.append((document, reading))
    return found


def test_documents_that_come_one_by_one(ledger: Ledger) -> None:
    pairs = with_retractions(sorted(documents(60), key=lambda pair: pair[0].published or ""))
    random.Random(1).shuffle(pairs)
    book = AccountBook()
    put(ledger, pairs[:20])
    compare(ledger, book)
    for at in range(20, len(pairs), 4):
        put(ledger, pairs[at : at + 4])
        compare(ledger, book)
    assert any(one.incident for one in Chronicle(ledger).statements())
    again = AccountBook()
    compare(ledger, again)
    assert again.entries == book.entries


def test_a_book_that_stays_open_follows_tables_that_are_made_anew(ledger: Ledger) -> None:
    """As after many new documents at once, or a deletion: incidents that are no more leave the book too."""
    pairs = documents(60)
    put(ledger, pairs[:40])
    book, chronicle = AccountBook(), Chronicle(ledger)
    compare(ledger, book)
    put(ledger, pairs[40:])
    chronicle.rebuild()
    compare(ledger, book)
    again = AccountBook()
    compare(ledger, again)
    assert again.entries == book.entries


def test_decisions_on_claims_and_incidents(ledger: Ledger) -> None:
    put(ledger, documents(40, seed=4))
    book = AccountBook()
    compare(ledger, book)
    desk, statements = Desk(ledger.store), Chronicle(ledger).statements()
    first = statements[0]
    other = next(one for one in statements if one.incident != first.incident)
    refused = desk.decide("refuse", first.key, BY).decision
    compare(ledger, book)
    desk.decide("amend", other.key, BY, changes={"value": 77})
    compare(ledger, book)
    desk.judge_pair("same", (statements[1].key, statements[-1].key), BY)
    compare(ledger, book)
    desk.undo(str(refused), BY)
    compare(ledger, book)


def test_figures_that_another_incidents_document_takes_back(ledger: Ledger) -> None:
    pairs = with_retractions(sorted(documents(40, seed=3), key=lambda pair: pair[0].published or ""))
    put(ledger, pairs)
    table = ledger.toll()
    assert any(one.kind == "decrease" and one.reason == "corrected" for one in table.contradictions)
    compare(ledger, AccountBook())


def test_an_account_reads_only_the_documents_that_may_take_its_figures_back(ledger: Ledger) -> None:
    pairs = with_retractions(sorted(documents(40, seed=3), key=lambda pair: pair[0].published or ""))
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    with chronicle.tables() as cache:
        taking = {key for key, _ in accounted.retracting(cache.connection)}
        leader = next(leader for _, leader in cache.newest())
        sheet = next(sheets.sheets(cache, [leader], {}))
        read = {one.key: one for one in sheet.statements()}
        own = {one.document for one in read.values() if one.incident == incident_id(leader)}
    figures = {(one.claim.harm, one.claim.value) for one in read.values() if one.document in own}
    bearing = {
        one.key for one in chronicle.statements() if one.key in taking and (one.claim.harm, one.claim.value) in figures
    }
    assert bearing <= read.keys()
    assert taking - read.keys()


def test_one_more_document_makes_only_the_accounts_of_its_incidents_anew(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = documents(60)
    put(ledger, pairs[:-1])
    chronicle, book = Chronicle(ledger), AccountBook()
    every = book.refresh(chronicle)
    assert every == len(book.entries) > 20
    assert list(accounts.bring_up(chronicle)) == []
    put(ledger, pairs[-1:])
    monkeypatch.setattr(sheets, "account_of", counted := Counted())
    assert 0 < book.refresh(chronicle) < every / 2
    assert 0 < len(counted.asked) < every / 2
    compare(ledger, book)


class Counted:
    """Makes accounts and notes of which incidents."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, case: object, incident: str) -> object:
        self.asked.append(incident)
        return account_of(case, incident)  # type: ignore[arg-type]


def test_accounts_of_another_program_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(tmp_path / "kept.db") as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
        chronicle, book = Chronicle(ledger), AccountBook()
        every = book.refresh(chronicle)
        monkeypatch.setattr(accounts, "made_by", lambda: program.made_by(("model/*.py",)))
        assert accounts.wanting_of(chronicle) == every
        compare(ledger, book)


def test_a_ledger_that_cannot_be_written_is_answered_from_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "still.db"
    with Ledger(path) as ledger:
        assert all(one.error is None for one in ledger.add(shipped_bulletins()))
        AccountBook().refresh(Chronicle(ledger))
        with ledger.store.cache(write=True) as cache:
            accounted.empty(cache.connection, sorted(leader for leader, _ in accounts.changed(cache, 0))[:2])
    before = path.read_bytes()
    access: Callable[..., bool] = os.access
    monkeypatch.setattr(os, "access", lambda target, mode: mode != os.W_OK and access(target, mode))  # root may write
    with Ledger(path, create=False) as ledger:
        assert accounts.wanting_of(Chronicle(ledger)) == 2
        compare(ledger, AccountBook())
    assert path.read_bytes() == before
