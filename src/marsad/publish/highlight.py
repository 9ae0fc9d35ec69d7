"""Marks in a full text: overlapping spans become flat pieces that can be linked to and from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.model.evidence import Span


class Mark(NamedTuple):
    """A span to be shown: its own name in the page, where a click on it leads (None: nowhere), and its kind."""

    name: str
    span: Span
    kind: str
    href: str | None = None


class Piece(NamedTuple):
    """A run of text under the same marks: names that begin here, the innermost mark (None: plain text), and all."""

    text: str
    names: tuple[str, ...] = ()
    mark: Mark | None = None
    over: tuple[Mark, ...] = ()


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Cut `text` where marks begin and end; joined again, the pieces are the text.

    Where marks overlap, the shortest shows.  Raises ValueError for a mark outside the text.
    """
    for mark in marks:
        if not 0 <= mark.span[0] < mark.span[1] <= len(text):
            raise ValueError(f"mark {mark.name}: span {mark.span} lies outside a text of {len(text)} characters")
    cuts = sorted({0, len(text), *(edge for mark in marks for edge in mark.span)})
    out = []
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.span[0] <= start and end <= mark.span[1]]
        names = tuple(mark.name for mark in over if mark.span[0] == start)
        innermost = min(over, key=lambda mark: mark.span[1] - mark.span[0], default=None)
        out.append(Piece(text[start:end], names, innermost, tuple(over)))
    return out
