"""The columns of UCDP GED (version 25 and later), derived by marsad and marked so.

`low` is the certain minimum, `high` the greatest number that the claims allow (empty: open), and `best` is `low`:
marsad reckons bounds and no best guess.  A violence that no party can be named for has no type.
"""

from __future__ import annotations

from marsad.knowledge.crosswalks import load_crosswalks
from marsad.model.terms import SIDES_OPEN
from marsad.publish.dataset import Dataset, Happening, Made, Spot
from marsad.publish.flat import Cell, csv_bytes

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"),
    *("conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"),
    *("side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office"),
    *("source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description"),
    *("adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region"),
    *("event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians"),
    *("deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"),
)
CIVILIANS = "civilians"
WHERE = {"exact": 1, "near": 2, "area": 2, "country": 6}
DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))
"""Length of an incident in days, up to which a `date_prec` holds; longer ones are 5."""


def render(dataset: Dataset) -> Made:
    """Return the table; incidents without dead or without a day have no place in it."""
    rows = [row for one in dataset.incidents if (row := _row(one)) is not None]
    table = [COLUMNS, *(tuple(row.get(name) for name in COLUMNS) for row in rows)]
    return Made(data=csv_bytes(table), written=len(rows), left_out=len(dataset.incidents) - len(rows))


def _row(one: Happening) -> dict[str, Cell] | None:
    total = one.total("killed")
    if total is None or total.hi == 0 or one.start is None or one.end is None:
        return None
    spot = one.place or Spot()
    country = load_crosswalks().countries.get(spot.country or "")
    length = (one.end - one.start).days + 1
    return {
        "id": int(one.id.removeprefix("i-"), 16),
        "relid": one.id,
        "year": one.start.year,
        "code_status": "derived by marsad, not coded by UCDP",
        "number_of_sources": len(one.sources),
        "source_article": "; ".join(one.keys()),
        "source_office": "; ".join(one.sources),
        "source_date": "; ".join(d.published[:10] if d.published else "" for d in one.documents),
        "source_original": "; ".join(f"{d.id} sha256:{d.sha256 or ''}" for d in one.documents),
        "where_prec": _where(spot) if one.place else None,
        "where_coordinates": spot.name_en,
        "where_description": spot.name_ar,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geom_wkt": f"POINT ({spot.lon} {spot.lat})" if spot.lat is not None and spot.lon is not None else None,
        "country": country.name if country else None,
        "country_id": country.gw if country else None,
        "event_clarity": 2 if one.cumulative or length > 1 else 1,
        "date_prec": next((code for most, code in DAYS if length <= most), 5),
        "date_start": one.start.isoformat(),
        "date_end": one.end.isoformat(),
        "best": total.lo,
        "low": total.lo,
        "high": total.hi,
        **_parties(one, total.lo),
    }


def _where(spot: Spot) -> int:
    if spot.precision == "admin":
        return 4 if spot.kind == "governorate" else 3
    return WHERE.get(spot.precision or "", 5)


def _parties(one: Happening, total: int) -> dict[str, Cell]:
    """Return the sides and their dead; what no side accounts for is unknown.

    Where sides overlap, so that their dead exceed the total, all are unknown: nobody is counted twice.
    """
    dead = {toll.side: toll.lo for toll in one.tolls if toll.harm == "killed" and toll.side}
    named = {side for side in (*dead, *one.perpetrators) if side != CIVILIANS and side not in SIDES_OPEN}
    states = load_crosswalks().states
    parties = sorted(named, key=lambda side: (side not in states, side))
    first = parties[0] if parties else None
    inside = {side for toll in one.tolls if toll.side == first and toll.harm == "killed" for side in toll.overlaps}
    parties = [side for side in parties if side not in inside]
    second = parties[1] if len(parties) > 1 else CIVILIANS if first and CIVILIANS in dead else None
    kind = None
    if first and second:
        kind = 3 if second == CIVILIANS else 1 if {first, second} & states else 2
    a = dead.get(first, 0) if first is not None else 0
    b = dead.get(second, 0) if second not in (None, CIVILIANS) else 0
    civilians = dead.get(CIVILIANS, 0)
    rest = total - a - b - civilians
    if rest < 0:
        a = b = civilians = 0
        rest = total
    sides: dict[str, Cell] = {"type_of_violence": kind, "side_a": first, "side_b": second}
    if first and second:
        sides["dyad_name"] = f"{first} - {second}"
    return sides | {"deaths_a": a, "deaths_b": b, "deaths_civilians": civilians, "deaths_unknown": rest}
