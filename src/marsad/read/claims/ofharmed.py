"""Parts of those harmed: 'four of the dead', 'thirty of the wounded' and what goes on from them."""

from __future__ import annotations

from marsad.read.claims.arithmetic import under
from marsad.read.claims.besides import told_with
from marsad.read.claims.draft import Draft
from marsad.read.claims.groups import Sides
from marsad.read.scan import Scan


def link_of_the_harmed(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'178 of the dead', 'thirty of the wounded': a part of the last total of that harm that can hold them."""
    for k, draft in enumerate(drafts):
        if draft.whole is not None:
            continue
        told = _told_among(scan, draft) or "head.harmed" in draft.rules
        if not (told or (draft.head.harm and _definite(scan, draft))):
            continue
        before = map(drafts.__getitem__, range(k - 1, -1, -1))
        fits = [w for w in before if w.harm == draft.harm and (w.value or 0) > (draft.value or 0)]
        if scan.lang == "en" and told and draft.head.nouns and all(noun.get("related") for noun, _ in draft.head.nouns):
            draft.side = draft.head.civilian = None  # 'two of the dead were brothers': soldiers, if the dead are
        fits = [w for w in fits if sides.belongs(draft, w)]
        if scan.lang == "en":
            fits = [w for w in fits if not told_with(scan, draft, w)]
            fits = [w for w in fits if w.status == "stated" and not w.background] or fits
        whole = scan.lang == "ar" and told is False  # 'three of the wounded' are not of the policemen among them
        if whole or draft.head.harm not in (None, draft.harm):  # 'two of the wounded died': not of the children listed
            fits = [w for w in fits if w.whole is None] or fits
        if fits:
            draft.whole = fits[0]
            draft.rules.append("part.of_the_harmed")
            if scan.lang == "ar" and draft.window is not None and fits[0].window is not None:
                inside = draft.window.inside(fits[0].window)
                draft.window = fits[0].window if inside else draft.window  # the day is that on which it was said
            if "head.harmed" in draft.rules:
                _link_beside(scan, drafts, k, fits[0], sides)


def _link_beside(scan: Scan, drafts: list[Draft], k: int, whole: Draft, sides: Sides) -> None:
    """'of the dead 42 are children, and 11 women and 18 elderly': what goes on from count `k` is of its whole, too."""
    for draft in drafts[k + 1 :]:
        goes_on = scan.sentence_of(draft.core) == scan.sentence_of(drafts[k].core) and draft.harm == whole.harm
        if not goes_on or draft.whole is not None or "harm.of_coordinate" not in draft.rules:
            return
        if under(draft, whole) or not sides.belongs(draft, whole) or (draft.value or 0) >= (whole.value or 0):
            return
        draft.whole = whole
        draft.rules.append("part.of_the_harmed")


def _told_among(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'four of the dead' or 'was among the dead' says that the count is a part of those of its harm."""
    if scan.lang != "en":
        return False
    among = scan.at(draft.core_last, "among")
    of_them = among is not None and among.entry.features.get("of_harm") == draft.harm
    return of_them or any(rule.startswith("among.the_") for rule in draft.rules)


def _definite(scan: Scan, draft: Draft) -> bool:
    """Tell whether the number is followed by 'of the ...' and not by its own noun."""
    of = scan.at(draft.core_last, "of")
    person = scan.at(of.last, "person") if of is not None else None
    if of is None and scan.lang == "ar" and draft.value == 1 and draft.harm == draft.head.harm:
        person = scan.at(draft.core_last, "person")  # 'one of the dead', which in Arabic has no 'of'
        return person is not None and person.clitics.article and person.entry.features.get("n") == "pl"
    return person is not None and person.clitics.article
