"""Ages: 'a 17-year-old was shot dead', of whom no more is told; 'two boys aged 9 and 11', not eleven.  English."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, Head
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD, number_value

_SEVERAL = range(2, 8)
"""How many persons have their ages told one by one."""

_OF_AGE, _OLDEST = 18, 110
_OPENS = frozenset({"harm_verb", "harm_noun", "among"})
_AFTER = ("verb_be", "verb_have", "harm_verb", "relative", "and", "preposition", "place_prep")


def tells_ages(scan: Scan) -> bool:
    """Tell whether the text tells anybody's age at all."""
    return scan.lang == "en" and any(hit.entry.features["why"] == "age" for hit in scan.all("unit"))


def aged_alone(scan: Scan, i: int, opener: Hit | None, suffers: Callable[[int], bool]) -> Draft | None:
    """Return the count of 'a 17-year-old' at token `i` where nobody else is named and harm came to him, or None.

    `opener` is the word of harm that ends before it, if any; `suffers` tells whether one follows a token.
    """
    article = scan.at(i, "number_article", "another") if scan.lang == "en" else None
    at = article.last if article is not None else len(scan)
    word = scan.at(at, "number")
    if at >= len(scan) or (word is None and scan.tokens.kinds[at] != NUMBER):
        return None
    unit = scan.at(at + 1, "unit")
    years = word.entry.features.get("value") if word is not None else number_value(scan.tokens.folds[at])
    if unit is None or unit.entry.features["why"] != "age" or years is None or years > _OLDEST:
        return None
    end = unit.last
    alone = end >= len(scan) or scan.tokens.kinds[end] != WORD or scan.any_at(end, *_AFTER) is not None
    harmed = (opener is not None and opener.entry.cls in _OPENS) or suffers(end)
    if not alone or scan.at(end, "person") is not None or not harmed:
        return None
    head = Head(at, end, persons=1, age="child" if years < _OF_AGE else "adult")
    head.civilian = True if years < _OF_AGE else None
    return Draft(i, end, i, end, 1, None, "exact", head, "implied", ["count.implied"])


def ages_of_several(scan: Scan) -> dict[int, str]:
    """Return the tokens of the ages told of several persons one by one, each with the age group of all of them.

    'two boys aged 9 and 11', 'three sisters (4, 6 and 9)': as many ages as persons.  The group is 'child', 'adult', or
    nothing where they are of both.  The token of the noun of those persons has it too.
    """
    found: dict[int, str] = {}
    for person in scan.all("person") if scan.lang == "en" else ():
        number = scan.ending(person.first, "number")
        counted = number.entry.features.get("value") if number is not None else _digits(scan, person.first - 1)
        if not isinstance(counted, int) or counted not in _SEVERAL:
            continue
        ages = _listed(scan, person.last)
        if len(ages) == counted and all(years <= _OLDEST for years in ages.values()):
            groups = {"child" if years < _OF_AGE else "adult" for years in ages.values()}
            found |= dict.fromkeys((*ages, person.first), groups.pop() if len(groups) == 1 else "")
    return found


def _digits(scan: Scan, i: int) -> int | None:
    inside = 0 <= i < len(scan)
    return number_value(scan.tokens.folds[i]) if inside and scan.tokens.kinds[i] == NUMBER else None


def _listed(scan: Scan, i: int) -> dict[int, int]:
    """Return the numbers that 'aged', a comma or a bracket opens at token `i`, by their tokens."""
    folds = scan.tokens.folds
    opened = folds[i : i + 1] in ([","], ["("])
    at = i + 1 if opened else i
    word = scan.at(at, "ignore_before")
    aged = word is not None and word.entry.features["why"] == "age"
    at = word.last if aged and word is not None else at
    found: dict[int, int] = {}
    while opened or aged:
        years = _digits(scan, at)
        if years is None or scan.any_at(at + 1, "person", "other", "actor") is not None:
            break  # 'aged 40 and 3 children'
        found[at] = years
        at += 1
        joint = at
        at += folds[at : at + 1] == [","]
        link = scan.at(at, "and")
        at = link.last if link is not None else at
        if at == joint:
            break
    closed = aged or (bool(found) and folds[max(found) + 1 : max(found) + 2] in ([","], [")"]))
    return found if closed else {}
