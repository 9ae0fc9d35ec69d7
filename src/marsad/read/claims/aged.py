"""One person of whom only the age is told: 'a 17-year-old was shot dead', 'killed an 11-year-old'.  English."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, Head
from marsad.read.scan import Scan
from marsad.text.tokens import NUMBER, WORD, number_value

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
