"""Pairs: 'fired at two brothers, killing one and wounding the other', 'killing the former and wounding the latter'.

The two are told of without a harm of their own; each of them counts where it is said what befell him.
"""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground
from marsad.read.scan import Scan

RULE = "count.of_pair"
_HARMS = ("harm_verb", "harm_noun")


def one_of_pair(scan: Scan, i: int) -> bool:
    """Tell whether a word of harm stands right before 'one of the two' at token `i`, and a pair before it.  Arabic."""
    at = i - 1 if scan.reads(i - 1, "about") else i  # 'let go of one of them'
    verb = scan.ending(at, "harm_verb") or scan.ending(at, "harm_noun")
    first, _ = scan.sents[scan.sentence_of(i)]
    return verb is not None and _pair(scan, first, verb.first)


def other_of_pair(ground: Ground, i: int) -> Draft | None:
    """Return the count of 'the other', 'the latter' at token `i`, where it is said what befell him, or None."""
    scan = ground.scan
    hit = scan.at(i, "pair_other")
    if hit is None or not _befallen(ground, hit):
        return None
    sentence = scan.sentence_of(i)
    first, _ = scan.sents[sentence]
    near = scan.sents[sentence - 1][0] if sentence and scan.lang == "en" else first
    if hit.entry.features.get("after_one"):
        told = any(d.value == 1 for d in ground.within(near, i)[-2:])
    else:
        uncounted = all(RULE in d.rules for d in ground.within(first, i))
        told = uncounted and _pair(scan, first, i)
    if not told:
        return None
    return Draft(i, hit.last, i, hit.last, 1, None, "exact", Head(i, hit.last), "implied", [RULE])


def _befallen(ground: Ground, hit: Hit) -> bool:
    """Tell whether a word of harm stands right before the words, in English also behind them, and no noun."""
    scan, end = ground.scan, hit.last
    goes_on = scan.any_at(end, "person", "unit", "place", "number")
    if goes_on is not None and not goes_on.clitics.conjunction:
        return False
    opener = ground.ends.get(hit.first)
    if opener is not None and opener.entry.cls in _HARMS:
        return True
    if scan.lang != "en":
        return False
    be = scan.at(end, "verb_be")
    return scan.at(be.last if be is not None else end, "harm_verb") is not None


def _pair(scan: Scan, first: int, last: int) -> bool:
    """Tell whether two persons are told of in tokens [first, last): 'two brothers', 'a man and his son'."""
    nouns = [hit for i in range(first, last) if (hit := scan.at(i, "person")) is not None]
    if any(_two(scan, hit) for hit in nouns):
        return True
    return len([hit for hit in nouns if hit.entry.features.get("n") == "sg"]) > 1


def _two(scan: Scan, noun: Hit) -> bool:
    if noun.entry.features.get("n") == "du":
        return True
    number = scan.ending(noun.first, "number")
    return number is not None and number.entry.features.get("value") == 2
