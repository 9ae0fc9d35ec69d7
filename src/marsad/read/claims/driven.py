"""'The fighting has driven some 850 families into the desert': whom violence drives somewhere is displaced.

English.  The verb alone says too little: an ambulance driver drives the wounded, and gunmen drive their captives away.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan


def tell_driven(scan: Scan, drafts: list[Draft]) -> None:
    """Give unarmed persons right behind 'has driven' the harm 'displaced' where what happened is its subject."""
    for draft in drafts if scan.lang == "en" and scan.firsts("drives") else ():
        verb = scan.ending(draft.first, "drives")
        unarmed = draft.head.persons > 0 and draft.head.civilian is not False and draft.head.harm is None
        if verb is None or draft.harm is not None or draft.whole is not None or not unarmed:
            continue
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        if scan.begins(first, verb.first, "cause") and not scan.begins(first, verb.first, "person", "actor"):
            draft.harm, draft.drop, draft.trigger = "displaced", None, verb.first
            draft.rules.append("harm.driven")
