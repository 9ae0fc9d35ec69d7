"""Bytes at rest: zlib, strict on the way out, sealed in both forms.

Originals, texts, decisions and releases are plain zlib.  Readings, of which there are many and which are alike, begin
from the words that they share (`dictionary`).
"""

from __future__ import annotations

import hashlib
import zlib
from typing import NamedTuple, Self

from marsad.ledger.dictionary import DICTIONARY

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
    def record(cls, plain: bytes) -> Self:
        """Compress what is alike in all records of its kind."""
        return cls(plain, pack_record(plain))

    @classmethod
    def found(cls, stored: bytes) -> Self:
        """Uncompress.  Raises `zlib.error` for anything that `of` and `record` could not have made."""
        return cls(unpack(stored), stored)

    @property
    def digests(self) -> tuple[str, str]:
        """SHA-256, in hex, of what is meant and of what is stored."""
        return hashlib.sha256(self.plain).hexdigest(), hashlib.sha256(self.stored).hexdigest()

    @property
    def seal(self) -> str:
        """Both digests: no bit of either may differ."""
        return "/".join(self.digests)


def pack_record(plain: bytes, level: int = LEVEL) -> bytes:
    """Return the JSON of a record, compressed by the dictionary that all records share."""
    engine = zlib.compressobj(level, zdict=DICTIONARY)
    return engine.compress(plain) + engine.flush()


def unpack(stored: bytes) -> bytes:
    """Return the plain bytes.  Raises `zlib.error` where they are cut short or followed by others."""
    engine = zlib.decompressobj(zdict=DICTIONARY)
    out = engine.decompress(stored)
    if not engine.eof or engine.unused_data:
        raise zlib.error("compressed bytes are cut short or followed by others")
    return out
