"""Populations: how many live somewhere, or stand together, of whom nothing is told that befell them all."""

from __future__ import annotations

from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

POPULATION = "population"
_INHABITANTS = 50_000
"""A town has so many people at least, of whom "its" says that they live there."""
_WORDS = 8
"""Words from 'the population' to its number at most ('the population of the old quarters of X is put at')."""
_BETWEEN = ("harm_verb", "harm_noun", "casualty_noun", "among", "number", "vague", "toll_noun", "person", "boundary")
"""What no population is told across."""
_SETTLED = frozenset({"city", "town", "village", "camp", "district", "governorate", "region", "country", "other"})


def lives_there(scan: Scan, q: Quantity) -> str | None:
    """Return why a number only tells how many live in a place, or stand in a crowd; None where it doesn't."""
    if _harmed(scan, q):
        return None
    if scan.lang == "en":
        if q.value >= _INHABITANTS and scan.ending(q.first, "place") is not None and _of_place(scan, q):
            return POPULATION
        if scan.ending(q.first, "carries") is not None and scan.at(q.last, "aboard") is not None:
            return POPULATION  # 'a boat with 120 aboard sank'
        of = scan.ending(q.first, "of")
        whole = scan.ending(of.first, "place_kind") if of is not None else None
        if whole is not None and str(whole.entry.features.get("kind")) in _SETTLED:
            return POPULATION
        crowd = scan.ending(of.first, "crowd_of") if of is not None else None
        if crowd is not None:
            return str(crowd.entry.features["why"])
    return _told_apart(scan, q) if scan.firsts("population_of") else None


def per_year(scan: Scan, q: Quantity) -> bool:
    """Tell whether '12 men a year die' tells how many it is at a time.  English."""
    who = scan.at(q.last, "person")
    time = scan.at(who.last if who is not None else q.last, "per_time")
    if time is None or time.last >= len(scan) or scan.tokens.kinds[time.last] != WORD:
        return time is not None
    return scan.any_at(time.last, "preposition", "verb_be", "harm_verb") is not None  # no 'four a day after the truce'


def _of_place(scan: Scan, q: Quantity) -> bool:
    """Tell whether "Gaza's 2.1 million people" stands at the number, and nothing that befell them behind it."""
    person = scan.at(q.last, "person") if scan.possessive(q.first) else None
    return person is not None and scan.any_at(person.last, "verb_be", "verb_have", "harm_verb") is None


def _told_apart(scan: Scan, q: Quantity) -> str | None:
    """'The population of the city has reached 200,000': plain words alone stand between."""
    first, _ = scan.sents[scan.sentence_of(q.core)]
    for i in range(q.first - 1, max(first, q.first - _WORDS) - 1, -1):
        told = scan.ending(i + 1, "population_of")
        if told is not None and scan.begins(told.first + 1, told.last, "harm_verb", "harm_noun"):
            return None  # 'live under siege'
        if told is not None:
            put = not told.entry.features.get("put") or scan.begins(told.last, q.first, "attribution_verb")
            return str(told.entry.features["why"]) if put else None  # 'the number of fighters was put at'
        if scan.tokens.kinds[i] != "w" or scan.any_at(i, *_BETWEEN) is not None:
            return None
    return None


def _harmed(scan: Scan, q: Quantity) -> bool:
    """Tell whether the noun behind the number says what befell those persons: 'a camp of 300 displaced'."""
    noun = scan.at(q.core_last, "person")
    return noun is not None and noun.entry.features.get("harm") is not None
