"""What pages are dressed with: styles, letters, the bundle of the app (made in web/), each by a name that is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from marsad.publish.paper import TEMPLATES
from marsad.web.answers import tagged
from marsad.web.bodies import Body, body_of

STATIC = Path(__file__).parent / "static"
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}
STYLE = (TEMPLATES / "head.css", STATIC / "web.css")
"""What /static/web.css is put together from: the head that the report has too, and the pages' own."""


@cache
def assets() -> dict[str, Path]:
    """Return every file that may be asked for, by its path below /static/."""
    found = {path.relative_to(STATIC).as_posix(): path for path in STATIC.rglob("*") if path.suffix in MEDIA}
    return dict(sorted(found.items()))


@cache
def _body(name: str) -> Body:
    return body_of(b"".join(part.read_bytes() for part in (STYLE if name == "web.css" else (assets()[name],))))


async def asset(request: Request) -> Response:
    """Answer one file; 404 for a name that is none of ours."""
    name = request.path_params["name"]
    if name not in assets():
        raise HTTPException(404)
    return tagged(request, _body(name), MEDIA[Path(name).suffix])
