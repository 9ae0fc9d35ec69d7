"""What persons decide about incidents is obeyed, and can be taken back."""

from __future__ import annotations

import datetime as dt

from test_incidents import ZAGHRINA, say

from marsad.link import linked
from marsad.model import Decision, Statement

FIRST = say("d1#c1", 9, 11)
SAME = say("d2#c1", 9, 11)
ELSEWHERE = say("d3#c1", 4, 20, place=ZAGHRINA)
EVERY = [FIRST, SAME, ELSEWHERE]


def judge(verdict: str, *subjects: str, hour: int = 9, reverses: str | None = None) -> Decision:
    return Decision(
        id=f"d-{verdict}-{hour}",
        verdict=verdict,  # type: ignore[arg-type]
        subjects=subjects,
        who="A. Analyst",
        when=dt.datetime(2021, 4, 1, hour, tzinfo=dt.UTC),
        why="read both",
        reverses=reverses,
    )


def groups(statements: list[Statement], *decisions: Decision) -> set[frozenset[str]]:
    found: dict[str | None, set[str]] = {}
    for statement in linked(statements, decisions=decisions).statements:
        found.setdefault(statement.incident, set()).add(statement.key)
    return {frozenset(keys) for keys in found.values()}


def test_without_a_judgement_the_links_decide() -> None:
    assert groups(EVERY) == {frozenset({"d1#c1", "d2#c1"}), frozenset({"d3#c1"})}


def test_the_same_by_a_persons_word_is_one_incident() -> None:
    assert groups(EVERY, judge("same", "d1#c1", "d3#c1")) == {frozenset({"d1#c1", "d2#c1", "d3#c1"})}


def test_an_incident_may_be_named_by_its_id() -> None:
    ids = {s.key: s.incident or "" for s in linked(EVERY).statements}
    decision = judge("same", ids["d2#c1"], ids["d3#c1"])
    assert groups(EVERY, decision) == {frozenset({"d1#c1", "d2#c1", "d3#c1"})}


def test_different_and_unsure_keep_apart_what_links_would_join() -> None:
    for verdict in ("different", "unsure"):
        decision = judge(verdict, "d1#c1", "d2#c1")
        found = linked(EVERY, decisions=[decision])
        assert len({s.incident for s in found.statements}) == 3
        assert getattr(found.judged, verdict) == {("d1#c1", "d2#c1"): decision.id}


def test_different_holds_through_a_third_report_too() -> None:
    third = say("d4#c1", 9, 11)
    found = groups([FIRST, SAME, third], judge("different", "d1#c1", "d2#c1"))
    assert not any({"d1#c1", "d2#c1"} <= group for group in found)


def test_a_judgement_taken_back_leaves_no_trace_and_the_last_word_counts() -> None:
    first = judge("different", "d1#c1", "d2#c1")
    undone = judge("undo", first.id, hour=10, reverses=first.id)
    assert groups(EVERY, first, undone) == groups(EVERY)
    assert groups(EVERY, first, judge("same", "d1#c1", "d2#c1", hour=11)) == groups(EVERY)


def test_a_judgement_on_what_is_gone_is_named_and_changes_nothing() -> None:
    decision = judge("same", "d1#c1", "gone#c9")
    assert linked(EVERY, decisions=[decision]).judged.lost == (decision.id,)
    assert groups(EVERY, decision) == groups(EVERY)


def test_what_cannot_all_hold_is_not_joined_unless_the_link_is_sure() -> None:
    doubtful = say("d5#c1", 12, 11)
    assert len(groups([FIRST, doubtful])) == 1
    found = linked([FIRST, doubtful], feasible=lambda statements: len(statements) < 2)
    assert len({s.incident for s in found.statements}) == 2
    assert found.refused == (("d1#c1", "d5#c1"),)
    sure = linked([FIRST, SAME], feasible=lambda statements: False)
    assert len({s.incident for s in sure.statements}) == 1
