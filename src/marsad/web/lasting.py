"""By which program an answer was reckoned: kept answers of another are not believed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import marsad

HOME = Path(marsad.__file__).parent
PARTS = (
    *("model/*.py", "reckon/*.py", "link/**/*.py", "chronicle/*.py", "pipeline.py", "web/atlas.py"),
    *("web/views/*.py", "knowledge/packs/**/*.yml"),
)
"""What figures and columns are made by."""


@cache
def made_by() -> str:
    """Return a digest of the program and of the packs."""
    found = hashlib.sha256()
    for part in PARTS:
        for path in sorted(HOME.glob(part)):
            found.update(path.read_bytes())
    return found.hexdigest()[:32]
