"""Totals that a colon divides: '1,158 insurgents and their families surrendered: 186 men, 257 women, 715 children'.

English.  The parts may be of another kind than the total's noun says, where they make it up exactly.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.claims.ground import names_someone
from marsad.read.claims.ofwhom import Belongs
from marsad.read.claims.quantities import DASHES
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_VERB = 16
"""Tokens between a total and the colon or dash that opens its parts at most."""
_MARKS = DASHES | {":"}
_PAIR, _LINKS = 2, 3
"""Parts of one total at least, and tokens between two of them at most."""
_MOST = 8
"""Parts of one total at most."""


def divide_by_colon(scan: Scan, drafts: list[Draft]) -> None:
    """Make the counts behind a colon that make up the count before it exactly its parts."""
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        if not whole.value or whole.kind == "implied" or whole.drop:
            continue
        if k + 1 == len(drafts) or drafts[k + 1].first - whole.last > _VERB:
            continue
        near = range(whole.last, drafts[k + 1].first)
        colon = next((i for i in near if scan.tokens.folds[i] in _MARKS), None)
        if colon is None or scan.sentence_of(colon) != scan.sentence_of(whole.core):
            continue
        run: list[Draft] = []
        for part in drafts[k + 1 : k + 1 + _MOST]:
            alike = part.harm == whole.harm or _told_behind(scan, part, whole)
            beside = part.whole is None and alike and part.status == whole.status
            if not beside or scan.sentence_of(part.core) != scan.sentence_of(whole.core) or part.core < colon:
                break
            run.append(part)
            if sum(d.value or 0 for d in run) >= whole.value:
                break
        if len(run) > 1 and sum(d.value or 0 for d in run) == whole.value:
            for part in run:
                part.whole, part.harm = whole, whole.harm
                part.rules.append("part.apposed")


def divide_by_commas(scan: Scan, drafts: list[Draft], belongs: Belongs) -> None:
    """'killing 11 people, seven soldiers and four civilians, and wounding 18': what makes up the count before it.

    Those behind the comma name persons who may be among the count's, and make it up exactly.
    """
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        plain = whole.kind == "number" and whole.hedge == "exact" and not whole.drop and whole.harm is not None
        if not plain or (whole.value or 0) < _PAIR or k + 1 == len(drafts):
            continue
        end = drafts[k + 1].first - 1  # 'have claimed 21 lives in total, 13 soldiers and eight civilians'
        near = end - whole.last <= _VERB and scan.sentence_of(end) == scan.sentence_of(whole.core)
        if not near or scan.tokens.folds[end] != "," or {";", ":"} & set(scan.tokens.folds[whole.last : end]):
            continue
        run: list[Draft] = []
        for part in drafts[k + 1 : k + 1 + _MOST]:
            said = part.drop in (None, NO_HARM) and part.whole in (None, whole) and not part.toll
            said = said and part.head.harm in (None, whole.harm) and not part.head.other  # 'and three more in Y'
            if not said or not names_someone(part.head) or part.hedge != "exact" or not _joins(scan, end, part.first):
                break
            run.append(part)
            end = part.last
            if sum(d.value or 0 for d in run) >= (whole.value or 0):
                break
        if len(run) < _PAIR or sum(d.value or 0 for d in run) != whole.value:
            continue
        if scan.any_at(end, "verb_be", "verb_have", "harm_verb") is not None:
            continue  # 'nine died, five soldiers and four civilians were hurt'
        if all(belongs(part, whole) for part in run):
            for part in run:
                part.whole, part.harm, part.trigger, part.drop = whole, whole.harm, whole.trigger, None
                part.rules.append("part.apposed")


def _joins(scan: Scan, first: int, last: int) -> bool:
    """Tell whether only a comma, 'and' or 'her' stand between two counts."""
    between = range(first, last)
    linked = (scan.tokens.folds[i] == "," or scan.at(i, "and", "determiner") is not None for i in between)
    return 0 < len(between) <= _LINKS and all(linked)


def _told_behind(scan: Scan, part: Draft, whole: Draft) -> bool:
    """'714 dead - 163 children and 551 men - and rescued 30': a verb far behind says nothing of those of the list."""
    if part.head.harm is not None or whole.harm is None or part.trigger is None:
        return False
    return part.trigger > part.last and scan.at(part.last, "verb_be") is None


def divide_by_places(scan: Scan, drafts: list[Draft]) -> None:
    """'66 were killed in X, 58 in A and eight in B'; 'seven were killed, four from one household': parts of those.

    Bare numbers behind a comma in its sentence, each with where it was, that make up the count before them.
    """
    for k, whole in enumerate(drafts if scan.lang == "en" else ()):
        if not whole.value or whole.drop or whole.kind == "implied" or k + 1 == len(drafts):
            continue
        first = drafts[k + 1]
        named = whole.head.persons or whole.head.harm or whole.toll
        if not named and (scan.begins(whole.last, first.first, "place") or not _verb_behind(scan, whole)):
            continue  # 'seven died in X, four in Y and three in Z' are parts of a total before them
        if scan.tokens.folds[first.first - 1] != "," or not _item(scan, whole, first):
            continue
        if _of_one_family(scan, first) and (first.value or 0) < whole.value:
            first.whole = whole
            first.rules.append("part.elided")
            continue
        run = [first]
        for part in drafts[k + 2 : k + 1 + _MOST]:
            joined = scan.tokens.folds[part.first - 1] == "," or scan.at(part.first - 1, "and") is not None
            if not joined or not _item(scan, whole, part) or sum(d.value or 0 for d in run) >= whole.value:
                break
            run.append(part)
        amount = sum(d.value or 0 for d in run)
        if (len(run) > 1 and amount == whole.value) or (amount < whole.value and _of_many_places(scan, whole, run)):
            for part in run:
                part.whole = whole
                part.rules.append("part.elided")


def _of_many_places(scan: Scan, whole: Draft, run: list[Draft]) -> bool:
    """'71 were killed on Monday, 28 in X and 19 in Y': a total of no place, and each number with a place of its own."""
    between = range(whole.last, run[0].first)
    plain = (whole.head.persons or whole.head.harm) and whole.hedge in ("exact", "at_least", "more_than")
    placed = any(scan.any_at(i, "place", "place_kind", "and", "boundary") is not None for i in between)
    if not plain or placed or len(between) > _VERB or any(d.head.other or d.hedge != "exact" for d in run):
        return False
    within = [scan.at(part.core_last, "place_prep") for part in run]
    return all(prep is not None and _names_place(scan, prep.last) for prep in within)


def _names_place(scan: Scan, i: int) -> bool:
    """Tell whether a place, a name that is no time, or 'the north' stands at token `i`."""
    the = scan.at(i, "determiner")
    if the is not None:
        return scan.at(the.last, "place_side", "place_kind", "place") is not None
    named = scan.quote(i, i + 1)[:1].isupper() and scan.any_at(i, "date_month", "weekday", "person", "actor") is None
    return named or scan.at(i, "place", "place_side") is not None


def _verb_behind(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'were killed' stands right behind a bare number."""
    be = scan.at(draft.last, "verb_be")
    return scan.at(be.last if be is not None else draft.last, "harm_verb") is not None


def _item(scan: Scan, whole: Draft, part: Draft) -> bool:
    """Tell whether a bare number with a place or another circumstance behind it may be one of the whole's."""
    bare = not (part.head.persons or part.head.actors or part.toll) and part.whole is None and bool(part.value)
    same = scan.sentence_of(part.core) == scan.sentence_of(whole.core) and part.harm == whole.harm
    return bare and same and scan.any_at(part.core_last, "preposition", "from", "place_prep") is not None


def _of_one_family(scan: Scan, part: Draft) -> bool:
    """Tell whether 'from one household', 'from the same family' follows a number."""
    out = scan.at(part.core_last, "from")
    near = range(out.last, min(out.last + 3, len(scan))) if out is not None else ()
    return any((noun := scan.at(i, "person")) is not None and noun.entry.features.get("unit") for i in near)
