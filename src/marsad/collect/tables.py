"""Tables that people fill in: the rows of a CSV or XLSX file, as text.

A workbook's first sheet is read; formulas give the value that was last seen.  Nothing in the file is run or fetched.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from marsad.collect.decoding import decode
from marsad.collect.xml import local, parse_xml
from marsad.errors import UnreadableDocumentError

MOST_ROWS = 200_000
MOST_COLUMNS = 200
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")
_LARGEST_LIST = 1_000_000
"""Bytes of a workbook's list of sheets."""
SWELLING = 50
"""How many times a workbook may be larger unpacked than the limit for files."""


class Row(NamedTuple):
    """A row with its number in the file (the first is 1) and its cells, trimmed."""

    number: int
    cells: tuple[str, ...]


def read_table(path: Path, *, max_bytes: int) -> tuple[tuple[str, ...], list[Row]]:
    """Return the headings and the rows that are not empty.

    Raises `UnreadableDocumentError` for a file that is missing, too large, no table, or has no heading row.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= max_bytes else b""
    except OSError as error:
        raise UnreadableDocumentError.of(
            "{name}: cannot be opened ({reason}); check its rights", name=path, reason=error.strerror
        ) from error
    if size > max_bytes:
        raise UnreadableDocumentError.of(
            "{where}: larger than {limit} bytes; split it, or allow more (MARSAD_MAX_BYTES)",
            where=path,
            limit=max_bytes,
        )
    return read_rows(data, str(path), max_bytes=max_bytes)


def read_rows(data: bytes, name: str, *, max_bytes: int) -> tuple[tuple[str, ...], list[Row]]:
    """Return the headings and the rows of a file's bytes that are not empty; `name` is what messages call it.

    Raises `UnreadableDocumentError` for bytes that are no table or have no heading row.
    """
    rows = _workbook(name, data, max_bytes) if data[:2] == b"PK" else _csv(name, data)
    filled = [Row(number, tuple(cells)) for number, cells in enumerate(_bounded(name, rows), 1) if any(cells)]
    if not filled:
        raise UnreadableDocumentError.of("{name}: is empty; there is nothing to read in it", name=name)
    return filled[0].cells, filled[1:]


def further_sheets(data: bytes) -> tuple[str, ...]:
    """Return the names of a workbook's sheets that `read_rows` does not read; none for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            about = packed.getinfo("xl/workbook.xml")
            if about.file_size > _LARGEST_LIST:
                return ()
            root = parse_xml(packed.read(about), about.filename)
    except (zipfile.BadZipFile, KeyError, UnreadableDocumentError):
        return ()
    return tuple(node.get("name", "?") for node in root.iter() if local(node.tag) == "sheet")[1:]


def _bounded(path: str, rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS or len(row) > MOST_COLUMNS:
            raise UnreadableDocumentError.of(
                "{name}: more than {rows} rows or {columns} columns; split it",
                name=path,
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
            )
        yield row


def _csv(path: str, data: bytes) -> Iterator[Sequence[str]]:
    text = decode(data, path).removeprefix("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [_unguarded(cell.strip()) for cell in row]
    except csv.Error as error:
        raise UnreadableDocumentError.of("{name}: is no CSV ({reason})", name=path, reason=error) from error


def _unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps programs from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _ACTIVE else cell


def _workbook(path: str, data: bytes, max_bytes: int) -> Iterator[Sequence[str]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > SWELLING * max_bytes:
                raise UnreadableDocumentError.of("{name}: swells beyond measure when unpacked", name=path)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1):
            cells = [_text(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield cells
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, IndexError, SyntaxError) as error:
        raise UnreadableDocumentError.of(
            "{name}: is no workbook that can be read ({reason}); save it as .xlsx or .csv", name=path, reason=error
        ) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
