"""By which program something was reckoned: what another one kept is not believed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import marsad

HOME = Path(marsad.__file__).parent
FIGURES = ("model/*.py", "reckon/*.py", "link/**/*.py", "chronicle/*.py", "pipeline.py", "knowledge/packs/**/*.yml")
"""What figures are made by."""


def made_by(parts: Sequence[str] = FIGURES) -> str:
    """Return a digest of the program and of the packs, as far as some parts of them go."""
    return _digest(tuple(parts))


@cache
def _digest(parts: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for part in parts:
        for path in sorted(HOME.glob(part)):
            found.update(path.read_bytes())
    return found.hexdigest()[:32]
