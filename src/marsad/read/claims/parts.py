"""Parts of a part: 'five women, three of them pregnant', '12 civilians, five of them children'."""

from __future__ import annotations

from marsad.read.claims.draft import Draft, exceeds
from marsad.read.scan import Scan
from marsad.text.tokens import PUNCT


def of_women(scan: Scan, draft: Draft, last: Draft | None) -> bool:
    """Make 'three of them (f.)' a part of the women right before, not of the whole; tell whether that was so."""
    among = scan.at(draft.core_last, "among")
    if among is None or not among.entry.features.get("women") or last is None or last.head.sex != "f":
        return False
    if (draft.value or 0) > (last.value or 0) or last.status != "stated":
        return False
    draft.whole = last
    draft.rules.append("part.of_them")
    return True


def of_part(scan: Scan, draft: Draft, last: Draft | None) -> bool:
    """Make '5 of them' a part of the part right before the comma ('among them 12 civilians, 5 of them children')."""
    among = scan.at(draft.core_last, "among") if scan.lang == "ar" else None
    if among is None or not among.entry.features.get("trailing") or last is None or last.whole is None:
        return False
    comma = last.last == draft.first - 1 and scan.tokens.kinds[last.last] == PUNCT
    if not comma or "part.subset" not in last.rules or not last.head.persons or exceeds(draft, last):
        return False
    draft.whole = last
    draft.rules.append("part.of_them")
    return True


def all_of_part(draft: Draft, last: Draft) -> bool:
    """'eight were hurt, among them two children; two of them died': two of the eight, for these are all of the two."""
    whole = last.whole
    return whole is not None and draft.value == last.value and (whole.value or 0) > (last.value or 0)


def of_several(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'one of them' has the pronoun of several, and not that of two.  Arabic."""
    word = scan.at(draft.core, "one_of") if scan.lang == "ar" else None
    return word is not None and not (word.entry.features.get("dual") or word.entry.features.get("neuter"))


def large_enough(scan: Scan, draft: Draft, before: Draft | None) -> Draft | None:
    """'twelve bodies, five of them of women, were found; divers brought up the other 46': go on from the twelve.

    English.
    """
    while scan.lang == "en" and before is not None and before.whole is not None and exceeds(draft, before.whole):
        before = before.whole
    return before
