"""'None of the 24 was hurt', 'neither of the two pilots survived': what is said of nobody is said of none.  English.

And the captives of whom some were freed: 'three of the 12 hostages were freed' frees three.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_WHY = "the text says that this did not happen"
_HELD = frozenset({"detained", "abducted"})


def deny_of_none(scan: Scan, drafts: list[Draft]) -> None:
    """Take back what the verb says of a count behind 'none of': who did not survive is dead, who was not hurt no claim.

    A noun that tells itself what befell its persons ('none of the 33 dead has been identified') keeps that.
    """
    for hit in scan.all("none_of") if scan.lang == "en" else ():
        the = scan.at(hit.last, "determiner")
        at = the.last if the is not None else hit.last
        draft = next((d for d in drafts if d.core == at), None)
        if draft is None or draft.harm is None:
            continue
        if "harm.survive.verb" in draft.rules:
            draft.harm = "killed"
        elif "harm.rescue.verb" in draft.rules:
            draft.harm = "missing"
        elif draft.head.harm is None:
            draft.drop = _WHY
        else:
            draft.harm = draft.head.harm
        draft.rules.append("harm.none_of")


def hold_the_rest(drafts: list[Draft]) -> None:
    """Leave the captives of whom some were freed or got away what their noun says: only the some are free."""
    for part in drafts:
        whole = part.whole
        if whole is None or "part.of_next" not in part.rules or whole.harm != part.harm or part.harm in _HELD:
            continue
        if whole.head.harm in _HELD:
            whole.harm = whole.head.harm
            whole.rules.append("harm.by_noun")
