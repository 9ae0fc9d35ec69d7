"""What the columns of tables entered by hand may be called, in either language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert
from marsad.text.tokens import plain


@cache
def load_columns(home: Path = HOME) -> dict[str, str]:
    """Return the column that each folded heading means.  Raises `KnowledgeError` where the file is malformed."""
    path = home / "entry" / "columns.yml"
    found: dict[str, list[str]] = convert(read_yaml(path), dict[str, list[str]], str(path))
    return {_folded(name): column for column, names in found.items() for name in (column, *names)}


def columns(headings: Sequence[str], home: Path = HOME) -> list[str | None]:
    """Return the column that each heading means, None for one that is not known ('name 2' is a name)."""
    known = load_columns(home)
    return [known.get(_folded(heading)) or known.get(_folded(heading).rstrip(" 0123456789")) for heading in headings]


def _folded(heading: str) -> str:
    return plain(heading.replace("_", " "))
