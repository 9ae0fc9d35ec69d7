"""A real Chromium before a real server, over a ledger of bulletins in both languages."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.gate import Gate
from marsad.web.room import Room

GOLD = Path(__file__).parents[2] / "gold" / "open"
TOLD = ("A-01", "A-04", "A-37", "B-09")
"""Bulletins with contradictions, control of places, and places on the real earth."""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


class House(NamedTuple):
    """A server, and the link that opens it."""

    base: str
    link: str


def bulletins() -> Iterator[Document]:
    yield from shipped_bulletins()
    for name in TOLD:
        found = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))
        text = found["text"]
        yield Document(
            id=name,
            text=text,
            sha256=sha256(text.encode()),
            published=found.get("published"),
            source=found.get("source"),
            lang=found.get("lang"),
        )


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of this folder; its loop ends with them, so that others may run their own."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with Ledger(tmp_path_factory.mktemp("browser") / "day.db") as ledger:
        assert {one.error for one in ledger.add(bulletins())} == {None}
        gate = Gate()
        key = gate.key
        listening = socket.create_server(("127.0.0.1", 0))
        app = make_app(Room(ledger, operator="Newcomer"), gate)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        base = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield House(base, f"{base}/open?key={key}")
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="module")
def session(browser: Browser, house: House) -> list[dict[str, object]]:
    """The cookies of the one session that the link opens."""
    context = browser.new_context()
    context.new_page().goto(house.link)
    cookies = [dict(one) for one in context.cookies()]
    context.close()
    return cookies


@pytest.fixture
def page(browser: Browser, house: House, session: list[dict[str, object]]) -> Iterator[Page]:
    """A page of the session; at the end nothing was asked of others, and nothing failed in it."""
    context = browser.new_context(base_url=house.base, viewport={"width": 1280, "height": 900})
    context.add_cookies(session)  # type: ignore[arg-type]  # as the browser gave them
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(f"{said.text} {said.location}") if said.type == "error" else None)
    made.on("request", lambda r: None if r.url.startswith((house.base, "data:", "blob:")) else wrong.append(r.url))
    yield made
    context.close()
    assert wrong == []
