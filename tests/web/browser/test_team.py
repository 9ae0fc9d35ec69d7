"""A member's day in a real Chromium: logging in with a second factor, without any script, and being refused."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import axe_playwright_python
import pyotp
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from marsad.accounts.porter import Porter
from marsad.accounts.staff import Staff
from marsad.ids import sha256
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.review import Desk
from marsad.review.signature import Signature
from marsad.web.app import make_app
from marsad.web.gate import NAMES
from marsad.web.room import Room
from marsad.web.teamgate import TeamGate

LANGUAGES = ("en", "ar")
PASSWORD = "copper lantern orchard"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "axe.run({resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})"
TOLD = {
    "open": "Three civilians were killed in an airstrike on Aleppo on Friday, 8 June 2018.",
    "hidden": "Canary reports: 4107 civilians were killed in an airstrike on Raqqa on Thursday, 7 June 2018.",
}


class Served(NamedTuple):
    base: str
    staff: Staff


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Ledger(tmp_path_factory.mktemp("team") / "team.db") as ledger:
        told = (
            Document(id=name, text=text, sha256=sha256(text.encode()), published="2018-06-09", source="a desk")
            for name, text in TOLD.items()
        )
        assert {one.error for one in ledger.add(told)} == {None}
        Desk(ledger.store).restrict("hidden", "restricted", Signature(who="rana", why="their safety"))
        staff = Staff(ledger.store)
        app = make_app(Room(ledger), TeamGate(Porter(ledger.store), NAMES))
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield Served(f"http://127.0.0.1:{listening.getsockname()[1]}", staff)
        server.should_exit = True
        thread.join()
        listening.close()
        app.close()


@pytest.fixture
def page(browser: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of nobody yet; with `bare` it runs no script."""
    context = browser.new_context(
        base_url=served.base,
        viewport={"width": 1100, "height": 800},
        java_script_enabled=getattr(request, "param", "") != "bare",
    )
    yield context.new_page()
    context.close()


def submit(page: Page, form: str, **fields: str) -> None:
    where = page.locator(f"form[action='{form}']").first
    for name, value in fields.items():
        where.locator(f"[name={name}]").fill(value)
    where.locator("button").first.click()


def enter(page: Page, name: str) -> str:
    """Log in for the first time and return the secret of the second factor."""
    page.goto("/login")
    submit(page, "/login", name=name, password=PASSWORD)
    expect(page).to_have_url(re.compile("/account/totp"))
    secret = page.locator(".secret").inner_text()
    submit(page, "/account/totp", code=pyotp.TOTP(secret).now())
    expect(page.locator(".codes li")).to_have_count(10)
    return secret


@pytest.mark.parametrize("page", ["bare", "script"], indirect=True)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_member_logs_in_with_a_second_factor_and_is_refused_what_the_role_may_not_see(
    page: Page, served: Served, lang: str, request: pytest.FixtureRequest
) -> None:
    name = f"viewer-{lang}-{request.node.callspec.params['page']}"
    served.staff.add(name, "viewer", PASSWORD, by="test")
    page.goto(f"/login?lang={lang}")
    submit(page, "/login", name=name, password="wrong wrong wrong")
    expect(page.locator("[role=alert]")).to_have_count(1)
    secret = enter(page, name)
    spare = page.locator(".codes li").first.inner_text()
    page.goto("/documents")
    assert "Canary" not in page.content() and "Aleppo" in page.content()
    expect(page.locator("nav a[href='/review']")).to_have_count(0)
    for path, status in (("/documents/hidden", 404), ("/review", 403), ("/admin/accounts", 403)):
        answer = page.goto(path)
        assert answer is not None and answer.status == status
    page.goto("/account")
    page.locator("form[action='/logout'] button").first.click()
    expect(page).to_have_url(re.compile("/login"))
    submit(page, "/login", name=name, password=PASSWORD)
    expect(page).to_have_url(re.compile("/login/code"))
    submit(page, "/login/code", code=pyotp.TOTP(secret).at(time.time() - 300))
    expect(page.locator("[role=alert]")).to_have_count(1)
    submit(page, "/login/code", code=spare)
    expect(page.locator("a[href='/account']")).to_have_text(name)


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["day", "night"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_serious_on_the_pages_of_accounts(page: Page, served: Served, lang: str, dark: bool) -> None:
    name = f"admin-{lang}-{'night' if dark else 'day'}"
    served.staff.add(name, "admin", PASSWORD, by="test")
    page.emulate_media(color_scheme="dark" if dark else "light")
    found = {}

    def check(what: str) -> None:
        page.evaluate(AXE)
        for one in page.evaluate(RUN)["violations"]:
            if one["impact"] in ("serious", "critical"):
                found[what, one["id"]] = [node["html"][:120] for node in one["nodes"][:3]]
        page.set_viewport_size({"width": 375, "height": 700})
        if page.evaluate("document.documentElement.scrollWidth") > 376:
            found[what, "wide"] = []
        page.set_viewport_size({"width": 1100, "height": 800})

    page.goto(f"/login?lang={lang}")
    check("login")
    submit(page, "/login", name=name, password=PASSWORD)
    check("totp")
    submit(page, "/account/totp", code=pyotp.TOTP(page.locator(".secret").inner_text()).now())
    check("recovery")
    for path in ("/account", "/account/password", "/admin/accounts"):
        page.goto(path)
        check(path)
    assert found == {}
