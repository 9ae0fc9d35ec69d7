"""GeoNames: a country's dump (`SY.txt`, `SY.zip`) or `allCountries`; CC-BY 4.0.

Nineteen columns parted by tabs, as its readme (https://download.geonames.org/export/dump/) gives them.  Taken are
inhabited places, governorates and districts, rivers, deserts, regions, and camps; other features (hotels, wells,
schools) are no places that bulletins go by.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from marsad.knowledge.importing.told import Skipped, Told, lines_of, point

COLUMNS = 19
KINDS = {
    **dict.fromkeys(("A.ADM1", "A.ADM1H"), "governorate"),
    **dict.fromkeys(("A.ADM2", "A.ADM3"), "district"),
    **dict.fromkeys(("H.STM", "H.STMX", "H.WAD"), "river"),
    **dict.fromkeys(("T.DSRT", "T.ERG", "T.REG"), "desert"),
    **dict.fromkeys(("L.RGN", "L.RGNH", "T.MTS", "T.PLN", "T.PLAT", "T.VAL", "T.UPLD"), "region"),
    **dict.fromkeys(("S.CMPRF", "S.CMP", "S.CMPLA"), "camp"),
    **dict.fromkeys(("P.PPLC", "P.PPLA"), "city"),
    "P.PPLX": "other",
    "A.PCLI": "country",
}
CITY, TOWN = 100_000, 5_000
"""Inhabitants from which a place is a city, a town."""
_GONE = frozenset({"PPLH", "PPLQ", "PPLW"})
"""Historical, abandoned, destroyed places."""


def is_geonames(path: Path) -> bool:
    """Tell whether the first line looks like GeoNames'."""
    first = next(lines_of(path), "")
    return first.count("\t") == COLUMNS - 1 and first.split("\t")[0].isdigit()


def read_geonames(path: Path) -> Iterator[Told | Skipped]:
    """Yield the places of a dump in its order.  Raises `KnowledgeError` where the file can't be read."""
    admins = _admins(path)
    for number, line in enumerate(lines_of(path), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            if line.strip():
                yield Skipped(f"line {number}", "not the 19 columns of GeoNames")
            continue
        kind = _kind(cells)
        if kind is None:
            continue
        here = point(cells[4], cells[5])
        if here is None or not cells[0].isdigit():
            yield Skipped(f"line {number}", "no id, no name or no point")
            continue
        key, above = f"gn:{cells[0]}", _above(cells, admins)
        yield Told(
            key,
            cells[1],
            (cells[1], cells[2], *(name.strip() for name in cells[3].split(",") if name.strip())),
            kind,
            *here,
            int(cells[14]) if cells[14].isdigit() else 0,
            cells[8],
            tuple(one for one in above if one != key),
        )


def _kind(cells: list[str]) -> str | None:
    code, people = f"{cells[6]}.{cells[7]}", int(cells[14]) if cells[14].isdigit() else 0
    if code in KINDS:
        return KINDS[code]
    if cells[6] != "P" or cells[7] in _GONE:
        return None
    return "city" if people >= CITY else "town" if people >= TOWN else "village"


def _admins(path: Path) -> dict[tuple[str, ...], str]:
    """Return the ids of governorates and districts by country and codes."""
    out: dict[tuple[str, ...], str] = {}
    for line in lines_of(path):
        cells = line.split("\t", 12)
        if len(cells) > 12 and cells[6] == "A" and cells[7] in ("ADM1", "ADM2"):
            second = cells[11] if cells[7] == "ADM2" else ""
            out[(cells[8], cells[10], second)] = f"gn:{cells[0]}"
    return out


def _above(cells: list[str], admins: dict[tuple[str, ...], str]) -> list[str]:
    district = admins.get((cells[8], cells[10], cells[11])) if cells[11] else None
    governorate = admins.get((cells[8], cells[10], ""))
    return [one for one in (district, governorate) if one]
