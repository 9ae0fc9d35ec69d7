"""All expressions of time of a text: moments, ranges of them, and lengths, left to right, none inside another."""

from __future__ import annotations

from marsad.read.dates.draft import Draft, Length
from marsad.read.dates.lengths import read_length
from marsad.read.dates.moment import read_moment
from marsad.read.dates.pieces import Pieces

_SUPPORT = ("date_within", "date_open", "date_close", "date_edge", "date_from", "date_ago", "date_after")


def read_expressions(pieces: Pieces) -> list[Draft | Length]:
    """Return the expressions of the text in order."""
    out: list[Draft | Length] = []
    done = 0
    for i in pieces.starts:
        if i < done:
            continue
        anaphor = pieces.hit(i, "date_anaphor")
        if anaphor is not None:
            done = anaphor.last
            continue
        found = _expression(pieces, i)
        if found is not None:
            out.append(found)
            done = found.last
    return out


def _expression(pieces: Pieces, i: int) -> Draft | Length | None:
    length = read_length(pieces, i)
    if length is not None:
        return _days_to(pieces, length) or length
    if pieces.hit(i, "date_days") is not None:
        return _pair(pieces, i)
    moment = _whole(pieces, read_moment(pieces, i))
    if moment is None or _is_name(pieces, moment):
        return None
    return _proved(pieces, _ranged(pieces, moment))


def _whole(pieces: Pieces, draft: Draft | None) -> Draft | None:
    """Refuse a moment that is only a part of a longer place's or actor's name."""
    if draft is None:
        return None
    size = draft.last - draft.first
    for i in range(max(0, draft.first - 3), draft.first + 1):
        for hit in pieces.scan.hits[i]:
            if hit.entry.cls in ("place", "actor") and hit.last >= draft.last and hit.last - hit.first > size:
                return None
    return draft


def _is_name(pieces: Pieces, draft: Draft) -> bool:
    """Tell whether the words are a name's: 'the 8 March alliance', 'Friday Market'."""
    if draft.deictic is not None or draft.part is not None or draft.year is not None:
        return False
    before = pieces.before(draft.first, "date_name_before")
    after = pieces.hit(draft.last, "date_name_after")
    return before is not None or (after is not None and pieces.scan.lang == "en")


def _proved(pieces: Pieces, draft: Draft) -> Draft | None:
    """Refuse a month or year whose word alone proves nothing and has no word of time before it."""
    if not draft.weak or draft.day is not None or draft.end is not None:
        return draft
    return draft if pieces.before(draft.first, *_SUPPORT) is not None else None


def _pair(pieces: Pieces, i: int) -> Draft | None:
    """Read 'the two days Thursday and Friday'."""
    first = read_moment(pieces, pieces.after(i, "date_days"))
    if first is None:
        return None
    first.first = i
    at = pieces.after(first.last, "and")
    second = read_moment(pieces, at)
    if second is None:
        return first
    first.end, first.last = second, second.last
    return first


def _ranged(pieces: Pieces, draft: Draft) -> Draft:
    """Join what follows 'to', a dash, or 'and' after 'between', when it is of the same kind."""
    opened = pieces.before(draft.first, "date_from", "date_open")
    link = pieces.hit(draft.last, "date_to")
    at = link.last if link is not None else draft.last
    if link is None:
        joined = pieces.hit(draft.last, "and")
        slash = pieces.hit(draft.last, "date_slash")
        if slash is not None and draft.weekday is not None:
            at = slash.last
        elif opened is not None and opened.entry.cls == "date_from":
            at = joined.last if joined is not None else at
        else:
            return draft
    for _ in range(2):
        at = pieces.after(at, "date_day")
    other = read_moment(pieces, at)
    if other is None or not _alike(draft, other):
        return draft
    draft.end, draft.last = other, other.last
    draft.later = draft.part in ("night", "after_midnight") and other.weekday is not None and not other.dated
    return draft


def _alike(first: Draft, second: Draft) -> bool:
    """Tell whether two moments can be the ends of one range: both days, both months, or both years."""
    return _grain(first) == _grain(second)


def _grain(draft: Draft) -> str:
    if draft.day is not None or draft.weekday is not None or draft.deictic is not None:
        return "day"
    return "month" if draft.month is not None or draft.scope == "month" else "year"


def _days_to(pieces: Pieces, length: Length) -> Draft | None:
    """Read 'the ten days to 20 August': a range by its length and last day."""
    if length.unit not in ("day", "week"):
        return None
    link = pieces.hit(length.last, "date_to") or pieces.hit(length.last, "date_close")
    if link is None:
        return None
    end = read_moment(pieces, pieces.after(link.last, "date_day"))
    if end is None or _grain(end) != "day":
        return None
    days = length.count * (7 if length.unit == "week" else 1)
    return Draft(length.first, end.last, end=end, days_before_end=days - 1)
