"""One moment: its pieces taken in whatever order the language puts them, each at most once."""

from __future__ import annotations

from marsad.read.dates.calendar import take_calendar
from marsad.read.dates.draft import Draft
from marsad.read.dates.pieces import Pieces


def read_moment(pieces: Pieces, i: int) -> Draft | None:
    """Return the moment whose words begin at token `i`, or None; what it means is not yet reckoned."""
    draft = Draft(i, i)
    at = i
    while (taken := _take(pieces, draft, at)) is not None:
        at = draft.last = taken
    return draft if draft.last > i and not draft.empty else None


def _take(pieces: Pieces, draft: Draft, at: int) -> int | None:
    for j in _gaps(pieces, draft, at):
        if pieces.hit(j, "date_anaphor") is not None:
            return None
        taken = (
            _take_deictic(pieces, draft, j)
            or _take_weekday(pieces, draft, j)
            or take_calendar(pieces, draft, j)
            or _take_part(pieces, draft, j)
            or _take_edge(pieces, draft, j)
        )
        if taken is not None:
            return taken
    return None


def _gaps(pieces: Pieces, draft: Draft, at: int) -> list[int]:
    """Return where the next piece may begin: at once, or after a few words that hold an expression together."""
    out = [at]
    if draft.last > draft.first:
        for _ in range(3):
            hit = pieces.hit(at, "date_glue") or pieces.hit(at, "date_day")
            if hit is None or hit.clitics.suffix:
                break
            at = hit.last
            out.append(at)
    elif pieces.hit(at, "date_day") is not None and pieces.scan.lang == "ar":
        out.append(pieces.after(at, "date_day"))
    return out


def _take_deictic(pieces: Pieces, draft: Draft, j: int) -> int | None:
    hit = pieces.hit(j, "date_deictic")
    if hit is None or draft.deictic is not None or draft.weekday is not None or draft.dated or hit.clitics.suffix:
        return None
    part = pieces.feature(hit, "part")
    if part is not None and draft.part is not None:
        return None
    if _ordinal_day(pieces, hit.last):
        return None
    draft.deictic = int(hit.entry.features["days"])
    draft.part = draft.part or part
    return hit.last


def _ordinal_day(pieces: Pieces, j: int) -> bool:
    """Tell whether 'the day' is followed by a mere ordinal ('the fifth day'), which names no day of a month."""
    if pieces.hit(j, "date_ordinal") is None:
        return False
    probe = Draft(j, j)
    return take_calendar(pieces, probe, j) is None


def _take_weekday(pieces: Pieces, draft: Draft, j: int) -> int | None:
    if draft.weekday is not None or (draft.dated and draft.day is None):
        return None
    before = pieces.hit(j, "date_which")
    at = before.last if before is not None else j
    hit = pieces.hit(at, "weekday")
    if hit is None or hit.clitics.suffix or not pieces.capital(at):
        return None
    last = hit.last
    named = pieces.hit(last, "date_name_after")
    if named is not None:
        if take_calendar(pieces, Draft(j, j), named.last) is None:
            return None
        last = named.last
    if hit.entry.features.get("short") and not _day_follows(pieces, last):
        return None
    which = before
    if which is None:
        which = pieces.hit(last, "date_which") if pieces.scan.lang == "ar" else None
        last = which.last if which is not None else last
    draft.weekday = int(hit.entry.features["day"])
    draft.weekday_which = pieces.feature(which, "which") if which is not None else None
    return last


def _day_follows(pieces: Pieces, at: int) -> bool:
    return any(take_calendar(pieces, Draft(at, at), j) for j in (at, pieces.after(at, "date_glue")))


def _take_part(pieces: Pieces, draft: Draft, j: int) -> int | None:
    hit = pieces.hit(j, "date_part")
    if hit is None or draft.part is not None or draft.edge is not None or pieces.doubled(j):
        return None
    if draft.dated and draft.day is None:
        return None
    draft.part = pieces.feature(hit, "part")
    return hit.last


def _take_edge(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take 'the end of', 'early'; before a weekday it is a part of the day."""
    hit = pieces.hit(j, "date_edge")
    if hit is None or not draft.empty or draft.edge is not None or hit.clitics.suffix:
        return None
    at = hit.last
    for _ in range(2):
        at = pieces.after(at, "date_day")
    named = pieces.hit(at, "date_which")
    if named is not None:
        at = named.last
    if pieces.hit(at, "weekday") is not None or pieces.hit(at, "date_deictic") is not None:
        draft.part = "early" if hit.entry.features["edge"] == "start" else "late"
        return hit.last
    draft.edge = "first" if hit.entry.features.get("first") else pieces.feature(hit, "edge")
    return hit.last
