"""A table in ACLED's shape, derived by marsad and marked so: one event is one day at one place.

`fatalities` is the certain minimum over all sides.  The toll of several days is divided evenly, the remainder on the
first day, and `notes` say so, name the upper bound and the claims.  Over 31 days there is one row, on the first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.knowledge.crosswalks import load_crosswalks
from marsad.model.terms import SIDES_OPEN
from marsad.publish.dataset import Dataset, Happening, Made, Spot
from marsad.publish.flat import Cell, csv_bytes

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude"),
    *("longitude", "geo_precision", "source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
CIVILIANS = "civilians"
MOST_DAYS = 31


def render(dataset: Dataset) -> Made:
    """Return the table; incidents without a day or without a count of dead have no place in it."""
    told = [one for one in dataset.incidents if one.start and one.end and one.total("killed")]
    rows = [tuple(row.get(name) for name in COLUMNS) for one in told for row in _rows(one)]
    return Made(data=csv_bytes([COLUMNS, *rows]), written=len(rows), left_out=len(dataset.incidents) - len(told))


def _rows(one: Happening) -> Iterator[dict[str, Cell]]:
    total = one.total("killed")
    assert total and one.start and one.end
    length = (one.end - one.start).days + 1
    days = length if length <= MOST_DAYS else 1
    each, over = divmod(total.lo, days)
    notes = _notes(one, total.lo, total.hi, length, days)
    for number in range(days):
        day = one.start + dt.timedelta(days=number)
        yield _shared(one) | {
            "event_id_cnty": f"marsad-{one.id}-{number + 1}",
            "event_date": day.isoformat(),
            "year": day.year,
            "time_precision": 1 if length == 1 else 2 if length <= 7 else 3,
            "fatalities": each + (over if number == 0 else 0),
            "notes": notes,
        }


def _shared(one: Happening) -> dict[str, Cell]:
    spot = one.place or Spot()
    walk = load_crosswalks()
    country = walk.countries.get(spot.country or "")
    harmed = {toll.side for toll in one.tolls if toll.harm == "killed" and toll.side}
    parties = sorted({*harmed, *one.perpetrators} - {CIVILIANS} - SIDES_OPEN)
    only_civilians = harmed == {CIVILIANS}
    cause = next((walk.acled_causes[name] for name in one.causes if name in walk.acled_causes), None)
    event, sub = cause or (("Violence against civilians", "Attack") if only_civilians else ("Battles", "Armed clash"))
    second = CIVILIANS if only_civilians else parties[1] if len(parties) > 1 else None
    return {
        "disorder_type": "Political violence",
        "event_type": event,
        "sub_event_type": sub,
        "actor1": parties[0] if parties else None,
        "actor2": second,
        "civilian_targeting": "Civilian targeting" if only_civilians else None,
        "iso": country.iso if country else None,
        "country": country.name if country else None,
        "location": spot.name_en,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geo_precision": {"exact": 1, "near": 2}.get(spot.precision or "", 3) if one.place else None,
        "source": "; ".join(one.sources),
        "tags": "derived by marsad, not coded by ACLED",
    }


def _notes(one: Happening, lo: int, hi: int | None, length: int, days: int) -> str:
    upper = "open" if hi is None else str(hi)
    parts = [f"Derived by marsad from {one.id}. Killed: at least {lo}, upper bound {upper}."]
    if days > 1:
        parts.append(f"Toll of {days} days divided evenly, the remainder on the first day.")
    elif length > 1:
        parts.append(f"Toll of {one.start} to {one.end}, given on the first day.")
    parts.append("Claims: " + "; ".join(one.keys()) + ".")
    return " ".join(parts)
