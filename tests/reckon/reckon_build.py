"""Claims and statements in a line each, for tests that read like a bulletin."""

from __future__ import annotations

import datetime as dt
from typing import Any

from marsad.model import Claim, Group, PlaceMention, Published, Reading, Statement, Window
from marsad.model.terms import Harm, Hedge

UMBRELLA = {"government": frozenset({"allied_militia", "hezbollah"})}


def day(number: int, month: int = 3) -> dt.date:
    return dt.date(2021, month, number)


def days(first: int, last: int | None = None) -> Window:
    return Window(start=day(first), end=day(last or first))


def claim(
    id: str,
    value: int | None,
    side: str | None = "government",
    window: Window | None = None,
    *,
    hedge: Hedge = "exact",
    harm: Harm = "killed",
    at: int | None = None,
    group: dict[str, Any] | None = None,
    **more: Any,
) -> Claim:
    """A claim; `at` is where it stands in the text (by default, in the order of the ids c1, c2, ...)."""
    words = f"{id} {hedge} {value}"
    start = 1000 * int("".join(c for c in id if c.isdigit()) or 0) if at is None else at
    return Claim(
        id=id,
        span=(start, start + len(words)),
        text=words,
        harm=harm,
        value=value,
        hedge=hedge,
        group=Group(side=side, **(group or {})),
        window=window or Window(),
        **more,
    )


def told(
    document: str,
    published: int,
    claims: list[Claim],
    *,
    by: str | None = "observatory",
    incident: str | None = "battle",
    place: PlaceMention | None = None,
    title: int = 0,
) -> list[Statement]:
    """The statements of one document of one voice; claims that name a claimant are that one's."""
    return [
        Statement(
            key=f"{document}#{c.id}",
            document=document,
            claim=c,
            published=day(published),
            source=by,
            claimant=c.claimant or by,
            place=place,
            incident=incident,
            headline=c.span[0] < title,
        )
        for c in claims
    ]


def town(name: str, lat: float | None = None, lon: float | None = None, **more: Any) -> PlaceMention:
    more.setdefault("kind", "town")
    return PlaceMention(id=name, span=(0, len(name)), text=name, name_en=name, lat=lat, lon=lon, **more)


def read(claims: list[Claim], places: list[PlaceMention] | None = None) -> Reading:
    return Reading(
        id="doc",
        lang="en",
        published=Published(value="2021-03-20", how="given"),
        sha256="0" * 64,
        claims=tuple(claims),
        places=tuple(places or ()),
    )
