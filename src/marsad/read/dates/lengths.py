"""Lengths of time: 'about 24 hours', 'the past three days', 'two weeks ago', 'last week'."""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.dates.draft import Length
from marsad.read.dates.pieces import Pieces

_YEARLY = ("year", "month")
_NAMED = ("date_month", "weekday", "date_deictic", "date_ordinal", "date_article", "date_which")
"""What makes 'since the year ...' or 'within the month ...' a date instead of a length."""
_OF_MANY = range(3, 11)
"""Numbers behind which Arabic has the plural."""
_BACK = {"past": "within", "previous": "before"}
"""How a length hangs on publication that is told to be past, or to have gone before."""
_WEEKS = {"before_last": -2, "last": -1, "this": 0, "next": 1}


class _Found(NamedTuple):
    number: int
    unit: str
    last: int


def read_length(pieces: Pieces, i: int) -> Length | None:
    """Return the length of time whose words begin at token `i`, or None; ages are none."""
    which = pieces.hit(i, "date_which")
    at = which.last if which is not None else i
    found = _counted(pieces, at) or _unit_first(pieces, at) or (_single(pieces, at) if which is None else None)
    if found is None and i not in pieces.calendar:
        return None
    if found is None:
        return read_week(pieces, i) or _weekend(pieces, i) or _past(pieces, which)
    if _is_age(pieces, at, found.last, found.unit):
        return None
    last, half = _half(pieces, found.last)
    if which is None and (after := pieces.which_after(last)) is not None:
        which, last = after, after.last
    through = which is None and pieces.scan.lang == "en" and i in pieces.units and pieces.through(pieces.units[i])
    anchor = "within" if through else _anchor(pieces, i, last, which)
    start = _start(pieces, i)
    if anchor == "ago" and pieces.scan.lang == "en":
        last = pieces.after(last, "date_ago")
    ago = pieces.before(start, "date_ago") if anchor == "ago" and pieces.scan.lang == "ar" else None
    return Length(
        ago.first if ago is not None else i,
        last,
        found.number,
        found.unit,
        anchor,
        half,
        hedged=start < i and not through,
    )


def _unit(pieces: Pieces, j: int) -> Hit | None:
    hit = pieces.hit(j, "date_unit")
    return hit if hit is not None and hit.entry.features["unit"] != "weekend" else None


def _weekend(pieces: Pieces, i: int) -> Length | None:
    """Read 'the weekend', 'last weekend': the Saturday and Sunday before publication."""
    which = pieces.which_before(i)
    unit = pieces.unit(which.last if which is not None else i, "weekend")
    definite = pieces.before(i, "date_day") is not None
    told = str(which.entry.features["which"]) if which is not None else ""
    loose = unit is not None and unit.entry.features.get("loose") is True
    if unit is None or not (definite or loose or told in ("last", "past", "this")):
        return None
    return Length(i, unit.last, 1, "weekend", "week", loose=loose)


def _counted(pieces: Pieces, i: int) -> _Found | None:
    """Read '24 hours', 'the 48 hours', 'a week', and the dual."""
    one = pieces.hit(i, "date_one")
    if one is not None:
        return _Found(1, str(one.entry.features["unit"]), one.last)
    number = pieces.numbers.get(pieces.after(i, "date_article"))
    if number is not None:
        unit = _unit(pieces, number.last) if number.value > 0 else None
        whole = unit is not None and not unit.clitics.article and pieces.plain_year(unit.last) is None
        if unit is not None and pieces.hit(unit.last, "weekday") is not None:
            return None  # 'in the town of al-Khums (five) on the day of Friday'
        if unit is not None and _dates(pieces, number.value, unit):
            return None
        if unit is not None and whole and "count" not in unit.entry.features and not unit.clitics.suffix:
            return _Found(number.value, str(unit.entry.features["unit"]), unit.last)
        return None
    unit = _unit(pieces, i)
    if unit is not None and "count" in unit.entry.features and not unit.clitics.suffix:
        return _Found(int(unit.entry.features["count"]), str(unit.entry.features["unit"]), unit.last)
    return None


def _dates(pieces: Pieces, count: int, unit: Hit) -> bool:
    """Tell whether the singular behind a number opens a date: 'were hurt 3, on the day 06-06'.  Arabic."""
    if pieces.scan.lang != "ar" or not unit.entry.features.get("one"):
        return False
    day = unit.entry.features["unit"] == "day"
    named = day and (unit.last in pieces.numbers or pieces.hit(unit.last, "date_deictic") is not None)
    return named or count in _OF_MANY


def _unit_first(pieces: Pieces, i: int) -> _Found | None:
    """Read 'the hours, the 24', 'its hours, the 48'."""
    unit = _unit(pieces, i)
    if unit is None or not (unit.clitics.article or unit.clitics.suffix) or "count" in unit.entry.features:
        return None
    j = pieces.after(unit.last, "date_article")
    number = pieces.numbers.get(j)
    if number is None or (j == unit.last and not number.clitics.article) or unit.entry.features.get("one"):
        return None
    if number.value < 1:
        return None
    return _Found(number.value, str(unit.entry.features["unit"]), number.last)


def _single(pieces: Pieces, i: int) -> _Found | None:
    """Read the singular after a word that asks for a length: 'a month ago', 'since a week' in Arabic."""
    unit = _unit(pieces, i)
    if unit is None or not unit.entry.features.get("one"):
        return None
    if pieces.scan.lang == "en":
        return _Found(1, str(unit.entry.features["unit"]), unit.last) if pieces.through(unit) else None
    if unit.clitics.article or unit.clitics.suffix or unit.clitics.preposition:
        return None
    if any(pieces.hit(unit.last, cls) is not None for cls in _NAMED) or unit.last in pieces.numbers:
        return None
    before = pieces.before(_start(pieces, i), "date_ago", "date_open", "date_after", "date_span")
    return _Found(1, str(unit.entry.features["unit"]), unit.last) if before is not None else None


def _half(pieces: Pieces, last: int) -> tuple[int, bool]:
    half = pieces.hit(last, "date_half")
    if half is None or not (half.clitics.conjunction or pieces.scan.lang == "en"):
        return last, False
    return half.last, True


def read_week(pieces: Pieces, i: int) -> Length | None:
    """Read 'last week', 'this week'; 'that week' hangs on nothing known."""
    which = pieces.which_before(i)
    unit = pieces.unit(which.last if which is not None else i, "week")
    if unit is None:
        return None
    last = unit.last
    if which is None:
        which = pieces.which_after(last) if unit.clitics.article else None
        if which is None:
            return None
        last = which.last
    name = str(which.entry.features["which"])
    if name in ("past", "previous"):
        return None if pieces.scan.lang == "en" else _preceding(i, last, name)
    return Length(i, last, 1, "week", "week" if name in _WEEKS else None, week=_WEEKS.get(name, 0))


def _preceding(first: int, last: int, name: str) -> Length | None:
    """Return 'the week, the preceding one': the seven days before.  Arabic."""
    return Length(first, last, 1, "week", "before") if name == "previous" else None


def _past(pieces: Pieces, which: Hit | None) -> Length | None:
    """Read 'the past month': a length up to now, where 'last month' is a date; 'the preceding week': one before now."""
    if which is None or which.entry.features["which"] not in _BACK:
        return None
    unit = _unit(pieces, which.last)
    if unit is None or not unit.entry.features.get("one"):
        return None
    return Length(which.first, unit.last, 1, str(unit.entry.features["unit"]), _BACK[which.entry.features["which"]])


def _start(pieces: Pieces, at: int) -> int:
    """Return the first token of the hedges before a length ('about', 'nearly')."""
    return pieces.over(at, "date_approx", "date_day")


def _anchor(pieces: Pieces, first: int, last: int, which: Hit | None) -> str | None:
    """Return how a length hangs on publication, None where it hangs on something else."""
    if which is not None:
        told = str(which.entry.features["which"])
        return {"last": "within", "past": "within", "previous": "before"}.get(told)
    if pieces.hit(last, "date_ago") is not None and pieces.scan.lang == "en":
        return "ago"
    if pieces.hit(last, "date_after") is not None or pieces.hit(last, "date_of") is not None:
        return None
    before = pieces.before(_start(pieces, first), "date_ago", "date_open", "date_within")
    if before is None:
        return None
    return {"date_ago": "ago", "date_open": "since", "date_within": "within"}[before.entry.cls]


def _is_age(pieces: Pieces, first: int, last: int, unit: str) -> bool:
    if unit not in _YEARLY:
        return False
    hits = pieces.scan.hits
    if any(hit.entry.features.get("why") == "age" for i in (last - 1, last) if i < pieces.size for hit in hits[i]):
        return True
    folds = pieces.folds
    if first > 0 and last < pieces.size and folds[first - 1] == "(" and folds[last] == ")":
        return True
    for back in range(1, min(first, 3) + 1):
        for hit in hits[first - back]:
            if hit.last == first and (hit.entry.features.get("why") == "age" or hit.entry.cls == "person"):
                return True
    return False
