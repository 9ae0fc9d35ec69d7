"""The verbs in a row: documents to readings, readings to statements, statements to tolls."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import marsad
from marsad import pipeline
from marsad.collect.files import Unread
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.ids import sha256
from marsad.model import Claim, Document, Published, Reading, Scope, Statement, Window
from marsad.model.group import Group

API: Any = marsad
"""The package as users see it; a type checker takes `read` and `reckon` for the rooms only."""

TEXT = "قُتل 3 مدنيين في قصف على إدلب"


def document(name: str, text: str = TEXT, **more: str) -> Document:
    return Document(
        id=name,
        text=text,
        sha256=sha256(text.encode()),
        address=f"/in/{name}.txt",
        **more,  # type: ignore[arg-type]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[pipeline.Ledger]:
    with pipeline.Ledger(tmp_path / "x.db") as opened:
        yield opened


def test_read_gives_a_reading_with_its_own_tolls() -> None:
    reading = API.read(TEXT, published=dt.date(2018, 6, 9), source="sohr", lang="ar", pack="syria")
    assert (reading.published.value, reading.source, reading.pack) == ("2018-06-09", "sohr", "syria")
    assert reading.sha256 == sha256(TEXT.encode())
    assert [(claim.harm, claim.value) for claim in reading.claims] == [("killed", 3)]
    assert [(toll.harm, toll.side, toll.lo, toll.hi) for toll in reading.tolls] == [("killed", "civilians", 3, 3)]


def test_read_of_a_language_without_readers_is_refused() -> None:
    with pytest.raises(UsageError):
        API.read(TEXT, lang="xx")


@pytest.mark.parametrize(
    "before",
    ["", "import marsad.pipeline;", "import marsad.read, marsad.reckon;", "from marsad.read import read;"],
)
def test_the_rooms_can_be_called_as_verbs_whatever_was_imported_before(before: str) -> None:
    code = (
        f"import marsad; {before} a = marsad.read('3 civilians were killed'); b = marsad.read('4 were killed');"
        "import marsad.read as room; assert room.read is not None; assert marsad.reckon([]).rows == ();"
        "assert marsad.Ledger is marsad.pipeline.Ledger"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_what_cannot_be_read_stays_in_its_place_with_the_reason() -> None:
    missing = Unread("b", UnreadableDocumentError("b: gone"))
    found = list(pipeline.read_all([document("a"), missing, document("c", lang="xx"), document("d")]))
    assert [item.id for item in found] == ["a", "b", "c", "d"]
    assert [isinstance(item, Reading) for item in found] == [True, False, False, True]
    assert found[1] is missing


def test_a_conflict_that_no_pack_knows_is_left_to_the_words() -> None:
    assert pipeline.read_document(document("a", pack="atlantis")).claims


def test_adding_tells_what_became_of_each_document(ledger: pipeline.Ledger) -> None:
    first = list(ledger.add([document("a"), Unread("b", UnreadableDocumentError("b: gone")), document("c", lang="xx")]))
    assert [(outcome.id, outcome.result) for outcome in first] == [("a", "added"), ("b", "refused"), ("c", "refused")]
    second = list(ledger.add([document("a"), document("a", text=TEXT + " 5")]))
    assert [outcome.result for outcome in second] == ["unchanged", "revised"]
    assert [stored.id for stored in ledger.documents()] == ["a"]


def test_the_reading_in_the_ledger_has_the_documents_name_there(ledger: pipeline.Ledger) -> None:
    other = Document(id="a", text=TEXT + ".", sha256=sha256((TEXT + ".").encode()), address="/elsewhere/a.txt")
    list(ledger.add([document("a"), other]))
    assert [(stored.document, stored.reading.id) for stored in ledger.readings()] == [("a", "a"), ("a#2", "a#2")]


def test_a_reading_is_kept_as_it_was_made(ledger: pipeline.Ledger) -> None:
    list(ledger.add([document("a", published="2018-06-09")]))
    (stored,) = ledger.readings()
    assert stored.reading == pipeline.read_document(document("a", published="2018-06-09"))
    assert stored.reading.made_by is not None


def test_an_added_document_whose_plan_fell_is_read_again(
    ledger: pipeline.Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = pipeline.read_document
    names: list[str] = []

    def slow(given: Document, lore: object = None) -> Reading:
        names.append(given.id)
        if len(names) == 1:
            with pipeline.Ledger(tmp_path / "x.db") as other:
                monkeypatch.setattr(pipeline, "read_document", really)
                rival = Document(id="a", text="9", sha256=sha256(b"9"), address="/quicker/a.txt")
                assert [outcome.result for outcome in other.add([rival])] == ["added"]
            monkeypatch.setattr(pipeline, "read_document", slow)
        return really(given)

    monkeypatch.setattr(pipeline, "read_document", slow)
    (outcome,) = ledger.add([document("a")])
    assert (outcome.id, outcome.result) == ("a#2", "added")
    assert names == ["a", "a#2"]


def claim(name: str, words: str, text: str, **more: object) -> Claim:
    start = text.index(words)
    return Claim(
        id=name,
        span=(start, start + len(words)),
        text=words,
        harm="killed",
        **more,  # type: ignore[arg-type]
    )


def stand_in(given: Document, lore: object = None) -> Reading:
    """Read '<headline>\\n<number> of SIDE ...' as an expert would, so that the test is about the pipeline."""
    number = given.text.split()[0]
    window = Window(start=dt.date(2018, 6, 8), end=dt.date.fromisoformat(given.published or ""))
    return Reading(
        id=given.id,
        lang="en",
        published=Published(value=given.published, how="given"),
        source=given.source,
        sha256=given.sha256,
        claims=(
            claim(
                "c1",
                number,
                given.text,
                value=int(number),
                hedge="at_least",
                window=window,
                cumulative=True,
                group=Group(side="government"),
            ),
            claim(
                "c2",
                "one officer",
                given.text,
                value=1,
                part_of="c1",
                claimant="The Agency" if "Agency" in given.text else None,
                group=Group(side="government"),
            ),
        ),
    )


@pytest.fixture
def chain(ledger: pipeline.Ledger, monkeypatch: pytest.MonkeyPatch) -> pipeline.Ledger:
    """Three running totals since the same opening day, added in no order."""
    monkeypatch.setattr(pipeline, "read_document", stand_in)
    for day, number in ((11, 48), (9, 30), (10, 41)):
        text = f"{number} dead in the town\nAmong them one officer, it said."
        given = document(f"d{day}", text, published=f"2018-06-{day:02}", source="Syrian Observatory for Human Rights")
        assert [outcome.result for outcome in ledger.add([given])] == ["added"]
    return ledger


def test_statements_are_claims_in_their_context(chain: pipeline.Ledger) -> None:
    text = "50 dead in the town\nAmong them one officer, the Agency said."
    given = document("d12", text, published="2018-06-12", source="Syrian Observatory for Human Rights")
    list(chain.add([given]))
    statements = {statement.key: statement for statement in chain.statements()}
    assert sorted(statements) == [f"d{day}#{name}" for day in (10, 11, 12, 9) for name in ("c1", "c2")]
    total, officer = statements["d12#c1"], statements["d12#c2"]
    assert (total.published, total.claim.value) == (dt.date(2018, 6, 12), 50)
    assert total.claimant == total.source == chain.lore.fold_source("Syrian Observatory for Human Rights")
    assert officer.claimant == chain.lore.fold_source("The Agency") != total.claimant
    assert (total.headline, officer.headline) == (True, False)


def row(table: object) -> tuple[int, int | None, tuple[str, ...]]:
    (only,) = [row for row in table.rows if row.side == "government"]  # type: ignore[attr-defined]
    return only.lo, only.hi, only.claims


def test_running_totals_are_never_summed_and_the_past_can_be_asked(chain: pipeline.Ledger) -> None:
    scope = Scope(harm="killed", window=Window(start=dt.date(2018, 6, 8), end=dt.date(2018, 6, 12)))
    assert row(chain.toll(scope)) == (48, None, ("d11#c1",))
    assert row(chain.toll(scope, as_of=dt.date(2018, 6, 10))) == (41, None, ("d10#c1",))
    assert row(chain.toll(scope, as_of=dt.date(2018, 6, 9))) == (30, None, ("d9#c1",))
    assert chain.toll(scope, known_at=dt.datetime(2018, 1, 1, tzinfo=dt.UTC)).rows == ()


def test_a_toll_says_from_which_standpoint_it_was_reckoned(chain: pipeline.Ledger) -> None:
    moment = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    table = chain.toll(Scope(harm="killed"), as_of=dt.date(2018, 6, 10), known_at=moment, policy="latest")
    assert (table.as_of, table.known_at, table.policy) == ("2018-06-10", "2999-01-01T00:00:00+00:00", "latest")


def test_reasons_are_given_in_the_language_that_is_asked_for(chain: pipeline.Ledger) -> None:
    for lang, word in (("en", "counts at least"), ("ar", "ما لا يقل")):
        table = chain.toll(Scope(harm="killed"), lang=lang)
        sentences = [one.sentence for row in table.rows for one in row.contributions]
        assert sentences
        assert any(word in sentence for sentence in sentences), sentences


def test_reckon_takes_statements_made_by_hand() -> None:
    text = "3 dead"
    statement = Statement(
        key="a#c1",
        document="a",
        claim=claim("c1", "3", text, value=3, group=Group(side="civilians")),
        published=dt.date(2018, 6, 9),
        claimant="sohr",
    )
    table = API.reckon([statement], Scope(harm="killed"))
    assert [(row.side, row.lo) for row in table.rows] == [("civilians", 3)]


def test_the_ledger_knows_every_side_of_every_pack(ledger: pipeline.Ledger) -> None:
    assert {"civilians", "government", "islamic_state"} <= ledger.sides()
    assert all(parts <= ledger.sides() for parts in ledger.umbrella().values())


def test_a_ledger_can_be_verified_from_python(chain: pipeline.Ledger) -> None:
    assert chain.verify().ok
