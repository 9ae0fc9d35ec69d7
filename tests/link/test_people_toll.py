"""The toll by name: who surely belongs to a row, who perhaps; and the roll of whose names may be shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from people_build import LORE, MARQUNA, TALMARA, day, matched, victim

from marsad.errors import UsageError
from marsad.knowledge.sentences import load_sentences
from marsad.link.people.named import named_statements, named_table
from marsad.link.people.roll import roll
from marsad.link.people.splinked import splink_match
from marsad.link.people.union import union
from marsad.model import Decision, Group, Scope, Victim, Window
from marsad.reckon.table import toll_table

SENTENCES = load_sentences("en")


def rows(*victims: Victim, by: tuple[str, ...] = ("side",), **scope: Any) -> list[tuple[Any, ...]]:
    table = named_table(matched(*victims), Scope(**scope), by=by, messages=SENTENCES)
    return [(row.side, row.place, row.start, row.lo, row.hi) for row in table.rows]


def test_each_side_has_its_named_dead() -> None:
    told = [
        victim("سالم المرقوني", group=Group(civilian=True)),
        victim("خالد المرقوني", group=Group(side="government")),
        victim("يوسف نجار", group=Group(side="government")),
        victim("محمد خطيب"),
    ]
    assert rows(*told) == [
        ("civilians", None, None, 1, 1),
        ("government", None, None, 2, 2),
        ("unknown", None, None, 1, 1),
    ]


def test_who_died_on_an_unknown_day_or_place_only_raises_the_upper_end() -> None:
    told = [victim("سالم المرقوني", window=day(9), place=MARQUNA), victim("خالد المرقوني")]
    assert rows(*told, window=Window(start=dt.date(2021, 3, 1), end=dt.date(2021, 3, 31)), by=()) == [
        (None, None, "2021-03-01", 1, 2)
    ]
    assert rows(*told, place="xw_marquna", by=()) == [(None, "xw_marquna", None, 1, 2)]
    assert rows(*told, place="xw", by=()) == [(None, "xw", None, 1, 2)]


def test_months_and_places_are_rows_of_their_own() -> None:
    told = [
        victim("سالم المرقوني", window=day(9), place=MARQUNA),
        victim("خالد المرقوني", window=day(9, month=4), place=TALMARA),
    ]
    assert rows(*told, by=("month",)) == [(None, None, "2021-03-01", 1, 1), (None, None, "2021-04-01", 1, 1)]
    assert rows(*told, by=("place",)) == [(None, "xw_marquna", None, 1, 1), (None, "xw_talmara", None, 1, 1)]


def test_a_side_holds_the_sides_inside_it() -> None:
    told = [
        victim("سالم المرقوني", group=Group(side="government")),
        victim("خالد المرقوني", group=Group(side="allied_militia")),
    ]
    inside = {"government": frozenset({"allied_militia"})}
    table = named_table(matched(*told), Scope(side="government"), umbrella=inside, messages=SENTENCES)
    assert [(row.lo, row.hi) for row in table.rows] == [(2, 2)]


def test_the_reckoning_of_the_same_entries_holds_the_union() -> None:
    """Entries as statements: the same greatest number, and a least one that is valid though not as sharp."""
    told = [
        victim("سالم المرقوني", "A", father=("إدريس",), age=40),
        victim("Salem al-Marquni", "B", father=("Idris",), age=40),
        victim("يوسف نجار", "A"),
        *(victim("Youssef Najjar", "B", age=age) for age in (20, 60)),
    ]
    found = matched(*told)
    (row,) = toll_table(named_statements(found), Scope(harm="killed"), by=(), policy="named-only").rows
    assert (union(found).lo, union(found).hi) == (3, 4)
    assert (row.lo, row.hi) == (2, 4)
    assert all("يوسف" not in str(statement) for statement in named_statements(found))


def test_killed_and_missing_are_never_added() -> None:
    told = [victim("سالم المرقوني"), victim("خالد المرقوني", harm="missing")]
    assert [row[3:] for row in rows(*told, by=())] == [(1, 1), (1, 1)]
    assert [row[3:] for row in rows(*told, by=(), harm="missing")] == [(1, 1)]


def test_a_breakdown_that_lists_lack_is_refused() -> None:
    with pytest.raises(UsageError, match="choose of side, place, month"):
        rows(victim("سالم المرقوني"), by=("incident",))


def made(number: int, verdict: Any, *subjects: str, who: str = "Rima", **more: Any) -> Decision:
    when = dt.datetime(2021, 3, 9, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    return Decision(id=f"d-{number}", verdict=verdict, subjects=subjects, who=who, when=when, why="w", **more)


@pytest.mark.parametrize(
    ("more", "public", "internal"),
    [
        ({}, False, True),
        ({"visibility": "public"}, False, True),
        ({"consent": "public"}, False, True),
        ({"visibility": "public", "consent": "public"}, False, True),
        ({"visibility": "public", "consent": "public", "age": 18}, True, True),
        ({"visibility": "public", "consent": "public", "age": 17}, False, True),
        ({"visibility": "public", "consent": "public", "age": 40, "minor": True}, False, True),
        ({"visibility": "public", "consent": "refused", "age": 40}, False, True),
        ({"visibility": "restricted", "consent": "public", "age": 40}, False, False),
    ],
)
def test_a_name_is_shown_only_to_whom_it_may_be(more: dict[str, Any], public: bool, internal: bool) -> None:
    one = victim("سالم المرقوني", id="v-1", **more)
    found = roll([made(1, "enter", "v-1", victim=one)])
    assert (found.shown(one, internal=False), found.shown(one, internal=True)) == (public, internal)


def test_amended_and_refused_victims_are_so_on_the_roll() -> None:
    one = victim("سالم المرقوني", id="v-1", age=40)
    entered = made(1, "enter", "v-1", victim=one)
    amended = made(2, "amend", "v-1", amendment={"age": 41, "side": "civilians", "from": "2021-03-09"})
    (found,) = roll([entered, amended]).victims
    assert (found.age, found.group.side, found.window.start) == (41, "civilians", dt.date(2021, 3, 9))
    assert roll([entered, amended, made(3, "refuse", "v-1")]).victims == ()
    assert roll([entered, made(3, "refuse", "v-1"), made(4, "undo", "d-3", reverses="d-3")]).victims == (one,)


def test_splink_makes_possible_links_certain_and_takes_none_away() -> None:
    pytest.importorskip("splink", reason="the extra 'people' is not installed")
    given, family = ["سالم", "خالد", "يوسف", "فاطمة", "حسن", "ياسر"], ["مرقوني", "طلمري", "نجار", "خطيب", "زيتوني"]
    told = []
    for n in range(150):
        name = f"{given[n % 6]} {given[n // 6 % 6]} {family[n % 5]}"
        where = (MARQUNA, TALMARA)[n % 2]
        when = Window(start=dt.date(2021, 3, 1) + dt.timedelta(n), end=dt.date(2021, 3, 1) + dt.timedelta(n))
        told += [victim(name, "A", place=where, window=when, age=20 + n % 50), victim(name, "B", window=when)]
    plain, weighed = matched(*told), splink_match(told, LORE)
    before = {(link.first, link.second): link.grade for link in plain.links}
    after = {(link.first, link.second): link.grade for link in weighed.links}
    assert before.keys() <= after.keys()
    assert {pair for pair, grade in before.items() if grade == "certain"} <= {
        pair for pair, grade in after.items() if grade == "certain"
    }
    assert splink_match(told[::-1], LORE).links == weighed.links


def test_splink_needs_enough_to_learn_from() -> None:
    pytest.importorskip("splink", reason="the extra 'people' is not installed")
    with pytest.raises(UsageError, match="too few"):
        splink_match([victim("سالم المرقوني")], LORE)
