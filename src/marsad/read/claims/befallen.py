"""Whom a verb befell that stands behind them, and one more of whom only where or by what is told.  Arabic."""

from __future__ import annotations

from collections.abc import Container

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.elided import where_or_how
from marsad.read.scan import Scan

HARMED = frozenset({"killed", "injured"})
_SO = 12
"""Tokens between a count and 'another by a mine' at most."""


def who_died(scan: Scan, person: Hit) -> bool:
    """Tell whether a verb of harm is right behind a noun: 'two soldiers who fell', 'a medic and a child were hurt'."""
    beside = scan.at(person.last, "person")
    end = beside.last if beside is not None and beside.clitics.conjunction else person.last
    verb = scan.at(end, "harm_verb")
    if verb is None or person.clitics.article or verb.clitics.conjunction:
        return False
    harm = verb.entry.features["harm"]
    if harm == "killed" and (person.entry.features.get("n") == "du" or verb.entry.features.get("perish")):
        return True
    return harm in HARMED and _no_object(scan, verb.last)


def has_pronoun(scan: Scan, person: Hit) -> bool:
    """Tell whether a noun has a pronoun ('his sister'), though the lexicon may know it with its pronoun."""
    if person.clitics.suffix:
        return True
    same = (hit for hit in scan.hits[person.first] if hit.entry.cls == "person" and hit.last == person.last)
    return any(hit.clitics.suffix for hit in same)


def one_more_so(scan: Scan, person: Hit, ends: Container[int]) -> bool:
    """Tell whether only another place or means is told of one more, a verb's length behind a count ending at `ends`."""
    if scan.lang != "ar" or not where_or_how(scan, person.last):
        return False
    first, _ = scan.sents[scan.sentence_of(person.first)]
    before = range(person.first, max(first, person.first - _SO), -1)
    return any(at in ends and where_or_how(scan, at) for at in before)


def _no_object(scan: Scan, i: int) -> bool:
    """Tell whether what follows a verb at token `i` says where, how or nothing: whoever is before it suffers it."""
    if i >= len(scan) or scan.tokens.kinds[i] != "w":
        return True
    told = scan.any_at(i, "place_prep", "of_wounds", "with_wounds", "harm_verb")
    beside = scan.at(i, "person")
    joined = beside is not None and bool(beside.clitics.conjunction)  # 'that a soldier was hit, and another is missing'
    return where_or_how(scan, i) or joined or (told is not None and told.entry.features.get("harm") != "killed")
