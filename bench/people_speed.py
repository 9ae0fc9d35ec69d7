"""Two lists of names of a generated world of known truth: how long matching takes, and how much of it is right.

    python bench/people_speed.py [NAMES] [NAMES ...]

World: persons with given, father's and family name drawn by rank (the n-th name 1/n as often), place, day and age; 40 %
of the second list are persons of the first.  Noise: the second list writes Latin script, one of several spellings a
name; 3 % of its names have a slip of the pen; father's name missing in 30 %, place in 25 %, age in 40 %; days differ by
up to 2 in 20 %.  Names are put together from syllables; nobody is meant.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time

from marsad.knowledge.personal_names import load_names
from marsad.link.people.match import match
from marsad.link.people.union import union
from marsad.model import Place, Victim, Window

CONSONANTS = {
    **{"ب": "b", "ت": "t", "ج": "j g dj", "ح": "h", "د": "d", "ر": "r", "س": "s ss", "ش": "sh ch", "ع": "", "ف": "f"},
    **{"ق": "q k", "ك": "k", "ل": "l ll", "م": "m", "ن": "n", "ه": "h", "ز": "z", "خ": "kh", "غ": "gh", "ط": "t"},
}
LONG = {"ا": "a aa", "و": "ou u oo", "ي": "i ee"}
FIRST = dt.date(2021, 1, 1)


def spelled(chance: random.Random) -> tuple[str, list[str]]:
    """A name in Arabic script and spellings of it in Latin."""
    arabic, latin = "", ["", "", ""]
    for _ in range(chance.randint(2, 3)):
        consonant, long = chance.choice([*CONSONANTS]), chance.choice(["", "", *LONG])
        arabic += consonant + long
        for n in range(3):
            vowel = chance.choice(LONG[long].split()) if long else "a"
            latin[n] += (chance.choice(CONSONANTS[consonant].split() or [""])) + vowel
    end = chance.choice([*"برلمند"])
    return arabic + end, [one + {"ب": "b", "ر": "r", "ل": "l", "م": "m", "ن": "n", "د": "d"}[end] for one in latin]


def ranked(chance: random.Random, names: list[tuple[str, list[str]]], weights: list[float], k: int) -> list[int]:
    return chance.choices(range(len(names)), weights, k=k)


def slip(text: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(text))
    return text[:place] + chance.choice("bdfklmnrst") + text[place + 1 :]


def world(size: int) -> tuple[list[Victim], set[tuple[str, str]]]:
    """Two lists of `size` names and the pairs that are one person."""
    chance = random.Random(size)
    given, family = [spelled(chance) for _ in range(400)], [spelled(chance) for _ in range(6000)]
    places = [Place(id=f"p{n}", name_en=f"P{n}", lat=30 + n % 10, lon=30 + n // 10) for n in range(100)]
    weights = [1 / (n + 3) for n in range(6000)]
    count = int(size * 1.6)
    persons = list(
        zip(
            ranked(chance, given, weights[:400], count),
            ranked(chance, given, weights[:400], count),
            ranked(chance, family, weights, count),
            strict=True,
        )
    )
    out, truth = [], set()
    about = [
        (places[chance.randrange(100)], FIRST + dt.timedelta(chance.randrange(365)), chance.randint(1, 80))
        for _ in persons
    ]
    for n in range(size):
        (g, p, f), (place, day, age) = persons[n], about[n]
        name = f"{given[g][0]} {given[p][0]} {family[f][0]}"
        window = Window(start=day, end=day)
        out.append(Victim(id=f"a{n:07}", names=(name,), list="A", place=place, window=window, age=age))
    for n in range(int(size * 0.6), int(size * 1.6)):
        (g, p, f), (place, day, age) = persons[n], about[n]
        parts = [chance.choice(given[g][1]), chance.choice(given[p][1]), chance.choice(family[f][1])]
        parts = [slip(part, chance) if chance.random() < 0.03 else part for part in parts]
        if chance.random() < 0.3:
            del parts[1]
        off = dt.timedelta(chance.randint(-2, 2) if chance.random() < 0.2 else 0)
        entry = Victim(
            id=f"b{n:07}",
            names=(" ".join(parts),),
            list="B",
            place=place if chance.random() > 0.25 else None,
            window=Window(start=day + off, end=day + off),
            age=age if chance.random() > 0.4 else None,
        )
        out.append(entry)
        if n < size:
            truth.add((f"a{n:07}", entry.id))
    return out, truth


def main(sizes: list[int]) -> None:
    lore = load_names()
    for size in sizes:
        listed, truth = world(size)
        start = time.process_time()
        matched = match(listed, lore)
        linked = time.process_time()
        found = union(matched)
        done = time.process_time()
        certain = {(x.first, x.second) for x in matched.links if x.grade == "certain"}
        every = {(x.first, x.second) for x in matched.links}
        true = len(certain & truth)
        print(
            f"{size} + {size} names: links {linked - start:.1f} s, union {done - linked:.1f} s CPU, "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; certain links: "
            f"precision {true / max(1, len(certain)):.4f}, recall {true / len(truth):.3f}; "
            f"certain or possible: recall {len(every & truth) / len(truth):.3f} in {len(every)} links; "
            f"persons {found.lo}..{found.hi}, in truth {len(listed) - len(truth)}"
        )


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [10_000, 50_000])
