"""One moment: its pieces taken in whatever order the language puts them, each at most once."""

from __future__ import annotations

from marsad.read.dates.calendar import take_calendar
from marsad.read.dates.draft import Draft
from marsad.read.dates.lengths import read_week
from marsad.read.dates.pieces import Pieces
from marsad.text.tokens import NUMBER

_PAST = ("past", "previous")


def read_moment(pieces: Pieces, i: int, *, edge: str | None = None) -> Draft | None:
    """Return the moment whose words begin at token `i`, or None; what it means is not yet reckoned.

    `edge`: words before it told already of which part of a month or year it is.
    """
    draft = Draft(i, i, edge=edge)
    at = i
    while (taken := _take(pieces, draft, at)) is not None:
        at = draft.last = taken
    return draft if draft.last > i and not draft.empty else None


def _take(pieces: Pieces, draft: Draft, at: int) -> int | None:
    for j in _gaps(pieces, draft, at):
        if j >= pieces.size or (j not in pieces.told and pieces.kinds[j] != NUMBER):
            continue
        word = j in pieces.told  # digits alone are of the calendar
        if word and pieces.hit(j, "date_never") is not None:
            return None
        taken = _take_deictic(pieces, draft, j) if word else None
        if taken is None and j in pieces.weekly:
            taken = _take_weekday(pieces, draft, j)
        taken = taken or take_calendar(pieces, draft, j)
        if word:
            taken = taken or _take_part(pieces, draft, j) or _take_edge(pieces, draft, j)
        if taken is not None:
            return taken
    return None


def _gaps(pieces: Pieces, draft: Draft, at: int) -> list[int]:
    """Return where the next piece may begin: at once, or after a few words that hold an expression together."""
    out = [at]
    if draft.last == draft.first:
        day = pieces.hit(at, "date_day") if pieces.scan.lang == "ar" else None
        return out if day is None or day.clitics.suffix else [at, day.last]
    for _ in range(3):
        hit = pieces.hit(at, "date_glue") or pieces.hit(at, "date_day")
        if hit is None and draft.empty and draft.part is not None:
            hit = pieces.hit(at, "date_part_glue")
        if hit is None or hit.clitics.suffix:
            break
        at = hit.last
        out.append(at)
    return out


def _take_deictic(pieces: Pieces, draft: Draft, j: int) -> int | None:
    hit = pieces.hit(j, "date_deictic")
    if hit is None or draft.deictic is not None or draft.weekday is not None or draft.dated or hit.clitics.suffix:
        return None
    part = pieces.feature(hit, "part")
    if (part is not None and draft.part is not None) or _counted_day(pieces, hit.last):
        return None
    draft.deictic = int(hit.entry.features["days"])
    draft.part = draft.part or part
    return hit.last


def _counted_day(pieces: Pieces, j: int) -> bool:
    """Tell whether 'the day' is followed by its number in a series ('the fifth day'), which is no day of a month."""
    article = pieces.hit(j, "date_article")
    number = pieces.numbers.get(j)
    digits = article is not None and article.last < pieces.size and pieces.kinds[article.last] == NUMBER
    spelt = pieces.hit(j, "date_ordinal") is not None or (number is not None and number.clitics.article)
    return (digits or spelt) and take_calendar(pieces, Draft(j, j), j) is None


def _take_weekday(pieces: Pieces, draft: Draft, j: int) -> int | None:
    if draft.weekday is not None or (draft.dated and draft.day is None):
        return None
    which = pieces.which_before(j)
    at = which.last if which is not None else j
    hit = pieces.hit(at, "weekday")
    if hit is None or hit.clitics.suffix:
        return None
    last = hit.last
    named = pieces.hit(last, "date_name_after") if not pieces.scan.possessive(last) else None
    if named is not None:
        if take_calendar(pieces, Draft(j, j), named.last) is None:
            return None
        last = named.last
    if hit.entry.features.get("short") and not (pieces.capital(at) and _day_follows(pieces, last)):
        return None
    draft.weekday = int(hit.entry.features["day"])
    if which is None and (after := pieces.which_after(last)) is not None:
        which, last = after, after.last
    if which is not None:
        told = str(which.entry.features["which"])
        draft.weekday_which = "last" if told in _PAST else told
        return last
    return _week_of_day(pieces, draft, last)


def _week_of_day(pieces: Pieces, draft: Draft, last: int) -> int:
    """Take 'of last week' after a weekday."""
    for at in {last, pieces.after(last, "date_of")}:
        week = read_week(pieces, at)
        if week is not None and week.anchor == "week":
            draft.week = week.week
            return week.last
    return last


def _day_follows(pieces: Pieces, at: int) -> bool:
    return any(take_calendar(pieces, Draft(at, at), j) for j in (at, pieces.after(at, "date_glue")))


def _take_part(pieces: Pieces, draft: Draft, j: int) -> int | None:
    hit = pieces.hit(j, "date_part")
    if hit is None or draft.part is not None or draft.edge is not None:
        return None
    if draft.dated and draft.day is None:
        return None
    draft.part = pieces.feature(hit, "part")
    return hit.last


def _take_edge(pieces: Pieces, draft: Draft, j: int) -> int | None:
    """Take 'the end of', 'early'; before a day it is a part of that day."""
    hit = pieces.hit(j, "date_edge")
    if hit is None or not draft.empty or draft.edge is not None or hit.clitics.suffix:
        return None
    if hit.entry.features["edge"] in ("start", "end") and _day_named(pieces, hit.last):
        draft.part = "early" if hit.entry.features["edge"] == "start" else "late"
        return hit.last
    draft.edge = "first" if hit.entry.features.get("first") else pieces.feature(hit, "edge")
    return hit.last


def _day_named(pieces: Pieces, at: int) -> bool:
    for _ in range(2):
        at = pieces.after(at, "date_day")
    which = pieces.which_before(at)
    at = which.last if which is not None else at
    return pieces.hit(at, "weekday") is not None or pieces.hit(at, "date_deictic") is not None
