"""Fights for places: whether a verb of control ('took', 'recovered') may be of a place.  English."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan

_OBJECT = 3
"""Tokens between 'recovered' and the bodies that were found at most."""


def of_places(scan: Scan, hit: Hit) -> bool:
    """Tell whether a verb of control may be of a place: not 'to', not 'taking the toll to 40', no bodies found."""
    told = hit.entry.features.get("form") != "noun" and scan.at(hit.first, "toll_verb") is None
    return told and not _found(scan, hit)


def _found(scan: Scan, hit: Hit) -> bool:
    """Tell whether persons were 'recovered', or the verb's object are bodies, and no place."""
    be = scan.ending(hit.first, "verb_be")
    before = scan.ending(be.first if be is not None else hit.first, "person")
    after = (scan.at(i, "person") for i in range(hit.last, min(hit.last + _OBJECT, len(scan))))
    return before is not None or any(noun is not None and noun.entry.features.get("body") for noun in after)
