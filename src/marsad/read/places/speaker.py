"""Where somebody is who speaks ('a doctor in Tripoli said'): not where it happened, if a scene was told before."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model.place import PlaceMention
from marsad.read.places.name import Name
from marsad.read.places.spot import Spot
from marsad.read.scan import Scan

_VERB = 5
"""Tokens between the place and 'said', or between 'said' and who said it, at most."""
_SPENT = 3
"""Tokens from 'spent' to 'years' at most."""
_SAYS = "attribution_verb"


def speaks_there(scan: Scan, name: Name) -> bool:
    """Tell whether a name follows a source whose verb stands beside it ('a doctor in X told', 'said a doctor in X')."""
    return name.prep in ("in", "from", "of") and speaks_at(scan, name.start, name.end)


def speaks_at(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the place at tokens [start, end) follows so; a word that leads to it may stand between."""
    sources = (scan.ending(at, "attribution_source") for at in (start, start - 1))
    source = next((hit for hit in sources if hit is not None), None)
    if source is None:
        return False
    first, last = scan.sents[scan.sentence_of(start)]
    behind = scan.begins(end, min(last, end + _VERB), _SAYS)
    return behind or scan.begins(max(first, source.first - _VERB), source.first, _SAYS)


def itself_speaks(scan: Scan, name: Name) -> bool:
    """Tell whether a capital stands for those who rule there ('Kyiv says that ...'): nothing happened in it."""
    if name.prep is not None or name.relation is not None:
        return False
    if scan.lang == "ar":
        verb = scan.ending(name.start, _SAYS)
        return verb is not None and scan.at(name.end, "attribution_that") is not None
    return scan.at(name.end, "tells") is not None and scan.ending(name.start, "of") is None


def kept_there(scan: Scan, name: Name) -> bool:
    """Tell whether an office has its seat there, or somebody spent years there: nothing happened in it.  Arabic."""
    at = name.start - 1 if scan.at(name.start - 1, "place_prep") is not None else name.start
    if scan.ending(at, "seated") is not None or scan.ending(name.start, "seated") is not None:
        return True
    spent = scan.ending(at, "date_unit")
    if spent is None or not scan.firsts("spends"):
        return False
    verb = next((i for i in range(max(0, spent.first - _SPENT), spent.first) if scan.at(i, "spends") is not None), None)
    return verb is not None and not scan.begins(verb, spent.first, "date_ago")  # 'died 14 days ago in X'


def told_elsewhere(place: PlaceMention, before: Sequence[Spot]) -> bool:
    """Tell whether the last scene before is another place, and not a wider one that holds this one.

    A hospital whose doctors speak is no scene inside of the town that was struck.
    """
    scene = next((spot.mention for spot in reversed(before) if spot.scenic), None)
    if scene is None or scene.gazetteer is None:
        return scene is not None
    return scene.gazetteer != place.gazetteer and (scene.gazetteer not in place.parents or place.kind == "other")
