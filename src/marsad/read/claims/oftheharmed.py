"""Some of the harmed: '178 of the dead', 'four guards were among the dead' are of the last total that can hold them."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.arithmetic import under
from marsad.read.claims.besides import told_with
from marsad.read.claims.draft import Draft
from marsad.read.claims.ellipsis import GAPPED
from marsad.read.claims.ground import names_someone
from marsad.read.claims.groups import Sides
from marsad.read.claims.meant import there
from marsad.read.scan import Scan

_GOES_ON = frozenset({GAPPED, "part.elided", "part.remaining"})
"""Rules of counts that go on from a part right before them."""
_BACK = 40
"""Counts before among which others of a total's parts are sought at most."""
_AMONG = 14
"""Tokens from a count to 'among the dead' at most."""


def link_of_the_harmed(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'178 of the dead', 'thirty of the wounded': a part of the last total of that harm that can hold them."""
    for k, draft in enumerate(drafts):
        if draft.whole is not None and not _of_another(scan, draft):
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
        if scan.lang == "en":
            fits = _told_at_large(scan, draft, fits, drafts[max(0, k - _BACK) : k])
        if fits:
            _move_along(drafts, k, fits[0])
            draft.whole = fits[0]
            draft.rules.append("part.of_the_harmed")
            if scan.lang == "ar" and draft.window is not None and fits[0].window is not None:
                inside = draft.window.inside(fits[0].window)
                draft.window = fits[0].window if inside else draft.window  # the day is that on which it was said
            if "head.harmed" in draft.rules:
                _link_beside(scan, drafts, k, fits[0], sides)
    if scan.lang == "en":
        _add_others(scan, drafts, sides)


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


def _add_others(scan: Scan, drafts: list[Draft], sides: Sides) -> None:
    """'Fourteen of the wounded needed surgery and two lost their sight': the two are of the wounded too."""
    for one, other in pairwise(drafts):
        whole = one.whole
        if whole is None or other.whole is not None or other.value is None or other.toll or not _of_harm(scan, one):
            continue
        inside = scan.begins(one.core_last, other.first, "and") and ";" not in scan.tokens.folds[one.last : other.first]
        bare = not names_someone(other.head) or other.head.first < other.core  # '... and minors 131'
        alike = other.harm == whole.harm or (whole.harm == "injured" and other.harm == "killed")
        same = scan.sentence_of(one.core) == scan.sentence_of(other.core)
        room = (one.value or 0) + other.value <= (whole.value or 0)
        if same and inside and bare and alike and room and sides.belongs(other, whole):
            other.whole = whole
            other.rules.append("part.of_the_harmed")


def _of_harm(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'of the wounded' stands right behind a number, or 'of the soldiers' opened its sentence."""
    if scan.at(scan.sents[scan.sentence_of(draft.core)][0], "of") is not None:
        return True
    among = scan.at(draft.core_last, "among")
    return among is not None and among.entry.features.get("of_harm") is not None


def _move_along(drafts: list[Draft], k: int, whole: Draft) -> None:
    """Give what goes on from a part ('women made up 138 of the deaths and children 77') the whole found for it."""
    was = drafts[k].whole
    for after in drafts[k + 1 :] if was is not None else ():
        if after.whole is not was or _GOES_ON.isdisjoint(after.rules) or after.harm != drafts[k].harm:
            return
        after.whole = whole


def _of_another(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'of the deaths' was taken for a part of another harm's total ('1,184 victims: 702 killed, ...').

    English.
    """
    whole = draft.whole
    other = whole is not None and whole.harm in ("other", "injured") and whole.harm != draft.harm
    return scan.lang == "en" and other and _told_among(scan, draft)


def _told_at_large(scan: Scan, draft: Draft, fits: list[Draft], before: list[Draft]) -> list[Draft]:
    """'26 died in X, eleven others in Y and six in Z. Four guards were among the dead': of all of them, not of the six.

    English.  Nor are 'nine of the wounded' of the women among the wounded that the sentence before told of.
    """
    sentence = scan.sentence_of(draft.core)
    if not fits or scan.sentence_of(fits[0].core) == sentence:
        return fits
    near = there(scan, _behind(scan, draft), fits)
    if near:
        return near
    plain = [w for w in fits if _says_whom(w) and not (w.head.other or w.rest)]
    plain = plain or fits
    tops = [w for w in plain if w.whole not in fits or not (_by_kind(w) or _left_behind(scan, draft, w))]
    tops = [w for w in tops if w.whole not in fits or not _listed(scan, w, before)] or tops
    tops = [w for w in tops if not _opens_row(scan, w, before)] or tops
    return tops or plain


def _says_whom(draft: Draft) -> bool:
    """Tell whether a count's words say who or what is counted, or that it is a total."""
    total = any(rule.startswith("total.") for rule in draft.rules)
    return names_someone(draft.head) or draft.head.harm is not None or draft.toll or total


def _listed(scan: Scan, part: Draft, before: list[Draft]) -> bool:
    """Tell whether a part is told in a row with others of its total ('20 died there; the other ten in clinics')."""
    beside = (d for d in before if d is not part and d.whole is part.whole and not _by_kind(d))
    return any(scan.sentence_of(d.core) == scan.sentence_of(part.core) for d in beside)


def _opens_row(scan: Scan, draft: Draft, before: list[Draft]) -> bool:
    """Tell whether a count opens a row whose others leave its noun out ('336 people in X, 170 in Y and 52 in Z')."""
    after = (d for d in before if d.core > draft.core and d.whole is draft.whole and GAPPED in d.rules)
    return any(scan.sentence_of(d.core) == scan.sentence_of(draft.core) for d in after)


def _left_behind(scan: Scan, draft: Draft, part: Draft) -> bool:
    """Tell whether other sentences stand between a count of plain dead and a part of them told by place."""
    plain = part.side in (None, "civilians") and part.head.party is None and part.head.civilian is not False
    return plain and scan.sentence_of(draft.core) - scan.sentence_of(part.core) > 1


def _behind(scan: Scan, draft: Draft) -> int:
    """Return the token behind 'among the dead', 'of the wounded' that a count is told with."""
    _, last = scan.sents[scan.sentence_of(draft.core)]
    words = (scan.at(i, "among") for i in range(draft.core_last, min(draft.last + _AMONG, last)))
    return next((hit.last for hit in words if hit is not None and hit.entry.features.get("of_harm")), draft.last)


def _by_kind(draft: Draft) -> bool:
    """Tell whether a count says of what sex, age or role its persons are."""
    return any(told is not None for told in (draft.head.sex, draft.head.age, draft.head.role))


def _told_among(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'four of the dead' or 'was among the dead' says that the count is a part of those of its harm."""
    if scan.lang != "en":
        return False
    among = scan.at(draft.core_last, "among")
    of_them = among is not None and among.entry.features.get("of_harm") == draft.harm
    behind = scan.at(draft.last, "among")  # 'mourned two of its members among those killed'
    of_them = of_them or (behind is not None and behind.entry.features.get("of_harm") == draft.harm)
    return of_them or any(rule.startswith("among.the_") for rule in draft.rules)


def _definite(scan: Scan, draft: Draft) -> bool:
    """Tell whether the number is followed by 'of the ...' and not by its own noun."""
    of = scan.at(draft.core_last, "of")
    person = scan.at(of.last, "person") if of is not None else None
    if of is None and scan.lang == "ar" and draft.value == 1 and draft.harm == draft.head.harm:
        person = scan.at(draft.core_last, "person")  # 'one of the dead', which in Arabic has no 'of'
        return person is not None and person.clitics.article and person.entry.features.get("n") == "pl"
        return person is not None and person.clitics.article and person.entry.features.get("n") == "pl"
    if scan.lang == "en":
        return of is not None and draft.first == draft.core  # 'eleven of the SDF dead', 'twelve of the army's wounded'
    return person is not None and person.clitics.article
