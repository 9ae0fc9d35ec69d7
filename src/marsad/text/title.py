"""What a text is called where it is one of many: its first line, cut where it would fill a page."""

from __future__ import annotations

LONGEST = 200
"""Characters of a title."""


def title_of(text: str) -> str:
    """Return the first line of a text; a longer one is cut after a word and ends in an ellipsis, LONGEST in all."""
    line = text.lstrip().partition("\n")[0].rstrip()
    if len(line) <= LONGEST:
        return line
    cut = line[:LONGEST]
    whole, space, _ = cut.rpartition(" ")
    return f"{(whole if space else cut[:-1]).rstrip()}\u2026"
