"""A newer reader over old documents: new readings beside the old, and the figures that change with their claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from marsad.ids import sha256
from marsad.model import Claim, Document, Group, Reading, Tool
from marsad.pipeline import Ledger, read_document
from marsad.upkeep import Shift, reread, shifts, statements_with

TEXTS = {
    "a": "At least 5 civilians were killed in an airstrike on the town on Friday 8 June 2018.",
    "b": "3 soldiers were killed in clashes on Saturday 9 June 2018.",
}
OLD = Tool(reader="marsad 0.0.1 older", pack="none", gazetteer="older")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Two documents read by an older reader: in `a` it took 'at least 5 civilians' for 4, `b` it read as today."""
    with Ledger(tmp_path / "x.db") as made:
        for name, text in TEXTS.items():
            data = text.encode()
            document = Document(id=name, text=text, sha256=sha256(data), data=data, published="2018-06-10", lang="en")
            reading = read_document(document, made.lore)
            if name == "a":
                claims = tuple(msgspec.structs.replace(claim, value=4, hedge="exact") for claim in reading.claims)
                reading = msgspec.structs.replace(reading, claims=claims)
            made.store.append(made.store.plan(document), msgspec.structs.replace(reading, made_by=OLD))
        yield made


def killed(ledger: Ledger, known_at: dt.datetime | None = None) -> dict[str | None, tuple[int, int | None]]:
    rows = ledger.toll(by="side,harm", known_at=known_at).rows
    return {row.side: (row.lo, row.hi) for row in rows if row.harm == "killed"}


def test_only_what_says_something_else_gets_a_new_reading(ledger: Ledger) -> None:
    assert [(item.document, item.result) for item in reread(ledger)] == [("a", "changed"), ("b", "same")]
    names = {stored.document: stored.name for stored in ledger.readings()}
    assert names == {"a": "a@1:2", "b": "b@1:1"}
    assert ledger.verify().ok


def test_the_old_figures_can_still_be_told(ledger: Ledger) -> None:
    before = killed(ledger)
    moment = dt.datetime.now(dt.UTC)
    list(reread(ledger))
    assert killed(ledger) != before
    assert killed(ledger, known_at=moment) == before


def test_run_again_it_passes_over_what_is_done(ledger: Ledger) -> None:
    first = next(iter(reread(ledger)))
    assert (first.document, first.result) == ("a", "changed")
    assert [(item.document, item.result) for item in reread(ledger)] == [("a", "current"), ("b", "same")]


def test_a_dry_run_writes_nothing_and_tells_the_same_figures(ledger: Ledger) -> None:
    before = ledger.statements()
    entries = ledger.verify().checked
    changed = list(reread(ledger, dry=True))
    assert ledger.verify().checked == entries
    (shift,) = shifts(ledger, before, statements_with(ledger, changed))
    assert (shift.harm, shift.before, shift.after) == ("killed", (4, 4), (5, None))
    assert (shift.new, shift.gone, shift.other) == ((), (), ("a#c1",))
    list(reread(ledger))
    assert shifts(ledger, before, ledger.statements()) == [shift]


def test_claims_that_come_and_go_are_named(ledger: Ledger) -> None:
    stored, _ = ledger.store.latest("b")
    before = ledger.statements()
    words = TEXTS["b"]
    claim = Claim(id="c9", span=(0, 10), text=words[:10], harm="injured", value=3, group=Group(side="unknown"))
    other: Reading = msgspec.structs.replace(stored.reading, claims=(claim,), made_by=OLD)
    assert ledger.store.append_reading(stored, other)
    found = {shift.harm: shift for shift in shifts(ledger, before, ledger.statements())}
    assert isinstance(found["injured"], Shift)
    assert found["injured"].before is None
    assert found["injured"].new == ("b#c9",)
    assert found["killed"].gone


def test_a_reading_over_one_that_no_longer_counts_is_not_written(ledger: Ledger) -> None:
    stored, _ = ledger.store.latest("a")
    assert ledger.store.append_reading(stored, stored.reading) is True
    assert ledger.store.append_reading(stored, stored.reading) is False


def test_the_search_speaks_of_the_new_reading(ledger: Ledger) -> None:
    assert ledger.search("airstrike", claims=True).results == ()
    stored, _ = ledger.store.latest("a")
    start = TEXTS["a"].index("airstrike")
    claim = Claim(id="c1", span=(start, start + 9), text="airstrike", harm="killed", value=1)
    ledger.store.append_reading(stored, msgspec.structs.replace(stored.reading, claims=(claim,)))
    assert [result.claims for result in ledger.search("airstrike", claims=True).results] == [("a#c1",)]
