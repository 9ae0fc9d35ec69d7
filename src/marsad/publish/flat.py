"""The dataset as one table: a row for each incident, harm and side.  No cell is a formula, none is cut."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from marsad.publish.dataset import Count, Dataset, Happening, Spot

COLUMNS = (
    *("incident", "from", "to", "place", "place_en", "place_ar", "country", "lat", "lon", "place_precision"),
    *("harm", "side", "lo", "hi", "guarantee", "causes", "perpetrators", "sources", "bound_by", "claims"),
    *("documents", "sha256"),
)
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet may take for a formula."""

Cell = str | int | float | None


def flat_rows(dataset: Dataset) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows under `COLUMNS`; an incident without a count has one row without a harm."""
    for incident in dataset.incidents:
        for count in incident.tolls or (None,):
            yield _row(incident, count)


def _row(one: Happening, count: Count | None) -> tuple[Cell, ...]:
    spot = one.place or Spot()
    figures: tuple[Cell, ...] = (
        (None,) * 5 if count is None else (count.harm, count.side, count.lo, count.hi, count.guarantee)
    )
    return (
        one.id,
        one.start.isoformat() if one.start else None,
        one.end.isoformat() if one.end else None,
        *(spot.gazetteer, spot.name_en, spot.name_ar, spot.country, spot.lat, spot.lon, spot.precision),
        *figures,
        " ".join(one.causes),
        " ".join(one.perpetrators),
        "; ".join(one.sources),
        " ".join(count.claims if count else ()),
        " ".join(one.keys()),
        " ".join(document.id for document in one.documents),
        " ".join(document.sha256 or "-" for document in one.documents),
    )


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV (RFC 4180, UTF-8); None is empty.  Text that could be a formula gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(ACTIVE) else cell
