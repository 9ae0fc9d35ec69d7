"""Totals that a sentence says the one before it raised: 'Their deaths bring to 14 the number of ...'.  English."""

from __future__ import annotations

from bisect import bisect_left

from marsad.read.claims.arithmetic import raises, under
from marsad.read.claims.draft import Draft, core_of
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_NEAR = 3
"""Sentences before 'the toll has thus risen to' in which what raised it may be told."""
_FAR = 8
"""Sentences before 'this raises to 633 the number of people killed since' in which what raised it may be told."""
_SUBJECT = 5
"""Tokens of 'their deaths', 'the latest attack' before the verb at most."""


def link_raised(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """Make the counts of a sentence parts of the total to which the next sentence says that they bring the toll."""
    for k, total in enumerate(drafts if scan.lang == "en" else ()):
        sentence = scan.sentence_of(total.core)
        if not total.toll or total.value is None or not sentence or not _says_what_raised(scan, total):
            continue
        all_of_it = not (thus := _thus(scan, total)) and _all_of_it(scan, total)
        near, told = _FAR if all_of_it else _NEAR, sentence
        first = scan.sents[max(0, sentence - near)][0]
        for draft in reversed(drafts[bisect_left(drafts, first, key=core_of) : k]):
            here = scan.sentence_of(draft.core)
            if here >= sentence or (here < told < sentence and not (thus or all_of_it)):
                continue  # the last sentence that tells of any tells what raised it
            part = draft
            while part.whole is not None:
                part = part.whole  # 'Eight were killed in X, four in Y': the 12 of both raised it
            if total.side not in (None, "mixed", "unknown") and part.side is None and _of_nobody(part):
                continue  # 'killing ten of them': not said to be soldiers
            told = here if part.harm == total.harm else told
            if part is not total and raises(part, total, sides) and not under(total, part):
                part.whole = total
                part.rules.append("part.increment")


def _all_of_it(scan: Scan, total: Draft) -> bool:
    """Tell whether 'this' alone, all that was told, raised the total of a period of whomever ('killed since April').

    It opens a paragraph: else 'this' may be what the sentence before tells.
    """
    first, _ = scan.sents[scan.sentence_of(total.core)]
    if not first or scan.tokens.kinds[first - 1] != BREAK:
        return False
    this = scan.at(first, "demonstrative")
    head, days = total.head, total.window
    anybody = total.side in (None, "mixed", "unknown") and not (head.role or head.sex or head.age or head.party)
    period = days is not None and days.start is not None and days.start != days.end
    return anybody and period and this is not None and scan.at(this.last, "toll_verb") is not None


def _of_nobody(part: Draft) -> bool:
    """Tell whether a count's words do not say who was counted."""
    head = part.head
    return not (head.persons or head.actors or head.other or head.party)


def _thus(scan: Scan, total: Draft) -> bool:
    """Tell whether 'thus' says that the total rose by what was told before it ('the toll has thus risen to')."""
    first, _ = scan.sents[scan.sentence_of(total.core)]
    return scan.begins(first, total.first, "consequence")


def _says_what_raised(scan: Scan, total: Draft) -> bool:
    """Tell whether the total's sentence begins with what raised it, and names no other count."""
    first, _ = scan.sents[scan.sentence_of(total.core)]
    if _thus(scan, total):
        return True
    verb = next((i for i in range(first, total.first) if scan.at(i, "toll_verb") is not None), None)
    if verb is None or not 0 < verb - first <= _SUBJECT:
        return False
    subject = range(first, verb)
    owner = scan.at(first, "determiner")
    told = owner is not None and bool(owner.entry.features.get("possessive"))
    told = told or scan.at(first, "demonstrative") is not None
    if not told and any(scan.at(i, "toll_noun", "casualty_noun") is not None for i in subject):
        return False  # 'the death toll rose to 40'
    return told or any(scan.at(i, "cause", "cause_faint", "harm_noun") is not None for i in subject)
