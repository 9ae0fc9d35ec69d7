"""The pages of a report: `templates/printed.typ`, filled with values, set by Typst with our own letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import msgspec

from marsad.publish.exports import missing
from marsad.publish.paper import TEMPLATES
from marsad.publish.pictures.sheet import FONTS

STANDARDS = ["a-2a", "ua-1"]
"""Kept for long, and read aloud in its order."""


def check_printable() -> Any:
    """Return Typst.  Raises `UsageError` that says which extra brings it where it, or matplotlib, is missing."""
    try:
        import_module("matplotlib")
        return import_module("typst")
    except ImportError as error:
        raise missing("typst and matplotlib", "report") from error


def printed(content: Mapping[str, Any], day: dt.date) -> bytes:
    """Return the PDF of a report's content (`content`), dated by the day that it speaks of.

    Everything is handed over as values: no word of a document is read as a command.  Raises `UsageError` where Typst is
    missing.
    """
    typst = check_printable()
    given = {**content, "date": [day.year, day.month, day.day]}
    made: bytes = typst.compile(
        (TEMPLATES / "printed.typ").read_bytes(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]),
        sys_inputs={"content": msgspec.json.encode(given).decode()},
        pdf_standards=STANDARDS,
        timestamp=int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp()),
    )
    return made
