"""OCHA common operational datasets (COD): a CSV of settlements with their administrative units and P-codes.

Columns differ from country to country; they are known by their names: `admin1Name_en`, `ADM1_AR`, `admin2Pcode`,
`LocationName_en`, `Location_Pcode`, `Latitude_y` and the like.  A unit without a point of its own stands at the middle
of its settlements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from marsad.errors import KnowledgeError
from marsad.knowledge.importing.told import Skipped, Told, point, table_of

_UNIT = re.compile(r"adm(?:in)?(\d)(?:name)?_?(en|ar|pcode)", re.IGNORECASE)
_OWN = re.compile(r"(?:location|settlement|place|featname|name)(?:name)?_?(en|ar|pcode)", re.IGNORECASE)
_LAT = re.compile(r"(?:lat(?:itude)?|point_y|y)(?:_\w)?", re.IGNORECASE)
_LON = re.compile(r"(?:lon(?:g|gitude)?|point_x|x)(?:_\w)?", re.IGNORECASE)
_KIND = re.compile(r"(?:location|settlement)?_?type", re.IGNORECASE)
_KINDS = {"community": "village", "neighbourhood": "other", "camp": "camp", "town": "town", "city": "city"}
_LEVELS = {1: "governorate", 2: "district"}
"""Kinds of units; lower ones bear their chief town's name and are no place of their own."""


class _Columns(NamedTuple):
    units: dict[tuple[int, str], str]
    own: dict[str, str]
    lat: str
    lon: str
    kind: str | None


def is_ocha(path: Path) -> bool:
    """Tell whether the first row names administrative levels with P-codes."""
    if path.suffix.lower() not in (".csv", ".zip", ".txt"):
        return False
    return len({m.group(1) for name in table_of(path)[0] if (m := _UNIT.fullmatch(name))}) > 0


def read_ocha(path: Path) -> Iterator[Told | Skipped]:
    """Yield settlements, then the units that hold them.  Raises `KnowledgeError` where columns are missing."""
    header, rows = table_of(path)
    columns = _columns(header, path)
    inside: dict[tuple[str, int], list[tuple[float, float]]] = {}
    units: dict[tuple[str, int], Mapping[str, str]] = {}
    for line, row in rows:
        here = point(row.get(columns.lat), row.get(columns.lon))
        code = row.get(columns.own["pcode"], "").strip()
        names = _names(row, columns.own)
        if here is None or not code or not names:
            yield Skipped(f"line {line}", "no id, no name or no point")
            continue
        above = []
        for level in sorted(_LEVELS, reverse=True):
            pcode = row.get(columns.units.get((level, "pcode"), ""), "").strip()
            if pcode:
                inside.setdefault((pcode, level), []).append(here)
                units.setdefault((pcode, level), row)
                above.append(f"ocha:{pcode}")
        kind = _KINDS.get(row.get(columns.kind or "", "").strip().lower(), "village")
        yield Told(
            f"ocha:{code}", names[0], tuple(names), kind, *here, country=_country(row, columns), parents=tuple(above)
        )
    yield from _units(units, inside, columns)


def _units(
    units: Mapping[tuple[str, int], Mapping[str, str]],
    inside: Mapping[tuple[str, int], list[tuple[float, float]]],
    columns: _Columns,
) -> Iterator[Told]:
    for (pcode, level), row in units.items():
        names = _names(row, {what: column for (at, what), column in columns.units.items() if at == level})
        if not names:
            continue
        points = inside[(pcode, level)]
        middle = sum(lat for lat, _ in points) / len(points), sum(lon for _, lon in points) / len(points)
        above = row.get(columns.units.get((level - 1, "pcode"), ""), "").strip()
        yield Told(
            f"ocha:{pcode}",
            names[0],
            tuple(names),
            _LEVELS[level],
            *middle,
            country=_country(row, columns),
            parents=(f"ocha:{above}",) if above else (),
        )


def _columns(header: Iterable[str], path: Path) -> _Columns:
    names = list(header)
    units = {(int(m.group(1)), m.group(2).lower()): name for name in names if (m := _UNIT.fullmatch(name))}
    own = {m.group(1).lower(): name for name in names if (m := _OWN.fullmatch(name))}
    lowest = max((level for level, _ in units), default=0)
    if "pcode" not in own:
        own = {what: column for (level, what), column in units.items() if level == lowest}
    lat, lon = _one(names, _LAT), _one(names, _LON)
    missing = [
        what for what, found in (("a P-code", own.get("pcode")), ("a latitude", lat), ("a longitude", lon)) if not found
    ]
    if missing or lat is None or lon is None:
        raise KnowledgeError.of(
            "{path}: no column for {missing} among {columns}",
            path=path,
            missing=", ".join(missing),
            columns=", ".join(names[:25]),
        )
    return _Columns(units, own, lat, lon, _one(names, _KIND))


def _one(names: Iterable[str], pattern: re.Pattern[str]) -> str | None:
    return next((name for name in names if pattern.fullmatch(name)), None)


def _names(row: Mapping[str, str], columns: Mapping[str, str]) -> list[str]:
    """Return the names in English and Arabic, without what tells namesakes apart after a dash or in brackets."""
    found = (row.get(columns.get(lang, ""), "") for lang in ("en", "ar"))
    bare = (re.split(r" - | ?\(", name)[0].strip() for name in found)
    return [name for name in bare if name]


def _country(row: Mapping[str, str], columns: _Columns) -> str:
    """Return the country by the letters that open a P-code of the first level."""
    pcode = row.get(columns.units.get((1, "pcode"), ""), "").strip()
    return pcode[:2].upper() if pcode[:2].isalpha() else ""
