"""Bytes at rest: zlib, strict on the way out, sealed in both forms."""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple, Self

LEVEL = 6


class Packed(NamedTuple):
    """The same bytes plain and as they are stored."""

    plain: bytes
    stored: bytes

    @classmethod
    def of(cls, plain: bytes) -> Self:
        """Compress."""
        return cls(plain, zlib.compress(plain, LEVEL))

    @classmethod
    def found(cls, stored: bytes) -> Self:
        """Uncompress.  Raises `zlib.error` for anything that `of` could not have made."""
        return cls(unpack(stored), stored)

    @property
    def digests(self) -> tuple[str, str]:
        """SHA-256, in hex, of what is meant and of what is stored."""
        return hashlib.sha256(self.plain).hexdigest(), hashlib.sha256(self.stored).hexdigest()

    @property
    def seal(self) -> str:
        """Both digests: no bit of either may differ."""
        return "/".join(self.digests)


def unpack(stored: bytes) -> bytes:
    """Return the plain bytes.  Raises `zlib.error` where they are cut short or followed by others."""
    engine = zlib.decompressobj()
    out = engine.decompress(stored)
    if not engine.eof or engine.unused_data:
        raise zlib.error("compressed bytes are cut short or followed by others")
    return out
