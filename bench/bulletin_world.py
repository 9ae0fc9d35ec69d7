"""Generated bulletins of known truth: incidents at real places, told in prose by several publishers.

An incident has a place of the Syrian pack, a day, a cause, a party, a number killed and perhaps injured.  One to five
documents tell of it, seven in ten in Arabic, of some 1,000 characters each: lead, women and children among the dead,
injured, a running total in one of eight, sentences that count nobody, page furniture.  One report in seven has an early
count (half of the truth and more).  Words are in `bulletin_world.yml`; the same seed makes the same bulletins.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from marsad.knowledge.files import HOME
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.forms import load_language

FIRST = dt.date(2013, 1, 1)
DAYS = 3_650
LENGTH = 1_000
"""Characters of a bulletin, about."""
KINDS = ("city", "town", "village")


@dataclass(frozen=True)
class Happened:
    """What is true of one incident; `place` is a row of the pack's places."""

    number: int
    place: dict[str, str]
    above: dict[str, str]
    day: dt.date
    cause: str
    party: str
    killed: int
    women: int
    children: int
    injured: int


def bulletins(count: int, seed: int = 1) -> Iterator[tuple[dict[str, str], Happened, int]]:
    """Yield `count` records as `marsad add` takes them, each with its incident and the number killed that it tells."""
    draw = random.Random(seed)
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    counting = {lang: Counting(load_language(lang)) for lang in words}
    made = 0
    for happened in _incidents(draw):
        for _ in range(1 + min(4, int(draw.expovariate(0.6)))):
            if made == count:
                return
            lang = "ar" if draw.random() < 0.7 else "en"
            early = draw.random() < 1 / 7
            told = max(1, int(happened.killed * draw.uniform(0.5, 1))) if early else happened.killed
            source = draw.choice(words[lang]["sources"])
            text = _text(draw, words[lang], counting[lang], happened, told, source, lang)
            day = (happened.day + dt.timedelta(days=draw.choice((0, 0, 1)))).isoformat()
            record = {"id": f"g{made:07}", "text": text, "published": day, "source": source, "lang": lang}
            record["conflict"] = "syria"
            yield record, happened, told
            made += 1


def _incidents(draw: random.Random) -> Iterator[Happened]:
    with (HOME / "packs/syria/places.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}
    spots = [row for row in rows.values() if row["kind"] in KINDS and row["lat"] and row["ar"] and row["en"]]
    spots = [row for row in spots if rows.get(row["parent"], {}).get("kind") == "governorate"]
    number = 0
    while True:
        spot = draw.choice(spots)
        killed = min(300, int(draw.paretovariate(1.1)))
        women, children = (draw.randrange(killed // 3 + 1) for _ in range(2))
        injured = int(killed * draw.uniform(0, 3)) if draw.random() < 0.7 else 0
        day = FIRST + dt.timedelta(days=draw.randrange(DAYS))
        cause = draw.choice(("airstrike", "shelling", "gunfire", "ied_mine"))
        party = draw.choice(("government", "opposition", "islamic_state", "sdf"))
        yield Happened(number, spot, rows[spot["parent"]], day, cause, party, killed, women, children, injured)
        number += 1


def _text(
    draw: random.Random, words: dict[str, Any], counting: Counting, true: Happened, told: int, source: str, lang: str
) -> str:
    fill = {
        "place": true.place[lang].split("|")[0],
        "above": true.above[lang].split("|")[0],
        "source": source,
        "killed": counting.count(told, "civilian"),
        "killed_acc": counting.count(told, "civilian", "acc"),
        "killed_gen": counting.count(told, "civilian", "gen"),
        "cause": draw.choice(words["causes"][true.cause]),
        "day": _day(words, true.day),
        "since": words["since"],
        "running": counting.count(told + draw.randrange(1, 40), "person", "gen"),
    }
    if true.cause in ("airstrike", "shelling") and draw.random() < 0.6:
        by = draw.choice(words["by"]).format(party=draw.choice(words["parties"][true.party]))
        fill["cause"] += " " + by
    parts = [draw.choice(words["lead"])]
    among = [counting.count(n, noun) for n, noun in ((true.women, "woman"), (true.children, "child")) if n]
    if among and told == true.killed and draw.random() < 0.6:
        fill["parts"] = (" \u0648" if lang == "ar" else " and ").join(among)
        parts.append(draw.choice(words["parts"]))
    if true.injured:
        fill["injured"] = counting.count(true.injured, "person")
        fill["injured_gen"] = counting.count(true.injured, "person", "gen")
        parts.append(draw.choice(words["injured"]))
    if draw.random() < 1 / 8:
        parts.append(draw.choice(words["running"]))
    fillers = draw.sample(words["filler"], k=len(words["filler"]))
    said = [part.format(n=draw.randrange(11, 99), **fill) for part in parts]
    while fillers and sum(map(len, said)) < LENGTH:
        said.append(fillers.pop().format(n=draw.randrange(11, 99), **fill))
    ends = draw.choice(words["furniture"]).format(n=draw.randrange(11, 999))
    return f"{' '.join(said)}\n{ends}\n"


def _day(words: dict[str, Any], day: dt.date) -> str:
    month, weekday = words["months"][day.month - 1], words["weekdays"][day.weekday()]
    return str(words["day"].format(weekday=weekday, number=day.day, month=month, year=day.year))
