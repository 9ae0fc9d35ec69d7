"""What every noun has in common: frozen, typed, JSON in and out by msgspec."""

from __future__ import annotations

from typing import Self

import msgspec


class Noun(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A value that never changes once built; equal content means equal nouns."""

    def to_json(self) -> bytes:
        """Return the noun as UTF-8 JSON, keys in the order of the contract."""
        return msgspec.json.encode(self)

    @classmethod
    def from_json(cls, data: bytes | str) -> Self:
        """Build the noun from JSON.  Raises `msgspec.ValidationError` naming the wrong field."""
        return msgspec.json.decode(data, type=cls)
