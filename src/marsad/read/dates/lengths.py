"""Lengths of time: 'about 24 hours', 'the past three days', 'two weeks ago', 'last week'."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.dates.draft import Length
from marsad.read.dates.pieces import Pieces

_YEARLY = ("year", "month")


def read_length(pieces: Pieces, i: int) -> Length | None:
    """Return the length of time whose words begin at token `i`, or None; ages are none."""
    which = pieces.hit(i, "date_which")
    at = which.last if which is not None else i
    found = _counted(pieces, at) or _unit_first(pieces, at)
    if found is None:
        return _week(pieces, i)
    count, unit, last = found
    if _is_age(pieces, at, last, unit):
        return None
    first = i
    if which is None:
        which = pieces.hit(last, "date_which") if pieces.scan.lang == "ar" else None
        last = which.last if which is not None else last
    anchor = _anchor(pieces, first, last, which)
    return Length(first, last, count, unit, anchor)


def _unit(pieces: Pieces, j: int) -> Hit | None:
    hit = pieces.hit(j, "date_unit")
    return hit if hit is not None and hit.entry.features["unit"] != "weekend" else None


def _counted(pieces: Pieces, i: int) -> tuple[int, str, int] | None:
    """Read '24 hours', 'the 48 hours', 'a week', and the dual."""
    one = pieces.hit(i, "date_one")
    if one is not None:
        return 1, str(one.entry.features["unit"]), one.last
    j = pieces.after(i, "date_article")
    number = pieces.numbers.get(j)
    if number is not None:
        unit = _unit(pieces, number.last)
        if unit is not None and "count" not in unit.entry.features and not unit.clitics.suffix:
            return number.value, str(unit.entry.features["unit"]), unit.last
        return None
    unit = _unit(pieces, i)
    if unit is not None and "count" in unit.entry.features and not unit.clitics.suffix:
        return int(unit.entry.features["count"]), str(unit.entry.features["unit"]), unit.last
    return None


def _unit_first(pieces: Pieces, i: int) -> tuple[int, str, int] | None:
    """Read 'the hours, the 24', 'its hours, the 48'."""
    unit = _unit(pieces, i)
    if unit is None or not (unit.clitics.article or unit.clitics.suffix) or "count" in unit.entry.features:
        return None
    j = pieces.after(unit.last, "date_article")
    number = pieces.numbers.get(j)
    if number is None or (j == unit.last and not number.clitics.article):
        return None
    return number.value, str(unit.entry.features["unit"]), number.last


def _week(pieces: Pieces, i: int) -> Length | None:
    """Read 'last week', 'this week'."""
    which = pieces.hit(i, "date_which")
    unit = _unit(pieces, which.last if which is not None else i)
    if unit is None or unit.entry.features["unit"] != "week" or unit.clitics.suffix:
        return None
    last = unit.last
    if which is None:
        which = pieces.hit(last, "date_which") if unit.clitics.article else None
        if which is None:
            return None
        last = which.last
    name = pieces.feature(which, "which")
    return Length(i, last, 1, "week", f"{name}_week" if name != "same" else None)


def _anchor(pieces: Pieces, first: int, last: int, which: Hit | None) -> str | None:
    """Return how a length hangs on publication, None where it hangs on something else."""
    name = pieces.feature(which, "which") if which is not None else None
    if name == "last":
        return "within"
    if name is not None:
        return None
    ago = pieces.hit(last, "date_ago")
    if ago is not None and pieces.scan.lang == "en":
        return "ago"
    if pieces.hit(last, "date_after") is not None or pieces.hit(last, "date_of") is not None:
        return None
    at = first
    while (approx := pieces.before(at, "date_approx", "date_day")) is not None:
        at = approx.first
    before = pieces.before(at, "date_ago", "date_open", "date_within")
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
    for back in (3, 2, 1):
        if first >= back:
            for hit in hits[first - back]:
                if hit.last == first and (hit.entry.features.get("why") == "age" or hit.entry.cls == "person"):
                    return True
    return False
