"""A table (CSV, XLSX): a document a row, by the columns that a source names; the row as a whole is the original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from marsad.collect.material import Item, Material, Piece, Skipped, Way
from marsad.collect.moments import moment
from marsad.collect.tables import Row, further_sheets, read_rows
from marsad.errors import UsageError
from marsad.ids import sha256
from marsad.model.document import Document

NAME = "table"
ORDER = 35
PARTS = ("id", "text", "published", "source", "lang", "conflict")
"""Parts of a document that a column may give; `text` may be several, one under the other."""
_SUFFIXES = (".csv", ".tsv", ".xlsx")
_MEDIA = ("text/csv", "text/tab-separated-values", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def accepts(material: Material) -> bool:
    """Tell whether the material is a table, by its name or media type."""
    return material.suffix in _SUFFIXES or material.media_type in _MEDIA


def items(material: Material, way: Way) -> Iterator[Item]:
    """Yield a document a row; a row without words is skipped, a day that is none is said.

    Raises `UsageError` where a column that the source names isn't there, `UnreadableDocumentError` for no table.
    """
    headings, rows = read_rows(material.data, material.name, max_bytes=way.max_bytes)
    columns = _columns(headings, way.columns, material.name)
    unused = [
        name for number, name in enumerate(headings) if name and number not in {n for c in columns.values() for n in c}
    ]
    if unused:
        yield Skipped(material.name, f"columns kept with the row and not read: {', '.join(unused)}")
    if further := further_sheets(material.data):
        yield Skipped(material.name, f"sheets that are not read, only the first is: {', '.join(further)}")
    taken: dict[str, int] = {}
    for row in rows:
        yield _item(row, headings, columns, material, way, taken)


def _columns(headings: tuple[str, ...], wanted: Mapping[str, tuple[str, ...]], name: str) -> dict[str, list[int]]:
    """Return the numbers of the columns that give each part; without a mapping, headings called as the parts."""
    mapping = wanted or {part: (part,) for part in PARTS if part in headings}
    for part in mapping:
        if part not in PARTS:
            raise UsageError.of("a column cannot give {part!r}; there are: {known}", part=part, known=", ".join(PARTS))
    if "text" not in mapping:
        raise UsageError.of(
            "{name}: which column holds the text? Name it in a source's `columns`; there are: {known}",
            name=name,
            known=", ".join(headings),
        )
    for heading in (one for named in mapping.values() for one in named):
        if heading not in headings:
            raise UsageError.of(
                "{name}: there is no column {heading!r}; there are: {known}",
                name=name,
                heading=heading,
                known=", ".join(headings),
            )
    return {part: [headings.index(one) for one in named] for part, named in mapping.items()}


def _item(
    row: Row,
    headings: tuple[str, ...],
    columns: Mapping[str, list[int]],
    material: Material,
    way: Way,
    taken: dict[str, int],
) -> Item:
    cells = row.cells
    said = {
        part: "\n\n".join(c for n in numbers if n < len(cells) and (c := cells[n])) for part, numbers in columns.items()
    }
    whole = {heading or f"column {n}": cell for n, (heading, cell) in enumerate(zip(headings, cells, strict=False), 1)}
    whole |= {f"column {n}": cells[n - 1] for n in range(len(headings) + 1, len(cells) + 1)}
    data = msgspec.json.encode(whole)
    key = said.get("id") or sha256(data)[:12]
    taken[key] = taken.get(key, 0) + 1
    key = key if taken[key] == 1 else f"{key}#{taken[key]}"
    if not said["text"].strip():
        return Skipped(f"{material.name}, row {row.number}", "the row has no words")
    day = said.get("published")
    published = moment(day, way.zone)
    document = Document(
        id=f"{material.id}:{key}",
        text=said["text"],
        sha256=sha256(data),
        data=data,
        extracted=True,
        media_type="application/json",
        address=f"{material.address}#{key}",
        published=published,
        source=said.get("source") or None,
        lang=said.get("lang") or None,
        pack=said.get("conflict") or None,
    )
    if day and published is None:
        return Piece(document, "partial", f"the day {day!r} isn't understood; write 2018-06-09")
    return Piece(document)
