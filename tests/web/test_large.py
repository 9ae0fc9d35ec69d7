"""A ledger of more claims than a page reckons at once: the same figures from what is kept, and the rest bounded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.errors import UsageError
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.toll import TollRow, TollTable
from marsad.pipeline import Ledger
from marsad.web import room as rooms
from marsad.web.asked import read_query
from marsad.web.room import Room
from marsad.web.routes import VIEWS, View
from marsad.web.views import kept, tolls
from marsad.web.views.tolls import told_toll

VIEW: dict[str, View] = {view.name: view for view in VIEWS}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "large.db") as made:
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        yield made


@pytest.fixture
def small(ledger: Ledger) -> Room:
    """The pages of the ledger as they are while it is small."""
    room = Room(ledger)
    assert not room.is_large() and not room.is_vast()
    return room


@pytest.fixture
def large(small: Room, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The pages of the same ledger as if it were large; none of its questions reads everything."""
    room = Room(ledger)
    monkeypatch.setattr(rooms, "LARGE", 2)
    monkeypatch.setattr(rooms, "MOST_AT_ONCE", 3)
    assert room.is_large() and room.is_vast()
    monkeypatch.setattr(room, "statements", lambda: pytest.fail("everything was read"))
    return room


@pytest.fixture
def middling(small: Room, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The pages of the same ledger as if it were large, but not larger than a page may reckon at once."""
    room = Room(ledger)
    monkeypatch.setattr(rooms, "LARGE", 2)
    assert room.is_large() and not room.is_vast()
    return room


def ask(room: Room, name: str, id: str | None = None, /, **asked: str) -> Any:
    view = VIEW[name]
    return view.answer(room, read_query(view.parameters, asked) | ({"id": id} if id else {}))


def shown(room: Room, **asked: str) -> dict[str, Any]:
    """The page of a toll."""
    found: dict[str, Any] = told_toll(room, read_query(VIEW["tolls"].parameters, asked))
    return found


def bare(table: TollTable) -> list[TollRow]:
    return [msgspec.structs.replace(row, claims=(), contributions=(), proofs=()) for row in table.rows]


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"harm": "killed"},
        {"harm": "killed", "side": "civilians"},
        {"by": "side,month"},
        {"by": "month", "side": "civilians"},
    ],
    ids=str,
)
def test_the_figures_of_the_whole_are_those_that_are_reckoned(
    small: Room, large: Room, question: dict[str, str]
) -> None:
    table, other = ask(small, "tolls", **question), ask(large, "tolls", **question)
    assert bare(table) == list(other.rows)
    assert (table.residual, table.meaning, table.policy) == (other.residual, other.meaning, other.policy)
    page = shown(large, **question)
    assert page["large"] == "figures" and page["claims"] == {}


def test_a_month_of_it_is_reckoned_with_all_that_binds_it(small: Room, large: Room) -> None:
    question = {"harm": "killed", "from": "2021-03-11", "to": "2021-03-13"}
    table, other = ask(small, "tolls", **question), ask(large, "tolls", **question)
    assert table.rows == other.rows and any(row.contributions for row in other.rows)
    assert shown(large, **question)["claims"]


def test_what_is_known_by_a_day_is_linked_as_today_and_says_so(large: Room) -> None:
    question = {"harm": "killed", "from": "2021-03-11", "to": "2021-03-13", "as_of": "2021-03-12"}
    assert ask(large, "tolls", **question).as_of == "2021-03-12"
    assert shown(large, **question)["large"] == "today"


@pytest.mark.parametrize(
    "question", [{"as_of": "2021-03-12", "by": "place"}, {"by": "place"}, {"policy": "hull"}], ids=str
)
def test_a_question_over_everything_that_nothing_kept_answers_is_refused_with_the_way_out(
    large: Room, question: dict[str, str]
) -> None:
    with pytest.raises(UsageError, match="marsad toll"):
        ask(large, "tolls", **question)


def test_too_wide_a_part_is_refused_too(large: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_AT_ONCE", 2)
    with pytest.raises(UsageError, match="more than a page can at once"):
        ask(large, "tolls", **{"from": "2021-01-01", "to": "2021-12-31"})


def test_a_middling_ledger_answers_with_figures_and_names_the_claims_where_that_is_asked_for(
    small: Room, middling: Room
) -> None:
    question = {"harm": "killed"}
    full, page = shown(small, **question), shown(middling, **question)
    assert page["large"] == "more" and page["claims"] == {} and full["claims"]
    assert bare(full["table"]) == list(page["table"].rows)
    assert shown(middling, explained="1", **question) == {**full, "sides": page["sides"]}


@pytest.mark.parametrize(
    "question", [{"as_of": "2021-03-12"}, {"by": "place"}, {"policy": "hull"}, {"from": "2021-03-12"}], ids=str
)
def test_a_middling_ledger_answers_all_that_a_small_one_does(
    small: Room, middling: Room, question: dict[str, str]
) -> None:
    one, other = ask(small, "tolls", **question), ask(middling, "tolls", **question)
    assert one.rows and (one.rows, one.as_of, one.residual) == (other.rows, other.as_of, other.residual)
    kinds = [[(item.kind, item.claims) for item in table.contradictions] for table in (one, other)]
    assert kinds[0] == kinds[1]


def test_every_contradiction_is_listed_once_page_by_page(small: Room, large: Room) -> None:
    wanted = [(one["kind"], tuple(c["key"] for c in one["claims"])) for one in ask(small, "contradictions")["results"]]
    found, cursor = [], "o0"
    while cursor:
        page = ask(large, "contradictions", cursor=cursor, limit="2")
        found += [(one["kind"], tuple(c["key"] for c in one["claims"])) for one in page["results"]]
        cursor = page["next"]
    assert wanted and found == wanted


def test_documents_claims_and_sources_are_the_same(small: Room, large: Room) -> None:
    for harm in ("killed", "injured"):
        assert ask(small, "claims", harm=harm) == ask(large, "claims", harm=harm)
    assert ask(small, "sources") == ask(large, "sources") and ask(large, "sources")["results"]
    for name in [one["document"].id for one in ask(large, "documents")["results"]]:
        one, other = ask(small, "document", name), ask(large, "document", name)
        assert one == other


def test_overview_and_frame_are_the_same(small: Room, large: Room) -> None:
    assert ask(small, "frame") == ask(large, "frame")
    one, other = ask(small, "overview"), ask(large, "overview")
    assert {**one, "changes": None} == {**other, "changes": None}


def test_the_queue_is_the_same_page_by_page(small: Room, large: Room) -> None:
    wanted = ask(small, "review", limit="300")["results"]
    found, cursor = [], "o0"
    while cursor:
        page = ask(large, "review", cursor=cursor, limit="40")
        found += page["results"]
        cursor = page["next"]
    assert len(wanted) > 5 and found == wanted
    assert {one.kind for one in found} >= {"contradiction"}


@pytest.mark.parametrize("days", [{"to": "0387-05-31"}, {"from": "2300-01-01"}], ids=str)
def test_bins_of_days_before_and_after_everything_are_empty(small: Room, days: dict[str, str]) -> None:
    found = ask(small, "frame", zoom="1", **days)
    assert found["bins"] and not any(one["sharp"] + one["spread"] for one in found["bins"])


@pytest.fixture
def summing(large: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The same, where some days too have more incidents than a page names the claims of."""
    monkeypatch.setattr(kept, "FEW", 0)
    monkeypatch.setattr(tolls, "NAMED", 1)
    return large


DAYS = {"from": "2021-03-11", "to": "2021-03-23"}


@pytest.mark.parametrize("question", [{}, {"harm": "killed"}, {"side": "government"}, {"by": "side,harm"}], ids=str)
def test_days_of_many_incidents_have_the_figures_that_are_reckoned(
    small: Room, summing: Room, question: dict[str, str]
) -> None:
    table, other = ask(small, "tolls", **question, **DAYS), ask(summing, "tolls", **question, **DAYS)
    assert table.rows and bare(table) == list(other.rows)
    assert (table.residual, table.meaning, table.policy) == (other.residual, other.meaning, other.policy)
    assert table.summed_of is None and other.summed_of > 0


@pytest.mark.parametrize("question", [{"by": "side,month"}, {"by": "month", "side": "civilians"}], ids=str)
def test_their_months_have_the_figures_that_are_reckoned_and_the_page_says_that_these_are_all(
    small: Room, summing: Room, question: dict[str, str]
) -> None:
    days = {"from": "2012-06-11", "to": "2021-03-14"}
    table, other = ask(small, "tolls", **question, **days), ask(summing, "tolls", **question, **days)
    assert "2021-03-14" in {row.end for row in table.rows} and bare(table) == list(other.rows)
    assert (table.residual, table.meaning, table.policy) == (other.residual, other.meaning, other.policy)
    page = shown(summing, **question, **days)
    assert page["large"] == "figures" and page["claims"] == {}


def test_their_page_names_the_claims_that_weigh_most_and_says_how_many_it_leaves_out(
    small: Room, summing: Room
) -> None:
    full, page = shown(small, harm="killed", **DAYS), shown(summing, harm="killed", **DAYS)
    assert page["large"] == "part" and page["excluded"] == {}
    assert any(named < of for named, of in page["partly"].values())
    for row, other in zip(full["table"].rows, page["table"].rows, strict=True):
        assert other.contributions and all(one in row.contributions for one in other.contributions)
        assert {one.claim for one in other.contributions} <= page["claims"].keys() <= full["claims"].keys()
    for key, claim in page["claims"].items():
        assert claim == full["claims"][key]


def test_a_side_that_nobody_names_is_refused_there_too(summing: Room) -> None:
    with pytest.raises(UsageError, match="there is no side"):
        ask(summing, "tolls", side="martians", **DAYS)


@pytest.mark.parametrize("question", [{"harm": "killed"}, {"harm": "killed", **DAYS}, DAYS], ids=str)
def test_contradictions_of_a_part_are_never_said_to_be_none_because_figures_alone_are_kept(
    small: Room, middling: Room, monkeypatch: pytest.MonkeyPatch, question: dict[str, str]
) -> None:
    monkeypatch.setattr(kept, "FEW", 0)
    one, other = ask(small, "contradictions", **question), ask(middling, "contradictions", **question)
    assert one["results"] and [item["id"] for item in one["results"]] == [item["id"] for item in other["results"]]
