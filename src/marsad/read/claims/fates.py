"""'Of 60 abducted 22 were freed and five killed': what became of those who were held, one number after another."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.claims.elided import out_of_number
from marsad.read.claims.recast import NO_HARM
from marsad.read.scan import Scan

_HELD = frozenset({"abducted", "detained", "missing"})
_FATES = frozenset({"killed", "released", "injured", "missing", "detained"})


def link_fates(scan: Scan, drafts: list[Draft]) -> None:
    """Make a number without a noun, right behind a part of the held in its sentence, another part of them.

    Both have harms of their own, and all that are told of together are no more than were held.
    """
    for before, draft in pairwise(drafts):
        held = before.whole
        if held is None or held.harm not in _HELD or not held.value or not _bare(draft) or draft.harm not in _FATES:
            continue
        if held.harm in (draft.harm, before.harm) or scan.sentence_of(before.core) != scan.sentence_of(draft.core):
            continue
        told = sum(d.value or 0 for d in drafts if d.whole is held)
        if told + (draft.value or 0) <= held.value:
            draft.whole = held
            draft.rules.append("part.fate")


def link_out_of(scan: Scan, drafts: list[Draft]) -> None:
    """Make '22' a part of the 60 in 'freed 22 of 60 hostages' and in 'of 60 hostages held by X, 22 were freed'.

    Arabic.
    """
    for k, (part, whole) in enumerate(pairwise(drafts) if scan.lang == "ar" else ()):
        if _opens(scan, whole):
            _link_later(scan, whole, drafts[k + 2 :])
        if k == 0 and _opens(scan, part):
            _link_later(scan, part, drafts[1:])
        if part.whole is None and whole.drop == NO_HARM and part.drop == NO_HARM:
            _of_those_counted(scan, part, whole, drafts[:k])
            continue
        if part.whole is not None or (part.value or 0) >= (whole.value or 0) or whole.harm is None:
            continue
        if _out_of(scan, part, whole) and (part.drop is None or part.drop == NO_HARM):
            if whole.head.harm is None and "harm.by_noun" not in whole.rules and part.harm == whole.harm:
                whole.drop = NO_HARM  # '12 of the 40 fighters who were there were killed': not the forty
                continue
            part.whole, part.drop = whole, None
            part.harm = part.harm or whole.harm
            part.rules.append("part.of_next")


def _out_of(scan: Scan, part: Draft, whole: Draft) -> bool:
    """Tell whether a count is 'of' the next: 'four of 60 hostages', 'four of the wounded, who are six'."""
    if out_of_number(scan, part.core_last) == whole.core:
        return True
    apart = scan.at(part.last, "of")
    if apart is not None and apart.last - apart.first > 1 and out_of_number(scan, part.last) == whole.core:
        return True  # '212 bodies out of 340 bodies'
    of, number = scan.at(part.core_last, "of"), scan.at(whole.core, "number")
    return of is not None and whole.first == of.last and number is not None and bool(number.clitics.article)


def _of_those_counted(scan: Scan, part: Draft, again: Draft, before: list[Draft]) -> None:
    """'Four of the seven soldiers were gendarmes': make the four a part of the seven who were counted before."""
    number, of = scan.at(again.core, "number"), scan.at(part.core_last, "of")
    if number is None or not number.clitics.article or of is None or again.first != of.last:
        return
    known = (d for d in reversed(before) if d.value == again.value and d.harm is not None and not d.drop)
    whole = next(known, None)
    if whole is not None and (part.value or 0) < (whole.value or 0):
        part.whole, part.harm, part.drop = whole, whole.harm, None
        part.rules.append("part.of_next")


def _opens(scan: Scan, whole: Draft) -> bool:
    """Tell whether 'out of' and a count begin a sentence."""
    first, _ = scan.sents[scan.sentence_of(whole.core)]
    of = scan.at(first, "of", "among", "amid")
    between = scan.at(of.last, "between") if of is not None else None
    end = between.last if between is not None else of.last if of is not None else -1
    return end == whole.first and whole.kind == "number" and not whole.drop


def _link_later(scan: Scan, whole: Draft, later: list[Draft]) -> None:
    """Make the numbers without a noun in the rest of the sentence parts of the count that it begins with."""
    taken = 0
    for part in later:
        if scan.sentence_of(part.core) != scan.sentence_of(whole.core) or part.drop:
            return
        fits = _bare(part) and taken + (part.value or 0) <= (whole.value or 0) and part.harm is not None
        if fits and part.harm not in (None, "displaced"):
            part.whole = whole
            part.rules.append("part.fate")
            taken += part.value or 0


def _bare(draft: Draft) -> bool:
    head = draft.head
    named = head.persons or head.actors or head.other or head.mixed
    return draft.whole is None and draft.value is not None and not named and not draft.toll
