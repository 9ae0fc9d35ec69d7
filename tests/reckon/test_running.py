"""A sum that is kept while shares come, change and go is at every moment the one that is reckoned over all of them."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from shares_made import FIRST, place, share

from marsad.model import PlaceMention, Window
from marsad.reckon import period, running
from marsad.reckon.account import KeptShare
from marsad.reckon.holding import UNLINKED
from marsad.reckon.running import Running, figure_of


@pytest.mark.parametrize("seed", range(24))
def test_whatever_comes_changes_and_goes(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (period, running):  # the linear program of every step would take minutes
        monkeypatch.setattr(module, "SMALL", 7)
    draw = random.Random(seed)
    most = draw.choice((6, 30, 90))
    names = [f"{UNLINKED}{n}" if n % 9 == 5 else f"i-{n:03}" for n in range(most)]
    kinds = draw.choice(((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (0, 1, 6, 7, 10), (0, 2, 8)))
    held: dict[str, KeptShare] = {}
    places: dict[str, PlaceMention | None] = {}
    for name in draw.sample(names, most // 2):
        held[name], places[name] = share(draw, name), place(draw.choice(kinds))
    kept = Running(list(held.values()), places)
    for _ in range(60):
        name = draw.choice(names)
        if name in held and len(held) > 1 and draw.random() < 0.5:
            del held[name], places[name]
            kept.put(name, None)
        else:
            held[name], places[name] = share(draw, name), place(draw.choice(kinds))
            kept.put(name, held[name], places[name])
        assert kept.figure() == figure_of(list(held.values()), places)


def test_one_that_holds_all_gives_the_end_and_the_rest() -> None:
    days = Window(start=FIRST, end=FIRST + dt.timedelta(days=9))
    month = KeptShare("i-all", 10, 12, "exact-tree", (), (), (), kept_days=days)
    one = KeptShare("i-one", 4, 5, "exact-tree", (), (), (), kept_days=Window(start=FIRST, end=FIRST))
    kept = Running([one], {"i-one": place(0)})
    kept.put("i-all", month, place(8))
    found = kept.figure()
    assert (found.bounds.lo, found.bounds.hi, found.residual) == (10, 12, (5, 8))
    kept.put("i-all", None)
    assert kept.figure().bounds.hi == 5
