"""Where a report was filed: 'BEIRUT, June 8 -', a governorate and a dash, a town and '(agency) -'.

A dateline ends with a dash within a few words of the line's start.  A governorate there, or a town of the pack's
countries, may be the scene; a town elsewhere is an agency's office.
"""

from __future__ import annotations

from marsad.knowledge.lore import Voice
from marsad.read.places.name import Name
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_REACH = 14
"""Tokens from the start of the line to the dash."""
_LINES = 4
"""A dateline stands in the first lines that have words."""
_DASHES = frozenset({"-", "\u2013", "\u2014"})
_CLOSERS = frozenset({")", ":", ","})


def find_dateline(scan: Scan, voice: Voice, names: list[Name]) -> Name | None:
    """Return the name that opens the dateline, its relation set to 'dateline' where it is but an office."""
    starts = _line_starts(scan)
    for name in names:
        if name.start > (starts[-1] if starts else 0):
            return None
        if name.accepted and name.start in starts and _dash_after(scan, name):
            home = voice.pack.countries if voice.pack is not None else ()
            if home and all(place.place.country not in home for place in name.places):
                name.relation = "dateline"
                name.rule = "place.dateline"
            return name
    return None


def _line_starts(scan: Scan) -> list[int]:
    out: list[int] = []
    for first, _ in scan.sents:
        if first == 0 or scan.tokens.kinds[first - 1] == BREAK:
            out.append(first)
            if len(out) == _LINES:
                break
    return out


def _dash_after(scan: Scan, name: Name) -> bool:
    """Tell whether a dash follows: at once, or after a country, a date or an agency in commas or brackets."""
    folds, kinds = scan.tokens.folds, scan.tokens.kinds
    for i in range(name.end, min(len(folds), name.end + _REACH)):
        if kinds[i] == BREAK:
            return False
        if folds[i] in _DASHES:
            return i == name.end or _closed(scan, name.end, i)
    return False


def _closed(scan: Scan, first: int, dash: int) -> bool:
    opening = scan.tokens.folds[first]
    if opening == "(":
        return scan.tokens.folds[dash - 1] in _CLOSERS
    return opening in (",", "\u060c")
