"""Who is let in: the holder of the link that was printed, by a cookie; and the token that every form carries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

COOKIE = "marsad_session"
OPEN = frozenset({"/healthz", "/open"})
"""Paths that ask for no session."""

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

    def __init__(self) -> None:
        self._key: str | None = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)

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

    def admits(self, cookie: str | None) -> bool:
        """Tell whether a cookie is the session's."""
        return cookie is not None and hmac.compare_digest(self._session.encode(), cookie.encode())

    @property
    def token(self) -> str:
        """What every form of the session carries."""
        return hmac.new(self._session.encode(), b"form", hashlib.sha256).hexdigest()

    def may_write(self, token: str, headers: Mapping[str, str]) -> bool:
        """Tell whether a form came from one of our own pages."""
        origin = headers.get("origin")
        ours = origin is None or urlsplit(origin).netloc == headers.get("host")
        return ours and hmac.compare_digest(self.token.encode(), token.encode())


def is_local(host: str) -> bool:
    """Tell whether a Host header names this machine."""
    return (urlsplit(f"//{host}").hostname or "") in NAMES if host.isprintable() and "@" not in host else False
