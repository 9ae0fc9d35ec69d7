"""What is brought up to date from one state of a ledger to the next is what a new start makes of it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.chronicle.chronicle import Chronicle
from marsad.chronicle.entry import Entry
from marsad.ids import sha256
from marsad.knowledge.bulletins import shipped_bulletins
from marsad.model import Contradiction, PlaceMention
from marsad.model.document import Document
from marsad.model.terms import HARMS
from marsad.pipeline import Ledger
from marsad.reckon import book as books
from marsad.reckon.account import Account
from marsad.review import Desk
from marsad.review.signature import Signature
from marsad.web import attendant
from marsad.web import room as rooms
from marsad.web.asked import read_query
from marsad.web.atlas import Atlas, make_atlas, spot_name
from marsad.web.attendant import Attendant
from marsad.web.moving import moved_atlas
from marsad.web.room import Room
from marsad.web.routes import VIEWS, View
from marsad.web.views import kept
from marsad.web.views.frame import tie_atlas

VIEW: dict[str, View] = {view.name: view for view in VIEWS}
BY = Signature(who="Rima", why="checked")
NEWS = (
    ("n1", "2021-03-14", "Four civilians were killed in shelling on Aleppo on Saturday, 13 March 2021."),
    ("n2", None, "The Observatory said that at least 7 fighters were injured in clashes near Raqqa."),
    ("n1", "2021-03-15", "Six civilians were killed in shelling on Aleppo on Saturday, 13 March 2021."),
)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """A ledger that is large to the pages, of which every row but the shortest is a long one."""
    monkeypatch.setattr(rooms, "LARGE", 3)
    monkeypatch.setattr(books, "FEW", 1)
    with Ledger(tmp_path / "moving.db") as made:
        assert all(one.error is None for one in made.add(shipped_bulletins()))
        yield made


def ask(room: Room, name: str, **asked: str) -> Any:
    return VIEW[name].answer(room, read_query(VIEW[name].parameters, asked))


def everything(room: Room) -> dict[str, Any]:
    """What the pages of the whole ledger say; places on the map by their names, not by the numbers they go by."""
    found = {name: ask(room, name) for name in ("overview", "sources", "documents", "contradictions", "review")}
    found |= {"months": ask(room, "tolls", by="side,month"), "tolls": ask(room, "tolls"), "frame": ask(room, "frame")}
    for frame in (found["frame"], found["overview"]["frame"]):
        frame["spots"].sort(key=lambda spot: (spot["name_en"], spot["lat"], spot["lon"], spot["incidents"]))
        for one in (*frame["spots"], *frame["results"]):
            del one["spot"]
    return found


def changes(ledger: Ledger) -> Iterator[Callable[[], object]]:
    """What happens to a ledger, one after another: documents, a revision, decisions, one taken back."""
    for id, day, text in NEWS:
        document = Document(id=id, text=text, sha256=sha256(text.encode()), published=day, source="S", address=id)
        yield lambda document=document: [one.error for one in ledger.add([document])]  # type: ignore[misc]
    desk, statements = Desk(ledger.store), Chronicle(ledger).statements()
    made: list[str] = []
    yield lambda: made.append(str(desk.decide("refuse", statements[0].key, BY).decision))
    yield lambda: desk.decide("amend", statements[1].key, BY, changes={"value": 77})
    yield lambda: desk.judge_pair("same", (statements[1].key, statements[-1].key), BY)
    yield lambda: desk.undo(made[0], BY)


def test_a_room_that_stays_open_says_after_every_change_what_a_new_one_says(ledger: Ledger) -> None:
    room = Room(ledger)
    before = everything(room)
    for change in changes(ledger):
        change()
        now = everything(room)
        assert now == everything(fresh(ledger))
        assert now != before
        before = now


def fresh(ledger: Ledger) -> Room:
    """A room that takes nothing from what the ledger keeps."""
    room = Room(ledger)
    room.shelf.remembered = lambda name, kind: None  # type: ignore[method-assign]
    return room


def test_the_attendant_makes_all_of_it_beforehand_and_keeps_it_at_the_end(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendant, "WATCH", 0.001)
    room = Room(ledger)
    one = Attendant(room)
    one.start()
    for change in changes(ledger):
        with room.lock:
            change()
        while True:
            with room.lock:
                if room.shelf.look() == room.shelf.head and room.shelf.there("book") and room.shelf.there("atlas"):
                    break
    one.stop()
    assert not room.shelf.save()
    later = Room(ledger)
    monkeypatch.setattr(type(room.shelf.book), "steps", lambda book, chronicle: pytest.fail("the book is read"))
    assert everything(later)["overview"]["documents"] == len(later.catalogue()) > 2


def test_rows_that_change_while_they_are_made_ready_are_summed_as_they_are_now(ledger: Ledger) -> None:
    room, news = Room(ledger), changes(ledger)
    ready = room.book().sums.foresee()
    next(ready)()
    next(news)()
    room.book()
    assert len([left() for left in ready]) > 3
    for change in (lambda: None, *news):
        change()
        for monthly in (False, True):
            assert room.rows(monthly=monthly) == fresh(ledger).rows(monthly=monthly)


def test_the_columns_that_the_ledger_kept_are_brought_up_to_date_too(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(Room(ledger), "frame")
    room = Room(ledger)
    tie_atlas(room)
    monkeypatch.setattr("marsad.web.views.frame.make_atlas", lambda entries: pytest.fail("made anew"))
    next(changes(ledger))()
    now = ask(room, "frame")
    monkeypatch.undo()
    assert now["in_frame"] == ask(fresh(ledger), "frame")["in_frame"]


def test_a_contradiction_that_its_incidents_do_not_show_by_themselves_is_listed_with_the_reason(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room(ledger)
    every = ask(room, "contradictions")["results"]
    assert every and all(one["reason"] != kept.ELSEWHERE for one in every)
    reckon = ledger.toll

    def without_the_first(**asked: Any) -> Any:
        from msgspec.structs import replace

        table = reckon(**asked)
        return replace(table, contradictions=tuple(one for one in table.contradictions if not is_first(one)))

    def is_first(one: Contradiction) -> bool:
        return one.kind == every[0]["kind"] and list(one.claims) == [claim["key"] for claim in every[0]["claims"]]

    monkeypatch.setattr(ledger, "toll", without_the_first)
    again = ask(Room(ledger), "contradictions")["results"]
    assert [(one["id"], one["kind"]) for one in again] == [(one["id"], one["kind"]) for one in every]
    assert again[0]["reason"] == kept.ELSEWHERE and again[0]["claims"] == every[0]["claims"]
    assert all(claim["key"] in again[0]["sentence"] for claim in again[0]["claims"])


def entry(draw: random.Random) -> Entry:
    day = dt.date(2018, 1, 1) + dt.timedelta(days=draw.randrange(8)) if draw.random() < 0.8 else None
    number = draw.randrange(5)
    lat, name = (35.0 + number, f"P{number}") if number else (None, "nowhere")
    place = PlaceMention(id="p", span=(0, len(name)), text=name, name_en=name, lat=lat, lon=lat, kind="town")
    sides = tuple(sorted(draw.sample(("civilians", "government", "opposition"), draw.randrange(3))))
    harms = tuple(draw.sample(HARMS, 2))
    return Entry(day, day, place if draw.random() < 0.9 else None, harms, sides, 1, (), Account(None, (), ()))


def plain(atlas: Atlas) -> tuple[object, ...]:
    """An atlas without the numbers by which its places go."""
    spots = [spot_name(atlas.spots[row]) if row >= 0 else None for row in atlas.spot]
    columns = [column.tolist() for column in (atlas.first, atlas.last, atlas.harms)]
    points = [(one.lat, one.lon) for one in atlas.spots] == list(zip(atlas.lat, atlas.lon, strict=True))
    return atlas.leaders, spots, columns, points, {side: rows.tolist() for side, rows in atlas.sides.items()}


@pytest.mark.parametrize("seed", range(10))
def test_moved_columns_are_those_made_anew(seed: int) -> None:
    draw = random.Random(seed)
    names = [f"d{n}#c{n % 3}" for n in range(30)]
    entries = {name: entry(draw) for name in draw.sample(names, 12)}
    atlas = make_atlas(entries)
    for _ in range(40):
        moved = {name: entry(draw) if draw.random() < 0.6 else None for name in draw.sample(names, draw.randrange(5))}
        for name, one in moved.items():
            entries.pop(name, None)
            entries |= {name: one} if one else {}
        atlas = moved_atlas(atlas, moved)
        assert plain(atlas) == plain(make_atlas(entries))
