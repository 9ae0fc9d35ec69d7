"""Along a river: how long it is between two places, and where its bank is.

A course is a pack's list of places on the banks; its straight lines times its winding are its length (checked against
a mapped line: 105 km between Al-Mayadin and Al-Bukamal on Natural Earth 1:10m, 99 km by the list).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

from marsad.knowledge.compile import Course
from marsad.read.places.geometry import Point, distance_km, shifted

NEAR_KM = 15.0
"""How far from the course a place may lie to be on it."""
BANK_KM = 4.0
"""How far from the water the middle of a front along the bank is put."""

_STEP_KM = 3.0


class Foot(NamedTuple):
    """Where a point meets the course: the leg, how far along it (0 to 1), the point, and the distance in km."""

    leg: int
    along: float
    point: Point
    far: float


def foot(course: Course, point: Point) -> Foot:
    """Return the nearest point of the course's straight lines; flat, good for legs of some tens of kilometres."""
    shrink = math.cos(math.radians(point[0]))
    feet = []
    for leg, (a, b) in enumerate(pairwise(course.points)):
        north, east = b[0] - a[0], (b[1] - a[1]) * shrink
        size = north * north + east * east
        along = ((point[0] - a[0]) * north + (point[1] - a[1]) * shrink * east) / size if size else 0.0
        along = min(1.0, max(0.0, along))
        at = (a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along)
        feet.append(Foot(leg, along, at, distance_km(at, point)))
    return min(feet, key=lambda one: (one.far, one.leg))


def length_km(course: Course, one: Point, other: Point) -> float | None:
    """Return the river's length between two places on it, None where either lies farther off than NEAR_KM."""
    first, last = sorted((foot(course, one), foot(course, other)))
    if max(first.far, last.far) > NEAR_KM:
        return None
    return course.winding * sum(distance_km(a, b) for a, b in pairwise(_between(course, first, last)))


def middle(course: Course, one: Point, other: Point, bearing: float | None) -> Point:
    """Return the point halfway along the river between two places; on a bank where `bearing` names one."""
    first, last = sorted((foot(course, one), foot(course, other)))
    points = _between(course, first, last)
    half = sum(distance_km(a, b) for a, b in pairwise(points)) / 2
    for a, b in pairwise(points):
        leg = distance_km(a, b)
        if leg >= half:
            share = half / leg if leg else 0.0
            at = (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            return at if bearing is None else shifted(at, _bank(_heading(points[0], points[-1]), bearing), BANK_KM)
        half -= leg
    return points[-1]


Reach = tuple[Point, float]
"""The middle of a stretch of a river, and how far from it the stretch goes, in km."""


def reach(course: Course, around: Point | None, km: float, bearing: float | None) -> Reach | None:
    """Return the stretch of the course within `km` of `around`, the whole without it; on a bank where one is named.

    None where the river doesn't come near; where its nearest point is within NEAR_KM, the stretch is round that.
    """
    points = _steps(course)
    if around is not None:
        near = foot(course, around)
        if near.far > max(NEAR_KM, km):
            return None
        centre = near.point if km <= NEAR_KM else around
        points = [point for point in points if distance_km(point, centre) <= km] or [near.point]
        middle_point = near.point if km <= NEAR_KM else points[len(points) // 2]
    else:
        middle_point = points[len(points) // 2]
    far = max(km if around is not None and km <= NEAR_KM else 0.0, *(distance_km(middle_point, p) for p in points))
    if bearing is None:
        return middle_point, far
    leg = foot(course, middle_point).leg
    flow = _heading(course.points[leg], course.points[leg + 1])
    return shifted(middle_point, _bank(flow, bearing), BANK_KM), far


def _steps(course: Course) -> list[Point]:
    """Return points of the course's straight lines, some kilometres apart."""
    out: list[Point] = [course.points[0]]
    for a, b in pairwise(course.points):
        parts = max(1, round(distance_km(a, b) / _STEP_KM))
        out += [(a[0] + (b[0] - a[0]) * n / parts, a[1] + (b[1] - a[1]) * n / parts) for n in range(1, parts + 1)]
    return out


def _between(course: Course, first: Foot, last: Foot) -> list[Point]:
    return [first.point, *course.points[first.leg + 1 : last.leg + 1], last.point]


def _heading(a: Point, b: Point) -> float:
    east = (b[1] - a[1]) * math.cos(math.radians(a[0]))
    return math.degrees(math.atan2(east, b[0] - a[0])) % 360


def _bank(heading: float, named: float) -> float:
    """Return the bearing square to the flow that is nearest to the one that names the bank ('the western bank')."""
    sides = ((heading + 90) % 360, (heading - 90) % 360)
    return min(sides, key=lambda side: abs((side - named + 180) % 360 - 180))
