"""Rows by incident under a total of their period: each incident's upper limit is what the total leaves to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from marsad.model import Contribution
from marsad.reckon.case import Case, Filled
from marsad.reckon.contribute import contribution
from marsad.reckon.fill import proofs
from marsad.reckon.forest import Branch, Forest, grow
from marsad.reckon.holding import held
from marsad.reckon.system import Bounds


def coupled(case: Case, filled: Sequence[Filled]) -> list[Filled]:
    """Return the rows, those of one question by incident with the upper limits that the totals among them allow."""
    groups: dict[object, list[Filled]] = defaultdict(list)
    for one in filled:
        if one.question.incident is not None and len(one.shares) == 1:
            groups[replace(one.question, incident=None), one.row.source].append(one)
    capped: dict[int, Filled] = {}
    for group in groups.values():
        capped |= _capped(case, group) if len(group) > 1 else {}
    return [capped.get(id(one), one) for one in filled]


def _capped(case: Case, group: Sequence[Filled]) -> dict[int, Filled]:
    shares = sorted((one.shares[0] for one in group), key=lambda share: share.incident)
    forest = grow(shares, held(shares, case.places))
    if forest.clash() is not None:
        return {}
    caps = forest.caps()
    found = {}
    for one in group:
        hi, above = caps[one.shares[0].incident]
        if above is not None and hi is not None:
            found[id(one)] = _with_cap(case, one, hi, forest, forest.branches[above])
    return found


def _with_cap(case: Case, one: Filled, hi: int, forest: Forest, above: Branch) -> Filled:
    """Return the row with its upper limit, and the claims of the total and of the other incidents that force it."""
    own = one.shares[0].incident
    beside = [b for child in above.children if (b := forest.branches[child]).share.incident != own]
    names = [name for branch in beside for name in forest.low_by(branch)]
    sides = [(above.share, above.share.high)]
    sides += [(branch.share, branch.share.low) for branch in forest.branches if branch.share.incident in names]
    told: dict[tuple[str, str], Contribution] = {}
    for share, halves in sides:
        items = {item.key: item for item in case.incidents[share.incident]}
        for key, half in halves:
            said = contribution(items[key], half, "hi", case)
            told[said.claim, said.bound] = said
    kept = [c for c in one.row.contributions if c.bound == "lo"]
    every = (*kept, *told.values())
    limits = Bounds(one.row.lo, hi, one.row.guarantee)
    row = msgspec.structs.replace(
        one.row,
        hi=hi,
        contributions=every,
        claims=tuple(dict.fromkeys(c.claim for c in every)),
        proofs=tuple(proofs(case, limits, every)),
    )
    return Filled(one.question, row, one.shares, one.total)
