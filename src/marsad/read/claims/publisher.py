"""The publisher's own side, by its name."""

from __future__ import annotations

from functools import lru_cache

from marsad.knowledge.lore import Voice


@lru_cache(maxsize=1_000)
def home_of(voice: Voice, source: str | None) -> str | None:
    """Return the side of the publisher: of the source that the pack knows, or of the force that bears its name."""
    if voice.pack is None or source is None:
        return None
    known = next((item.side for item in voice.pack.sources if item.id == source), None)
    if known is not None:
        return known
    words = source.split()
    names = (" ".join(words[:n]) for n in range(len(words), 1, -1))
    force = next((actor for name in names if (actor := voice.named(name)) is not None), None)
    return force.side_on(None) if force is not None else None


@lru_cache(maxsize=1_000)
def home_of_agency(voice: Voice, source: str | None) -> str | None:
    """Return the side of the force with whose name the publisher's ends ('news agency of X', 'media office of X')."""
    if voice.pack is None or source is None:
        return None
    words = source.split()
    ends = (words[n:] for n in range(1, len(words) - 1))
    names = (" ".join([first, *others]) for head, *others in ends for first in (head, head[1:]))  # a glued particle
    force = next((actor for name in names if (actor := voice.named(name)) is not None), None)
    return force.side_on(None) if force is not None else None
