"""The table of tolls as Parquet."""

from __future__ import annotations

import io

from marsad.publish.dataset import Dataset, Made
from marsad.publish.exports import missing
from marsad.publish.flat import COLUMNS, flat_rows

NUMBERS = {"lo": "int64", "hi": "int64", "lat": "float64", "lon": "float64"}


def render(dataset: Dataset) -> Made:
    """Return the file.  Raises `UsageError` where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise missing("pyarrow", "parquet") from error
    rows = list(flat_rows(dataset))
    schema = pyarrow.schema([(name, NUMBERS.get(name, "string")) for name in COLUMNS])
    table = pyarrow.table({name: [row[number] for row in rows] for number, name in enumerate(COLUMNS)}, schema=schema)
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return Made(data=out.getvalue(), written=len(rows))
