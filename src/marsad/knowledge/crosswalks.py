"""How our terms are said at the exits, in other people's tables (`crosswalks/exits.yml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country's English name, ISO 3166-1 numeric code, and Gleditsch and Ward number (None: it has none)."""

    name: str
    iso: int
    gw: int | None


class Crosswalks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of `exits.yml`."""

    states: frozenset[str]
    acled_causes: dict[str, tuple[str, str]]
    countries: dict[str, Country]


@cache
def load_crosswalks(home: Path = HOME) -> Crosswalks:
    """Return the crosswalks.  Raises `KnowledgeError` naming the file and entry where they are malformed."""
    path = home / "crosswalks" / "exits.yml"
    found: Crosswalks = convert(read_yaml(path), Crosswalks, str(path))
    return found
