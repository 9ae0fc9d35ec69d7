"""The gate of the team mode: who asks, by session or token; from where, as far as a proxy that is trusted says so."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from starlette.requests import Request

from marsad.accounts.porter import Porter
from marsad.accounts.visitor import Visitor
from marsad.web.gate import COOKIE
from marsad.web.house import is_data

SECURE = "__Host-marsad"
"""The cookie's name behind TLS: browsers take it over TLS alone, for this one host and every path."""
FORM = "marsad_form"
"""The cookie that the form of the first page is held against."""
SCHEME = "bearer"


class TeamGate:
    """Lets in members of a team.  `proxies` are the addresses of those whose `X-Forwarded-...` is believed.

    Behind a proxy nothing is answered that did not come over TLS, nor anybody who comes around the proxy.
    """

    team: ClassVar[bool] = True

    def __init__(self, porter: Porter, names: frozenset[str], proxies: frozenset[str] = frozenset()) -> None:
        self.porter = porter
        self.names = names
        self.proxies = proxies

    @property
    def secure(self) -> bool:
        """Whether cookies travel over TLS alone."""
        return bool(self.proxies)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie."""
        return SECURE if self.secure else COOKIE

    def refusal(self, request: Request) -> str | None:
        """Return why nobody is answered who asks so: around the proxy, without TLS, by a name that is not ours."""
        if self.proxies:
            if _peer(request) not in self.proxies:
                return "proxy"
            if request.headers.get("x-forwarded-proto") != "https":
                return "plain"
        host = request.headers.get("host", "")
        known = host.isprintable() and "@" not in host and (urlsplit(f"//{host}").hostname or "") in self.names
        return None if known else "host"

    def address(self, request: Request) -> str:
        """Return who is asking, for counting failures: what the proxy added last, else the other end."""
        if not self.proxies:
            return _peer(request)
        return request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip() or _peer(request)

    def visitor(self, request: Request) -> Visitor | None:
        """Return who asks.  Data that a page fetches again and again prolongs no session."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == SCHEME:
            return self.porter.bearer(given.strip())
        return self.porter.visitor(request.cookies.get(self.cookie), moving=not is_data(request.url.path))


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
