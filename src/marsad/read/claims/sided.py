"""Whose side a count is of by words around its number: 'on the government side 412 soldiers', '121 of its dead'.

English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.read.claims.draft import Draft
from marsad.read.mention import ActorMention
from marsad.read.scan import Scan

_NEAR = 12
"""Tokens from who buries his dead to their number at most."""


def tell_sided(scan: Scan, drafts: list[Draft], actors: Sequence[ActorMention]) -> None:
    """Give counts that name no party the one whose side, or whose dead, the words around them name."""
    if scan.lang != "en" or not (scan.firsts("side_word") or scan.firsts("own_losses")):
        return
    by_last = {actor.last: actor for actor in reversed(actors)}
    for draft in drafts:
        if draft.head.civilian is True or not all(actor.generic for actor in draft.head.actors):
            continue
        actor = _side_before(scan, draft, by_last) or _owner(scan, draft, by_last)
        if actor is not None:
            draft.head.actors = [actor]


def _side_before(scan: Scan, draft: Draft, by_last: Mapping[int, ActorMention]) -> ActorMention | None:
    """Return the rebels of 'on the rebel side 28 fell', 'on the rebel side, 28 fell'."""
    at = draft.first - 1 if scan.tokens.folds[draft.first - 1] == "," else draft.first
    if at in by_last and scan.at(at - 1, "side_word") is not None:
        return by_last[at]  # 'the government side' is a name
    side = scan.ending(at, "side_word")
    if side is None or (side.first and scan.ending(at, "both_sides") is not None):
        return None
    return by_last.get(side.first)


def _owner(scan: Scan, draft: Draft, by_last: Mapping[int, ActorMention]) -> ActorMention | None:
    """Return the SDF of 'the SDF buried 121 of its dead'."""
    of = scan.at(draft.core_last, "of")
    own = scan.at(of.last, "determiner") if of is not None else None
    if own is None or not own.entry.features.get("possessive") or scan.at(own.last, "own_losses") is None:
        return None
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    near = (by_last.get(i) for i in range(draft.first, max(first, draft.first - _NEAR) - 1, -1))
    return next((actor for actor in near if actor is not None and actor.first >= first), None)


def on_other_side(scan: Scan, before: Draft | None, draft: Draft, actors: Sequence[ActorMention]) -> str | None:
    """Return whose 'three on the other side' are, 'unknown' where nobody tells; None where the words don't stand there.

    `actors` are those named in the text; the other side is the last one named that is not that of the count `before`.
    """
    if scan.lang != "en" or before is None or scan.at(draft.last, "other_side") is None:
        return None
    apart = {before.side, "civilians", "mixed", "unknown", None}
    found = (a.side for a in reversed(actors) if a.first < draft.first and a.side not in apart)
    return next(found, "unknown") if before.side is not None else "unknown"
