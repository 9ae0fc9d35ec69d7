"""A workbook with the table of tolls; no text is a formula, one too long for a cell is refused.

The same table is the same bytes: when the workbook was made is in no part of it.
"""

from __future__ import annotations

import io
import re
import zipfile

from marsad.errors import UsageError
from marsad.publish.dataset import Dataset, Made
from marsad.publish.flat import COLUMNS, flat_rows

CELL = 32_767
"""Characters that a cell holds."""
ROWS = 1_048_576
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_MOMENTS = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")


def render(dataset: Dataset) -> Made:
    """Return the workbook.  Raises `UsageError` for more than a sheet or a cell can hold: nothing is cut."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

    rows = list(flat_rows(dataset))
    if len(rows) >= ROWS or any(isinstance(cell, str) and len(cell) > CELL for row in rows for cell in row):
        raise UsageError.of("a workbook cannot hold all of this; export csv or jsonl, which have no such limit")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("tolls")
    sheet.append(list(COLUMNS))
    for row in rows:
        cells = []
        for value in row:
            text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell = WriteOnlyCell(sheet, value=text)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return Made(data=_undated(out), written=len(rows))


def _undated(book: io.BytesIO) -> bytes:
    """Return a workbook without the moments at which it and its parts were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(out, "w") as plain:
        for part in given.namelist():
            data = given.read(part)
            if part == "docProps/core.xml":
                data = _MOMENTS.sub(b"", data)
            plain.writestr(zipfile.ZipInfo(part, _EARLIEST), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
