"""Output: JSON, JSON lines and CSV for machines, tables for people.  Always UTF-8."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click
import msgspec

from marsad.cli.shell.session import session

GAP = "  "
NARROWEST = 20


def write_json(value: object) -> None:
    """Write one JSON value, indented, on stdout."""
    _write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def write_json_line(value: object) -> None:
    """Write one JSON value on a line of its own."""
    _write(msgspec.json.encode(value) + b"\n")


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV (RFC 4180, UTF-8); None is an empty field."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    _write(buffer.getvalue().encode())


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str = "", *, err: bool = False) -> None:
    """Write a line; colours only where they are seen or forced."""
    click.echo(text, err=err, color=session().colour)


def strong(text: str) -> str:
    """Return text to stand out."""
    return click.style(text, bold=True)


def faint(text: str) -> str:
    """Return text to stand back."""
    return click.style(text, dim=True)


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Write columns; on a terminal the last one is shortened to the width, in a pipe nothing is."""
    if not rows:
        return
    cells = [[" ".join(cell.split()) for cell in row] for row in (header, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    room = _room(indent, widths)
    for number, row in enumerate(cells):
        padded = [cell + " " * (size - width(cell)) for cell, size in zip(row[:-1], widths[:-1], strict=True)]
        line = indent + GAP.join([*padded, shortened(row[-1], room)]).rstrip()
        say(strong(line) if number == 0 else line)


def _room(indent: str, widths: Sequence[int]) -> int | None:
    if not sys.stdout.isatty():
        return None
    taken = len(indent) + sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    return max(NARROWEST, shutil.get_terminal_size().columns - taken)


def width(text: str) -> int:
    """Return how many terminal cells a text takes: marks none, wide characters two."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def shortened(text: str, room: int | None) -> str:
    """Return text cut to `room` cells, with an ellipsis where something was cut; None leaves it whole."""
    if room is None or width(text) <= room:
        return text
    kept, used = "", 0
    for char in text:
        used += width(char)
        if used > room - 1:
            break
        kept += char
    return f"{kept}…"
