"""Who asks, as every door sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from marsad.accounts.roles import Right

Stage = Literal["code", "enrol", "change", "full"]
"""How far a login went: the second factor is missing, or must be set up; the password must be changed; done."""


@dataclass(frozen=True)
class Visitor:
    """Who asks: the account that signs, its rights, and how far the login went."""

    name: str
    role: str
    rights: frozenset[Right]
    stage: Stage = "full"
    secret: str = ""
    """What the session's cookie says; of a token, nothing."""
    token: str | None = None

    def may(self, *rights: Right) -> bool:
        """Tell whether the visitor has one of the rights, the login being complete."""
        return self.stage == "full" and not self.rights.isdisjoint(rights)
