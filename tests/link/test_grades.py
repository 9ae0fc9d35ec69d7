"""Who speaks for himself counts, who says what of a side is kept, and who repeats whom is told."""

from __future__ import annotations

from typing import Any

import msgspec
from test_incidents import say

from marsad.link.grades import attribution, corroboration
from marsad.link.lineage import lineages
from marsad.model import Statement

SIDES = {"ministry": "government", "staff": "opposition"}


def told(key: str, value: int, source: str, *, claimant: str | None = None, day: int = 11, **more: Any) -> Statement:
    statement = say(key, value, 11, **more)
    published = statement.published.replace(day=day) if statement.published else None
    return msgspec.structs.replace(statement, source=source, claimant=claimant or source, published=published)


def test_two_monitors_are_two_and_an_agency_that_cites_one_adds_none() -> None:
    every = [told("d1#c1", 9, "a"), told("d2#c1", 9, "b"), told("d3#c1", 9, "agency", claimant="a")]
    found = corroboration(every, ())
    assert (found.independent, found.voices) == (2, ("a", "b"))
    assert found.leaning == {"agency": ("a",)}


def test_a_reprint_adds_none() -> None:
    every = [told("d1#c1", 9, "a"), told("d2#c1", 9, "b", day=12)]
    reprint = lineages(every, {("d1", "d2"): 0.9})
    assert [(one.kind, one.earlier, one.later) for one in reprint] == [("repeats", "d1", "d2")]
    assert corroboration(every, reprint).voices == ("a",)


def test_sources_that_cite_one_another_in_a_circle_count_once() -> None:
    every = [
        told("d1#c1", 9, "a", claimant="b"),
        told("d2#c1", 9, "b", claimant="c"),
        told("d3#c1", 9, "c", claimant="a"),
    ]
    assert corroboration(every, ()).independent == 1
    assert corroboration([*every, told("d4#c1", 9, "d")], ()).voices == ("a", "d")


def test_who_is_cited_and_never_heard_counts_once() -> None:
    every = [told("d1#c1", 9, "a", claimant="doctors"), told("d2#c1", 9, "b", claimant="doctors")]
    assert corroboration(every, ()).voices == ("doctors",)


def test_alleged_denied_and_conceded_are_kept_apart() -> None:
    alleged = told("d1#c1", 9, "monitor", side="civilians", by="government")
    laid_on_others = told("d2#c1", 9, "ministry", side="civilians", by="opposition")
    conceded = told("d3#c1", 9, "staff", side="civilians", by="opposition")
    found = {(one.side, one.stance): one.by for one in attribution([alleged, laid_on_others, conceded], SIDES)}
    assert found == {
        ("government", "alleged"): ("monitor",),
        ("government", "denied"): ("ministry",),
        ("opposition", "alleged"): ("ministry",),
        ("opposition", "conceded"): ("staff",),
    }


def test_lineage_tells_updates_corrections_and_contradictions_apart() -> None:
    first = told("d1#c1", 9, "a")
    update = told("d2#c1", 17, "a", day=12)
    assert [one.kind for one in lineages([first, update], {})] == ["updates"]
    taken_back = told("d3#c1", 9, "a", day=13, status="superseded")
    assert [one.kind for one in lineages([first, taken_back], {})] == ["corrects"]
    rival = told("d4#c1", 12, "b", day=12)
    assert [one.kind for one in lineages([first, rival], {})] == ["contradicts"]
    refers = [told("d5#c1", 9, "b", day=12, background=True), told("d5#c2", 12, "b", day=12)]
    assert [one.kind for one in lineages([first, *refers], {})] == ["updates"]
