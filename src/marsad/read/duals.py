"""Duals: persons whom only a mark tells to be two, where the letters are the plural's.  Arabic.

The language lists the ending as it is written with its mark under `endings.dual_written` of its `orthography.yml`.
"""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit, Lexicon
from marsad.text.tokens import Tokens


def marked_duals(lexicon: Lexicon, tokens: Tokens, persons: dict[int, Hit]) -> dict[int, Hit]:
    """Return the nouns of many persons that are written as two, as nouns of two, by their token."""
    endings = tuple(lexicon.orthography.endings.get("dual_written", ()))
    if not any(ending[0] in tokens.text for ending in endings):
        return {}
    found = {}
    for i, hit in persons.items():
        if hit.entry.features.get("n") == "pl" and hit.last == i + 1 and _written(tokens.quote(i, i + 1), endings):
            two = replace(hit.entry, features={**hit.entry.features, "n": "du"})
            found[i] = replace(hit, entry=two)
    return found


def _written(word: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a word ends so as written, other marks passed over."""
    letters = unicodedata.normalize("NFC", word)
    kept = frozenset().union(*endings)
    return "".join([x for x in letters if x in kept or not unicodedata.combining(x)]).endswith(endings)
