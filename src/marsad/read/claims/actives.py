"""Who does what a verb tells, where he stands between it and its object: 'killed two gunmen a merchant'.  Arabic.

The verb goes first, and without its vowels 'killed' is 'was killed' too.  That whoever stands behind it is the doer is
shown by an object further on: a noun with the ending of the accusative, a number with its noun, 'his brother', or,
after one person, a noun for several.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Head
from marsad.read.claims.sizes import size_told
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER

_DONE = frozenset({"killed", "injured", "detained", "abducted"})
SUFFERED = frozenset({"intransitive", "perish"})
"""What a verb is whose subject comes to harm."""
_FAR = 9
"""Tokens between the doer and the object at most."""
_VERB = 4
"""Letters of a verb with its object written as one with it ('killed him') at least."""
_ENDS = (
    "serves_as",
    "and",
    "boundary",
    "among",
    "one_of",
    "harm_noun",
    "harm_verb",
    "of_wounds",
    "attribution_verb",
    "agent",
    "bystander",
)
"""Classes of words that end the clause, say who somebody is, or who attacked ('killed nine in a raid ten men laid')."""


_COMMA = "\u060c"
_ASIDE = 9
"""Tokens of when and where between two commas behind the doer at most."""


class Deed(NamedTuple):
    """The doer at tokens [first, last), and the token where the object begins."""

    first: int
    last: int
    object: int


def deeds(scan: Scan) -> list[Deed]:
    """Return the doers that stand between a verb of harm and its object, left to right."""
    if scan.lang != "ar":
        return []
    found = (_deed(scan, verb) for verb in scan.all("harm_verb") if _may_act(scan, verb))
    return [deed for deed in found if deed is not None]


def carried_out(scan: Scan, head: Head) -> bool:
    """Tell whether no harm is told of a group behind 'an attack launched by': they attacked."""
    return scan.at(head.last, "harm_verb") is None and head.harm is None


def aside_end(scan: Scan, at: int) -> int | None:
    """Return the token behind ', yesterday evening,' that opens with the comma at token `at`, None where none does."""
    for i in range(at + 1, min(at + 1 + _ASIDE, len(scan))):
        if scan.tokens.folds[i] == _COMMA:
            return i + 1 if i > at + 1 else None
        if scan.tokens.kinds[i] not in ("w", "n") or scan.any_at(i, *_ENDS, "person") is not None:
            return None
    return None


def aside_start(scan: Scan, i: int) -> int | None:
    """Return where ', yesterday evening,' opens that ends right before token `i`, None where none does."""
    if scan.tokens.folds[i - 1] != _COMMA:
        return None
    opens = (j for j in range(i - 3, max(0, i - 2 - _ASIDE), -1) if scan.tokens.folds[j] == _COMMA)
    start = next(opens, None)
    return start if start is not None and aside_end(scan, start) == i else None


def _may_act(scan: Scan, verb: Hit) -> bool:
    features = verb.entry.features
    if features["harm"] not in _DONE or not SUFFERED.isdisjoint(features) or verb.last - verb.first > 1:
        return False
    return scan.at(verb.first, "suffers_only") is None


def _deed(scan: Scan, verb: Hit) -> Deed | None:
    """Return who did what a verb tells, if he stands right behind it and whom he did it to further on."""
    first = verb.last
    number = _number_end(scan, first)
    doer = scan.at(first if number is None else number, "person")
    if doer is None or _glued(doer) or doer.clitics.article or doer.clitics.suffix or _in_accusative(scan, doer):
        return None
    if number is not None and doer.entry.features.get("harm"):
        return None  # 'nine martyrs' do no harm
    end = doer.last
    word = scan.tokens.folds[verb.first]
    if len(word) >= _VERB and scan.lexicon.ends_in_pronoun(word) and number is None:
        while (said := scan.at(end, "person")) is not None and not said.clitics.conjunction and _describes(said):
            end = said.last
        return Deed(first, end, end)  # 'then another soldier killed him'
    loses = "loses" in verb.entry.features
    several = number is not None or doer.entry.features.get("n") == "du"
    unarmed = number is not None and doer.entry.features.get("civ") is not False
    at, far = end, doer.last + _FAR
    while at < min(far, len(scan)):
        if unarmed and at > end:
            break  # 'killed nine people in a camp of 3,000', 'five workers out of twelve': they did nothing
        past = aside_end(scan, at) if scan.tokens.folds[at] == _COMMA else None
        if past is not None:
            far += past - at  # 'killed gunmen, last night, a merchant'
            at = past
            continue
        if scan.tokens.kinds[at] not in ("w", "n") or scan.any_at(at, *_ENDS) is not None or _by_means(scan, at):
            break
        person = scan.at(at, "person")
        hedge = scan.at(at, "hedge_pre")
        if any(hit is not None and hit.clitics.conjunction for hit in (person, hedge)):
            break
        if hedge is not None and hedge.clitics.preposition:
            break  # 'killed nine soldiers in an ambush of some 20 gunmen'
        owned = scan.ending(at, "of") is not None
        if _counted(scan, at, loses=loses, next_to_one=at == end and not several) or (
            person is not None and not owned and _is_object(scan, person, adjacent=at == end, several=several)
        ):
            return Deed(first, end, at)
        if scan.tokens.kinds[at] == NUMBER or scan.at(at, "number") is not None:
            break
        at = person.last if person is not None else at + 1
    armed = scan.at(verb.first, "acts_only") is not None and doer.entry.features.get("civ") is False and number is None
    return Deed(first, end, end) if armed else None


def _is_object(scan: Scan, person: Hit, *, adjacent: bool, several: bool) -> bool:
    """Tell whether a noun is the object of the verb: by its ending, or as 'his brother' right behind the doer."""
    if person.clitics.preposition:
        return False
    features, weak = person.entry.features, bool(person.entry.features.get("weak"))
    if person.clitics.article:
        noun = scan.ending(person.first, "person")  # 'killed a soldier, an Israeli one, the young man ...'
        return noun is not None and bool(noun.entry.features.get("weak")) and not noun.clitics.article and not weak
    if features.get("adj") or (weak and not adjacent):
        return False
    if features.get("harm"):
        return False  # 'was killed wounded', 'as one who had fled': how he was
    if _ends_so(scan, person):
        described = person.first > 0 and scan.lexicon.ends_indefinite(scan.tokens.folds[person.first - 1])
        return not described  # not 'in a military dress'
    many = features.get("n") in ("du", "pl") and scan.lexicon.ends(scan.tokens.folds[person.first], "oblique")
    two = many and features["n"] == "du" and not (several or weak)
    before = scan.tokens.folds[person.first - 1]
    if two and (scan.lexicon.begins(before, "the") or before == _COMMA):
        return True  # 'killed a sniper of the factions two soldiers'
    if not adjacent or weak:
        return False
    return bool(person.clitics.suffix) or features.get("sex") == "f" or (many and not several)


def _counted(scan: Scan, at: int, *, loses: bool, next_to_one: bool) -> bool:
    """Tell whether a number with its noun begins at token `at`, with no 'and' before it.

    `next_to_one`: right behind one person, where 'a guard two of the prisoners' needs no more.
    """
    end = _number_end(scan, at)
    article = scan.lexicon.begins(scan.tokens.folds[at - 1], "the")
    worded = end is not None and scan.tokens.kinds[at] != NUMBER and article
    of = scan.at(end, "of") if end is not None else None
    own = scan.at(of.last, "person") if of is not None else None
    if next_to_one and own is not None and not own.entry.features.get("adj") and not _one(scan, at):
        return True
    if not worded and not (loses and own is not None and own.clitics.suffix):
        of = None  # but 'of the factions three of the men of ...', 'lost a family nine of its members'
    person = scan.at(of.last if of is not None else end, "person") if end is not None else None
    free = person is not None and not person.clitics.preposition and not person.clitics.conjunction
    if free and end is not None and scan.at(end, "date_month") is not None:
        return False  # '29 August', whose name means 'father' too
    told = size_told(scan, at) is not None or scan.ending(at, "ignore_before") is not None
    return free and not told  # not 'the father of four children', 'in which three of his kin live'


def _one(scan: Scan, at: int) -> bool:
    """Tell whether 'one' stands at token `at`, which may be said of the noun before it ('a soldier, one of')."""
    number = scan.at(at, "number")
    return number is not None and number.entry.features.get("value") == 1


def _number_end(scan: Scan, at: int) -> int | None:
    """Return the token after a number that begins at `at`, None where none does or 'and' is written as one with it."""
    if at >= len(scan):
        return None
    if scan.tokens.kinds[at] == NUMBER:
        return at + 1
    number = scan.at(at, "number")
    return number.last if number is not None and not _glued(number) and not number.clitics.article else None


def _in_accusative(scan: Scan, person: Hit) -> bool:
    """Tell whether a noun is marked as no subject: 'a merchant' or 'two merchants' in the accusative."""
    dual = person.entry.features.get("n") == "du" and scan.lexicon.ends(scan.tokens.folds[person.last - 1], "oblique")
    return dual or _ends_so(scan, person)


def _ends_so(scan: Scan, person: Hit) -> bool:
    """Tell whether the first or the last word of a noun has the ending of the accusative."""
    folds = scan.tokens.folds
    return any(scan.lexicon.ends_indefinite(folds[i]) for i in (person.first, person.last - 1))


def _by_means(scan: Scan, at: int) -> bool:
    """Tell whether 'by the bullets', 'by shelling' begins here: the verb before it is a passive."""
    cause = scan.at(at, "cause")
    return cause is not None and bool(cause.clitics.preposition)


def _describes(person: Hit) -> bool:
    """Tell whether a word only says more of the person before it ('another', 'an Israeli')."""
    return any(person.entry.features.get(kind) for kind in ("weak", "adj", "ordinal"))


def _glued(hit: Hit) -> bool:
    return bool(hit.clitics.conjunction or hit.clitics.preposition)
