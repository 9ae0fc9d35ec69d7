"""An answer that somebody had is not made again for the next, until something changed; nobody gets another's page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.document import Document
from marsad.pipeline import Ledger
from marsad.web.app import make_app
from marsad.web.bodies import Bodies, body_of
from marsad.web.gate import Gate
from marsad.web.room import Room
from marsad.web.shelf import Shelf


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "bodies.db") as made:
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        yield made


def asked(room: Room, *paths: str) -> list[httpx.Response]:
    """The answers to paths, one after the other, of who opened the link."""

    async def go() -> list[httpx.Response]:
        gate = Gate("Rima")
        transport = httpx.ASGITransport(app=make_app(room, gate))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await client.get("/open", params={"key": gate.key})
            return [await client.get(path) for path in paths]

    return asyncio.run(go())


def test_many_who_ask_at_once_have_it_made_once(ledger: Ledger) -> None:
    shelf, begin = Shelf(ledger.store), threading.Barrier(8)
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"answer")
        return made[-1]

    def ask(_: int) -> bytes:
        begin.wait()
        return shelf.body("page", make).content

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(ask, range(8))) == {b"answer"}
    assert made == [b"answer"]


def test_what_was_answered_before_waits_for_nobody_who_holds_the_ledger(ledger: Ledger) -> None:
    shelf = Shelf(ledger.store)
    shelf.body("page", lambda: b"answer")
    with shelf.lock, ThreadPoolExecutor(1) as other:
        assert other.submit(shelf.body, "page", lambda: b"made anew").result(timeout=10).content == b"answer"


@pytest.mark.parametrize("path", ["/", "/documents", "/api/v1/tolls", "/sources.json"])
def test_the_same_bytes_are_given_again_until_a_document_moves_the_figures(ledger: Ledger, path: str) -> None:
    room = Room(ledger)
    first, again = asked(room, path, path)
    assert first.status_code == 200
    assert (first.content, first.headers["etag"]) == (again.content, again.headers["etag"])
    text = "Twelve civilians were killed in shelling on Aleppo on Saturday, 13 March 2021."
    news = Document(id="news", text=text, sha256=sha256(text.encode()), published="2021-03-14", source="Somebody")
    assert [one.result for one in ledger.add([news])] == ["added"]
    assert asked(room, path)[0].content != first.content


def test_pages_are_those_of_who_asks_in_the_language_that_is_asked_for(ledger: Ledger) -> None:
    room = Room(ledger)
    mine, arabic, english = asked(room, "/review?lang=en", "/review?lang=ar", "/review?lang=en")
    (other,) = asked(room, "/review?lang=en")
    assert 'dir="rtl"' in arabic.text and 'dir="rtl"' not in english.text
    token = [page.text.partition('name="csrf" value="')[2].partition('"')[0] for page in (mine, english, other)]
    assert token[0] == token[1] != token[2]


def test_a_document_is_verified_whenever_it_is_shown(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(ledger)
    path = f"/api/v1/documents/{next(iter(ledger.documents())).id}"
    assert asked(room, path)[0].json()["verified"] is True
    monkeypatch.setattr(ledger.store, "original", lambda sha256: b"other bytes")
    assert asked(room, path)[0].json()["verified"] is False


def test_the_answers_asked_last_stay_as_far_as_there_is_room() -> None:
    held = Bodies(most=25)
    for name in ("a", "b"):
        held.put(1, name, body_of(b"0123456789"))
    assert held.find(1, "a") is not None
    held.put(1, "c", body_of(b"0123456789"))
    found: dict[str, Any] = {name: held.find(1, name) for name in ("a", "b", "c")}
    assert [name for name, body in found.items() if body] == ["a", "c"]
    assert held.find(2, "a") is None
    held.put(2, "d", body_of(b"0123456789" * 3))
    assert held.find(2, "d") is None and held.find(1, "a") is None
