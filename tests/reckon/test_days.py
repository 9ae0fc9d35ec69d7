"""The sum of any days' shares, out of the columns of all days, is the one that is reckoned over these shares."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping

import pytest
from shares_made import FIRST, place, share

from marsad.model import PlaceMention, Window
from marsad.reckon import period, summing
from marsad.reckon.account import KeptShare, Span
from marsad.reckon.columns import Columns, Facts
from marsad.reckon.holding import UNLINKED
from marsad.reckon.incident import Share
from marsad.reckon.period import summed
from marsad.reckon.running import Figure, Running
from marsad.reckon.summing import sum_of_days

SIDES = ((), ("civilians",), ("fighters", "government"))


def facts(shares: Mapping[str, KeptShare]) -> dict[str, Facts]:
    return {
        name: Facts(
            int(name[-3:]),
            Span("killed", one.days.start, one.days.end, loose=one.days.start is None, far=False),
            side(name),
        )
        for name, one in shares.items()
    }


def side(name: str) -> tuple[str, ...]:
    return SIDES[int(name[-3:]) % 3]


def days(draw: random.Random) -> Window:
    first = FIRST + dt.timedelta(days=draw.randrange(-1, 14))
    last = first + dt.timedelta(days=draw.choice((0, 1, 3, 6, 12, 20)))
    return Window(start=None if draw.random() < 0.1 else first, end=None if draw.random() < 0.1 else last)


def said_of_some_days(draw: random.Random, one: KeptShare) -> KeptShare:
    lo = draw.randrange(one.lo + 1)
    hi = None if draw.random() < 0.5 else lo + draw.randrange(6)
    start = one.days.start or FIRST
    window = Window(start=start, end=start) if draw.random() < 0.8 else Window()
    return KeptShare(one.incident, lo, hi, one.guarantee, (), (), (), kept_days=window, kept_causes=one.causes)


@pytest.mark.parametrize("seed", range(60))
def test_any_days_while_shares_come_change_and_go(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (period, summing):  # the linear program of every step would take minutes
        monkeypatch.setattr(module, "SMALL", 7)
    draw = random.Random(seed)
    most = draw.choice((3, 12, 30, 90))
    names = [f"{UNLINKED}{n:03}" if n % 9 == 5 and seed % 3 == 0 else f"i-{n:03}" for n in range(most)]
    kinds = draw.choice((range(12), (0, 1, 6, 7, 10), (0, 2, 8), (0, 2, 4, 6), (0,)))
    shares: dict[str, KeptShare] = {}
    places: dict[str, PlaceMention | None] = {}
    for name in draw.sample(names, max(1, most * 2 // 3)):
        shares[name], places[name] = share(draw, name), place(draw.choice(kinds))
    running = Running(list(shares.values()), places)
    columns = Columns(running, facts(shares))
    for _ in range(30):
        name = draw.choice(names)
        if name in shares and len(shares) > 1 and draw.random() < 0.5:
            del shares[name], places[name]
            running.put(name, None)
        else:
            shares[name], places[name] = share(draw, name), place(draw.choice(kinds))
            running.put(name, shares[name], places[name])
        moved = {name, *running.moved}
        running.moved.clear()
        columns.refresh(moved, facts({one: shares[one] for one in moved if one in shares}))
        window = days(draw)
        sure, others = columns.within(window)
        told = [said_of_some_days(draw, shares[one]) for one in others if draw.random() < 0.7]
        inside = [one for one in shares.values() if one.days.start is not None and one.days.inside(window)]
        assert [columns.names[slot] for slot in range(len(sure)) if sure[slot]] == sorted(
            (one.incident for one in inside), key=lambda one: columns.slots[one]
        )
        compare(columns, sure, told, [*inside, *told], places)


def compare(
    columns: Columns,
    sure: object,
    told: list[KeptShare],
    every: list[KeptShare],
    places: dict[str, PlaceMention | None],
) -> None:
    found = sum_of_days(columns, sure, told, places)
    if found is None:
        assert not every
        return
    ordered: list[Share] = sorted(every, key=lambda one: one.incident)
    wanted = summed(ordered, places)
    assert found.figure == Figure(wanted.bounds, wanted.clash, wanted.residual)
    first, total, of = found.binding(1_000)
    assert (sorted(total.low), sorted(total.high)) == (sorted(wanted.low), sorted(wanted.high))
    assert of == len(first) == len({*wanted.low, *wanted.high})
    asked = {one.incident for one in told}
    assert found.overlaps() == {one for part in every if part.incident not in asked for one in side(part.incident)}
    assert sorted(found.incidents) == sorted(int(one.incident[-3:]) for one in every)
