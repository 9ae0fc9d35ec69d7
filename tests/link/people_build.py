"""Victims in a line each.  Every name is put together from lists; no person is meant."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from marsad.knowledge.personal_names import load_names
from marsad.link.people.match import Matched, match
from marsad.model import Place, Victim, Window

LORE = load_names()
MARQUNA = Place(id="xw_marquna", name_en="Marquna", kind="city", lat=33.0, lon=36.0, parents=("xw",))
TALMARA = Place(id="xw_talmara", name_en="Talmara", kind="city", lat=35.5, lon=38.0, parents=("xw",))
_NUMBERS = count(1)


def day(number: int, month: int = 3) -> Window:
    return Window(start=dt.date(2021, month, number), end=dt.date(2021, month, number))


def victim(name: str | tuple[str, ...], list: str = "A", id: str | None = None, **more: Any) -> Victim:
    names = (name,) if isinstance(name, str) else name
    return Victim(id=id or f"v-{next(_NUMBERS):06}", names=names, list=list, **more)


def grades(*victims: Victim) -> dict[tuple[str, str], str]:
    return {(link.first, link.second): link.grade for link in matched(*victims).links}


def grade(a: Victim, b: Victim) -> str | None:
    found = grades(a, b)
    return next(iter(found.values())) if found else None


def matched(*victims: Victim) -> Matched:
    return match(victims, LORE)
