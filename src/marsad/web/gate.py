"""Who is let in: the holder of the link that was printed, by a cookie; and the token that every form carries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from starlette.requests import Request

from marsad.accounts.roles import EVERYTHING
from marsad.accounts.visitor import Visitor

COOKIE = "marsad_session"

POLICY = (
    "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}
NAMES = frozenset({"127.0.0.1", "localhost"})
"""Hosts by which this machine may be asked: another name that leads here is a trick upon the browser."""


class Gate:
    """One process's key and session; nothing of it is kept on disk."""

    team: ClassVar[bool] = False
    cookie: ClassVar[str] = COOKIE

    def __init__(self, operator: str = "") -> None:
        self._key: str | None = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._visitor = Visitor(operator, "", EVERYTHING, secret=self._session)

    @property
    def key(self) -> str | None:
        """What the printed link carries, None once it was used."""
        return self._key

    def open(self, key: str) -> str | None:
        """Return the session for a key, which then opens nothing more; None for a wrong one."""
        if self._key is None or not hmac.compare_digest(self._key.encode(), key.encode()):
            return None
        self._key = None
        return self._session

    def refusal(self, request: Request) -> str | None:
        """Return why nobody is answered who asks so: by a name that is not this machine's."""
        return None if is_local(request.headers.get("host", "")) else "host"

    def visitor(self, request: Request) -> Visitor | None:
        """Return who asks: the one person who opened the link."""
        return self._visitor if self.admits(request.cookies.get(COOKIE)) else None

    def admits(self, cookie: str | None) -> bool:
        """Tell whether a cookie is the session's."""
        return cookie is not None and hmac.compare_digest(self._session.encode(), cookie.encode())

    @property
    def token(self) -> str:
        """What every form of the session carries."""
        return form_token(self._session)


def form_token(session: str) -> str:
    """Return what every form of a session carries."""
    return hmac.new(session.encode(), b"form", hashlib.sha256).hexdigest()


def is_ours(token: str, visitor: Visitor, headers: Mapping[str, str]) -> bool:
    """Tell whether a form came from one of our own pages; a program with a token has no cookie to be tricked by."""
    if visitor.token is not None:
        return True
    return same_origin(headers) and hmac.compare_digest(form_token(visitor.secret).encode(), token.encode())


def same_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether nothing says that a request came from another site."""
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site", "same-origin")
    return (origin is None or urlsplit(origin).netloc == headers.get("host")) and site in ("same-origin", "none")


def is_local(host: str) -> bool:
    """Tell whether a Host header names this machine."""
    return (urlsplit(f"//{host}").hostname or "") in NAMES if host.isprintable() and "@" not in host else False
