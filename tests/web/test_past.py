"""What a large ledger knew on a past day: exactly what reckoning as of then gives, made once and kept."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from marsad.chronicle import Chronicle
from marsad.errors import MarsadError, UsageError
from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model.document import Document
from marsad.model.toll import TollRow, TollTable
from marsad.pipeline import Ledger
from marsad.review import Desk
from marsad.review.signature import Signature
from marsad.web import past
from marsad.web import room as rooms
from marsad.web.app import make_app
from marsad.web.asked import BeingMadeError, read_query
from marsad.web.gate import Gate
from marsad.web.house import status_of
from marsad.web.past import Known, Past, Wish
from marsad.web.room import Room
from marsad.web.routes import VIEWS

TOLLS = next(view for view in VIEWS if view.name == "tolls")
DAY = dt.date(2021, 3, 12)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    monkeypatch.setattr(rooms, "LARGE", 2)
    monkeypatch.setattr(rooms, "MOST_AT_ONCE", 3)
    with Ledger(tmp_path / "past.db") as made:
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        yield made


def ask(room: Room, **asked: str) -> TollTable:
    found: TollTable = TOLLS.answer(room, read_query(TOLLS.parameters, asked))
    return found


def waited(room: Room, **asked: str) -> TollTable:
    """Ask, wait until it is made, and ask again."""
    with pytest.raises(BeingMadeError):
        ask(room, **asked)
    thread = room.shelf.past._thread if room.shelf.past else None
    if thread is not None:
        thread.join(120)
    return ask(room, **asked)


def here(room: Room) -> list[Wish]:
    """Let a room reckon in this process; return what is reckoned from now on."""
    made: list[Wish] = []

    def reckon(wish: Wish) -> Known:
        made.append(wish)
        return past.reckon(wish)

    room.shelf.past = Past(room.ledger.store, reckon)
    return made


def bare(table: TollTable) -> list[TollRow]:
    return [msgspec.structs.replace(row, claims=(), contributions=(), proofs=()) for row in table.rows]


@pytest.mark.parametrize("day", ["2021-03-11", "2021-03-12", "2021-03-15", "2021-03-23", "2030-01-01"])
@pytest.mark.parametrize("by", ["side", "side,month"])
def test_the_figures_are_those_of_reckoning_as_of_then(ledger: Ledger, day: str, by: str) -> None:
    room = Room(ledger)
    here(room)
    found = waited(room, as_of=day, by=by)
    wanted = ledger.toll(by=by, as_of=dt.date.fromisoformat(day))
    assert wanted.rows and list(found.rows) == bare(wanted)
    assert (found.as_of, found.residual, found.meaning) == (day, wanted.residual, wanted.meaning)
    civilians = ask(room, as_of=day, by=by, harm="killed", side="civilians")
    assert list(civilians.rows) == [r for r in bare(wanted) if (r.harm, r.side) == ("killed", "civilians")]


def test_a_program_of_its_own_reckons_it(ledger: Ledger) -> None:
    room = Room(ledger)
    assert list(waited(room, as_of="2021-03-12").rows) == bare(ledger.toll(as_of=DAY))


def test_it_is_kept_and_a_new_start_has_it(ledger: Ledger) -> None:
    room = Room(ledger)
    made = here(room)
    found = waited(room, as_of="2021-03-12")
    again = Room(ledger)
    here(again)
    assert ask(again, as_of="2021-03-12") == found and len(made) == 1


def test_what_came_out_later_leaves_it_standing_and_what_bears_on_it_does_not(ledger: Ledger) -> None:
    def added(id: str, published: str) -> None:
        text = f"Four civilians were killed in shelling on Talmara on {published}."
        document = Document(id=id, text=text, sha256=sha256(text.encode()), published=published, source="S", address=id)
        assert [one.error for one in ledger.add([document])] == [None]

    room = Room(ledger)
    made = here(room)
    before = waited(room, as_of="2021-03-12")
    added("late", "2021-03-13")
    assert ask(room, as_of="2021-03-12") == before and len(made) == 1
    added("early", "2021-03-12")
    now = waited(room, as_of="2021-03-12")
    assert list(now.rows) == bare(ledger.toll(as_of=DAY)) != list(before.rows)
    key = next(one.key for one in Chronicle(ledger).statements() if one.document == "early")
    Desk(ledger.store).decide("refuse", key, Signature(who="Rima", why="checked"))
    assert list(waited(room, as_of="2021-03-12").rows) == bare(ledger.toll(as_of=DAY)) == list(before.rows)
    assert len(made) == 3


def test_a_day_that_cannot_be_reckoned_is_said_so_once_and_tried_again(ledger: Ledger) -> None:
    room, tries = Room(ledger), []

    def reckon(wish: Wish) -> Known:
        tries.append(wish)
        if len(tries) == 1:
            raise MarsadError("its memory was used up")
        return past.reckon(wish)

    room.shelf.past = Past(ledger.store, reckon)
    with pytest.raises(UsageError, match=r"memory was used up.*marsad toll --as-of 2021-03-12"):
        waited(room, as_of="2021-03-12")
    assert waited(room, as_of="2021-03-12").rows


def test_days_are_reckoned_one_after_the_other_and_asking_again_asks_for_nothing_more(ledger: Ledger) -> None:
    room, begun, go = Room(ledger), [], threading.Event()

    def reckon(wish: Wish) -> Known:
        begun.append(wish.day.day)
        assert go.wait(60)
        return Known(ledger.store.moved(), ())

    room.shelf.past = Past(ledger.store, reckon)
    for day in (11, 12, 11, 12, 13):
        with pytest.raises(BeingMadeError):
            ask(room, as_of=f"2021-03-{day}")
    thread = room.shelf.past._thread
    assert thread is not None
    go.set()
    thread.join(60)
    assert begun == [11, 12, 13]


def test_who_asks_meanwhile_is_told_to_ask_again(ledger: Ledger) -> None:
    error: Any = BeingMadeError("x")
    assert status_of(error) == (503, "making")
    room = Room(ledger)
    room.shelf.past = Past(ledger.store, lambda wish: Known(0, ()))
    room.shelf.past.stop()
    with pytest.raises(BeingMadeError, match="ask again"):
        ask(room, as_of="2021-03-12")
    assert room.shelf.past._thread is None


@pytest.mark.parametrize(("lang", "heading"), [("en", "Being reckoned"), ("ar", "قيد الحساب")])
def test_the_page_says_so_and_has_the_way_to_ask_again(ledger: Ledger, lang: str, heading: str) -> None:
    async def asked() -> tuple[httpx.Response, httpx.Response]:
        gate, room = Gate(), Room(ledger)
        room.shelf.past = Past(ledger.store, lambda wish: Known(0, ()))
        room.shelf.past.stop()
        transport = httpx.ASGITransport(make_app(room, gate))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            await client.get(f"/open?key={gate.key}")
            page = await client.get(f"/tolls?as_of=2021-03-12&lang={lang}")
            return page, await client.get("/api/v1/tolls?as_of=2021-03-12")

    page, data = asyncio.run(asked())
    assert page.status_code == data.status_code == 503 and page.headers["retry-after"] == data.headers["retry-after"]
    assert f"<h1>{heading}</h1>" in page.text and '<a href="">' in page.text and "2021-03-12" in page.text
    assert data.json()["error"]["code"] == "making"
