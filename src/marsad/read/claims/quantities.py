"""Quantities: numbers with how sure they are, ranges, and words that stand for a number ('dozens').

A quantity is not yet a claim: what it counts, and whether any harm is said of it, is found by other rooms.
"""

from __future__ import annotations

from msgspec.structs import replace

from marsad.knowledge.lexicon import Hit
from marsad.model.terms import Hedge
from marsad.read.claims.quantity import Quantity
from marsad.read.numbers import Number
from marsad.read.scan import Scan

__all__ = ["DASHES", "Quantity", "read_quantities"]

DASHES = frozenset({"-", "\u2013", "\u2014"})
BULLETS = DASHES | frozenset("*\u2022\u25aa\u25ab\u25cf\u25cb\u25a0\u25a1\u25fe\u25fd\u00b7\u2796\u25c6\u2b55")
"""What opens a line of a list."""
"""The Arabic conjunction, a token of its own before digits."""


_SPLIT = 9
"""Tokens from 'is not less' to the number in 'is not less the number of ... than 8' at most.  Arabic."""
_RISEN = 8
"""Tokens from 'rose' to 'from 12 to 19' at most.  Arabic."""


def read_quantities(scan: Scan, numbers: list[Number], taken: set[int]) -> list[Quantity]:
    """Return the quantities, left to right; numbers that begin at a token of `taken` are left out."""
    before = _hedges_before(scan)
    out: list[Quantity] = []
    longer = {n.first: n.last for n in numbers} if scan.firsts("fraction") else {}
    told = [hit for hit in scan.all("fraction") if longer.get(hit.first, 0) <= hit.last]  # 'half a dozen' is no half
    shares = {i for hit in told for i in range(hit.first, hit.last)}
    vague = {i: hit.last for hit in scan.all("vague") for i in range(hit.first, hit.last)}
    free = [n for n in numbers if n.first not in taken and n.first not in shares]
    free = [n for n in free if n.last > vague.get(n.first, 0)]  # 'a few hundred' are no hundred
    free = _glossed(scan, free)
    skip = -1
    for k, number in enumerate(free):
        if k <= skip:
            continue
        following = free[k + 1] if k + 1 < len(free) else None
        ranged = _range(scan, number, following)
        if ranged is not None and following is not None:
            skip = k + 1
            found = _with_hedge(scan, before, ranged[0], following.last, number.value, following.value, "range")
            spelt = scan.begins(number.last, following.first, "range_top")
            out.append(replace(found, hedge="exact") if spelt else found)  # 'min 41 - max 52'
            continue
        known = _joined(before, number) if number.clitics.conjunction else before
        out.append(_with_hedge(scan, known, number.first, number.last, number.value, None, "number"))
    counted = {i for q in out for i in range(q.core, q.core_last)}
    out += [q for q in _vague(scan, before, taken) if q.core not in counted]
    out.sort(key=lambda q: q.core)
    return out


def _glossed(scan: Scan, numbers: list[Number]) -> list[Number]:
    """'ten (10) persons': the digits in brackets repeat the word before them, and both are one number."""
    out: list[Number] = []
    folds = scan.tokens.folds
    for number in numbers:
        before = out[-1] if out else None
        if before is not None and before.value == number.value and before.words and not number.words:
            opened = before.last == number.first - 1 and folds[before.last] == "("
            if opened and number.last < len(scan) and folds[number.last] == ")":
                out[-1] = replace(before, last=number.last + 1)
                continue
        out.append(number)
    return out


def _hedges_before(scan: Scan) -> dict[int, Hit]:
    """Return the hedges that stand before a number, by the token after them."""
    found: dict[int, Hit] = {}
    for hit in scan.all("hedge_pre"):
        up_to = scan.lang == "en" and hit.entry.features["hedge"] == "at_most"
        risen = scan.at(hit.first - 1, "toll_verb") if up_to else None
        if risen is not None and risen.last > hit.first:
            continue  # 'went up to 19'
        given = scan.ending(hit.last, "handover") if scan.lang == "en" else None
        if given is not None and given.first < hit.first:
            continue  # 'handed over 45 prisoners'
        if scan.lang == "en" or not scan.reads(hit.last, "and"):
            found[hit.last] = hit  # 'three at least and 12': the hedge is the first one's
    return found


def _joined(before: dict[int, Hit], number: Number) -> dict[int, Hit]:
    """'twenty-odd' in Arabic: the odd ones stand before 'and twenty'."""
    hedge = before.get(number.first)
    return {number.first: hedge} if hedge is not None and hedge.entry.features.get("joined") else {}


def _glue(scan: Scan, i: int) -> bool:
    """Tell whether token `i` is only a glued-on letter or article before a digit ('the 10', 'by 9')."""
    word = scan.tokens.folds[i]
    return word in scan.lexicon.particles


def _start(scan: Scan, first: int) -> int:
    while first > 0 and _glue(scan, first - 1):
        first -= 1
    return first


def _with_hedge(
    scan: Scan, before: dict[int, Hit], first: int, last: int, value: int, top: int | None, rule: str
) -> Quantity:
    first, last = _bracketed(scan, first, last)
    start = _start(scan, first)
    hedge: Hedge = "exact"
    hit = before.get(start) or before.get(first)
    split = _split(scan, start) if hit is None else None
    if split is not None:
        hedge, rule = split.entry.features["hedge"], f"{rule}+{split.entry.id}"
        start -= bool(split.entry.features.get("closed"))
    if hit is not None:
        hedge, start = hit.entry.features["hedge"], _start(scan, hit.first)
        rule = f"{rule}+{hit.entry.id}"
        if top is not None and scan.begins(first, last, "range_top"):
            hedge = "exact"  # 'min 41 - max 52' is a range
    after = scan.at(last, "hedge_post")
    end = last
    if after is not None and not (hit is not None and after.entry.features["hedge"] == "exact"):
        end = after.last
        hedge = after.entry.features["hedge"]
        rule = f"{rule}+{after.entry.id}"
    return Quantity(start, end, first, last, value, top, hedge, rule)


def _split(scan: Scan, i: int) -> Hit | None:
    """Return the hedge in 'is not less the number of the dead than 8', whose last word stands right before token `i`.

    Arabic.
    """
    if not scan.firsts("hedge_split"):
        return None
    close = scan.ending(i, "hedge_close")
    first, _ = scan.sents[scan.sentence_of(i - 1)] if i else (0, 0)
    counted = False
    for k in range((close.first if close is not None else i) - 1, max(first, i - _SPLIT) - 1, -1):
        counted = counted or scan.at(k, "toll_noun", "casualty_noun") is not None
        hedge = scan.at(k, "hedge_split")
        if hedge is not None:
            return hedge if counted and bool(hedge.entry.features.get("closed")) == (close is not None) else None
        if scan.tokens.kinds[k] != "w":
            return None
    return None


def _bracketed(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """Take in the brackets around a number that stands before its noun ('(54) terrorists')."""
    folds = scan.tokens.folds
    inside = first > 0 and folds[first - 1] == "(" and last < len(folds) and folds[last] == ")"
    if inside and scan.at(last + 1, "person", "unit") is not None:
        return first - 1, last + 1
    return first, last


def _range(scan: Scan, low: Number, high: Number | None) -> tuple[int] | None:
    """Return (first token,) where two numbers are the ends of a range ('15-20', 'between 15 and 20', 'from 5 to 7')."""
    if high is None or high.value <= low.value:
        return None
    between = scan.tokens.folds[low.last : high.first]
    to = scan.at(low.last, "to")
    if to is None and len(between) > 1 and between[0] not in DASHES:
        return None
    first = _start(scan, low.first)
    joined = bool(high.clitics.conjunction) or (len(between) == 1 and scan.at(low.last, "and") is not None)
    opener = scan.at(first - 1, "between", "of") if first > 0 else None
    if opener is not None and opener.clitics.suffix:
        opener = None  # 'between them' opens no range
    if between and between[0] in DASHES and (len(between) == 1 or scan.at(low.last + 1, "range_top") is not None):
        return (low.first,)
    if joined and len(between) <= 1 and opener is not None and opener.entry.cls == "between":
        return (opener.first,)
    if to is not None and to.last == high.first:
        risen = any(scan.at(first - n, "toll_verb") is not None for n in (1, 2))  # 'rose by three to 16'
        if scan.lang == "en" and scan.at(first - 1, "from") is None and not risen:
            return (low.first,)
        if opener is not None and not _risen(scan, opener.first):
            return (opener.first,)
        if scan.lang == "en" and _counted_from(scan, first, high):
            return (first - 1,)
    return None


def _risen(scan: Scan, i: int) -> bool:
    """Tell whether 'from' at token `i` tells where a total stood before ('the dead rose from 12 to 19')."""
    near = range(max(0, i - (_RISEN if scan.lang == "ar" else 1)), i)
    return any(scan.at(k, "toll_verb") is not None for k in near)


def _counted_from(scan: Scan, first: int, high: Number) -> bool:
    """Tell whether 'from 560 to 770 captives' is a range: persons follow, and nothing rose or fell.  English."""
    told = range(max(0, first - 3), first)
    rising = any(scan.at(i, "toll_verb", "toll_noun", "casualty_noun") is not None for i in told)
    counted = scan.at(high.last, "person", "among") is not None or scan.at(high.last + 1, "person") is not None
    return counted and not rising


def _vague(scan: Scan, before: dict[int, Hit], taken: set[int]) -> list[Quantity]:
    out = []
    again = {i for hit in scan.all("again") for i in range(hit.first + 1, hit.last)}
    for hit in scan.all("vague"):
        if hit.first in taken or any(i in taken for i in range(hit.first, hit.last)):
            continue
        if hit.first in again:
            continue  # 'as many', 'twice this number of'
        if scan.lang == "ar" and scan.at(hit.last - 1, "of") and scan.at(hit.last, "harm_verb") is not None:
            continue  # 'the number of those who died' (with 'who' unsaid)
        if not hit.clitics.conjunction and scan.at(hit.first - 1, "superlative") is not None:
            continue  # 'the greatest number of dead in a day'
        features = hit.entry.features
        known = {} if hit.clitics.conjunction else before  # '15 dead at least and dozens of wounded'
        quantity = _with_hedge(scan, known, hit.first, hit.last, features["value"], features.get("max"), hit.entry.id)
        out.append(replace(quantity, hedge="vague"))
    return out
