"""'Six were killed and others wounded, an officer among them': whoever is named is of those whom nobody counted."""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

RULE = "part.of_uncounted"
_COMMAS = (",", "\u060c")


def of_uncounted(scan: Scan, drafts: list[Draft]) -> None:
    """Take those named behind 'others were wounded, among them' out of the count before."""
    for hit in scan.all("other"):
        behind = scan.at(hit.last, "harm_verb") if scan.lang == "en" else None  # 'others wounded'
        verb = behind or scan.ending(hit.first, "harm_verb") or scan.ending(hit.first, "harm_noun")
        last = behind.last if behind is not None else hit.last
        comma = scan.tokens.folds[last : last + 1]
        among = scan.at(last + bool(comma and comma[0] in _COMMAS), "among")
        if verb is None or among is None or among.entry.features.get("kind") != "subset":
            continue
        end = among.last
        for draft in drafts:
            if draft.first != end or draft.whole is None or draft.whole.core > hit.first:
                continue
            draft.whole, draft.harm, draft.trigger = None, str(verb.entry.features["harm"]), verb.first
            draft.rules.append(RULE)
            end = draft.last  # 'among them an officer and two soldiers'
