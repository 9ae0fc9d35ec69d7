"""Parts told within what was just told: '118 in Gezira, where the RSF killed 104 in one day', '96 in Khartoum'.

English.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.arithmetic import under
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.ground import names_someone
from marsad.read.claims.groups import Sides
from marsad.read.claims.ordinals import goes_further
from marsad.read.scan import Scan

_WHERE = 9
"""Tokens of a place between a count and 'where' at most."""
_CLAUSE = 16
"""Tokens from 'where' to the count that is told behind it at most."""
_ANY = (None, "mixed", "civilians")
"""Sides of wholes that may hold persons of whom nobody says whose they are."""
_WITHIN = {"killed": ("killed",), "injured": ("injured", "killed"), "displaced": ("displaced",)}
"""What the persons of a clause may have come to, who are of those told before it."""


def link_where(scan: Scan, drafts: Sequence[Draft], sides: Sides) -> None:
    """Make what a clause with 'where' tells of the place of the count before it a part of that count."""
    wheres = scan.firsts("where_clause") if scan.lang == "en" else ()
    if not wheres:
        return
    for k, part in enumerate(drafts):
        whole = drafts[k - 1] if k else None
        if whole is None or part.whole is not None or part.value is None or part.background or goes_further(scan, part):
            continue
        at = next((i for i in range(part.first - 1, whole.last - 1, -1) if i in wheres), None)
        if at is None or at - whole.last > _WHERE or part.first - at > _CLAUSE:
            continue
        between = scan.tokens.folds[whole.last : part.first]
        if ";" in between or scan.sentence_of(part.core) != scan.sentence_of(whole.core):
            continue
        if whole.kind == "vague" or whole.value is None or part.value >= whole.value or under(whole, part):
            continue
        days = whole.window is None or part.window is None or part.window.inside(whole.window)
        may = part.harm in _WITHIN.get(whole.harm or "", ()) and _of_one_kind(part, whole)
        if may and days and sides.belongs(part, whole):
            part.whole = whole
            part.rules.append("part.where")


def _of_one_kind(part: Draft, whole: Draft) -> bool:
    """Tell whether a count is of one force only where its whole is: no soldiers are among 'four (gunmen) in X'."""
    top = whole
    while top.whole is not None and not names_someone(top.head):
        top = top.whole
    if top.head.civilian is True and part.head.civilian is False:
        return False
    return part.side == top.side or (top.side in _ANY and part.side in _ANY)


def link_alike(scan: Scan, drafts: Sequence[Draft], sides: Sides) -> None:
    """'784 deaths; 321 in X and 118 in Y. Z saw 96 deaths': of a total that places divide the next place's are too."""
    opened = {hit.last for hit in scan.all("with_number")} if scan.lang == "en" else ()
    if not opened:
        return
    parts = parts_of(drafts)
    for part in drafts:
        if part.whole is not None or part.first not in opened or not _tells(scan, part):
            continue
        for total, inner in parts.items():
            before = [d for d in inner if d.core < part.core and d.harm == total.harm and _placed(scan, d)]
            apart = scan.sentence_of(part.core) - scan.sentence_of(before[-1].core) if before else 0
            room = (total.value or 0) - sum(d.value or 0 for d in before)
            fits = apart == 1 and total.harm == part.harm and total.status == "stated" and (part.value or 0) <= room
            days = total.window is None or part.window is None or part.window.inside(total.window)
            if fits and days and not under(total, part) and sides.belongs(part, total):
                part.whole = total
                part.rules.append("part.alike")
                break


def _tells(scan: Scan, part: Draft) -> bool:
    """Tell whether a place is the subject that 'saw 96 deaths' at the beginning of its sentence."""
    verb = scan.ending(part.first, "with_number")
    place = scan.ending(verb.first, "place") if verb is not None else None
    first = scan.sents[scan.sentence_of(part.core)][0]
    plain = part.status == "stated" and not (part.background or part.toll or part.rest or goes_further(scan, part))
    return plain and place is not None and place.first == first and part.value is not None


def _placed(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'in' and a name stands behind a count, or behind its verb."""
    near = range(draft.core_last, draft.last + 3)
    return any(scan.at(i, "preposition") is not None and scan.quote(i + 1, i + 2)[:1].isupper() for i in near)
