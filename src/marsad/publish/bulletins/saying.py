"""Text that knows which figure each piece of it tells, so that every number keeps its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from marsad.publish.bulletins.content import Figure

_HOLE = re.compile(r"\{(\w+)\}")


class Piece(NamedTuple):
    """Words, and the path of the figure that they tell ('' for none)."""

    text: str
    figure: Figure | None = None


class Said(NamedTuple):
    """Pieces in their order."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole as text."""
        return "".join(piece.text for piece in self.pieces)

    def capital(self) -> Said:
        """Return it with its first letter a capital (scripts without capitals stay as they are)."""
        if not self.pieces:
            return self
        first = self.pieces[0]
        return Said((Piece(first.text[:1].upper() + first.text[1:], first.figure), *self.pieces[1:]))


def plain(text: str) -> Said:
    """Return words that tell no figure."""
    return Said((Piece(text),)) if text else Said(())


def of(figure: Figure, text: str) -> Said:
    """Return words that tell a figure."""
    return Said((Piece(text, figure),))


def fill(template: str, **values: Said) -> Said:
    """Return a template with what stands in its holes."""
    out: list[Piece] = []
    at = 0
    for hole in _HOLE.finditer(template):
        out += plain(template[at : hole.start()]).pieces
        out += values[hole.group(1)].pieces
        at = hole.end()
    out += plain(template[at:]).pieces
    return Said(tuple(out))


def joined(parts: Iterable[Said], between: str, last: str) -> Said:
    """Return parts as an enumeration."""
    parts = tuple(parts)
    out: list[Piece] = []
    for i, part in enumerate(parts):
        if i:
            out += plain(last if i == len(parts) - 1 else between).pieces
        out += part.pieces
    return Said(tuple(out))
