"""From foreign lists to rows of a gazetteer: names chosen, namesakes that are one place joined, cues asked for."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from marsad.knowledge.importing.geonames import TOWN
from marsad.knowledge.importing.spelling import arabic_names, english_names, fold_arabic, key_of, read_words, to_ascii
from marsad.knowledge.importing.told import Told

COLUMNS = ("id", "name_en", "kind", "lat", "lon", "radius_km", "country", "parent", "ar", "en", "cue", "note", "rank")
"""The columns of a gazetteer, in order."""
_UNITS = frozenset({"governorate", "district", "country"})
_SETTLED = frozenset({"city", "town", "village", "other", "camp"})
_SAME_KM = {"governorate": 60.0, "district": 20.0, "country": 500.0, "river": 150.0, "desert": 100.0, "region": 50.0}
"""How far apart two points for one place of a kind may lie; 5 km for settlements."""
_RADIUS_KM = {"governorate": 40, "district": 15, "river": 60, "desert": 60, "region": 30, "camp": 1, "other": 1}
_PEOPLE_PER_KM2 = 5_000

Row = dict[str, str]


class Words(NamedTuple):
    """What is a word before it is a name: ordinary words of Arabic and English, and those of the lexicon."""

    arabic: frozenset[str]
    english: frozenset[str]

    @classmethod
    def load(cls, home: Path, lexicon: Iterable[str] = ()) -> Words:
        """Return the word lists beside the shipped gazetteer, with the lexicon's folded words."""
        more = frozenset(lexicon)
        folder = home / "gazetteer"
        return cls(read_words(folder / "ordinary_ar.txt") | more, read_words(folder / "ordinary_en.txt") | more)


class Known:
    """The places that are known already, found by name and nearness."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._by_key: dict[str, dict[str, Mapping[str, str]]] = defaultdict(dict)
        self.names: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            keys = {key_of(name) for column in ("ar", "en") for name in row[column].split("|") if name.strip()}
            self.names[row["id"]] |= keys
            for key in keys:
                self._by_key[key].setdefault(row["id"], row)

    def same(self, told: Told, names: Iterable[str]) -> Mapping[str, str] | None:
        """Return the place that `told` is: a name in common, a like kind, and near; the nearest where several are."""
        found = []
        for key in sorted({key_of(name) for name in names}):
            for row in self._by_key.get(key, {}).values() if key else ():
                far = _far(told, row)
                if far is not None and _alike(told.kind, row["kind"]) and far <= _SAME_KM.get(told.kind, 5.0):
                    found.append((far, row["id"], row))
        return min(found, key=lambda item: item[:2])[2] if found else None


class Made(NamedTuple):
    """The rows made of a list, and how many of its places were known with all their names."""

    rows: list[Row]
    joined: int
    known: int


def make_rows(places: Iterable[Told], known: Known, words: Words) -> Made:
    """Return the gazetteer rows of foreign places, by id.

    A place that is known already gives only the spellings that are new, under the known id.
    """
    ids: dict[str, str] = {}
    drafts: dict[str, tuple[Told, list[str], list[str], Mapping[str, str] | None]] = {}
    for told in places:
        ar, en = arabic_names(told.names, words.arabic), _english(told)
        one = known.same(told, [*ar, *en])
        ids[told.id] = one["id"] if one is not None else told.id
        drafts[told.id] = (told, ar, en, one)
    rows: dict[str, Row] = {}
    joined = seen = 0
    for told, ar, en, one in drafts.values():
        if one is None:
            rows[told.id] = _row(told, ar, en, ids, words)
            continue
        row = _further(one, ar, en, known, words, rows.get(one["id"]))
        joined, seen = joined + (row is not None), seen + (row is None)
        if row is not None:
            rows[one["id"]] = row
    return Made([rows[key] for key in sorted(rows)], joined, seen)


def _english(told: Told) -> list[str]:
    """Return the English spellings, none where the list has the name in Arabic letters only."""
    return [name for name in english_names(told.name, told.names, variants=True) if to_ascii(name).strip()]


def _row(told: Told, ar: list[str], en: list[str], ids: Mapping[str, str], words: Words) -> Row:
    clear = [name for name in ar if not _plain(name, words.arabic)]
    ar, en = clear or ar, [name for name in en if name.lower() not in words.english] or en
    values = {
        "id": told.id,
        "name_en": en[0] if en else told.name,
        "kind": told.kind,
        "lat": f"{told.lat:.3f}",
        "lon": f"{told.lon:.3f}",
        "radius_km": str(_radius(told)),
        "country": told.country,
        "parent": "|".join(dict.fromkeys([*(ids.get(one, one) for one in told.parents), *_country(told)])),
        "ar": "|".join(ar),
        "en": "|".join(en),
        "cue": "yes" if _needs_cue(told, ar, en, words) else "",
        "rank": str(told.population or ""),
    }
    return {column: _cell(values.get(column, "")) for column in COLUMNS}


def _further(
    one: Mapping[str, str], ar: list[str], en: list[str], known: Known, words: Words, before: Row | None
) -> Row | None:
    """Return the row that adds new, clear spellings to a known place, None where there are none."""
    had = known.names[one["id"]] | {key_of(name) for name in _listed(before)}
    new_ar = [n for n in ar if not _said(n, had) and not _plain(n, words.arabic)]
    new_en = [n for n in en if not _said(n, had) and n.lower() not in words.english and len(n) > 3]
    if not new_ar and not new_en:
        return before
    row = {column: one.get(column, "") for column in COLUMNS}
    row["ar"] = _cell("|".join([*filter(None, (before or {}).get("ar", "").split("|")), *new_ar]))
    row["en"] = _cell("|".join([*filter(None, (before or {}).get("en", "").split("|")), *new_en]))
    row["cue"] = "yes" if one.get("cue") == "yes" or all(" " not in n for n in [*new_ar, *new_en]) else ""
    return row


def _said(name: str, had: Container[str]) -> bool:
    """Tell whether a spelling says nothing new: known, or a known one behind a word for its kind."""
    return key_of(name) in had or key_of(name.partition(" ")[2]) in had


def _listed(row: Row | None) -> Iterator[str]:
    for column in ("ar", "en") if row else ():
        yield from filter(None, (row or {})[column].split("|"))


def _needs_cue(told: Told, ar: list[str], en: list[str], words: Words) -> bool:
    """Tell whether the names alone could be words: then 'the village of', 'the district' must stand beside them."""
    single = any(" " not in name for name in [*ar, *en])
    small = told.population < TOWN or told.kind in _UNITS
    short = any(len(fold_arabic(name)) < 3 for name in ar) or any(len(name) < 4 for name in en)
    plain = any(_plain(name, words.arabic) for name in ar) or any(name.lower() in words.english for name in en)
    return short or plain or (single and small)


def _plain(name: str, ordinary: frozenset[str]) -> bool:
    return fold_arabic(name) in ordinary or len(fold_arabic(name)) < 3


def _radius(told: Told) -> int:
    """Return a radius in km: of a disc that holds the people at 5,000 a square kilometre, else by the kind."""
    if told.population:
        return min(20, max(1, round(math.sqrt(told.population / _PEOPLE_PER_KM2 / math.pi))))
    return _RADIUS_KM.get(told.kind, 2)


def _country(told: Told) -> tuple[str, ...]:
    return (f"cc:{told.country}",) if told.country else ()


def _alike(one: str, other: str) -> bool:
    areas = _UNITS | {"region"}
    return one == other or (one in _SETTLED and other in _SETTLED) or (one in areas and other in areas)


def _far(told: Told, row: Mapping[str, str]) -> float | None:
    if not row.get("lat") or not row.get("lon"):
        return None
    lat, lon = math.radians(float(row["lat"])), math.radians(float(row["lon"]))
    here = math.radians(told.lat), math.radians(told.lon)
    h = math.sin((lat - here[0]) / 2) ** 2 + math.cos(lat) * math.cos(here[0]) * math.sin((lon - here[1]) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _cell(text: str) -> str:
    return " ".join(text.split())
