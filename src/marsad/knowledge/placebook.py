"""The gazetteer by name: the entry that a person means who writes a place's name or id."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from marsad.knowledge.files import HOME, read_tsv
from marsad.knowledge.placenames import containers
from marsad.model.place import Place
from marsad.text.tokens import plain


class PlaceBook:
    """Every place of the gazetteer and the packs, by id and by every spelling."""

    def __init__(self, home: Path = HOME) -> None:
        self._rows: dict[str, dict[str, str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._home = home
        self._packed: set[str] = set()
        for path in sorted([*home.glob("gazetteer/*.tsv"), *home.glob("packs/*/places.tsv")]):
            for row in read_tsv(path):
                if "id" in row and "name_en" in row:
                    self._rows[row["id"]] = row
                    if path.parent.name != "gazetteer":
                        self._packed.add(row["id"])
        for key, row in self._rows.items():
            spellings = [row["name_en"], *row["ar"].split("|"), *row["en"].split("|")]
            for name in dict.fromkeys(plain(one) for one in spellings if one.strip()):
                self._by_name.setdefault(name, []).append(key)

    def find(self, name: str) -> list[Place]:
        """Return the places that go by a name or id, by id; several where it is ambiguous, none where unknown.

        Where a pack has the name, the general gazetteer's places of that name in the same country are not asked.
        """
        keys = [name] if name in self._rows else sorted(self._by_name.get(plain(name), []))
        led = {self._rows[key]["country"] for key in keys if key in self._packed}
        kept = [key for key in keys if key in self._packed or self._rows[key]["country"] not in led]
        return [self.entry(key) for key in kept]

    def entry(self, key: str) -> Place:
        """Return an entry by its id, with all that contains it.  Raises KeyError for an unknown one."""
        row = self._rows[key]
        return msgspec.convert(
            {
                "id": key,
                "name_en": row["name_en"],
                "name_ar": row["ar"].partition("|")[0] or None,
                "kind": row["kind"] or "other",
                "lat": float(row["lat"]) if row["lat"] else None,
                "lon": float(row["lon"]) if row["lon"] else None,
                "radius_km": float(row["radius_km"]) if row["radius_km"] else None,
                "parents": containers(self._home).get(key, ()),
                "country": row["country"] or None,
            },
            Place,
        )


@cache
def place_book(home: Path = HOME) -> PlaceBook:
    """Return the book of places, made once."""
    return PlaceBook(home)
