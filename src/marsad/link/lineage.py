"""Lineage: how the documents of one incident depend on one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from marsad.link.compare import REPRINT
from marsad.link.judge import Pair
from marsad.model import Statement
from marsad.model.lineage import Kind, Lineage

RETRACTED = ("superseded", "withdrawn")


def lineages(statements: Iterable[Statement], alike: Mapping[Pair, float]) -> tuple[Lineage, ...]:
    """Return what the later of two documents of one incident makes of the earlier, for every pair that says so.

    `repeats`: a reprint (by wording), or every figure of it told before.  `corrects`: it takes a figure of the earlier
    back.  `updates`: the same source or one that refers to the earlier figure, with a higher count or a longer period.
    `includes`: a count of a period that holds the earlier one's.  `contradicts`: exact totals of the same days that
    differ, of different sources.  The first that holds counts: corrects, repeats, updates, includes, contradicts.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_document[statement.document].append(statement)
    ordered = sorted(by_document.values(), key=lambda told: (_day(told), told[0].document))
    found = []
    for earlier, later in combinations(ordered, 2):
        first, second = earlier[0].document, later[0].document
        share = alike.get((min(first, second), max(first, second)), 0.0)
        kind, why = _between(earlier, later, share)
        if kind is not None:
            found.append(Lineage(earlier=first, later=second, kind=kind, why=why))
    return tuple(found)


def _day(told: list[Statement]) -> str:
    return min((s.published.isoformat() for s in told if s.published), default="9999")


def _between(earlier: list[Statement], later: list[Statement], share: float) -> tuple[Kind | None, str]:
    ours, theirs = _fresh(earlier), _fresh(later)
    before = {(s.claim.harm, s.claim.value): s for s in ours}
    back = [s for s in later if s.claim.status in RETRACTED and (s.claim.harm, s.claim.value) in before]
    if back:
        return "corrects", f"takes back {back[0].claim.harm} {back[0].claim.value}"
    figures = {(s.claim.harm, s.claim.value) for s in theirs}
    if figures and figures <= set(before) and (share >= REPRINT or _whole(figures)):
        return "repeats", f"wording {share:.2f}" if share >= REPRINT else "the same figures"
    sources = {s.claimant or s.source for s in earlier} & {s.claimant or s.source for s in later} - {None}
    refers = [s for s in later if s.claim.background and (s.claim.harm, s.claim.value) in before]
    grown = _grown(ours, theirs)
    if grown and (sources or refers):
        said = f"refers to {refers[0].claim.harm} {refers[0].claim.value}" if refers else f"the same source: {grown}"
        return "updates", said
    if share >= REPRINT:
        return "updates", f"wording {share:.2f}, other figures"
    wider = _wider(ours, theirs)
    if wider:
        return "includes", wider
    clash = _clash(ours, theirs)
    return ("contradicts", clash) if clash and not sources else (None, "")


def _fresh(told: list[Statement]) -> list[Statement]:
    return [s for s in told if s.claim.status == "stated" and not s.claim.background and s.claim.value is not None]


def _whole(figures: Collection[tuple[str, int | None]]) -> bool:
    """Tell whether figures are telling enough to have been copied: two, or one of ten and more."""
    return len(figures) > 1 or any((value or 0) >= 10 for _, value in figures)


def _grown(ours: list[Statement], theirs: list[Statement]) -> str:
    for a, b in _totals(ours, theirs):
        longer = (b.claim.window.end or b.claim.window.start) != (a.claim.window.end or a.claim.window.start)
        if (b.claim.value or 0) > (a.claim.value or 0) or longer:
            return f"{a.claim.harm} {a.claim.value} to {b.claim.value}"
    return ""


def _wider(ours: list[Statement], theirs: list[Statement]) -> str:
    for a, b in _totals(ours, theirs):
        if a.claim.window != b.claim.window and a.claim.window.start and a.claim.window.inside(b.claim.window):
            return f"{b.claim.harm} {b.claim.value} holds {a.claim.value}"
    return ""


def _clash(ours: list[Statement], theirs: list[Statement]) -> str:
    for a, b in _totals(ours, theirs):
        exact = a.claim.hedge == b.claim.hedge == "exact" and a.claim.window == b.claim.window
        if exact and a.claim.value != b.claim.value:
            return f"{a.claim.harm} {a.claim.value} / {b.claim.value}"
    return ""


def _totals(ours: list[Statement], theirs: list[Statement]) -> list[tuple[Statement, Statement]]:
    """Return the pairs of totals of one harm and one side."""
    tops = [[s for s in told if s.claim.part_of is None and not s.claim.rest] for told in (ours, theirs)]
    return [
        (a, b)
        for a in tops[0]
        for b in tops[1]
        if a.claim.harm == b.claim.harm and a.claim.group.side == b.claim.group.side
    ]
