"""'Of 60 abducted 22 were freed and five killed': what became of those who were held, one number after another."""

from __future__ import annotations

from itertools import pairwise

from marsad.read.claims.draft import Draft
from marsad.read.scan import Scan

_HELD = frozenset({"abducted", "detained", "missing"})
_FATES = frozenset({"killed", "released", "injured", "missing", "detained"})


def link_fates(scan: Scan, drafts: list[Draft]) -> None:
    """Make a number without a noun, right behind a part of the held in its sentence, another part of them.

    Both have harms of their own, and all that are told of together are no more than were held.
    """
    for before, draft in pairwise(drafts):
        held = before.whole
        if held is None or held.harm not in _HELD or not held.value or not _bare(draft) or draft.harm not in _FATES:
            continue
        if held.harm in (draft.harm, before.harm) or scan.sentence_of(before.core) != scan.sentence_of(draft.core):
            continue
        told = sum(d.value or 0 for d in drafts if d.whole is held)
        if told + (draft.value or 0) <= held.value:
            draft.whole = held
            draft.rules.append("part.fate")


def _bare(draft: Draft) -> bool:
    head = draft.head
    named = head.persons or head.actors or head.other or head.mixed
    return draft.whole is None and draft.value is not None and not named and not draft.toll
