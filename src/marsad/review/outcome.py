"""What became of one row or one command."""

from __future__ import annotations

from typing import Literal

import msgspec

from marsad.errors import MarsadError

Result = Literal["taken", "unchanged", "refused"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Row number in its table (None for a single entry), what became of it, its id, and why it was refused."""

    result: Result
    id: str | None = None
    row: int | None = None
    decision: str | None = None
    error: MarsadError | None = None
    pending: bool = False
    """Whether a second person must accept it before it holds."""
