"""One CSV table: a row for each incident, harm and side."""

from __future__ import annotations

from marsad.publish.dataset import Dataset, Made
from marsad.publish.flat import COLUMNS, csv_bytes, flat_rows


def render(dataset: Dataset) -> Made:
    """Return the table."""
    rows = list(flat_rows(dataset))
    return Made(data=csv_bytes([COLUMNS, *rows]), written=len(rows))
