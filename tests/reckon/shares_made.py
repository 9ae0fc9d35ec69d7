"""Made shares of a row and their places: towns, provinces, a country, places that nobody can point at."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from msgspec import convert

from marsad.model import PlaceMention, Window
from marsad.reckon.account import KeptShare

FIRST = dt.date(2018, 6, 1)


def named(text: str, number: int, **told: Any) -> PlaceMention:
    point = {"lat": 35.0 + number / 50, "lon": 37.0, "kind": "town"}
    return convert({"id": "p", "span": (0, len(text)), "text": text} | point | told, PlaceMention)


def place(number: int) -> PlaceMention | None:
    """A town, its province, the country, one that no gazetteer has nor anybody can point at, a hamlet, nowhere."""
    if number < 6:
        return named(f"t{number}", number, gazetteer=f"t:{number}", parents=(f"g:{number % 2}", "c:1"))
    if number < 8:
        return named("g", number, gazetteer=f"g:{number - 6}", parents=("c:1",), kind="village")
    if number == 8:
        return named("c", number, gazetteer="c:1", kind="country")
    if number == 9:
        return named("somewhere", number, name_en="Somewhere", lat=None, lon=None)
    return named("hamlet", number) if number == 10 else None


def share(draw: random.Random, name: str) -> KeptShare:
    start = FIRST + dt.timedelta(days=draw.randrange(12))
    long = draw.choice((0, 0, 0, 0, 1, 3, 12))
    days = Window(start=start, end=start + dt.timedelta(days=long)) if draw.random() < 0.9 else Window()
    lo = draw.randrange(30)
    hi = None if draw.random() < 0.4 else lo + draw.randrange(12)
    causes = frozenset(draw.sample(("airstrike", "shelling"), draw.choice((0, 0, 1))))
    guarantee = draw.choice(("exact-tree", "exact-tree", "exact-TU"))
    return KeptShare(name, lo, hi, guarantee, (), (), (), kept_days=days, kept_causes=causes)
