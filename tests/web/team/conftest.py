"""A team before a ledger: one member of each role, a clock that can be set, and clients that log in as people do."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyotp
import pytest
from starlette.types import ASGIApp

from marsad.accounts.porter import Porter, Rules
from marsad.accounts.roles import ROLES
from marsad.accounts.staff import Staff
from marsad.ids import sha256
from marsad.ledger.confidential import Vault
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.room import Room
from marsad.web.teamgate import TeamGate

SITE = "marsad.example"
PASSWORD = "copper lantern {role} orchard"
TOLD = {
    "open": "Three civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018.",
    "hidden": "Canary reports: 4107 civilians were killed in an airstrike on Raqqa on Thursday, 7 June 2018.",
}


class Wire(httpx.BaseTransport):
    """The way from a client to the application, without a network; `client` is who the server sees at the other end."""

    def __init__(self, app: ASGIApp, client: tuple[str, int]) -> None:
        self.inner = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=client)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        async def ask() -> httpx.Response:
            found = await self.inner.handle_async_request(request)
            return httpx.Response(found.status_code, headers=found.headers, content=await found.aread())

        return asyncio.run(ask())


class Clock:
    """A clock that tells what it is set to."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def on(self, **more: float) -> None:
        self.now += dt.timedelta(**more)


def documents() -> Iterator[Document]:
    for name, text in TOLD.items():
        yield Document(id=name, text=text, sha256=sha256(text.encode()), published="2018-06-09", source=f"{name} desk")


class Team:
    """A served team."""

    def __init__(self, place: Path | str, rules: Rules) -> None:
        self.clock = Clock()
        self.ledger = Ledger(place, clock=self.clock)
        self.staff = Staff(self.ledger.store)
        for role in ROLES:
            self.staff.add(role, role, self.password(role), by="test")
        self.keys = tempfile.TemporaryDirectory()
        vault = Vault(Path(self.keys.name) / "confidential.keys")
        vault.make("2026-01-01T00:00:00Z")
        self.porter = Porter(self.ledger.store, rules, vault=vault)
        self.gate = TeamGate(self.porter, frozenset({SITE}), frozenset({"10.0.0.1"}))
        self.room = Room(self.ledger)
        self.app = make_app(self.room, self.gate)
        self.secrets: dict[str, str] = {}

    def close(self) -> None:
        self.app.close()
        self.ledger.close()
        self.keys.cleanup()

    def password(self, name: str) -> str:
        return PASSWORD.format(role=name[::-1])

    def client(self, *, address: str = "192.0.2.7", peer: str = "10.0.0.1") -> httpx.Client:
        """A browser of a member's, as the proxy hands on what it asks."""
        told = {"x-forwarded-proto": "https", "x-forwarded-for": f"203.0.113.9, {address}"}
        return httpx.Client(transport=Wire(self.app, (peer, 5000)), base_url=f"https://{SITE}", headers=told)

    def code(self, name: str) -> str:
        """The code that a member's authenticator shows, never the same one twice."""
        self.clock.on(seconds=30)
        return pyotp.TOTP(self.secrets[name]).at(self.clock.now)

    def entered(self, name: str) -> httpx.Client:
        """A client whose member has logged in, with a second factor where one is asked for."""
        client = self.client()
        answer = log_in(client, name, self.password(name))
        assert answer.status_code == 303, answer.text
        page = client.get("/", follow_redirects=True)
        if page.url.path == "/account/totp":
            found = re.search(r"<bdi class=\"key secret\">([A-Z2-7]{32})</bdi>", page.text)
            assert found
            self.secrets[name] = found[1]
            assert client.post("/account/totp", data=form(client, code=self.code(name))).status_code == 200
        elif page.url.path == "/login/code":
            assert client.post("/login/code", data=form(client, code=self.code(name))).status_code == 303
        return client


def log_in(client: httpx.Client, name: str, password: str) -> httpx.Response:
    """Fill in the first form."""
    page = client.get("/login").text
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found
    return client.post("/login", data={"form": found[1], "name": name, "password": password, "to": "/"})


def form(client: httpx.Client, page: str | None = None, **fields: str) -> dict[str, str]:
    """The fields of a form with the token that the session's pages carry."""
    for path in (page,) if page else ("/account", "/account/totp", "/login/code", "/account/password"):
        found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
        if found:
            return {"csrf": found[1], **fields}
    raise AssertionError("no page has a form")


Make = Callable[..., Team]


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A team that needs no second factor, over two documents."""
    made = Team(tmp_path / "team.db", Rules(totp=False))
    assert [one.error for one in made.ledger.add(documents())] == [None, None]
    yield made
    made.close()


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Team]:
    """A team that needs a second factor."""
    made = Team(tmp_path / "strict.db", Rules())
    yield made
    made.close()
