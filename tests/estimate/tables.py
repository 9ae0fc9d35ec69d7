"""The published tables: counts of capture histories with the figures that their authors give."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from marsad.estimate import Histories

TABLES: dict[str, Any] = json.loads((Path(__file__).parent / "published_tables.json").read_text(encoding="utf-8"))


def mask(pattern: str) -> int:
    return sum(1 << i for i, on in enumerate(pattern) if on == "1")


def histories(name: str) -> Histories:
    table = TABLES[name]
    return Histories(lists=tuple(table["lists"]), counts={mask(key): n for key, n in table["counts"].items() if n})


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = TABLES[name]["published"]
    return found
