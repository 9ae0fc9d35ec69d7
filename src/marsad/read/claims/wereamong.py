"""'Three children were among the dead': who is told after the count to be among those harmed.  Arabic."""

from __future__ import annotations

from bisect import bisect_left

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.draft import Draft, core_of
from marsad.read.scan import Scan

_PHRASE = 12
"""Tokens from persons to 'among the dead' at most ('seven civilians, a cleaner and two cooks among them, are ...')."""
_BACK = 20
"""Counts before among which the whole is sought at most."""
_TOLD = ("harm_verb", "harm_noun", "boundary", "attribution_verb", "toll_verb")
"""Classes of words with which something else is told."""
_RULE = "part.were_among"


def were_among(scan: Scan, person: Hit) -> bool:
    """Tell whether '(that) a doctor was among the dead' begins with the noun of one person or two."""
    if person.clitics.article or not _opened(scan, person.first):
        return False
    for i in range(person.last, min(person.last + _PHRASE, len(scan))):
        if _of_harm(scan, i) is not None:
            return True
        were = scan.at(i, "were")
        if scan.tokens.kinds[i] != "w" or (were is None and scan.at(i, "harm_verb", "boundary") is not None):
            return False
    return False


def tell_were_among(scan: Scan, drafts: list[Draft]) -> None:
    """Give counts before 'were among the dead' that harm; their whole is found when all harms are known."""
    for hit in scan.all("among") if scan.lang == "ar" and drafts else ():
        harm = hit.entry.features.get("of_harm")
        were = scan.ending(hit.first, "were")
        end = were.first if were is not None else hit.first
        at = bisect_left(drafts, hit.first, key=core_of) - 1
        while at > 0 and drafts[at].whole is not None and drafts[at].whole in drafts[:at] and _beside(scan, drafts, at):
            at -= 1  # what is told of the parts between commas
        if harm is None or at < 0 or not _leads_to(scan, drafts[at], end, hit.first):
            continue
        run = [drafts[at]]
        while at and drafts[at - 1].last == run[0].first:
            at -= 1
            run.insert(0, drafts[at])
        if not (were is not None and end == drafts[at + len(run) - 1].last) and not _opened(scan, run[0].first):
            continue
        for draft in run:
            if draft.harm is None and draft.head.harm is None and not draft.toll and draft.value is not None:
                draft.harm, draft.whole = str(harm), None
                draft.rules.append(_RULE)


def _beside(scan: Scan, drafts: list[Draft], at: int) -> bool:
    """Tell whether a part stands in the sentence of the count that it is a part of."""
    whole = drafts[at].whole
    return whole is not None and scan.sentence_of(whole.core) == scan.sentence_of(drafts[at].core)


def _leads_to(scan: Scan, draft: Draft, end: int, among: int) -> bool:
    """Tell whether a count is right before 'were among the dead', or only who they are is told between."""
    if end in (draft.last, draft.core_last):
        return True
    between = range(draft.last, end)
    same = scan.sentence_of(draft.core) == scan.sentence_of(among)
    return same and 0 < len(between) <= _PHRASE and not any(scan.any_at(i, *_TOLD) is not None for i in between)


def link_were_among(scan: Scan, drafts: list[Draft]) -> None:
    """Make those who 'were among the dead' parts of the largest total of the dead told shortly before them."""
    for k, draft in enumerate(drafts if scan.lang == "ar" else ()):
        if _RULE not in draft.rules or draft.whole is not None:
            continue
        told = [d for d in drafts[max(0, k - _BACK) : k] if d.harm == draft.harm and _RULE not in d.rules]
        tops = [d for d in told if d.status == "stated" and d.whole is None and (d.value or 0) > (draft.value or 0)]
        if _of_civilians(scan, draft):
            tops = [d for d in told if d.head.civilian is True and (d.value or 0) > (draft.value or 0)]
        draft.whole = max(tops, key=lambda d: (d.value or 0, d.core), default=None)


def _of_civilians(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'among the dead civilians' stands behind a count."""
    last = scan.sents[scan.sentence_of(draft.core)][1]
    among = next((hit for i in range(draft.last, last) if (hit := _of_harm(scan, i)) is not None), None)
    person = scan.at(among.last, "person") if among is not None else None
    return person is not None and person.clitics.article and person.entry.features.get("civ") is True


def _of_harm(scan: Scan, i: int) -> Hit | None:
    """Return 'among the dead' where it stands at token `i`."""
    hit = scan.at(i, "among")
    return hit if hit is not None and hit.entry.features.get("of_harm") else None


def _opened(scan: Scan, i: int) -> bool:
    """Tell whether 'were', 'there are' or 'that' stands right before token `i`."""
    that = scan.ending(i, "control_that")
    return scan.ending(i, "were") is not None or (that is not None and not that.clitics.preposition)
