"""All expressions of time of a text: moments, ranges of them, and lengths, left to right, none inside another."""

from __future__ import annotations

from marsad.read.dates.draft import Draft, Feast, Length
from marsad.read.dates.feasts import read_feast
from marsad.read.dates.lengths import read_length
from marsad.read.dates.moment import read_moment
from marsad.read.dates.pieces import Pieces
from marsad.read.dates.stretch import read_stretch
from marsad.read.scan import Scan

_SUPPORT = ("date_within", "date_open", "date_close", "date_edge", "date_from", "date_ago", "date_after")
_NIGHTS = ("night", "after_midnight")
_OLDEST = 1945
"""A bare number below it is hardly a year in a bulletin."""


def read_expressions(pieces: Pieces) -> list[Draft | Length | Feast]:
    """Return the expressions of the text in order."""
    out: list[Draft | Length | Feast] = []
    done = 0
    then, never = pieces.scan.firsts("date_then"), pieces.scan.firsts("date_never")
    feasts = pieces.scan.begun(("date_feast", "date_season"))
    for i in pieces.starts:
        if i < done:
            continue
        feast = read_feast(pieces, i) if i in feasts else None
        if feast is not None:
            feast.first = max(feast.first, done)
            out.append(feast)
            done = feast.last
            continue
        found: Draft | Length | None = _bare(pieces, i, "date_then") if i in then else None
        found = found or (_never(pieces, i) if i in never else None) or _expression(pieces, i)
        found = found or _bare(pieces, i, "date_part", "date_now")
        if found is None:
            continue
        if isinstance(found, Length) and found.first < done:
            found.first = i  # its 'ago' stands before another time already read
        done = found.last
        if isinstance(found, Length) or found.bare or not found.empty:
            out.append(found)
    return out


def _never(pieces: Pieces, i: int) -> Draft | None:
    """Return an empty draft over words that name no day though a word of time is in them ('the same day')."""
    never, told = pieces.hit(i, "date_never"), pieces.hit(i, "date_deictic")
    if never is None or (told is not None and told.last >= never.last):
        return None
    return Draft(i, never.last)


def _expression(pieces: Pieces, i: int) -> Draft | Length | None:
    stretch = read_stretch(pieces, i)
    if stretch is not None:
        return stretch
    length = read_length(pieces, i)
    if length is not None:
        return _up_to(pieces, length.first, length.last, length.count, length.unit) or length
    if pieces.hit(i, "date_days") is not None:
        return _pair(pieces, i)
    week = pieces.unit(i, "week")
    if week is not None and pieces.scan.lang == "en":
        return _up_to(pieces, i, week.last, 1, "week")
    moment = _whole(pieces, read_moment(pieces, i))
    if moment is None:
        return None
    if _is_name(pieces, moment):
        return Draft(moment.first, moment.last)  # empty: its words are passed over
    return _proved(pieces, _ranged(pieces, moment))


def _bare(pieces: Pieces, i: int, *classes: str) -> Draft | None:
    """Read 'since dawn', 'until now', 'since then': times that open or close a period and are no dates."""
    for cls in classes:
        hit = pieces.hit(i, cls)
        if hit is not None:
            break
    if hit is None or hit.clitics.suffix:
        return None
    if pieces.before(pieces.over(i, "date_day"), "date_open", "date_close") is None:
        return None
    then = hit.entry.cls == "date_then"
    return Draft(i, hit.last, part=pieces.feature(hit, "part"), deictic=None if then else 0, bare=True)


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
    after = pieces.hit(draft.last, "date_name_after")
    if after is not None and pieces.scan.lang == "en":
        return not pieces.scan.possessive(draft.last)  # 'Thursday's market bombing' is of that day
    if draft.weekday is not None and _both(pieces, draft.first):
        return True
    before = pieces.before(draft.first, "date_name_before")
    if before is None or before.clitics.article or pieces.hit(draft.first, "date_day") is not None:
        return False
    held = "day" if draft.day is not None else "weekday" if draft.weekday is not None else "month"
    return held in before.entry.features["holds"]


def _both(pieces: Pieces, i: int) -> bool:
    """Tell whether the word for Monday says 'both' of two persons ('his two guards').  Arabic."""
    person = pieces.scan.at(i - 1, "person") if pieces.scan.lang == "ar" else None
    if person is None:
        return False
    two = person.entry.features.get("n") == "du"
    return person.last > i or (two and bool(person.clitics.suffix))


def _proved(pieces: Pieces, draft: Draft) -> Draft | None:
    """Refuse a month or year whose word alone proves nothing and has no word of time beside it."""
    if not draft.weak or draft.day is not None:
        return draft
    if draft.month is None:
        return draft if _is_year(pieces, draft) else None
    told = draft.end is not None or pieces.before(draft.first, *_SUPPORT) is not None
    return draft if told or _names_event(pieces.scan, draft) else None


def _names_event(scan: Scan, draft: Draft) -> bool:
    """Tell whether a month whose word alone proves nothing names an event: 'the March earthquake'.  English."""
    the = scan.ending(draft.first, "determiner") if scan.lang == "en" else None
    if the is None or scan.at(draft.last, "date_year_noun") is None:
        return False
    return scan.quote(draft.first, draft.last)[:1].isupper()


def _is_year(pieces: Pieces, draft: Draft) -> bool:
    """Tell whether bare digits are a year and no count: 'in 2014', 'the 2014 war', '2014-2016', 'the fall of 2014'."""
    if (draft.year or 0) < _OLDEST or pieces.before(draft.first, "date_approx") is not None:
        return False
    if draft.end is not None or pieces.before(draft.first, "date_year_in") is not None:
        return True
    if pieces.scan.lang != "en":
        return pieces.before(draft.first, "date_year_noun") is not None  # 'the war of 1973'
    return pieces.names_event(draft.first, draft.last) or pieces.before(draft.first, "date_of") is not None


def _pair(pieces: Pieces, i: int) -> Draft | None:
    """Read 'the two days Thursday and Friday'."""
    first = read_moment(pieces, pieces.after(i, "date_days"))
    if first is None:
        return None
    first.first = i
    second = read_moment(pieces, pieces.after(first.last, "and"))
    if second is not None and second.grain == first.grain:
        first.end, first.last = second, second.last
    return first


def _ranged(pieces: Pieces, draft: Draft) -> Draft:
    """Join what follows 'to', a dash, or 'and' after 'between', when it is of the same kind."""
    if draft.day_to is not None:
        draft.later = draft.part in _NIGHTS and draft.day_to - (draft.day or 0) == 1
        return draft
    at = _after_link(pieces, draft)
    if at is None:
        return draft
    for _ in range(2):
        at = pieces.after(at, "date_day")
    other = read_moment(pieces, at)
    opened = draft.edge == "first" and pieces.before(draft.first, "date_open") is not None
    if other is None or other.grain != ("day" if opened else draft.grain):
        return draft
    if other.deictic is not None and not other.dated and draft.deictic is None:
        return draft  # 'since Tuesday and until today' is one date and a word
    draft.end, draft.last = other, other.last
    nights = _NIGHTS[1:] if pieces.scan.lang == "ar" else _NIGHTS  # the night of two days is both, in Arabic
    nightly = draft.part in nights or (other.part in nights and pieces.hyphened(at))
    draft.later = nightly and other.weekday is not None and draft.weekday is not None and not draft.dated
    other.later = draft.later and other.day_to is not None
    return draft


def _after_link(pieces: Pieces, draft: Draft) -> int | None:
    """Return the token after the link that makes a range of what stands on both its sides, None where none does."""
    link = pieces.hit(draft.last, "date_to")
    opened = pieces.before(draft.first, "date_from") is not None or _opened_inside(pieces, draft)
    joined = pieces.hit(draft.last, "and")
    if link is not None and (joined is None or opened):
        return link.last
    slash = pieces.hit(draft.last, "date_slash")
    if slash is not None and draft.weekday is not None:
        return slash.last
    if opened:
        return joined.last if joined is not None else draft.last
    nightly = draft.part in _NIGHTS and draft.weekday is not None and not draft.dated
    if (nightly and pieces.hit(draft.last, "weekday") is not None) or pieces.hyphened(draft.last):
        return draft.last
    return None


def _opened_inside(pieces: Pieces, draft: Draft) -> bool:
    """Tell whether 'between' stands after the part of the day: 'overnight between Thursday and Friday'."""
    return draft.part is not None and any(
        pieces.hit(i, "date_part_glue") is not None for i in range(draft.first, draft.last)
    )


def _up_to(pieces: Pieces, first: int, last: int, count: int, unit: str) -> Draft | None:
    """Read 'the ten days to 20 August', 'the six months to June': a range by its length and its end."""
    if unit not in ("day", "week", "month"):
        return None
    link = pieces.hit(last, "date_week_to")
    if link is None:
        return None
    end = read_moment(pieces, pieces.after(link.last, "date_day"))
    if end is None or end.grain != ("month" if unit == "month" else "day"):
        return None
    if unit == "month":
        return Draft(first, end.last, end=end, months_before_end=count - 1)
    return Draft(first, end.last, end=end, days_before_end=count * (7 if unit == "week" else 1) - 1)
