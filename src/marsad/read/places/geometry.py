"""Points and distances on a sphere, in WGS 84 degrees and kilometres."""

from __future__ import annotations

import math

Point = tuple[float, float]
"""(latitude, longitude) in degrees."""

_KM_PER_DEGREE = 111.2
"""Kilometres in a degree of a great circle of the mean earth (radius 6,371 km)."""


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance of two points (haversine formula)."""
    lat1, lat2 = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat2 - lat1) / 2, math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def shifted(point: Point, bearing: float, km: float) -> Point:
    """Return the point `km` away at `bearing` (degrees clockwise from north); flat, good for some hundred km."""
    angle = math.radians(bearing)
    lat = point[0] + km * math.cos(angle) / _KM_PER_DEGREE
    lat = max(-90.0, min(90.0, lat))
    shrink = max(0.01, math.cos(math.radians(point[0])))
    lon = point[1] + km * math.sin(angle) / (_KM_PER_DEGREE * shrink)
    return round(lat, 4), round((lon + 180) % 360 - 180, 4)


def midpoint(a: Point, b: Point) -> Point:
    """Return the middle of the straight line between two points that lie within some hundred km."""
    return round((a[0] + b[0]) / 2, 4), round((a[1] + b[1]) / 2, 4)
