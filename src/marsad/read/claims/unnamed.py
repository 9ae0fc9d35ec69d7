"""Groups whose noun no list names: 'four herbalists were shot dead', 'killed two quarrymen'.  English.

A plural that the lexicon does not know counts persons where a verb is said of it that is said of persons alone, or
where it is harmed beside persons who were counted.
"""

from __future__ import annotations

from marsad.read.claims.described import add_noun
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.predicates import among_harmed
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

_WORDS = 3
"""Words of a name that no list knows at most."""
_NAME = 5
"""Words of the name of a force at most."""
_CHAIN = 18
"""Tokens from a noun through the items coordinated with it to their verb at most."""


def unnamed_subject(scan: Scan, q: Quantity, last: int) -> Head | None:
    """Return the group after a number, where a verb that is said of persons alone follows it."""
    if q.value == 1:
        return _one(scan, q, last)
    end = _noun_end(scan, q.core_last, last)
    return _head(scan, q.core_last, end) if end is not None and _befalls(scan, end, last) else None


def _one(scan: Scan, q: Quantity, last: int) -> Head | None:
    """'one guard was killed': a single person whose trade no list knows."""
    end = q.core_last
    while scan.lang == "en" and end < last and end - q.core_last < _WORDS and _unlisted(scan, end):
        end += 1
    if end == q.core_last or scan.at(end, "of_persons") is None or not scan.quote(q.core_last, end).islower():
        return None
    head = Head(q.core_last, end)
    add_noun(head, {"n": "sg", "civ": True}, False)
    return head


def unnamed_object(scan: Scan, q: Quantity, last: int) -> Head | None:
    """Return the group after a number that stands behind a harm or among the dead."""
    end = _noun_end(scan, q.core_last, last)
    ends = end is not None and (_closes(scan, end, last) or _suffered(scan, end))
    return _head(scan, q.core_last, end) if end is not None and ends else None


def burnt_things(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'burned 12 granaries' is said: what no list names was no person.  English."""
    verb = scan.ending(q.first, "harm_verb")
    if verb is None or not verb.entry.features.get("things") or scan.ending(verb.first, "verb_be") is not None:
        return False
    end = _noun_end(scan, q.core_last, min(q.core_last + _WORDS, len(scan)))
    return end is not None and scan.quote(q.core_last, end).islower()


def of_force(scan: Scan, q: Quantity, last: int) -> Head | None:
    """Return the men of a force that no list names: '3 of the River Guard Battalions were killed'."""
    if scan.lang != "en" or not scan.firsts("force_word"):
        return None
    of = scan.at(q.core_last, "of")
    the = scan.at(of.last, "determiner") if of is not None else None
    if the is None or the.entry.features.get("possessive"):
        return None
    end = the.last
    while end < last and end - the.last <= _NAME and scan.quote(end, end + 1)[:1].isupper():
        end += 1
    word = scan.ending(end, "force_word")
    named = word is not None and word.first > the.last
    if named and scan.any_at(end, "harm_verb", "verb_be", "verb_have", "and") is None:
        return None
    stop = end if named else _described_force(scan, the.last, last)
    if stop is None:
        return None
    head = Head(the.last, stop)
    add_noun(head, {"n": "pl", "civ": False}, False)
    return head


def _described_force(scan: Scan, first: int, last: int) -> int | None:
    """Return the token after 'pro-Turkish factions' at token `first`, where a verb behind says that they died."""
    for i in range(first, min(first + _NAME, last)):
        word = scan.at(i, "force_word")
        if word is not None and i > first:
            said = scan.at(word.last, "verb_have", "verb_be")
            verb = scan.at(said.last if said is not None else word.last, "harm_verb")
            died = verb is not None and (said is not None or bool(verb.entry.features.get("intransitive")))
            return word.last if died else None
        if scan.any_at(i, "harm_verb", "verb_be", "verb_have", "preposition", "and", "number") is not None:
            return None
    return None


def joins_counted(scan: Scan, q: Quantity, last: int, drafts: list[Draft]) -> bool:
    """Tell whether 'and three foresters' goes on right after persons who were counted and ends its phrase."""
    before = drafts[-1] if drafts else None
    if scan.lang != "en" or before is None or q.first - before.last != 1 or not before.head.persons:
        return False
    if scan.tokens.folds[before.last] != "," and not scan.reads(before.last, "and"):
        return False
    end = _noun_end(scan, q.core_last, last)
    return end is not None and (_closes(scan, end, last) or _suffered(scan, end))


def _suffered(scan: Scan, i: int) -> bool:
    """Tell whether 'were evacuated' stands at token `i`, said of all who were coordinated before it."""
    be = scan.at(i, "verb_be")
    return be is not None and scan.at(be.last, "harm_verb") is not None


def _noun_end(scan: Scan, first: int, last: int) -> int | None:
    """Return where a plural of unlisted words ends that begins at token `first`."""
    if scan.lang != "en":
        return None
    end = first
    while end < last and end - first < _WORDS and _unlisted(scan, end):
        end += 1
    return end if end > first and _plural(scan, scan.quote(end - 1, end)) else None


def _unlisted(scan: Scan, i: int) -> bool:
    """Tell whether no list knows the word, but perhaps one of places."""
    return scan.tokens.kinds[i] == "w" and all(hit.entry.cls == "place" for hit in scan.hits[i])


def _plural(scan: Scan, word: str) -> bool:
    plural = scan.lexicon.ends(word, "plural") and not scan.lexicon.ends(word, "no_plural")
    return word[:1].isupper() or plural or scan.lexicon.ends(word, "people")


def _closes(scan: Scan, i: int, last: int) -> bool:
    """Tell whether a noun phrase ends at token `i`: no verb of its own follows."""
    if i >= last or scan.tokens.kinds[i] != "w":
        return True
    return scan.any_at(i, "and", "preposition", "causal", "boundary", "among", "agent", "relative") is not None


def _befalls(scan: Scan, i: int, last: int) -> bool:
    """Tell whether a verb of harm that is said of persons alone is said of the noun before token `i`."""
    folds, aside = scan.tokens.folds, False
    for j in range(i, min(i + _CHAIN, last)):
        if scan.at(j, "of_persons_many") is not None:
            return True
        be = scan.at(j, "verb_be")
        if be is not None and among_harmed(scan, be.last) is not None:
            return True
        aside = aside or folds[j] == ","
        if be is not None or scan.at(j, "verb_have", "attribution_verb", "boundary") is not None:
            return False
        if (
            folds[j] == ","
            or scan.reads(j, "and")
            or aside
            or scan.at(j, "preposition", "relative") is not None
            or j > i
        ):
            continue
        return False
    return False


def _head(scan: Scan, first: int, end: int) -> Head:
    head = Head(first, end)
    trade = scan.quote(end - 1, end).islower()
    add_noun(head, {"n": "pl", "civ": True} if trade else {"n": "pl"}, False)
    return head
