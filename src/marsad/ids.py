"""Content hashes: the same bytes or the same value always have the same name."""

from __future__ import annotations

import hashlib

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 lower-case hex digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(value: object, *, length: int = 16) -> str:
    """Return the first `length` hex digits of the hash of `value`'s canonical JSON (keys sorted)."""
    return hashlib.sha256(_encoder.encode(value)).hexdigest()[:length]
