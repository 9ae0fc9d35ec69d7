"""A generated world of known truth: what happened, and what publishers made of it.  Measures linking.

    python bench/link_world.py [--documents 1000 10000 100000] [--seed 1] [--noise 1] [--json PATH]

The world: 14 governorates of 1 city and 300 towns and villages each, and a capital of 40 quarters that has a fifth of
all incidents; a year, one day of it ten times as busy; 10 causes, 5 parties, tolls with a heavy tail.

The noise of a report (shares): 10 of 100 are round-ups of up to 4 incidents of their publisher's day; 20 reprints by
another publisher with up to 15 of 100 words changed; 12 updates of the next day with a running total since the first.
Of all figures 72 are exact, 15 early counts (half of the truth and more), 13 off by up to a tenth or 1;
injured left out in 30, women and children told in 40 of those with the exact figure.
The day is off by one in 3, no place is named in 2, a coarser one in 5 (city for quarter, governorate for village), no
cause in 20 and a wrong one in 2, no perpetrator in 30 and a wrong one in 2, no side in 10.

Counted are pairs of reports in different documents: precision, of those that were given one incident, the share that
tell of one; recall, of those that tell of one, the share that were given one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from marsad.ids import sha256
from marsad.model import (
    Claim,
    Document,
    Group,
    PlaceMention,
    Published,
    Reading,
    Statement,
    Tool,
    Window,
)

CAUSES = ("airstrike", "shelling", "gunfire", "clashes", "ied_mine", "execution", "torture", "assassination", "drone")
CAUSE_WEIGHTS = (20, 25, 15, 15, 10, 4, 3, 5, 3)
KINDS = (("m", "adult"), ("f", "adult"), ("m", "child"), ("f", "child"))
KIND_WEIGHTS = (55, 20, 15, 10)
PARTIES = ("government", "opposition", "islamic_state", "sdf", "turkey")
FIRST = dt.date(2016, 1, 1)
CAPITAL_SHARE, BUSY_DAY, BUSY_SHARE = 0.2, 200, 0.025


@dataclass(frozen=True)
class Spot:
    place: PlaceMention
    coarser: PlaceMention | None


@dataclass(frozen=True)
class Incident:
    id: int
    spot: Spot
    day: dt.date
    cause: str
    harmed: str
    harming: str
    killed: int
    injured: int
    persons: tuple[tuple[int, str, str], ...]
    """Of the killed: number, sex, age."""


@dataclass
class Report:
    """What one publisher tells of one incident in one document."""

    incident: int
    source: str
    published: dt.date
    figures: list[tuple[str, int]]
    persons: tuple[tuple[int, str, str], ...]
    start: dt.date
    end: dt.date
    place: PlaceMention | None
    cause: str | None
    harmed: str | None
    harming: str | None


@dataclass
class Page:
    name: str
    reports: list[Report]
    text: str


@dataclass
class World:
    statements: list[Statement]
    texts: dict[str, str]
    truth: dict[str, int]
    """The incident of each report, by the key of its first statement."""
    incidents: int


def mention(name: str, lat: float, lon: float, kind: str, reach: float, parents: tuple[str, ...]) -> PlaceMention:
    return PlaceMention(
        id="p", span=(0, len(name)), text=name, name_en=name, gazetteer=name, lat=lat, lon=lon, radius_km=reach,
        kind=kind, parents=parents,  # type: ignore[arg-type]
    )  # fmt: skip


def land(chance: random.Random) -> tuple[list[Spot], list[Spot]]:
    """Return the quarters of the capital, and all other settlements."""
    quarters: list[Spot] = []
    others: list[Spot] = []
    for number in range(14):
        lat, lon = 33.0 + 1.2 * (number % 4), 36.0 + 1.2 * (number // 4)
        whole = mention(f"gov{number}", lat + 0.5, lon + 0.5, "governorate", 80.0, ("country",))
        above = (f"gov{number}", "country")
        city = mention(f"city{number}", lat + 0.5, lon + 0.5, "city", 10.0, above)
        others.append(Spot(city, whole))
        for village in range(300):
            kind = "town" if village < 40 else "village"
            at = lat + chance.random(), lon + chance.random()
            others.append(Spot(mention(f"v{number}.{village}", *at, kind, 3.0, above), whole))
        if number == 0:
            for quarter in range(40):
                at = lat + 0.45 + chance.random() / 10, lon + 0.45 + chance.random() / 10
                quarters.append(Spot(mention(f"q{quarter}", *at, "town", 2.0, ("city0", *above)), city))
    return quarters, others


def happenings(chance: random.Random, count: int) -> Iterator[Incident]:
    quarters, others = land(chance)
    weights = [1.0 / (1 + rank) ** 0.5 for rank in range(len(others))]
    chance.shuffle(others)
    for number in range(count):
        spot = chance.choice(quarters) if chance.random() < CAPITAL_SHARE else chance.choices(others, weights)[0]
        day = BUSY_DAY if chance.random() < BUSY_SHARE else chance.randrange(365)
        cause = chance.choices(CAUSES, CAUSE_WEIGHTS)[0]
        harming = chance.choice(PARTIES)
        harmed = "civilians" if cause != "clashes" and chance.random() < 0.7 else chance.choice(PARTIES)
        killed = min(400, int(chance.paretovariate(1.1)))
        injured = int(killed * chance.uniform(0, 3))
        kinds = Counter(
            chance.choices(KINDS, KIND_WEIGHTS if harmed == "civilians" else (1, 0, 0, 0), k=min(killed, 60))
        )
        persons = tuple((kinds[kind], *kind) for kind in KINDS[1:] if kinds[kind])
        yield Incident(number, spot, FIRST + dt.timedelta(days=day), cause, harmed, harming, killed, injured, persons)


def told(chance: random.Random, incident: Incident, source: str, noise: float) -> Report:
    roll = chance.random()
    slip = chance.choice((-1, 1)) if chance.random() < 0.03 * noise else 0
    day = incident.day + dt.timedelta(days=slip)
    place: PlaceMention | None = incident.spot.place
    where = chance.random()
    if where < 0.02 * noise:
        place = None
    elif where < 0.07 * noise and incident.spot.coarser is not None:
        place = incident.spot.coarser
    cause: str | None = incident.cause
    how = chance.random()
    if how < 0.2 * noise:
        cause = None
    elif how < 0.22 * noise:
        cause = chance.choice(CAUSES)
    figures = [("killed", number(chance, incident.killed, roll))]
    if incident.injured and chance.random() > 0.3:
        figures.append(("injured", number(chance, incident.injured, roll)))
    persons = incident.persons if chance.random() < 0.4 and figures[0][1] == incident.killed else ()
    harming: str | None = incident.harming
    who = chance.random()
    if who < 0.3 * noise:
        harming = None
    elif who < 0.32 * noise:
        harming = chance.choice(PARTIES)
    published = incident.day + dt.timedelta(days=chance.choice((0, 0, 1)))
    return Report(
        incident.id, source, published, figures, persons, day, day, place, cause,
        None if chance.random() < 0.1 * noise else incident.harmed, harming,
    )  # fmt: skip


def number(chance: random.Random, truth: int, roll: float) -> int:
    if roll < 0.72:
        return truth
    if roll < 0.87:
        return max(1, int(truth * chance.uniform(0.5, 1)))
    return max(1, truth + chance.choice((-1, 1)) * max(1, int(truth * chance.uniform(0, 0.1))))


def wording(chance: random.Random, report: Report) -> str:
    """Return a text of the facts in words of the publisher's own, some of them always the same."""
    facts = [f"{harm} {count}" for harm, count in report.figures]
    facts += [report.place.text if report.place else "", report.cause or "", report.harmed or "", report.harming or ""]
    own = [f"w{chance.randrange(3000)}" for _ in range(45)]
    return " ".join([f"{report.source} says today that", *facts, *own, f"all rights belong to {report.source} press"])


def changed(chance: random.Random, text: str) -> str:
    share = chance.uniform(0, 0.15)
    return " ".join(f"x{chance.randrange(3000)}" if chance.random() < share else word for word in text.split())


def pages(chance: random.Random, count: int, sources: list[str], noise: float) -> tuple[list[Page], int]:
    made: list[Page] = []
    happened = 0
    weights = [1.0 / (1 + rank) for rank in range(len(sources))]
    daily: dict[tuple[str, dt.date], list[Page]] = defaultdict(list)
    for incident in happenings(chance, count):
        happened += 1
        for _ in range(1 + min(8, int(chance.expovariate(0.55)))):
            source = chance.choices(sources, weights)[0]
            report = told(chance, incident, source, noise)
            page = Page(f"d{len(made):06}", [report], wording(chance, report))
            beside = daily[source, report.published]
            if beside and chance.random() < 0.1 and len(beside[-1].reports) < 4 and all(
                one.incident != incident.id for one in beside[-1].reports
            ):  # fmt: skip
                beside[-1].reports.append(report)
                beside[-1].text += " " + page.text
                continue
            beside.append(page)
            made.append(page)
            if chance.random() < 0.2:
                again = chance.choice(sources)
                copies = [Report(**{**vars(one), "source": again}) for one in page.reports]
                made.append(Page(f"d{len(made):06}", copies, changed(chance, page.text)))
            if chance.random() < 0.12:
                later = told(chance, incident, source, noise)
                later.start, later.end = report.start, report.start + dt.timedelta(days=1)
                later.published = report.published + dt.timedelta(days=1)
                later.figures = [(h, n + int(n * chance.uniform(0, 0.4))) for h, n in report.figures]
                made.append(Page(f"d{len(made):06}", [later], wording(chance, later)))
        if len(made) >= count:
            break
    return made, happened


def world(documents: int, seed: int = 1, noise: float = 1.0) -> World:
    """Return a world of (nearly) so many documents; the same for the same seed."""
    chance = random.Random(seed)
    made, happened = pages(chance, documents, [f"source{n}" for n in range(25)], noise)
    statements: list[Statement] = []
    truth = {}
    for page in made:
        at = 0
        for report in page.reports:
            truth[f"{page.name}#c{at + 1}"] = report.incident
            for harm, count in report.figures:
                at += 1
                statements.append(said(page.name, at, report, harm, count))
            whole = f"c{at - len(report.figures) + 1}"
            for count, sex, age in report.persons:
                at += 1
                group = Group(side=report.harmed, sex=sex, age=age)  # type: ignore[arg-type]
                statements.append(said(page.name, at, report, "killed", count, group, whole))
    return World(statements, {page.name: page.text for page in made}, truth, happened)


def said(
    document: str, at: int, report: Report, harm: str, count: int, group: Group | None = None, whole: str | None = None
) -> Statement:
    words = f"{count} {harm}"
    start = at * 40
    claim = Claim(
        id=f"c{at}", span=(start, start + len(words)), text=words, harm=harm, value=count,  # type: ignore[arg-type]
        group=group or Group(side=report.harmed), part_of=whole, cause=report.cause, perpetrator=report.harming,  # type: ignore[arg-type]
        window=Window(start=report.start, end=report.end), cumulative=report.end > report.start,
    )  # fmt: skip
    return Statement(
        key=f"{document}#c{at}", document=document, claim=claim, published=report.published, source=report.source,
        claimant=report.source, place=report.place,
    )  # fmt: skip


def reading_of(name: str, text: str, told: list[Statement]) -> tuple[Document, Reading]:
    """Return a document of the world and its reading, as the ledger keeps them."""
    places: dict[str, PlaceMention] = {}
    claims = []
    for statement in told:
        place = statement.place
        if place is not None and place.text not in places:
            places[place.text] = msgspec.structs.replace(place, id=f"p{len(places) + 1}")
        claims.append(msgspec.structs.replace(statement.claim, place=places[place.text].id if place else None))
    day = told[0].published.isoformat() if told[0].published else None
    digest = sha256(text.encode())
    document = Document(id=name, text=text, sha256=digest, published=day, source=told[0].source, address=f"/{name}")
    reading = Reading(
        id=name, lang="en", published=Published(value=day, how="given"), source=told[0].source, sha256=digest,
        claims=tuple(claims), places=tuple(places.values()), made_by=Tool(reader="world", pack="", gazetteer=""),
    )  # fmt: skip
    return document, reading


def readings_of(made: World) -> Iterator[tuple[Document, Reading]]:
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in made.statements:
        by_document[statement.document].append(statement)
    for name, told in by_document.items():
        yield reading_of(name, made.texts[name], told)


def pairs(groups: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in groups)


def scores(truth: dict[str, int], given: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall over pairs of reports in different documents."""
    same = Counter((truth[key], given[key]) for key in truth)
    ours = Counter(given[key] for key in truth)
    theirs = Counter(truth.values())
    inside = Counter((key.partition("#")[0], given[key]) for key in truth)
    within = pairs(inside.values())
    both = pairs(same.values())
    return both / max(1, pairs(ours.values()) - within), both / max(1, pairs(theirs.values()))


def measure(documents: int, seed: int, noise: float) -> dict[str, object]:
    from marsad.link import linked
    from marsad.link.wording import wording as runs

    made = world(documents, seed, noise)
    start = time.process_time()
    days = {one.document: one.published for one in made.statements}
    wordings = [runs(name, text, days.get(name)) for name, text in made.texts.items()]
    hashed = time.process_time()
    found = linked(made.statements, wordings=wordings)
    end = time.process_time()
    given = {s.key: s.incident or "" for s in found.statements if s.key in made.truth}
    precision, recall = scores(made.truth, given)
    sizes = Counter(given.values())
    return {
        "noise": noise,
        "documents": len(made.texts),
        "statements": len(made.statements),
        "incidents": {"true": made.incidents, "found": len(sizes), "largest": max(sizes.values())},
        "seconds_cpu": {"wording": round(hashed - start, 3), "linking": round(end - hashed, 3)},
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "links": len(found.links),
        "crowded": found.crowded,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=1.0, help="multiplies the shares of what is left out or wrong")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = []
    for documents in asked.documents:
        found.append(measure(documents, asked.seed, asked.noise))
        print(json.dumps(found[-1]))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
