"""The shapes of answers: bodies that carry a tag of their content, and tables that no spreadsheet runs."""

from __future__ import annotations

import csv
import io

from starlette.requests import Request
from starlette.responses import Response

from marsad.web.bodies import Body

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at a cell's beginning."""


def write_csv(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> bytes:
    """Return rows as CSV in which no cell of text can be a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell


def tagged(request: Request, body: Body, media: str, *, vary: str | None = None) -> Response:
    """Return a body with the ETag of its content, or 304 where the asker has it."""
    headers = {"etag": body.tag} | ({"vary": vary} if vary else {})
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if body.tag in known:
        return Response(status_code=304, headers=headers)
    return Response(body.content, media_type=media, headers=headers)
