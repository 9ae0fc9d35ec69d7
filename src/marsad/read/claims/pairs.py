"""Pairs: 'fired at two brothers, killing one and wounding the other', 'killing the former and wounding the latter'.

The two are told of without a harm of their own; each of them counts where it is said what befell him.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.described import add_noun
from marsad.read.claims.draft import Draft, Head
from marsad.read.claims.ground import Ground
from marsad.read.claims.heads import Heads
from marsad.read.scan import Scan

RULE = "count.of_pair"
OF_TWO = "part.of_pair"
_TWO, _RECENT = 2, 6
_HARMS = ("harm_verb", "harm_noun")


def tell_pairs(scan: Scan, heads: Heads, drafts: Sequence[Draft]) -> None:
    """Make 'one of the two', behind a word of harm, one of a pair that nobody counted; say of each what both are."""
    for k, draft in enumerate(drafts):
        two = draft.kind == "one_of" and _befell(scan, draft)
        if not two and RULE not in draft.rules:
            continue
        before = drafts[max(0, k - _RECENT) : k]
        counted = {i for known in before for i in range(known.first, known.last)}
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        pair = [hit for hit in _pair(scan, first, draft.first, meant=True) if hit.first not in counted]
        # a pair that was counted is meant, unless the sentence tells of two others by one noun
        known = any(d.value == _TWO and (len(pair) > 1 or d.core >= first) for d in before)
        if two and pair and not known:
            draft.rules.append(RULE)
        if RULE in draft.rules:
            _describe(heads, draft, pair)


def _describe(heads: Heads, draft: Draft, pair: list[Hit]) -> None:
    """Say of one of two what is said of both: of 'a man and his son' that he is male and a civilian."""
    for n, noun in enumerate(pair):
        add_noun(draft.head, noun.entry.features, bool(n))
        number = heads.scan.at(noun.last, "number")
        named = heads.after(noun.first, draft.first) if number is None else heads.after(number.last, draft.first)
        draft.head.actors = draft.head.actors or (named.actors if named is not None else [])


def is_one_of_two(scan: Scan, draft: Draft) -> bool:
    """Tell whether a count is 'one of the two'.  Arabic."""
    one = scan.at(draft.core, "one_of")
    return one is not None and bool(one.entry.features.get("dual"))


def _befell(scan: Scan, draft: Draft) -> bool:
    """Tell whether a word of harm stands right before 'one of the two'."""
    at = draft.core - 1 if scan.reads(draft.core - 1, "about") else draft.core  # 'let go of one of them'
    return is_one_of_two(scan, draft) and (scan.ending(at, "harm_verb") or scan.ending(at, "harm_noun")) is not None


def other_of_pair(ground: Ground, i: int) -> Draft | None:
    """Return the count of 'the other', 'the latter' at token `i`, where it is said what befell him, or None."""
    scan = ground.scan
    hit = scan.at(i, "pair_other")
    if hit is None or not _befallen(ground, hit):
        return None
    sentence = scan.sentence_of(i)
    first, _ = scan.sents[sentence]
    near = scan.sents[sentence - 1][0] if sentence and scan.lang == "en" else first
    other = Draft(i, hit.last, i, hit.last, 1, None, "exact", Head(i, hit.last), "implied", [RULE])
    known = ground.within(first, i)
    if hit.entry.features.get("after_one"):
        return other if any(d.value == 1 for d in ground.within(near, i)[-2:]) else None
    if all(RULE in d.rules for d in known) or _were_shot(scan, first, i):
        return other if _pair(scan, first, i) else None
    return _who_died(scan, hit, known, other) if scan.lang == "ar" else None


def _who_died(scan: Scan, hit: Hit, known: Sequence[Draft], other: Draft) -> Draft | None:
    """'A man and his wife were hurt; the former died': make him a part of the one, or the two, counted before.

    Arabic.
    """
    verb = scan.ending(hit.first, "harm_verb")
    if verb is None or verb.entry.features["harm"] != "killed" or not known:
        return None
    one_by_one = [d for d in known[-_TWO:] if d.value == 1]
    if known[-1].value != _TWO and (len(one_by_one) < _TWO or [d.value for d in known[-3:-2]] == [1]):
        return None
    other.whole = known[-1] if known[-1].value == _TWO else one_by_one[int(hit.entry.features["nth"]) - 1]
    other.rules[:] = [OF_TWO]
    return other


def _were_shot(scan: Scan, first: int, last: int) -> bool:
    """Tell whether two who 'were shot' stand in tokens [first, last): which of them died is told behind.  English."""
    verbs = (scan.at(i, "harm_verb") for i in range(first, last))
    return any(verb is not None and bool(verb.entry.features.get("shot")) for verb in verbs)


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


def _pair(scan: Scan, first: int, last: int, *, meant: bool = False) -> list[Hit]:
    """Return the nouns of the two persons told of in tokens [first, last): 'two brothers', 'a man and his son'.

    `meant`: it is said that they are two, so that what is written like a dual and a plural is a dual.  Arabic.
    """
    nouns = [hit for i in range(first, last) if (hit := scan.at(i, "person")) is not None]
    both = [hit for hit in nouns if _two(scan, hit)]
    single = [hit for hit in nouns if hit.entry.features.get("n") == "sg"]
    either = [hit for hit in nouns if meant and scan.lexicon.ends(scan.tokens.folds[hit.first], "oblique")]
    return both[-1:] or (single[-2:] if len(single) > 1 else either[-1:])


def _two(scan: Scan, noun: Hit) -> bool:
    if noun.entry.features.get("n") == "du":
        return True
    number = scan.ending(noun.first, "number") or (scan.at(noun.last, "number") if scan.lang == "ar" else None)
    return number is not None and number.entry.features.get("value") == 2
