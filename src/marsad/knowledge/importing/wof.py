"""Who's On First: GeoJSON records (one a file, or a collection), or a JSON list of their chief properties.

Names of a language are kept under `name:LANG_x_KIND`; the licence of a record is its source's (CC0, CC-BY and others).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.errors import KnowledgeError
from marsad.knowledge.importing.geonames import CITY, TOWN
from marsad.knowledge.importing.told import Skipped, Told, point

KINDS = {"country": "country", "region": "governorate", "county": "district", "neighbourhood": "other"}
_SETTLED = frozenset({"locality", "localadmin", "borough"})
_ABOVE = ("county_id", "region_id")


def is_wof(path: Path) -> bool:
    """Tell whether the file is JSON, as Who's On First's are."""
    return path.suffix.lower() in (".json", ".geojson")


def read_wof(path: Path) -> Iterator[Told | Skipped]:
    """Yield the places of a file in its order.  Raises `KnowledgeError` where it is no such JSON."""
    records = [_flat(one) if isinstance(one, Mapping) else None for one in _records(path)]
    countries = {one["id"]: _iso(one) for one in records if one is not None and one.get("type") == "country"}
    for number, said in enumerate(records, 1):
        if said is None or said.get("gone") or said.get("type") not in (*KINDS, *_SETTLED):
            if said is None:
                yield Skipped(f"record {number}", "not a record")
            continue
        yield _told(said, countries) or Skipped(f"record {number}", "no id, no name or no point")


def _records(path: Path) -> Iterable[Any]:
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise KnowledgeError.of("{path}: not valid JSON: {error}", path=path, error=error) from error
    except OSError as error:
        raise KnowledgeError.of("{path}: cannot be read: {error}", path=path, error=error.strerror) from error
    if isinstance(data, list):
        return data
    if isinstance(data, dict) and data.get("type") == "FeatureCollection":
        return data.get("features") or []
    if isinstance(data, dict) and data.get("type") == "Feature":
        return [data]
    raise KnowledgeError.of("{path}: neither a GeoJSON record of Who's On First nor a list of them", path=path)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return id, type, name, names, lat, lon, pop, hier, country of a record in either form."""
    said = record.get("properties")
    if not isinstance(said, Mapping):
        own = dict(record)
        own["names"] = [*_texts(record.get("en")), *_texts(record.get("ar"))]
        return own
    names = [one for key, value in said.items() if key.startswith(("name:ara", "name:eng")) for one in _texts(value)]
    hierarchy = said.get("wof:hierarchy")
    return {
        "id": said.get("wof:id", said.get("wof_id")),
        "type": said.get("wof:placetype", "region" if "wof_id" in said else None),
        "name": said.get("wof:name", said.get("name")),
        "names": [*names, *_texts(said.get("name_en")), *_texts(said.get("name_ar"))],
        "lat": said.get("lbl:latitude", said.get("geom:latitude", _middle(record)[1])),
        "lon": said.get("lbl:longitude", said.get("geom:longitude", _middle(record)[0])),
        "pop": said.get("wof:population", said.get("gn:population")),
        "hier": hierarchy[0] if isinstance(hierarchy, list) and hierarchy else {},
        "country": said.get("wof:country", (said.get("iso") or "")[:2]),
        "gone": bool(said.get("edtf:deprecated") or said.get("wof:superseded_by")),
    }


def _iso(said: Mapping[str, Any]) -> str:
    codes = said.get("conc") or {}
    return str(said.get("country") or codes.get("iso:code") or codes.get("hasc:id") or "")[:2].upper()


def _told(said: Mapping[str, Any], countries: Mapping[int, str]) -> Told | None:
    kind, here = str(said.get("type")), point(said.get("lat"), said.get("lon"))
    name, number = said.get("name"), said.get("id")
    if here is None or not name or not isinstance(number, int):
        return None
    counted = said.get("pop")
    people = counted if isinstance(counted, int) else 0
    settled = "city" if people >= CITY else "town" if people >= TOWN else "village"
    above: Mapping[str, Any] = said.get("hier") or {}
    parents = [f"wof:{above[key]}" for key in _ABOVE if above.get(key) and above[key] != number]
    names = (str(name), *(str(one) for one in said["names"]))
    return Told(
        f"wof:{number}",
        str(name),
        names,
        KINDS.get(kind, settled),
        *here,
        people,
        _iso(said) or countries.get(above.get("country_id", 0), ""),
        tuple(parents),
    )


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _middle(record: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return (lon, lat) of the middle of a geometry's box."""
    points = list(_points((record.get("geometry") or {}).get("coordinates")))
    if not points:
        return None, None
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _points(found: Any) -> Iterator[tuple[float, float]]:
    """Yield the points of nested GeoJSON coordinates, however deep."""
    level = [found]
    while level:
        one = level.pop()
        if not isinstance(one, list) or not one:
            continue
        if isinstance(one[0], int | float) and len(one) > 1:
            yield float(one[0]), float(one[1])
        else:
            level.extend(one)
