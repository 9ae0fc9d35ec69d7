"""'The army suffered three dead and nine wounded': bare dead and wounded are of who suffered them.  English."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.read.claims.draft import Draft
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

RULE = "side.suffered"
_BETWEEN = 1
"""Tokens between who suffered and the verb at most ('the government side', 'the army also')."""


def who_suffered(scan: Scan, drafts: list[Draft], k: int, actors: Sequence[ActorMention]) -> str | None:
    """Return the armed side that is the subject of 'suffered' right before a count or the one it is joined to."""
    draft = drafts[k]
    head = draft.head
    if scan.lang != "en" or head.persons > 1 or head.actors or head.party or draft.harm not in ("killed", "injured"):
        return None
    verb = scan.ending(draft.first, "suffers")
    if verb is None:
        before = drafts[k - 1] if k else None
        joined = before is not None and RULE in before.rules and scan.at(before.last, "and") is not None
        return before.side if joined and before is not None and draft.first - before.last == 1 else None
    near = (a for a in reversed(actors) if 0 <= verb.first - a.last <= _BETWEEN)
    subject = next(near, None)
    return subject.side if subject is not None and subject.side not in ("civilians", "mixed", "unknown") else None
