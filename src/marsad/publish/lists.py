"""Lists of victims as tables: CSV and XLSX, with the headings that `marsad enter victim` reads.

What is in them was decided before (link/people/roll.py); here nothing is added.  No cell is a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from marsad.errors import UsageError
from marsad.model import Victim

INTERNAL = (
    *("id", "name", "other spellings", "father", "mother", "kunya", "sex", "age", "minor", "place", "from", "to"),
    *("harm", "side", "civilian", "role", "nationality", "list", "consent", "visibility", "note"),
)
PUBLIC = (
    "id",
    "name",
    "other spellings",
    "sex",
    "age",
    "minor",
    "place",
    "from",
    "to",
    "harm",
    "side",
    "civilian",
    "list",
)
"""Third persons' names, notes and what was said in confidence are not public."""
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def victim_cells(victim: Victim, columns: Sequence[str]) -> tuple[str, ...]:
    """Return a victim's row."""
    group, place, window = victim.group, victim.place, victim.window
    said: dict[str, object] = {
        "id": victim.id,
        "name": victim.names[0],
        "other spellings": "; ".join(victim.names[1:]),
        "father": "; ".join(victim.father),
        "mother": "; ".join(victim.mother),
        "kunya": "; ".join(victim.kunya),
        "sex": victim.sex,
        "age": victim.age,
        "minor": None if victim.minor is None else "yes" if victim.minor else "no",
        "place": (place.id or place.name_en) if place else None,
        "from": window.start,
        "to": window.end,
        "harm": victim.harm,
        "side": group.side,
        "civilian": None if group.civilian is None else "yes" if group.civilian else "no",
        "role": group.role,
        "nationality": group.nationality,
        "list": victim.list,
        "consent": victim.consent,
        "visibility": victim.visibility,
        "note": victim.note,
    }
    return tuple("" if said[name] is None else str(said[name]) for name in columns)


def write_list(victims: Iterable[Victim], path: Path, *, public: bool) -> int:
    """Write a list where `path` says (.csv or .xlsx) and return how many rows it has.

    Raises `UsageError` for another suffix or a path that can't be written.
    """
    columns = PUBLIC if public else INTERNAL
    rows = [victim_cells(victim, columns) for victim in victims]
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise UsageError.of("{path}: a list is written as .csv or .xlsx; name it so", path=path)
    try:
        path.write_bytes(_csv(columns, rows) if path.suffix.lower() == ".csv" else _xlsx(columns, rows))
    except OSError as error:
        raise UsageError.of("{path}: cannot be written: {error}", path=path, error=error.strerror) from error
    return len(rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[f"'{cell}" if cell.startswith(_ACTIVE) else cell for cell in row] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("victims")
    sheet.append(list(columns))
    for row in rows:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
