"""Named persons: 'the death of Muhammad as-Salih and his two sons' counts him too, of whom no noun tells.  Arabic."""

from __future__ import annotations

from collections.abc import Callable

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground
from marsad.read.scan import Scan

RULE = "count.named"
_LONGEST = 5
"""Words of a name at most."""
_OPENERS = frozenset({"harm_noun", "harm_verb"})
_NO_NAMES = ("person", "unit", "cause", "harm_noun", "harm_verb", "place_kind", "actor", "number", "boundary")
"""Classes of words that are no names, whatever else they are."""


def named_before(ground: Ground, draft: Draft, unknown: Callable[[int], bool]) -> Draft | None:
    """Return the count of the one whose kin or companions `draft` counts, where his name alone tells of him."""
    kin = _kin(ground.scan, draft)
    if kin is None or draft.first < 1 or ground.covered(draft.first - 1):
        return None
    start = _begins(ground, draft.first, unknown)
    if start is None:
        return None
    sex = _sex(ground.scan, kin)
    civil = None if kin.entry.features.get("companion") else True
    head = Head(start, draft.first, civilian=civil, sex=sex, persons=1)
    return Draft(start, draft.first, start, start + 1, 1, None, "exact", head, "implied", [RULE])


def _kin(scan: Scan, draft: Draft) -> Hit | None:
    """Return the noun of 'and his two sons', 'and three of her children' that a count has."""
    joined = scan.any_at(draft.first, "person", "number")
    if joined is None or not scan.lexicon.begins(scan.tokens.folds[draft.first], "and"):
        return None
    for i in range(draft.first, draft.last):
        nouns = [hit for hit in scan.hits[i] if hit.entry.cls == "person"]
        if nouns:
            listed = nouns[0] if scan.lexicon.ends_in_pronoun(scan.tokens.folds[i]) and i > draft.first else None
            return next((noun for noun in nouns if noun.clitics.suffix), listed)
    return None


def _begins(ground: Ground, end: int, unknown: Callable[[int], bool]) -> int | None:
    """Return where the name that ends before token `end` begins: right behind a word of harm."""
    scan = ground.scan
    for start in range(end - 1, max(end - _LONGEST, 0) - 1, -1):
        if scan.tokens.kinds[start] != "w" or ground.covered(start) or start in ground.blocked:
            return None
        opener = ground.ends.get(ground.objects.get(start, start))
        if opener is not None and opener.entry.cls in _OPENERS and not opener.clitics.suffix:
            return start if unknown(start) else None
        if not (unknown(start) or _surname(scan, start)):
            return None
    return None


def _surname(scan: Scan, i: int) -> bool:
    """Tell whether a word with the article may be a surname, though without it it means something else."""
    return scan.any_at(i, *_NO_NAMES) is None and scan.lexicon.begins(scan.tokens.folds[i], "the")


def _sex(scan: Scan, kin: Hit) -> str | None:
    """Return the sex that the pronoun of 'and her son' tells."""
    told = (("f", "her"), ("m", "him"))
    return next((sex for sex, word in told if kin.clitics.suffix in scan.lexicon.plain(word)), None)
