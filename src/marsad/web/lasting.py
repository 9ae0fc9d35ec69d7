"""By which program an answer of the pages was reckoned: kept answers of another are not believed."""

from __future__ import annotations

from marsad.chronicle.program import FIGURES
from marsad.chronicle.program import made_by as made

PARTS = (*FIGURES, "web/atlas.py", "web/catalogue.py", "web/views/*.py")
"""What figures and columns are made by."""


def made_by() -> str:
    """Return a digest of the program and of the packs."""
    return made(PARTS)
