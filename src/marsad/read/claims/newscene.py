"""Counts that are none of those told before them: a sentence that opens a scene of its own, or counts the unarmed.

English.
"""

from __future__ import annotations

from collections.abc import Iterable

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan


def of_new_scene(scan: Scan, before: Draft, draft: Draft) -> bool:
    """Tell whether a sentence names a place of its own before a bare count: its persons are not of an earlier side.

    'The army lost two men. Students were next: in Gujba 40 were killed'; not of 'others', nor of civilians.
    """
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    if before.core >= first or draft.head.other or draft.toll or draft.status != "stated":
        return False
    if before.side == "civilians" or draft.harm not in ("killed", "injured"):
        return False
    if scan.at(first, "separate") is not None or scan.begins(first, draft.first, "other_incident"):
        return True
    return scan.begins(first, draft.first, "place") and scan.begins(first, draft.first, "person", "cause")


def mostly_unarmed(parts: Iterable[Draft], draft: Draft) -> bool:
    """Tell whether most of a count are told to be civilians."""
    unarmed = sum(part.value or 0 for part in parts if part.head.civilian)
    return bool(unarmed) and 2 * unarmed > (draft.value or 0)
