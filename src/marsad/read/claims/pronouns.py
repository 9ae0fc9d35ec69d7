"""Whom a pronoun behind tells of: 'gunmen fired at a young man, which led to his death', '... and killed him'.

In English 'a drone hit the car of a commander, killing him and two guards'.  Only one or two persons whom nothing
counts before are told of so; a group with its number is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan

_BACK = 40
"""Tokens from the pronoun back to the person at most."""
_LED = 5
"""Tokens from 'which led' through 'to' to the harm at most."""
_JOINED = 4
"""Tokens from one person to 'and his wife' at most."""

_HARMED = frozenset({"killed", "injured"})

Told = Callable[[int], bool]


def befallen(scan: Scan, counted: Told, did: Told, named: Told) -> dict[int, Hit]:
    """Return the tokens of persons of whom a pronoun behind tells what happened, each with the word of harm.

    What is told of a token: `counted`, that it belongs to a count already; `did`, that who stands there did the harm;
    `named`, that it may be a name.
    """
    found: dict[int, Hit] = {}
    if scan.lang == "en":
        return _hit_by(scan, counted, did)
    for hit in scan.all("harm_pronoun"):
        if _happened(scan, hit):
            found.update(dict.fromkeys(_whom(scan, hit, counted, did, named), hit))
    return found


def _hit_by(scan: Scan, counted: Told, did: Told) -> dict[int, Hit]:
    """Return the same of English: the tokens at which 'a commander' begins before ', killing him'."""
    found: dict[int, Hit] = {}
    for pronoun in scan.all("him"):
        verb = scan.ending(pronoun.first, "harm_verb")
        if verb is None or verb.entry.features["harm"] not in _HARMED or scan.at(verb.first - 1, "verb_be"):
            continue
        start = _single(scan, verb, str(pronoun.entry.features["sex"]), counted, did)
        if start is not None:
            found[start] = verb
    return found


def _single(scan: Scan, verb: Hit, sex: str, counted: Told, did: Told) -> int | None:
    """Return where the nearest 'a commander' before a verb begins whom 'him' may mean."""
    first, _ = scan.sents[scan.sentence_of(verb.first)]
    for i in range(verb.first - 1, max(first, verb.first - _BACK) - 1, -1):
        person = scan.at(i, "person")
        if person is None or person.entry.features.get("weak"):
            continue
        told = person.entry.features
        if told.get("n") != "sg" or told.get("harm") or told.get("unit") or told.get("sex") not in (None, sex):
            continue
        articles = (j for j in range(i - 1, max(first, i - _JOINED) - 1, -1) if scan.at(j, "number_article"))
        start = next(articles, None)
        if start is None or did(start) or did(i):
            continue
        return None if counted(i) else start
    return None


def _happened(scan: Scan, hit: Hit) -> bool:
    """Tell whether 'which led to' stands before 'his death', or 'and' begins 'and killed him'; and no 'not'."""
    features = hit.entry.features
    if not features.get("noun"):
        return bool(hit.clitics.conjunction) and scan.at(hit.first - 1, "denial_not") is None
    for i in range(hit.first - 1, max(hit.first - _LED, 0) - 1, -1):
        if scan.at(i, "led_to") is not None:
            return scan.at(i - 1, "denial_not") is None
        if scan.tokens.kinds[i] != "w" or scan.at(i, "person") is not None:
            return False
    return False


def _whom(scan: Scan, hit: Hit, counted: Told, did: Told, named: Told) -> list[int]:
    """Return the tokens of the nearest person before `hit` whom its pronoun fits, or of two for 'them both'."""
    features = hit.entry.features
    first, _ = scan.sents[scan.sentence_of(hit.first)]
    for i in range(hit.first - 1, max(first, hit.first - _BACK) - 1, -1):
        if counted(i):
            return []
        person = scan.at(i, "person")
        if person is None or did(i):
            continue
        if person.clitics.article and not (named(person.last) or _first_of_rank(scan, person)):
            continue
        told = person.entry.features
        if told.get("harm") or told.get("n") not in ("sg", "du") or told.get("unit"):
            continue
        two = features["n"] == "du"
        if two and told["n"] == "sg":
            return _pair(scan, i, person, first)
        if not two and (told["n"] == "du" or told.get("sex") not in (None, features["sex"])):
            continue
        return [] if person.clitics.conjunction else [i]  # 'a commander and his guard, ... his death': of which?
    return []


def _first_of_rank(scan: Scan, person: Hit) -> bool:
    """Tell whether 'the commander in X' stands here, one who bears arms and of whom nothing was told before."""
    if person.entry.features.get("civ") is not False or person.entry.features.get("n") != "sg":
        return False
    return next(hit for hit in scan.all("person") if hit.entry is person.entry).first == person.first


def _pair(scan: Scan, i: int, person: Hit, first: int) -> list[int]:
    """Return the tokens of 'a man and his wife', the second of whom stands at token `i`."""
    if not person.clitics.conjunction:
        return []
    for j in range(i - 1, max(first, i - _JOINED) - 1, -1):
        before = scan.at(j, "person")
        if before is not None:
            return [j, i] if before.entry.features.get("n") == "sg" else []
    return []
