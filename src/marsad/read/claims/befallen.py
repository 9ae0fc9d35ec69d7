"""Whom a verb befell that stands behind them, and one more of whom only where or by what is told.  Arabic."""

from __future__ import annotations

from collections.abc import Container

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import where_or_how
from marsad.read.claims.wereamong import were_among
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

HARMED = frozenset({"killed", "injured"})
_FUNERAL = "harm.funeral.verb"
_ALIVE = "harm.alive.verb"
_BURNT = 6
"""Tokens from 'burnt' to those who were alive at most."""
_FRONTED = 14
"""Tokens from one whom a statement begins with to what befell him at most."""
_OTHER_CLAUSE = ("relative", "control_relative", "boundary", "attribution_verb", "harm_noun", "among", "when_clause")
"""Classes of words with which something else is told."""
_BEFELL = HARMED | {"abducted", "detained", "missing", "released"}
_SO = 12
"""Tokens between a count and 'another by a mine' at most."""


def who_died(scan: Scan, person: Hit) -> bool:
    """Tell whether a verb of harm is right behind a noun: 'two soldiers who fell', 'a medic and a child were hurt'."""
    if were_among(scan, person):
        return True
    others = scan.at(person.last, "other")  # 'two other civilians had been killed'
    beside = scan.at(person.last, "person")
    told = beside is not None and (beside.clitics.conjunction or beside.entry.features.get("weak"))
    end = beside.last if beside is not None and told else _past_number(scan, person.last)
    end = others.last if others is not None else end
    done = scan.at(end, "denial_had_done")  # 'two Indonesian soldiers had been wounded'
    verb = scan.at(done.last if done is not None else end, "harm_verb")
    if verb is None:
        return _fronted(scan, person)
    if person.clitics.article or verb.clitics.conjunction:
        return False
    harm = verb.entry.features["harm"]
    if harm == "killed" and (person.entry.features.get("n") == "du" or verb.entry.features.get("perish")):
        return True
    return harm in HARMED and _no_object(scan, verb.last)


def _fronted(scan: Scan, person: Hit) -> bool:
    """Tell whether 'said that a commander in X and two of his men were killed' begins with the noun.  Arabic."""
    that = scan.ending(person.first, "control_that")
    if that is None or that.clitics.preposition or person.clitics.article or person.clitics.preposition:
        return False
    _, last = scan.sents[scan.sentence_of(person.first)]
    for i in range(person.last, min(last, person.last + _FRONTED)):
        verb = scan.at(i, "harm_verb")
        if verb is not None:
            told = verb.entry.features["harm"] in _BEFELL and not verb.clitics.conjunction
            return told and _no_object(scan, verb.last)
        if scan.tokens.kinds[i] not in ("w", "n") or scan.any_at(i, *_OTHER_CLAUSE) is not None:
            return False
    return False


def _past_number(scan: Scan, i: int) -> int:
    """Return the token after 'and 4 soldiers' at token `i`, or `i` ('that two officers and 4 soldiers were killed')."""
    number = scan.at(i, "number")
    if number is not None and number.clitics.conjunction:
        at = number.last
    elif scan.at(i, "and") is not None and scan.tokens.kinds[i + 1 : i + 2] == [NUMBER]:
        at = i + 2
    else:
        return i
    noun = scan.at(at, "person")
    return noun.last if noun is not None else i


def in_funeral(scan: Scan, person: Hit) -> bool:
    """Tell whether a body is only the occasion of what happened ('in a stampede during the funeral of ...')."""
    body = scan.lang == "ar" and person.entry.features.get("body") and person.entry.features.get("n") == "sg"
    funeral = scan.ending(person.first, "harm_verb") if body else None
    return (
        funeral is not None
        and funeral.entry.id == _FUNERAL
        and scan.at(funeral.first - 1, "date_within", "while") is not None
    )


def burnt_alive(scan: Scan, drafts: list[Draft]) -> None:
    """'burnt 12 persons alive', 'buried alive': who are told to be alive where this was done to them are killed."""
    verbs = scan.all("alive_verb") if scan.lang == "ar" else ()
    for draft in drafts if verbs else ():
        alive = scan.at(draft.last, "harm_verb")
        if alive is None or alive.entry.id != _ALIVE or draft.harm != "other":
            continue
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        verb = next((hit for hit in verbs if max(first, draft.first - _BURNT) <= hit.first < draft.first), None)
        if verb is not None:
            draft.harm, draft.trigger = "killed", verb.first
            draft.rules.append("harm.burnt_alive")


def has_pronoun(scan: Scan, person: Hit) -> bool:
    """Tell whether a noun has a pronoun ('his sister'), though the lexicon may know it with its pronoun."""
    if person.clitics.suffix:
        return True
    if person.entry.features.get("n") == "du" and scan.lexicon.ends_in_pronoun(scan.tokens.folds[person.last - 1]):
        return True  # 'his two children', whose ending alone is listed
    same = (hit for hit in scan.hits[person.first] if hit.entry.cls == "person" and hit.last == person.last)
    return any(hit.clitics.suffix for hit in same)


def hurt_beside(scan: Scan, i: int, person: Hit) -> bool:
    """Tell whether 'and his son wounded' goes on at token `i` from 'a farmer was shot dead', 'the post was attacked'.

    English.  The verb may have one word before it ('critically hurt'), and no object behind it.
    """
    if scan.at(i - 1, "and") is None or not scan.begins(
        scan.sents[scan.sentence_of(i)][0], i - 1, "harm_verb", "verb_be"
    ):
        return False
    at = person.last
    if scan.at(at, "harm_verb") is None and scan.any_at(at, "verb_be", "verb_have", "relative", "attribution_verb"):
        return False
    verb = scan.at(at, "harm_verb") or (
        scan.at(at + 1, "harm_verb") if scan.tokens.kinds[at : at + 1] == ["w"] else None
    )
    if verb is None or verb.entry.features["harm"] not in HARMED:
        return False
    ends = verb.last >= len(scan) or scan.tokens.kinds[verb.last] == "p"
    return ends or scan.any_at(verb.last, "preposition", "place_prep", "date_within", "control_when") is not None


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
    told = scan.any_at(i, "place_prep", "of_wounds", "with_wounds", "harm_verb", "date_part", "weekday", "date_day")
    beside = scan.at(i, "person")
    joined = beside is not None and bool(beside.clitics.conjunction)  # 'that a soldier was hit, and another is missing'
    return where_or_how(scan, i) or joined or (told is not None and told.entry.features.get("harm") != "killed")
