"""Where the user's own gazetteers lie: one table each, beside the shipped one.

The folder is `MARSAD_GAZETTEERS`, else `marsad/gazetteers` in the user's data folder (XDG_DATA_HOME, else
~/.local/share).
"""

from __future__ import annotations

import os
from pathlib import Path


def own_folder() -> Path:
    """Return the folder of the user's gazetteers, whether or not there is one."""
    own = os.environ.get("MARSAD_GAZETTEERS")
    if own:
        return Path(own)
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "marsad" / "gazetteers"


def own_files(folder: Path | None = None) -> list[Path]:
    """Return the tables of the user's gazetteers, sorted."""
    return sorted((folder or own_folder()).glob("*.tsv"))
