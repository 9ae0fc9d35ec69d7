"""'He was the third mayor to be killed this year': what only numbers an incident counts and dates nobody."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.scan import Scan

_COPULA = 3
"""Tokens from 'it was' to 'the third' at most."""
_CLAUSE = 24
"""Tokens of such a clause at most."""
_KINDS = ("cause", "event_word", "nth_such")
"""What is numbered where it harms somebody."""
_MARKS = frozenset({",", "\u060c", ";", "\u061b", ".", "!", "\u061f"})


def numbered(scan: Scan) -> list[tuple[int, int]]:
    """Return the tokens [first, last) that say the how many-th of its kind an incident or one who was harmed is."""
    if scan.lang == "ar" and not (scan.firsts("nth_said") or scan.firsts("nth_such")):
        return []
    find = _arabic if scan.lang == "ar" else _english
    return [(i, _end(scan, i)) for i in find(scan)]


def within(spans: list[tuple[int, int]], i: int) -> bool:
    """Tell whether token `i` lies in one of the spans."""
    return any(first <= i < last for first, last in spans)


def numbers_kind(scan: Scan, ordinal: Hit) -> bool:
    """Tell whether an incident, or a person, stands beside an ordinal that says the how many-th of its kind it is."""
    if scan.lang == "en":
        return _kind(scan, ordinal.last)
    before = scan.any_at(ordinal.first - 1, *_KINDS) if ordinal.first and ordinal.clitics.article else None
    behind = scan.any_at(ordinal.last, *_KINDS)
    return before is not None or (behind is not None and not behind.clitics.preposition)


def _english(scan: Scan) -> list[int]:
    """'it was the fourth killing of', 'becoming the third', ', the fifth to die since': where the ordinals stand."""
    out = []
    for hit in scan.all("date_ordinal"):
        the = scan.ending(hit.first, "determiner")
        if the is None or not scan.reads(the.first, "definite") or not _kind(scan, hit.last):
            continue
        near = range(max(0, the.first - _COPULA), the.first)
        apposed = scan.tokens.folds[the.first - 1 : the.first] == [","] and _since(scan, hit.last)
        if apposed or any(scan.at(i, "nth_said") is not None for i in near):
            out.append(hit.first)
    return out


def _since(scan: Scan, i: int) -> bool:
    """Tell whether the clause from token `i` says since when or within what time it counts."""
    return scan.begins(i, _end(scan, i), "nth_since")


def _kind(scan: Scan, i: int) -> bool:
    """Tell whether a person, a killing or an incident follows an ordinal, whose kind it numbers."""
    near = range(i, min(i + _COPULA, len(scan)))
    return any(scan.at(j, "person", "harm_noun", "event_word") or scan.at(j, "cause", "to", "nth_such") for j in near)


def _arabic(scan: Scan) -> list[int]:
    """Return where the ordinals of 'he is the fourth journalist', 'and this is the third blast' stand."""
    nouns = (hit for hit in scan.all("person") if hit.entry.features.get("ordinal") and not hit.clitics.article)
    found = [hit.first for hit in nouns if _said(scan, hit.first) and _noun(scan, hit.last)]
    the = (hit for hit in scan.all("date_ordinal") if scan.lexicon.begins(scan.tokens.folds[hit.first], "the"))
    return sorted([*found, *(hit.first - 1 for hit in the if _incident(scan, hit))])


def _said(scan: Scan, i: int) -> bool:
    if scan.lang == "ar" and scan.at(i - 1, "date_within") is not None and scan.at(i + 1, "nth_such") is not None:
        return True  # 'fell to unknown gunmen, in the fourth killing that the town has seen this month'
    return any(scan.at(j, "nth_said") is not None for j in range(max(0, i - _COPULA), i))


def _noun(scan: Scan, i: int) -> bool:
    return i < len(scan) and scan.any_at(i, "person", "cause", "harm_noun", "event_word", "nth_such") is not None


def _incident(scan: Scan, ordinal: Hit) -> bool:
    """Tell whether 'this is the blast' stands before 'the third'."""
    i = ordinal.first - 1
    noun = scan.any_at(i, "cause", "harm_noun", "event_word", "nth_such") if i > 0 else None
    return noun is not None and noun.clitics.article and _said(scan, i)


def _end(scan: Scan, i: int) -> int:
    """Return where the clause ends that goes on from token `i`."""
    _, last = scan.sents[scan.sentence_of(i)]
    folds = scan.tokens.folds
    return next((j for j in range(i, min(last, i + _CLAUSE)) if folds[j] in _MARKS), min(last, i + _CLAUSE))
