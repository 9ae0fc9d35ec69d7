"""What the numbers of a whole's parts settle once all are known: parts of parts, and whose remainder a count is.

'The other six died in Odesa (four) and Mykolaiv (two)': the four and the two are of the six.  English.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft, parts_of
from marsad.read.scan import Scan

_PAIR = 2


def settle_overfull(scan: Scan, drafts: Sequence[Draft]) -> None:
    """Hang parts that make up the part right before them under it, where their whole could not hold all of them."""
    if scan.lang != "en":
        return
    for whole, parts in parts_of(drafts).items():
        if len(parts) <= _PAIR or whole.hedge != "exact" or not whole.value:
            continue
        told = [d for d in parts if d.harm == whole.harm and _exact(d)]
        for k, outer in enumerate(told) if sum(map(_amount, told)) > whole.value else ():
            same = [d for d in told if scan.sentence_of(d.core) == scan.sentence_of(outer.core)]
            if sum(map(_amount, same)) <= whole.value:
                continue  # another sentence may part the whole anew
            run = _made_of(scan, outer, told[k + 1 :])
            if run and sum(map(_amount, same)) - sum(map(_amount, run)) <= whole.value:
                for part in run:
                    part.whole = outer
                    part.rules.append("part.overfull")
                break


def _made_of(scan: Scan, outer: Draft, after: Sequence[Draft]) -> list[Draft]:
    """Return the counts right after another in its sentence that make it up, or none."""
    run: list[Draft] = []
    for draft in after:
        if scan.sentence_of(draft.core) != scan.sentence_of(outer.core) or draft.head.persons:
            break
        run.append(draft)
        if len(run) >= _PAIR and sum(map(_amount, run)) == outer.value:
            return run
    return []


def settle_siblings(scan: Scan, drafts: Sequence[Draft]) -> None:
    """'Nine died: six in a school and three, two sisters among them, in the market': the three are of the nine.

    So is what hangs on a part beside it, where it makes up the total of that part.
    """
    held = parts_of(drafts) if scan.lang == "en" else {}
    for draft in drafts if held else ():
        beside = draft.whole
        total = beside.whole if beside is not None else None
        if beside is None or total is None or not total.value or not _exact(draft):
            continue
        if scan.at(draft.core_last, "among", "one_of") is not None or scan.ending(draft.first, "among") is not None:
            continue  # its own words say of whom it is
        same = scan.sentence_of(draft.core) == scan.sentence_of(beside.core) and beside.core < draft.core
        told = [d for d in held.get(total, ()) if d.harm == total.harm and d.head.sex is d.head.age is None]
        alike = draft.harm == total.harm and draft.head.sex is draft.head.age is None
        if same and alike and sum(map(_amount, told)) + _amount(draft) == total.value:
            draft.whole = total
            draft.rules.append("part.sum")


def settle_remaining(scan: Scan, drafts: Sequence[Draft]) -> None:
    """Give 'the remaining ten' the total that they complete, where they complete none of what they stand beside."""
    if scan.lang != "en":
        return
    held = parts_of(drafts)
    for rest in drafts:
        whole = rest.whole
        if rest.kind != "remaining" or not rest.rest or not rest.value or whole is None or whole.whole is None:
            continue
        outer = whole.whole
        if not _completes(rest, whole, held.get(whole, ())) and _completes(rest, outer, held.get(outer, ())):
            rest.whole = outer
            rest.rules.append("part.remaining")


def _completes(rest: Draft, whole: Draft, parts: Sequence[Draft]) -> bool:
    """Tell whether a remainder makes up a total with the parts told before it."""
    before = [d for d in parts if d is not rest and d.core < rest.core and d.harm == rest.harm and _exact(d)]
    return sum(map(_amount, before)) + (rest.value or 0) == whole.value


def _exact(draft: Draft) -> bool:
    return draft.value is not None and draft.hedge == "exact" and draft.kind != "vague"


def _amount(draft: Draft) -> int:
    return draft.value or 0


def settle_trades(scan: Scan, drafts: list[Draft]) -> None:
    """'Three dead, a reporter among them; the reporters killed are 148': the reporter alone is of these.  Arabic."""
    for part, inner in parts_of(drafts).items() if scan.lang == "ar" else ():
        whole = part.whole
        if whole is None or not (whole.head.role or whole.head.actors) or part.head.role or part.head.actors:
            continue
        if any(_alike(d, whole) for d in inner if (d.value or 0) < (part.value or 0)):
            part.whole = None


def _alike(one: Draft, other: Draft) -> bool:
    """Tell whether two counts are of one trade."""
    actors = {actor.actor for actor in one.head.actors} & {actor.actor for actor in other.head.actors}
    civil = one.head.civilian is not False and other.head.civilian is not False
    return civil and (bool(actors) or (one.head.role is not None and one.head.role == other.head.role))
