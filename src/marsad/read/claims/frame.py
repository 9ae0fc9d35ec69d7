"""A frame: an open whole of a breakdown."""

from __future__ import annotations

import msgspec

from marsad.read.claims.draft import Draft


class Frame(msgspec.Struct, gc=False):
    """An open whole, how it was opened, and how much of it its parts already take."""

    whole: Draft
    kind: str
    """subset | partition | list | of_them | paren."""
    taken: int = 0
    parts: int = 0
