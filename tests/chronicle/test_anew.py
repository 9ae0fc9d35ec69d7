"""Linking everything anew is done in small steps: however they are cut, wherever they end, the tables are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from worlds import Pair, documents, put, tables

from marsad.chronicle import Chronicle
from marsad.chronicle.anew.stages import FIRST, STAGES, Anew
from marsad.ledger import cached
from marsad.ledger.making import Making
from marsad.link import wording
from marsad.link.blocks import Blocks
from marsad.link.compare import SIMILAR
from marsad.link.features import features
from marsad.link.incidents import compared
from marsad.link.scene import scenes
from marsad.pipeline import Ledger
from marsad.review.desk import Desk
from marsad.review.signature import Signature


@pytest.fixture
def ledger(either: str) -> Iterator[Ledger]:
    with Ledger(either) as made:
        yield made


@pytest.fixture
def in_small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in (
        ("collecting.DOCUMENTS_AT_ONCE", 7),
        ("collecting.TEXTS_AT_ONCE", 3),
        ("reprinting.ROWS_AT_ONCE", 50),
        ("comparing.BLOCKS_AT_ONCE", 70),
        ("comparing.SCENES_AT_ONCE", 5),
        ("comparing.REMEMBERED", 9),
        ("settling.SCENES_AT_ONCE", 4),
    ):
        monkeypatch.setattr(f"marsad.chronicle.anew.{name}", size)


def steps_of(chronicle: Chronicle) -> int:
    return len(list(chronicle.catch_up()))


def test_the_tables_are_those_of_comparing_everything_in_memory(ledger: Ledger, in_small_steps: None) -> None:
    pairs = documents(120)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    assert steps_of(chronicle) > 60
    told = [wording.wording(document.id, document.text, wording.day_of(reading)) for document, reading in pairs]
    alike = wording.alike(told, SIMILAR)
    links, _ = compared(map(features, scenes(ledger.statements())), alike)
    assert len(alike) > 10
    assert len(links) > 50
    found = tables(chronicle)
    assert {(row[0], row[1]): row[2] for row in found["cache_link_alike"]} == alike
    assert {row[:4] for row in found["cache_link_links"]} == {(k.first, k.second, k.verdict, k.score) for k in links}


def test_crowded_blocks_and_bands_too(ledger: Ledger, in_small_steps: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.link.blocks.FIRST", 2)
    monkeypatch.setattr("marsad.link.wording.FIRST", 2)
    monkeypatch.setattr("marsad.link.blocks.Blocks.__init__", _narrow)
    pairs = documents(120, seed=2)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    told = [wording.wording(document.id, document.text, wording.day_of(reading)) for document, reading in pairs]
    alike = wording.alike(told, SIMILAR)
    links, crowded = compared(map(features, scenes(ledger.statements())), alike)
    assert crowded
    found = tables(chronicle)
    assert {(row[0], row[1]): row[2] for row in found["cache_link_alike"]} == alike
    assert {row[:4] for row in found["cache_link_links"]} == {(k.first, k.second, k.verdict, k.score) for k in links}


def _narrow(self: Blocks) -> None:
    for name, value in {"first": 2, "members": {}, "crowded": 0}.items():
        setattr(self, name, value)


@pytest.mark.parametrize("size", [1, 1_000])
def test_however_steps_are_cut_the_tables_are_the_same(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    pairs = documents(40)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.rebuild()
    wanted = tables(chronicle)
    for room, names in (
        ("collecting", ("DOCUMENTS_AT_ONCE", "TEXTS_AT_ONCE")),
        ("reprinting", ("ROWS_AT_ONCE",)),
        ("comparing", ("BLOCKS_AT_ONCE", "SCENES_AT_ONCE", "REMEMBERED")),
        ("settling", ("SCENES_AT_ONCE",)),
    ):
        for name in names:
            monkeypatch.setattr(f"marsad.chronicle.anew.{room}.{name}", size)
    assert chronicle.rebuild() == len(pairs)
    assert tables(chronicle) == wanted


def test_what_is_stopped_after_any_step_goes_on_there(ledger: Ledger, tmp_path: Path, in_small_steps: None) -> None:
    """Nobody takes the tables for whole before the last step, and no stage is begun again."""
    pairs = documents(30)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    whole = steps_of(chronicle)
    wanted = tables(chronicle)
    with Ledger(tmp_path / "other.db") as other:
        put(other, pairs)
        taken = 0
        while True:
            taken += len(list(islice(Chronicle(other).catch_up(), 3)))
            with other.store.cache() as cache:
                made = Making(cache).stage()
                assert (cache.seen() is None) == (made is not None)
            if made is None:
                break
        assert tables(Chronicle(other)) == wanted
        assert abs(taken - whole) <= 2


def test_two_who_link_one_ledger_take_turns(ledger: Ledger, in_small_steps: None) -> None:
    pairs = documents(30)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    chronicle.rebuild()
    wanted = tables(chronicle)
    with ledger.store.cache(write=True) as cache:
        cache.drop()
    both = [Anew(Chronicle(ledger)).steps(), Anew(Chronicle(ledger)).steps()]
    while both:
        both = [one for one in both if next(one, None) is not None]
    assert tables(chronicle) == wanted


def test_what_comes_in_meanwhile_is_taken_in_at_the_end(ledger: Ledger, tmp_path: Path, in_small_steps: None) -> None:
    pairs = documents(40)
    put(ledger, pairs[::2])
    chronicle = Chronicle(ledger)
    linking = chronicle.catch_up()
    list(islice(linking, 9))
    put(ledger, pairs[1::2])
    list(linking)
    with Ledger(tmp_path / "other.db") as other:
        put(other, pairs)
        Chronicle(other).refresh()
        assert tables(chronicle) == tables(Chronicle(other))


def test_tables_of_another_format_are_thrown_away(
    ledger: Ledger, in_small_steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs: list[Pair] = documents(20)
    put(ledger, pairs)
    chronicle = Chronicle(ledger)
    monkeypatch.setattr("marsad.ledger.making.FORMAT", "an older one")
    list(islice(chronicle.catch_up(), 12))
    monkeypatch.undo()
    chronicle.refresh()
    wanted = tables(chronicle)
    chronicle.rebuild()
    assert tables(chronicle) == wanted


def test_progress_never_goes_back_and_ends_with_all(ledger: Ledger, in_small_steps: None) -> None:
    pairs = documents(40)
    put(ledger, pairs)
    told = [(done, of_all) for _, done, of_all in Chronicle(ledger).catch_up()]
    assert [done for done, _ in told[:-1]] == sorted(done for done, _ in told[:-1])
    assert {of_all for _, of_all in told[:-1]} == {len(pairs)}
    assert sum(STAGES.values()) == 100


def test_judgements_of_persons_are_obeyed(ledger: Ledger, in_small_steps: None) -> None:
    put(ledger, documents(40))
    chronicle = Chronicle(ledger)
    chronicle.refresh()
    first, second = _two_leaders(chronicle)
    Desk(ledger.store).judge_pair("same", (first, second), Signature(who="A. Analyst", why="they are one"))
    chronicle.refresh()
    folded = tables(chronicle)
    chronicle.rebuild()
    assert tables(chronicle) == folded
    with ledger.store.cache() as cache:
        led = {row.scene: row.leader for row in cache.find(cached.scenes, "scene", [first, second])}
    assert led[first] == led[second]


def _two_leaders(chronicle: Chronicle) -> tuple[str, str]:
    with chronicle.ledger.store.cache() as cache:
        leaders = sorted({row.leader for row in cache.every(cached.scenes)})
    return leaders[0], leaders[-1]


@pytest.mark.parametrize("asked", ["statements", "incidents", "tolls", "doubtful"])
def test_who_asks_while_another_begins_anew_sees_no_half_made_tables(
    ledger: Ledger, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between bringing the tables up to date and reading them, somebody else throws them away: they are made again."""
    put(ledger, documents(20))
    chronicle = Chronicle(ledger)
    names = [one.id for one in ledger.store.documents()]
    ask: dict[str, Callable[[], object]] = {
        "statements": chronicle.statements,
        "incidents": lambda: chronicle.incidents(limit=5)[0],
        "tolls": lambda: chronicle.tolls(names),
        "doubtful": lambda: list(chronicle.doubtful()),
    }
    wanted = ask[asked]()
    begun: list[int] = []
    refresh = chronicle.refresh

    def interrupted() -> int:
        touched = refresh()
        if not begun:
            begun.append(1)
            ledger.store.derive(lambda cache: Making(cache).begin(FIRST))
        return touched

    monkeypatch.setattr(chronicle, "refresh", interrupted)
    assert ask[asked]() == wanted
    assert begun
