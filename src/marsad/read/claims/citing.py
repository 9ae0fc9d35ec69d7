"""Citing: whom the text cites for each count."""

from __future__ import annotations

from marsad.knowledge.lore import Voice
from marsad.read.attribution import Attribution, claimant_at, read_attribution
from marsad.read.claims.draft import Draft
from marsad.read.clauses import Clauses
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK


def _opens_line(scan: Scan, found: Attribution) -> bool:
    """Tell whether the words cited are a whole line under a dateline ('Deir ez-Zor - the Observatory:')."""
    return (
        found.scope_first <= found.last <= found.scope_first + 12
        and found.scope_last - found.last > 20
        and (
            ":" in scan.tokens.folds[found.last : found.last + 2]
            or "::" in scan.tokens.folds[found.last : found.last + 2]
        )
    )


def _carried(scan: Scan, attributions: list[Attribution], draft: Draft) -> Attribution | None:
    """Return who was last cited in the paragraph, by 'said' and not as a rival: what follows is still theirs."""
    for found in reversed(attributions):
        if found.last <= draft.first and found.verb_kind == "said" and not found.rival:
            same = BREAK not in scan.tokens.kinds[found.last : draft.first]
            return found if same else None
    return None


def cite(scan: Scan, voice: Voice, drafts: list[Draft], source: str | None, reach: Clauses) -> None:
    """Say who is cited for each count.

    Who publishes the text (its `source`, or the name in its dateline) is not cited when it speaks of itself; who admits
    losses or mourns martyrs speaks of its own.
    """
    attributions = read_attribution(scan, voice, reach)
    own = {source} | {a.claimant for a in attributions if _opens_line(scan, a)}
    sources = voice.pack.sources if voice.pack else []
    owners = {item.id: item.side for item in sources if item.side}
    media = {item.id for item in sources if item.kind in ("state_media", "channel")}
    for draft in drafts:
        found = claimant_at(attributions, draft.core) or _carried(scan, attributions, draft)
        if found is None:
            continue
        draft.claimant = None if found.claimant in own and not found.rival else found.claimant
        losses = found.verb_kind == "admitted" or (draft.head.own and found.claimant in media)
        if losses and draft.side is None:
            draft.side = owners.get(found.claimant)
