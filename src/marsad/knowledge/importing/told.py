"""One place as a foreign list tells it, before it becomes a row of a gazetteer."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from marsad.errors import KnowledgeError

MAX_BYTES = 2_000_000_000
"""The largest list that is unpacked: GeoNames' whole world has 1.7 GB."""


class Told(NamedTuple):
    """A place of a foreign list: all its names, WGS 84 degrees, inhabitants (0: not said), ids of what contains it."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    population: int = 0
    country: str = ""
    parents: tuple[str, ...] = ()


class Skipped(NamedTuple):
    """A row that was not taken: where it stands, and why (an English sentence, the key of its translations)."""

    where: str
    why: str


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a text, or of the one list in a zip.

    Raises `KnowledgeError` where the file can't be read or is no UTF-8.
    """
    try:
        if zipfile.is_zipfile(path):
            yield from _zipped(path)
            return
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from stream
    except UnicodeDecodeError as error:
        raise KnowledgeError.of("{path}: is not UTF-8 text; save it as UTF-8", path=path) from error
    except OSError as error:
        raise KnowledgeError.of("{path}: cannot be read: {error}", path=path, error=error.strerror) from error
    except zipfile.BadZipFile as error:
        raise KnowledgeError.of("{path}: cannot be read: {error}", path=path, error=error) from error


def _zipped(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        lists = [one for one in archive.infolist() if one.filename.endswith((".txt", ".csv"))]
        lists = [one for one in lists if "readme" not in one.filename.lower()]
        if len(lists) != 1:
            raise KnowledgeError.of(
                "{path}: holds {count} lists; unpack it and name the one that is meant", path=path, count=len(lists)
            )
        if lists[0].file_size > MAX_BYTES:
            raise KnowledgeError.of("{path}: unpacks to more than {limit} bytes", path=path, limit=MAX_BYTES)
        with archive.open(lists[0]) as stream:
            yield from io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def table_of(path: Path) -> tuple[list[str], Iterator[tuple[int, dict[str, str]]]]:
    """Return the columns of a CSV list and its rows with their line numbers.  Raises `KnowledgeError` where empty."""
    rows = csv.reader(lines_of(path))
    header = next(rows, None)
    if header is None:
        raise KnowledgeError.of("{path}: empty; the first row must name the columns", path=path)
    names = [name.strip() for name in header]
    return names, ((n, dict(zip(names, row, strict=False))) for n, row in enumerate(rows, 2) if row)


def point(lat: str | float | None, lon: str | float | None) -> tuple[float, float] | None:
    """Return a point in degrees, None where either is missing, no number, or off the globe."""
    try:
        here = float(lat or "nan"), float(lon or "nan")
    except (TypeError, ValueError):
        return None
    on_the_globe = abs(here[0]) <= 90 and abs(here[1]) <= 180
    return here if on_the_globe and here != (0.0, 0.0) else None
