"""Contradictions: rivals' figures, figures taken back, and claims that cannot all hold, each with its ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.model import Contradiction
from marsad.reckon.ask import Question
from marsad.reckon.case import Case, Filled, is_placed
from marsad.reckon.contribute import claim_of, describe
from marsad.reckon.incident import Share, share
from marsad.reckon.item import Item, overlap
from marsad.reckon.parties import family
from marsad.reckon.prune import tops_of
from marsad.reckon.sentence import sentence
from marsad.reckon.total import Asked


def rivals(case: Case, filled: Iterable[Filled]) -> list[Contradiction]:
    """Return the figures of voices that are not followed, each against what the toll follows, with the reason."""
    found = []
    for one in filled:
        for part in one.shares:
            followed = {name for group in case.voices(part.incident, one.question) for name in group}
            for item in _others(case, part, one.question, followed):
                found.append(_rival(case, one, part, item))
    return found


def _others(case: Case, part: Share, question: Question, followed: set[str]) -> list[Item]:
    """Return the totals of other voices for the same side and days, without those that say the same number."""
    items = case.of(part.incident, question.harm)
    ours = [item for item in items if item.voices & followed]
    carried = {item.key for item in part.counted}
    others = [item for item in items if not item.voices & followed and item.key not in carried]
    return [
        item
        for item in tops_of(others)
        if (question.side is None or (item.side or "unknown") == question.side)
        and overlap(item.window, question.window)
        and not any(_agrees(item, own) for own in ours)
    ]


def _agrees(item: Item, own: Item) -> bool:
    return (item.side, item.lo, item.hi) == (own.side, own.lo, own.hi) and overlap(item.window, own.window)


def _rival(case: Case, one: Filled, part: Share, item: Item) -> Contradiction:
    question = one.question
    voices = frozenset(name for name in item.voices if name)
    said = [item for item in case.of(part.incident, question.harm) if item.voices & voices]
    asked = Asked(question.side, question.window, question.facets)
    instead = share(part.incident, said, asked, case.umbrella)
    ours = forcing(case, part)
    scenarios = [_scenario(ours, (item.key,), one.row.lo, one.row.hi)]
    if instead is not None:
        lo, hi = one.total.replacing(one.shares, part, instead, case.places)
        scenarios.append(_scenario((item.key,), ours, lo, hi))
    lead = min(case.voices(part.incident, question)[0])
    weighed = case.weighed[part.incident]
    mine, theirs = weighed[lead], weighed[min(voices)]
    params = describe(item) | {
        "lead": lead,
        "documents": str(mine.documents),
        "figures": str(mine.figures),
        "until": mine.latest.isoformat(),
        "rival_documents": str(theirs.documents),
        "rival_figures": str(theirs.figures),
        "rival_until": theirs.latest.isoformat(),
    }
    return _contradiction(case, "rival", f"rival_{case.policy}", (item.key, *ours), params, scenarios)


def forcing(case: Case, part: Share) -> tuple[str, ...]:
    """Return the claims that force a share's least, or where it has none its greatest."""
    items = {item.key: item for item in case.incidents[part.incident]}
    return tuple(dict.fromkeys(claim_of(items[key], half, case) for key, half in part.low or part.high))


def taken_back(case: Case, asked: Sequence[Question]) -> list[Contradiction]:
    """Return the figures that their own source corrected or withdrew: they bind nothing any more."""
    found = []
    for one in case.admitted.taken_back:
        if any(_touches(case, one.item, question) for question in asked):
            kept = _scenario(one.by, (one.item.key,), None, None)
            params = describe(one.item) | {"correcting": one.by[0].split("#")[0]}
            found.append(_contradiction(case, "decrease", "corrected", (one.item.key, *one.by), params, [kept]))
    return found


def _touches(case: Case, item: Item, question: Question) -> bool:
    incident = case.admitted.incident(item)
    return (
        item.first.harm == question.harm
        and (question.side is None or family(item.side, case.umbrella) == family(question.side, case.umbrella))
        and overlap(item.window, question.window)
        and (incident is None or is_placed(case, incident, question))
    )


def clashes(case: Case, filled: Iterable[Filled]) -> list[Contradiction]:
    """Return the claims of the followed voices that cannot all hold, in minimal sets, with every way out."""
    found = []
    for one in filled:
        for part in one.shares:
            items = {item.key: item for item in case.incidents[part.incident]}
            for conflict in part.conflicts:
                core = [items[key] for key in conflict.keys]
                scenarios = [
                    _scenario([key for key in kept if key in conflict.keys], dropped, lo, hi)
                    for kept, dropped, lo, hi in conflict.ways
                ]
                kind = "decrease" if _fell(core) else "conflict"
                params = describe(core[0]) | {"claims": ", ".join(conflict.keys), "size": str(len(core))}
                found.append(
                    _contradiction(case, kind, kind, conflict.keys, params, scenarios, complete=conflict.complete)
                )
        if one.total.clash:
            found.append(_period_clash(case, one))
    return found


def _fell(core: Sequence[Item]) -> bool:
    """Tell whether the conflict is one source's number gone down without a word."""
    if len(core) != 2 or core[0].document == core[1].document:
        return False
    return bool(core[0].voices & core[1].voices) and core[0].facets == core[1].facets and core[0].side == core[1].side


def _period_clash(case: Case, one: Filled) -> Contradiction:
    clashing = frozenset(one.total.clash)
    parts = [part for part in one.shares if part.incident in clashing]
    keys = tuple(dict.fromkeys(key for part in parts for key in forcing(case, part)))
    scenarios = [_scenario(forcing(case, part), (), part.lo, part.hi) for part in parts]
    params = {"claims": ", ".join(keys), "size": str(len(keys)), "lo": str(one.row.lo)}
    return _contradiction(case, "conflict", "period", keys, params, scenarios)


def _scenario(keep: Sequence[str], drop: Sequence[str], lo: int | None, hi: int | None) -> dict[str, object]:
    return {"keep": list(keep), "drop": list(drop), "lo": lo, "hi": hi}


def _span(scenarios: Sequence[dict[str, object]]) -> tuple[int | None, int | None]:
    """Return the hull of the ways out that give figures."""
    ends = [(way["lo"], way["hi"]) for way in scenarios if way["lo"] is not None]
    lows = [lo for lo, _ in ends if isinstance(lo, int)]
    tops = [hi for _, hi in ends if isinstance(hi, int)]
    return min(lows, default=None), max(tops) if tops and len(tops) == len(ends) else None


def _contradiction(
    case: Case,
    kind: str,
    reason: str,
    claims: Sequence[str],
    params: dict[str, str],
    scenarios: Sequence[dict[str, object]],
    *,
    complete: bool = True,
) -> Contradiction:
    lo, hi = _span(scenarios)
    return Contradiction(
        claims=tuple(dict.fromkeys(claims)),
        sentence=sentence(case.messages, reason, params, case.names),
        kind=kind,
        scenarios=tuple(scenarios),
        lo=lo,
        hi=hi,
        complete=complete,
        reason=reason,
        params=params,
    )
