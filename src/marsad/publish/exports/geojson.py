"""GeoJSON (RFC 7946): a feature for each incident; one of unknown place has no geometry."""

from __future__ import annotations

import msgspec

from marsad.publish.dataset import Dataset, Happening, Made


def render(dataset: Dataset) -> Made:
    """Return the collection."""
    body = {
        "type": "FeatureCollection",
        "as_of": dataset.as_of,
        "known_at": dataset.known_at,
        "features": [_feature(one) for one in dataset.incidents],
    }
    return Made(data=msgspec.json.encode(body) + b"\n", written=len(dataset.incidents))


def _feature(one: Happening) -> dict[str, object]:
    spot = one.place
    point = [spot.lon, spot.lat] if spot and spot.lon is not None and spot.lat is not None else None
    properties = msgspec.to_builtins(one)
    del properties["id"]
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": point} if point else None,
        "properties": properties,
    }
