"""Which of several totals 'the dead', 'of those taken from X' means.  English; 'of the civilians nine ...' Arabic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft
from marsad.read.denial import figure_at, is_number
from marsad.read.scan import Scan

_NAMED = 5
"""Tokens of 'from X' behind 'of those taken', or behind a count, at most."""
_SUBJECT = 9
"""Tokens from 'the dead' of a subject to its 'include' at most."""
_ENDS = ("verb_be", "verb_have", "harm_verb", "attribution_verb", "number", "vague")
"""Classes of words that stand in no subject between its noun and its verb."""


def fresh(scan: Scan, found: list[Draft]) -> list[Draft]:
    """'31 were killed, taking the toll since May to 2,986. The dead include ...': those of the day are meant."""
    tops = [d for d in found if not d.toll and d.whole is None and not d.head.other and d.head.persons]
    risen = {scan.sentence_of(d.core) for d in found if d.toll}
    near = [d for d in tops if scan.sentence_of(d.core) in risen]
    return near or found


def there(scan: Scan, i: int, found: list[Draft]) -> list[Draft]:
    """'Of those taken from Kajuru, five ...': the count told beside that name, where one is."""
    names: set[str] = set()
    for j in range(i, min(i + _NAMED, len(scan))):
        if scan.tokens.kinds[j] != "w":
            break
        if scan.quote(j, j + 1)[:1].isupper():
            names.add(scan.tokens.folds[j])
    behind = (d for d in reversed(found) if names & set(_beside(scan, d, d.first, d.last + _NAMED)))
    before = (d for d in reversed(found) if names & set(_beside(scan, d, d.first - _NAMED, d.first)))  # 'X: nine dead'
    near = (next(behind, None) or next(before, None)) if names else None
    return [near] if near is not None else []


def _beside(scan: Scan, draft: Draft, since: int, until: int) -> Sequence[str]:
    """Return the words of these tokens that stand in a count's sentence."""
    first, last = scan.sents[scan.sentence_of(draft.core)]
    return scan.tokens.folds[max(first, since) : min(last, until)]


def subject_of(scan: Scan, i: int) -> Hit | None:
    """Return 'martyrs' of 'the martyrs of the past day include', whose verb stands at token `i`."""
    first, _ = scan.sents[scan.sentence_of(i)]
    called = (scan.at(j, "casualty_noun", "toll_noun") for j in range(max(first, i - _SUBJECT), i))
    number = next((hit for hit in called if hit is not None and hit.last == i and hit.entry.features.get("harm")), None)
    if number is not None:
        return number  # 'the number of abducted includes'
    for j in range(i - 1, max(first, i - _SUBJECT) - 1, -1):
        if scan.tokens.kinds[j] not in ("w", "n"):
            return None
        person = scan.at(j, "person") or scan.at(j, "harm_verb")  # 'the wounded'
        the = scan.ending(j, "determiner") if person is not None and person.last < i else None
        if person is not None and the is not None and person.entry.features.get("harm"):
            return person if the.first == first or scan.tokens.kinds[the.first - 1] != "w" else None
        if scan.any_at(j, *_ENDS) is not None and scan.at(j, "date_which") is None:
            return None
    return None


def of_subject(scan: Scan, i: int, found: list[Draft]) -> Draft | None:
    """Return which of the totals of one harm a subject up to its verb at token `i` means: that place's, that day's."""
    near = there(scan, i - _NAMED, found) or fresh(scan, found)
    return max(near, key=lambda d: d.value or 0, default=None)


def openers(scan: Scan) -> set[int]:
    """Return where 'of the', 'among the' opens a sentence or what stands behind a semicolon.

    In Arabic only where a noun of persons with the article and a number follow.
    """
    if scan.lang != "en":
        return {first for first, _ in scan.sents if _named_again(scan, first) is not None}
    opens = {first for first, _ in scan.sents}
    words = (hit for cls in ("of", "amid") for hit in scan.all(cls))
    found = (hit.first for hit in words if scan.at(hit.last, "determiner") is not None)
    return {i for i in found if i in opens or (i and scan.tokens.folds[i - 1] == ";")}


def _named_again(scan: Scan, i: int) -> Hit | None:
    """Return the noun of 'and of (among) the civilians nine ...' at token `i`, or None.  Arabic."""
    of = scan.at(i, "of")
    between = scan.at(of.last, "between") if of is not None else None
    noun = scan.at(between.last if between is not None else of.last, "person") if of is not None else None
    if noun is None or not noun.clitics.article or noun.entry.features.get("n") != "pl":
        return None
    return noun if not noun.entry.features.get("harm") and is_number(scan, noun.last) else None


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two nouns differ at most in how many they mean."""
    return {**one, "n": None} == {**other, "n": None}


def of_noun(scan: Scan, i: int, placed: list[Draft]) -> Draft | None:
    """Return the last count of the soldiers that 'Of the soldiers, five ...' means, whose 'of' stands at token `i`."""
    if scan.lang == "ar":
        again = _named_again(scan, i)
        who = again.entry.features if again is not None else {}
        found = (d for d in reversed(placed) if d.status == "stated" and (d.value or 0) > 1)
        return next((d for d in found if any(_alike(told, who) for told, _ in d.head.nouns)), None)
    of = scan.at(i, "of", "amid")
    the = scan.at(of.last, "determiner") if of is not None else None
    if the is None or scan.at(i, "among") is not None:
        return None
    closed = scan.tokens.folds[the.last + 1 : the.last + 2] == [","] or scan.at(the.last + 1, "verb_be") is not None
    if is_number(scan, the.last) and closed:
        told = figure_at(scan, the.last)  # 'Of the 106, thirty-one had to undergo surgery'
        return next((d for d in reversed(placed) if d.value == told and d.status == "stated"), None)
    noun = scan.at(the.last, "person")
    if noun is not None and (noun.entry.features.get("harm") or noun.entry.features.get("n") != "pl"):
        return None
    named = scan.quote(the.last, the.last + 1)[:1].isupper() or scan.at(the.last, "actor") is not None
    name = scan.tokens.folds[the.last] if named else None
    for known in reversed(placed):
        same = noun is not None and any(told is noun.entry.features for told, _ in known.head.nouns)
        by_name = name is not None and any(scan.tokens.folds[a.first] == name for a in known.head.actors)
        if (same or by_name) and known.status == "stated" and (known.value or 0) > 1:
            return known
    return None
