"""A picture's values as the rows of a table: what stands beside it for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.publish.flat import Cell
from marsad.publish.pictures.values import Bound, Held, Picture

Row = tuple[Cell, ...]


def flat(picture: Picture) -> Iterator[Row]:
    """Yield part, first and last day, harm, side, group, place, least, greatest (empty: open), claims."""
    start, end = picture.window.start, picture.window.end
    for row in picture.rows:
        yield _row("period", str(start), str(end), row)
    for step in picture.steps:
        for row in step.own:
            yield _row(picture.unit, str(step.start), str(step.end), row)
        for row in step.until:
            yield _row("until", str(start), str(step.end), row)
    for mark in picture.marks:
        if mark.bound is not None:
            yield _row("place", str(start), str(end), mark.bound, mark.spot.gazetteer or mark.spot.name_en)
    for one in picture.held:
        yield _holding(one, str(end))


def _row(part: str, start: str, end: str, row: Bound, place: str | None = None) -> Row:
    return (part, start, end, row.harm, row.side, row.group, place, row.lo, row.hi, " ".join(row.claims))


def _holding(one: Held, end: str) -> Row:
    since = str(one.since) if one.since else None
    place = one.spot.gazetteer or one.spot.name_en
    return (one.state, since, end, None, one.holder, None, place, None, None, " ".join(one.claims))
