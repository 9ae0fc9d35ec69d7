"""Decisions: signed human judgements, reversible by a counter-decision."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from marsad.model.noun import Noun

Verdict = Literal["same", "different", "unsure", "accept", "amend", "refuse"]


class Decision(Noun, frozen=True, kw_only=True):
    """Who judged what, when, and why.  A reason is required."""

    id: str
    verdict: Verdict
    subjects: tuple[str, ...]
    """DOCUMENT#CLAIM keys, incident ids or actor ids."""
    who: str
    when: dt.datetime
    why: str
    reverses: str | None = None
    amendment: dict[str, object] | None = None

    def __post_init__(self) -> None:
        if not self.why.strip() or not self.who.strip():
            raise ValueError("a decision needs who made it and why")
