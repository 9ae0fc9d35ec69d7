"""Some of the dead and wounded together: '19 died and 28 were hurt. Fifteen of the 47 are children'.  English."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import of_number, value_at
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_BACK = 16
"""Counts before among which the whole, or the dead and the wounded, are sought."""
_LENT = frozenset({"harm.of_whole", "harm.of_later", "harm.kept", "harm.of_coordinate", "harm.of_before"})
"""Rules by which a count has its harm from another one."""
_JOINED = 2
"""Tokens of ', and' between the dead and the hurt of a number at most."""


def tell_of_both(scan: Scan, drafts: list[Draft]) -> None:
    """Give 'N of the M' the harm of the M, where it has none of its own: of the dead and wounded told, or of neither.

    So 'victims of whom N died', who are both, and the rest of a total that a sentence divides.
    """
    for k, draft in enumerate(drafts):
        if draft.kind == "remaining":
            _complete(scan, drafts, k)
        elif draft.drop == NO_HARM and any(noun.get("victim") for noun, _ in draft.head.nouns):
            _of_whom_died(drafts, k)
        elif scan.at(draft.core_last, "of") is not None and not draft.drop and not _LENT.isdisjoint(draft.rules):
            _of_the(scan, drafts, k)


def _of_the(scan: Scan, drafts: list[Draft], k: int) -> None:
    """Settle 'Fifteen of the 47' by the 47 that were told before, or by the 19 and 28 that make them up."""
    part, at = drafts[k], of_number(scan, drafts[k].core_last)
    many = value_at(scan, at) if at is not None else None
    before = [d for d in drafts[max(0, k - _BACK) : k] if d.harm is not None and not d.drop and d.status == "stated"]
    if not many or (part.value or 0) >= many or (part.whole is not None and part.whole.value == many):
        return
    known = next((d for d in reversed(before) if d.value == many), None)
    dead_and_hurt = known is None and any(_both(one, other, many) for one, other in pairwise(before))
    if known is None and not dead_and_hurt:
        return
    part.whole, part.harm = known, known.harm if known is not None else "other"
    part.rules.append("harm.of_both")
    _divide(drafts, k)


def _both(one: Draft, other: Draft, many: int) -> bool:
    """Tell whether two counts are dead and wounded who together are so many."""
    return {one.harm, other.harm} == {"killed", "injured"} and (one.value or 0) + (other.value or 0) == many


def _divide(drafts: list[Draft], k: int) -> None:
    """Make 'six dead and nine hurt' right behind 'fifteen of the 47' parts of the fifteen."""
    whole, inner = drafts[k], drafts[k + 1 : k + 3]
    if len(inner) == 2 and _both(inner[0], inner[1], whole.value or 0) and inner[1].first - inner[0].last <= _JOINED:
        for part in inner:
            part.whole = whole
            part.rules.append("part.apposed")


def _of_whom_died(drafts: list[Draft], k: int) -> None:
    """'had registered 312 victims, 121 of whom died': who are told with their dead are dead and wounded."""
    whole = drafts[k]
    for part in drafts[k + 1 : k + 2]:
        if part.whole is whole and part.harm == "killed" and not part.drop and "part.of_them" in part.rules:
            whole.harm, whole.drop = "other", None
            whole.rules.append("harm.of_both")


def _complete(scan: Scan, drafts: list[Draft], k: int) -> None:
    """'X leads with 26 victims, followed by Y with 12; the remaining nine ...': all of the 47 told before."""
    rest, sentence = drafts[k], scan.sentence_of(drafts[k].core)
    near = drafts[max(0, k - _BACK) : k]
    inside = [d for d in near if scan.sentence_of(d.core) == sentence and not d.drop]
    if len(inside) < 2 or len({d.harm for d in inside}) > 1 or (rest.whole is not None and rest.whole in inside):
        return
    many = sum(d.value or 0 for d in inside) + (rest.value or 0)
    total = next((d for d in reversed(near) if d.value == many and d.harm == inside[0].harm and not d.drop), None)
    if total is None or total in inside or not _LENT.intersection(rest.rules):
        return
    rest.harm = total.harm
    for part in (*inside, rest):
        part.whole = total
        part.rules.append("part.remaining")
