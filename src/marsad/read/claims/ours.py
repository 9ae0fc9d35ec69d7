"""Whose 'our men' are: those of the force that publishes ('three of our forces were martyred and nine hurt')."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.knowledge.lore import Voice
from marsad.read.claims.draft import Draft
from marsad.read.claims.publisher import home_of
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan
from marsad.text.tokens import BREAK

_HARMS = frozenset({"killed", "injured", "missing", "abducted"})
_NOBODYS = frozenset({None, "civilians", "un", "mixed", "unknown", "other"})
_BEHIND = 2
"""Tokens from a count to 'of our ...' behind it at most."""


def tell_ours(
    scan: Scan, voice: Voice, source: str | None, drafts: list[Draft], actors: Sequence[ActorMention]
) -> None:
    """Give the publisher's own side to what is counted of 'our forces', and to what goes on from it."""
    ours = {hit.first for hit in scan.all("ours")}
    if not ours:
        return
    home = home_of(voice, source) or _heading(scan, voice, actors)
    if home in _NOBODYS:
        return
    before: Draft | None = None
    for draft in drafts:
        own = draft.harm in _HARMS and (_of_ours(scan, draft, ours) or _goes_on(scan, before, draft))
        if own:
            draft.side, draft.head.civilian = home, False
            draft.rules.append("side.mourned")
        before = draft if own else None


def _of_ours(scan: Scan, draft: Draft, ours: set[int]) -> bool:
    """Tell whether 'of our ...' stands in a count, right before it or right behind it."""
    near = range(draft.first - 1, min(draft.last + _BEHIND, len(scan)))
    if scan.lang == "en":
        return any(i in ours for i in range(draft.first, draft.last))
    return any(i in ours and scan.ending(i, "of") is not None for i in near)


def _goes_on(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    """Tell whether a bare number goes on from one of ours in its sentence ('and nine were hurt')."""
    bare = not (draft.head.persons or draft.head.actors) and draft.whole is None
    return before is not None and bare and scan.sentence_of(before.core) == scan.sentence_of(draft.core)


def _heading(scan: Scan, voice: Voice, actors: Sequence[ActorMention]) -> str | None:
    """Return the side of the force that the text's first line names as who speaks."""
    kinds = scan.tokens.kinds
    end = kinds.index(BREAK) if BREAK in kinds else 0
    sources = voice.pack.sources if voice.pack is not None else []
    for hit in scan.all("source"):
        if hit.first < end:
            told = str(hit.entry.features["source"])
            return next((source.side for source in sources if source.id == told), None)
    return next((actor.side for actor in actors if actor.first < end), None)
