"""Which counts a text leaves open: those of the sides that it has counted when it says that the toll may rise."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.toldtimes import days_of
from marsad.read.clauses import Clauses
from marsad.read.openended import read_open_ended
from marsad.read.scan import Scan

_SUBJECT = 4
"""Tokens before 'may rise' that may name what may."""

_FEW = 2
"""Persons whose number alone does not say that they are the same ones."""
_RISES = 2
"""Tokens behind 'a rise is expected of' that may name what may rise.  Arabic."""
_NOBODYS = frozenset({None, "mixed", "unknown", "civilians"})
_STUCK = frozenset({"besieged", "displaced"})
"""What those are who are stuck in a town, but under no rubble."""
_LONG = 31
"""Days of a total that is of no happening."""


def leave_open(scan: Scan, drafts: list[Draft], reach: Clauses | None = None) -> None:
    """Set `open_ended`: the dead, and the injured too where all figures are called a minimum or may rise.

    A side that is counted only after these words, in English also a count of a later paragraph, is of another happening
    and stays closed.  `reach` are the text's
    clauses where they are known.
    """
    found = read_open_ended(scan, reach)
    minimum = next((hit.first for hit in scan.all("open_minimum")), None)
    fresh = [d for d in drafts if d.harm in ("killed", "injured") and not d.background]
    if minimum is not None:
        _open(_called(scan, drafts, fresh, minimum), fresh)
        return
    for first, last in found:
        long = _of_long_time(scan, drafts, first)
        if long:
            _open([d for d in long if not d.background], fresh)
            continue
        if _of_missing(scan, drafts, first, last):
            continue  # whom the missing may join is seen when the toll is reckoned
        if _of_earlier(scan, drafts, first, last):
            continue
        number = scan.sentence_of(first)
        behind = [d for d in fresh if scan.sentence_of(d.core) == number and d.core >= last]
        ahead = bool(behind) and not any(d.core < last for d in fresh)  # 'in a provisional toll, 33 dead and 195 hurt'
        of_all = ahead or _of_all(scan, first, last)
        told = [d for d in fresh if of_all or d.harm == "killed"]
        own = behind if ahead else [d for d in told if scan.sentence_of(d.core) == number and d.core < last]
        own = [d for d in own if not _are_sought(scan, d, first)]
        if own and of_all and not ahead:  # 'the figures will rise': those of the sentence before, too
            harms = {d.harm for d in own}
            own += [d for d in told if scan.sentence_of(d.core) == number - 1 and d.harm not in harms]
        if own and scan.at(first, "open_beyond") is not None:
            _open(_alike(told, own[-1]), told)
            continue
        before = own or _who_may_lie_there(scan, [d for d in told if d.core < last], first, last)
        _open(before, told)
        if not own:  # what is counted later of the same sides is of the same happening
            sides = {d.side for d in before}
            end = next((b for b in scan.breaks if b >= last), len(scan)) if scan.lang == "en" and before else len(scan)
            end = min([end, *(hit.first for hit in scan.all("other_incident") if hit.first >= last)])
            _open([d for d in told if (d.side in sides or not sides) and d.core < end], told)


def _are_sought(scan: Scan, draft: Draft, first: int) -> bool:
    """Tell whether a vague count is of those who lie there: 'a number of victims are still under the rubble'."""
    return draft.kind == "vague" and first - draft.last in (0, 1) and scan.at(first, "open_still") is not None


def _of_earlier(scan: Scan, drafts: list[Draft], first: int, last: int) -> bool:
    """'the initial toll spoke of four': the words call the figure that was overtaken open, and no other."""
    behind = [d for d in drafts if d.core >= last and scan.sentence_of(d.core) == scan.sentence_of(first)]
    return scan.lang == "en" and bool(behind) and behind[0].status == "superseded"


def _alike(told: list[Draft], beyond: Draft) -> list[Draft]:
    """Return the counts that dead who are in none of them yet may still raise: those of their side, all if unknown."""
    nobodys = beyond.side in _NOBODYS - {"civilians"}
    return [d for d in told if nobodys or d.side == beyond.side]


def _who_may_lie_there(scan: Scan, told: list[Draft], first: int, last: int) -> list[Draft]:
    """Return the counts that those may join who are sought under the rubble: no party's fighters beside other dead."""
    if not any(scan.at(i, "open_still", "open_where", "open_fate") for i in range(first, last)):
        return told
    return [d for d in told if d.side in _NOBODYS] or told


def _open(named: list[Draft], fresh: list[Draft]) -> None:
    """Leave open the counts that are `named`, their wholes, and the counts that say them again.

    One or two persons elsewhere are not these ones because they are as many.
    """
    meant = [*named, *(d.whole for d in named if d.whole is not None)]
    again = {(d.harm, d.value) for d in meant if (d.value or 0) > _FEW}
    these = set(map(id, meant))
    for draft in fresh:
        if id(draft) in these or (draft.harm, draft.value) in again:
            draft.open_ended = True


def _called(scan: Scan, drafts: list[Draft], fresh: list[Draft], i: int) -> list[Draft]:
    """Return the counts that the words at token `i` call a minimum: in English of its sentence's harm and side."""
    number = scan.sentence_of(i)
    own = [d for d in drafts if scan.sentence_of(d.core) == number and d.harm in ("killed", "injured", "other")]
    harms = {d.harm for d in own if d.harm != "other"}
    if scan.lang != "en" or not own:
        return fresh
    sides = {d.side for d in own}
    alike = [d for d in fresh if d.side in sides or d.side is None or (sides & _NOBODYS and d.side in _NOBODYS)]
    return [d for d in alike if not harms or d.harm in harms]


def _of_missing(scan: Scan, drafts: list[Draft], first: int, last: int) -> bool:
    """Tell whether the words only say of a counted group, in Arabic of one whose side is known, that it is missing.

    Or that it is stuck in a town.
    """
    english = scan.lang == "en"
    return any(
        (d.harm in _STUCK or (d.harm == "missing" and (english or d.side not in (None, "mixed", "unknown"))))
        and d.first < last
        and first < d.last + 3
        for d in drafts
    )


def _of_long_time(scan: Scan, drafts: list[Draft], first: int) -> list[Draft]:
    """'Since 2022, 10,378 civilians were killed. The real figures are higher': those of the war, not of today.

    English; where this sentence and the one before it count nobody but in the background or over many days.
    """
    number = scan.sentence_of(first)
    near = [d for d in drafts if number - scan.sentence_of(d.core) in (0, 1)] if scan.lang == "en" else []
    longer = (d.cumulative and not d.toll and d.window is not None and days_of(d.window) > _LONG for d in near)
    return near if all(d.background or so for d, so in zip(near, longer, strict=True)) else []


def _of_all(scan: Scan, first: int, last: int) -> bool:
    """Tell whether 'the number' or 'the casualties' may rise, not the dead alone."""
    if scan.lang == "ar" and any(scan.at(i, "open_still", "open_where", "open_fate") for i in range(first, last)):
        return False  # who lies under the rubble is dead or missing
    low, high = scan.sents[scan.sentence_of(first)]
    end = min(last + _RISES, high) if scan.lang == "ar" else last
    return scan.begins(max(low, first - _SUBJECT), end, "open_of_all")
