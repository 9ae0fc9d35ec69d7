"""A generated year of bulletins whose truth is known: for the speed of the reckoning, and for tests of its promises.

The world: incidents in towns of nine provinces, on days of one year; the dead and wounded of each by party, by day
(up to three) and by kind (men, women, children), drawn from heavy-tailed distributions.  Five sources report; each
follows an incident or not, in one to three bulletins whose counts run from the first day on.

The mix of wordings, in shares of the totals: 45 % at least, 30 % exact, 15 % about, 10 % at most; a total has with
probability .35 its children, with .25 its women ('at least'), with .2 an unnumbered rest; 30 % of the bulletins
count the wounded.  Claims an incident are Pareto-like with a mean of about four.  `wrong` is the share of totals whose
number is multiplied by a half, two or three; with 0 every claim is true, 'about' within a tenth.  A source's count of
one day is true of that day: later rises are later deaths.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from marsad.model import Claim, Group, PlaceMention, Statement, Window
from marsad.model.terms import Harm, Hedge

YEAR = dt.date(2021, 1, 1)
SIDES = ("civilians", "government", "opposition")
KINDS = ("man", "woman", "child")
SOURCES = ("agency", "channel", "ministry", "monitor", "network")
HARMS: tuple[Harm, ...] = ("killed", "injured")

Cell = tuple[str, str, str, int]
"""Harm, side, kind, day of the incident."""


@dataclass(frozen=True, slots=True)
class World:
    """The statements of the year, linked, and the true counts by incident."""

    statements: list[Statement]
    truth: dict[str, dict[Cell, int]]
    starts: dict[str, dt.date] = field(default_factory=dict)
    unlisted: dict[str, int] = field(default_factory=dict)
    """The dead of incidents that no one listed, by side; only the monthly totals count them."""

    def count(
        self, incident: str, harm: str, side: str | None = None, kind: str | None = None, until: dt.date | None = None
    ) -> int:
        """Return the true number of persons of an incident, by the end of a day."""
        start = self.starts[incident]
        return sum(
            n
            for (h, s, k, day), n in self.truth[incident].items()
            if h == harm and side in (None, s) and kind in (None, k)
            if until is None or start + dt.timedelta(days=day) <= until
        )


def generate(incidents: int, claims: int, *, seed: int = 1, wrong: float = 0.0, monthly: bool = False) -> World:
    """Return a year of so many incidents and about so many claims; the same seed gives the same year."""
    world = World([], {})
    per_incident = claims / incidents
    for number in range(incidents):
        chance = random.Random(f"{seed} {number}")  # the year of n incidents begins every longer one
        _incident(f"i{number:07}", per_incident, chance, world, wrong)
    if monthly:
        world.statements.extend(_monthly(world, random.Random(f"{seed} months"), incidents))
    return world


def _incident(name: str, per_incident: float, chance: random.Random, world: World, wrong: float) -> None:
    start = YEAR + dt.timedelta(days=chance.randrange(360))
    length = chance.choices((1, 2, 3), (0.7, 0.2, 0.1))[0]
    cells: dict[Cell, int] = {}
    for side in chance.sample(SIDES, chance.choices((1, 2, 3), (0.6, 0.3, 0.1))[0]):
        for harm in HARMS:
            for kind in KINDS if side == "civilians" else ("man",):
                for day in range(length):
                    scale = 1.0 if harm == "killed" else 1.8
                    cells[harm, side, kind, day] = min(400, int(scale * chance.paretovariate(1.1)))
    world.truth[name], world.starts[name] = cells, start
    place = _town(chance.randrange(270))
    wanted = max(1, round(per_incident * 0.5 * min(chance.paretovariate(2.0), 12)))
    told = 0
    sources = chance.sample(SOURCES, len(SOURCES))
    while told < wanted and sources:
        source = sources.pop()
        for number in range(chance.choices((1, 2, 3), (0.6, 0.25, 0.15))[0]):
            day = min(number, length - 1)
            document = f"{name}-{source}-{number}"
            found = list(_bulletin(cells, start, day, chance, wrong))
            published = start + dt.timedelta(days=number)
            world.statements.extend(_statement(document, claim, source, published, place, name) for claim in found)
            told += len(found)
            if told >= wanted:
                return


def _town(number: int) -> PlaceMention:
    province, town = divmod(number, 30)
    name = f"T{number}"
    return PlaceMention(
        id=name,
        span=(0, len(name)),
        text=name,
        name_en=name,
        gazetteer=name,
        kind="town",
        lat=32.0 + province % 3 * 2.5 + town % 6 * 0.3,
        lon=36.0 + province // 3 * 2.5 + town // 6 * 0.3,
        parents=(f"P{province}", "LAND"),
    )


def _statement(
    document: str, claim: Claim, source: str, published: dt.date, place: PlaceMention | None, incident: str
) -> Statement:
    return Statement(
        key=f"{document}#{claim.id}",
        document=document,
        claim=claim,
        published=published,
        source=source,
        claimant=source,
        place=place,
        incident=incident,
    )


def _bulletin(
    cells: dict[Cell, int], start: dt.date, last: int, chance: random.Random, wrong: float
) -> Iterator[Claim]:
    window = Window(start=start, end=start + dt.timedelta(days=last))
    number = 0

    def claim(
        value: int | None, hedge: Hedge, harm: Harm, group: Group, part_of: str | None = None, rest: bool = False
    ) -> Claim:
        nonlocal number
        number += 1
        at = 100 * number
        words = f"{hedge} {value}"
        return Claim(
            id=f"c{number}",
            span=(at, at + len(words)),
            text=words,
            harm=harm,
            value=value,
            hedge=hedge,
            group=group,
            window=window,
            cumulative=last > 0,
            part_of=part_of,
            rest=rest,
        )

    for harm in HARMS if chance.random() < 0.3 else HARMS[:1]:
        for side in SIDES:
            counts = {
                kind: sum(n for (h, s, k, day), n in cells.items() if (h, s, k) == (harm, side, kind) and day <= last)
                for kind in KINDS
            }
            total = sum(counts.values())
            if not total or (side != "civilians" and chance.random() < 0.3):
                continue
            value, hedge = _worded(total, chance, wrong)
            whole = claim(value, hedge, harm, Group(side=side))
            yield whole
            if side != "civilians" or hedge in ("about", "at_most") or value != total:
                continue
            child, woman = Group(side=side, age="child"), Group(side=side, sex="f", age="adult")
            if counts["child"] and chance.random() < 0.35:
                yield claim(counts["child"], "exact", harm, child, part_of=whole.id)
            if counts["woman"] and chance.random() < 0.25:
                low = max(1, counts["woman"] - chance.randrange(2))
                yield claim(low, "at_least", harm, woman, part_of=whole.id)
                if chance.random() < 0.2:
                    yield claim(None, "exact", harm, Group(side=side), part_of=whole.id, rest=True)


def _worded(total: int, chance: random.Random, wrong: float) -> tuple[int, Hedge]:
    """Return how a source words a true total; a wrong one is off by a factor."""
    hedge: Hedge = chance.choices(("at_least", "exact", "about", "at_most"), (0.45, 0.30, 0.15, 0.10))[0]
    if wrong and chance.random() < wrong:
        return max(1, round(total * chance.choice((0.5, 2.0, 3.0)))), hedge
    if hedge == "at_least":
        return max(1, total - chance.choice((0, 0, 0, 1, 2))), hedge
    if hedge == "about":
        near = [n for n in (5 * round(total / 5), 10 * round(total / 10), total) if abs(total - n) <= 0.1 * n]
        return near[0], hedge
    return (total + chance.randrange(3) if hedge == "at_most" else total), hedge


def _monthly(world: World, chance: random.Random, incidents: int) -> Iterator[Statement]:
    """Yield the monitor's monthly totals of the whole country: true, with some persons in incidents no one listed."""
    land = PlaceMention(id="LAND", span=(0, 4), text="LAND", name_en="LAND", gazetteer="LAND", kind="country")
    for month in range(1, 13):
        first = dt.date(YEAR.year, month, 1)
        last = dt.date(YEAR.year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        for side in SIDES[:2]:
            listed = sum(
                n
                for name, cells in world.truth.items()
                for (harm, s, _, day), n in cells.items()
                if harm == "killed" and s == side and first <= world.starts[name] + dt.timedelta(days=day) <= last
            )
            left = chance.randrange(max(2, incidents // 50))
            world.unlisted[side] = world.unlisted.get(side, 0) + left
            value = listed + left
            words = f"exact {value}"
            claim = Claim(
                id=f"c{SIDES.index(side) + 1}",
                span=(100 * SIDES.index(side), 100 * SIDES.index(side) + len(words)),
                text=words,
                harm="killed",
                value=value,
                group=Group(side=side),
                window=Window(start=first, end=last),
                cumulative=True,
            )
            yield _statement(
                f"month-{month:02}", claim, "monitor", last + dt.timedelta(days=1), land, f"month {month:02}"
            )
