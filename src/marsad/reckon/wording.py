"""How soft words become limits: a named reading of 'about' and of vague counts, stated with every toll."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.errors import UsageError
from marsad.model.terms import ABOUT, VAGUE
from marsad.reckon.soft import about, cuts

LEVELS = ABOUT[1:]


@dataclass(frozen=True, slots=True)
class Wording:
    """The reading of soft words that a toll follows.  Raises `UsageError` for one that there isn't."""

    about: str = "stated"
    vague: str = "least"

    def __post_init__(self) -> None:
        if self.about not in ABOUT:
            raise UsageError.of(
                "'about' cannot be read by {value!r}; use {known}", value=self.about, known=", ".join(ABOUT)
            )
        if self.vague not in VAGUE:
            raise UsageError.of(
                "vague counts cannot be read by {value!r}; use {known}", value=self.vague, known=", ".join(VAGUE)
            )

    def around(self, number: int) -> tuple[int, int]:
        """Return the least and the greatest that 'about `number`' may be."""
        return about(number) if self.about == "stated" else cuts(number)[float(self.about)]


PLAIN = Wording()
"""The default reading."""
