"""Reading what a form sent: never more than a little, never trusted."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

LONGEST = 65_536
"""Bytes of a form at most."""
FIELDS = 40


class FormError(Exception):
    """What was sent is no form of ours; `status` and `code` say why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form.  Raises `FormError` for one that is too large or malformed."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            raise FormError(413, "large")
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        raise FormError(400, "form") from None
