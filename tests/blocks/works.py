"""Works that tests map: a module of its own, so that other processes can import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

POISON = b"poison"


def turned(rows: Sequence[bytes]) -> list[bytes]:
    """Return each row backwards."""
    return [row[::-1] for row in rows]


def fragile(rows: Sequence[bytes]) -> list[bytes]:
    """Return each row backwards; at a poisoned row the process is killed."""
    if any(row.startswith(POISON) for row in rows):
        os.kill(os.getpid(), signal.SIGKILL)
    return turned(rows)


def raising(rows: Sequence[bytes]) -> list[bytes]:
    """Raise, as no work should."""
    raise ValueError(f"{len(rows)} rows")


def lost(row: bytes, why: str) -> bytes:
    """Return the answer for a row at which a process ended."""
    return b"lost " + row


def pids(rows: Sequence[bytes]) -> list[bytes]:
    """Return by which process each row was worked on."""
    return [str(os.getpid()).encode() for _ in rows]
