"""Who stands for a decision."""

from __future__ import annotations

import msgspec

from marsad.errors import UsageError
from marsad.model.terms import Visibility


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who decides, why, on which evidence, and who may see it."""

    who: str
    why: str
    evidence: tuple[str, ...] = ()
    visibility: Visibility = "internal"

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise UsageError.of("nobody signs; say who decides with --who, or set MARSAD_OPERATOR")
        if not self.why.strip():
            raise UsageError.of("no reason; say why with --why")
