"""'Gunmen killed a shopkeeper and took his two sons': whom armed men take is abducted, not killed with the others.

English.  The verb alone says too little: patients are taken to hospital, and pilgrims to a shrine.
"""

from __future__ import annotations

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_TO = 5
"""Tokens after those taken among which 'to' may tell where."""
_OF_OTHERS = frozenset({"killed", "injured"})
"""Harms of a verb before 'took' that are not of whom it took."""
_WHY = "somebody took them somewhere; no harm is said of them"


def tell_taken(scan: Scan, drafts: list[Draft]) -> None:
    """Give persons whom armed men took the harm 'abducted'; drop whom a verb only took along beside the harmed."""
    ends = {hit.last for hit in scan.all("takes")} if scan.lang == "en" else set()
    for draft in drafts if ends else ():
        the = scan.ending(draft.first, "determiner")
        at = the.first if the is not None else draft.first
        told = draft.harm is not None and (draft.harm not in _OF_OTHERS or (draft.trigger or 0) >= at)
        if (
            told
            or (at not in ends and draft.first not in ends)
            or not draft.head.persons
            or draft.head.harm is not None
        ):
            continue
        first, last = scan.sents[scan.sentence_of(draft.core)]
        if any(scan.at(i, "to") is not None for i in range(draft.last, min(draft.last + _TO, last))):
            draft.drop = draft.drop or (_WHY if draft.trigger is not None and draft.trigger < at - 1 else None)
        elif _by_armed(scan, first, at):
            draft.harm, draft.drop, draft.trigger = "abducted", None, at - 1
            draft.rules.append("harm.taken")


def _by_armed(scan: Scan, first: int, at: int) -> bool:
    """Tell whether armed men, or a force, stand before the verb in its sentence."""
    persons = (scan.at(i, "person") for i in range(first, at))
    armed = any(hit is not None and hit.entry.features.get("civ") is False for hit in persons)
    return armed or scan.begins(first, at, "actor")
