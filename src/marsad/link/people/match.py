"""Links between the entries of lists: who is surely, and who perhaps, one person, each with its reasons.

Only entries that share a key are compared (given and family name; given and father's; family and father's; one of them
with place and week), so that the work grows with the lists and not with their square.  Nothing depends on the order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from marsad.knowledge.personal_names import NameLore
from marsad.link.people.compare import best
from marsad.link.people.features import Entry, Features, Grade, entry, features
from marsad.link.people.name import Reader, Word
from marsad.model import Decision, Victim, settled

MOST_TOGETHER = 1_500
"""Entries with one key that are compared pair by pair; more are a crowd."""
_SKELETONS = 6
"""Skeletons of one part of a name that make keys at most."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Two victims by id (the smaller first), whether they are surely or perhaps one, and the features that say so."""

    first: str
    second: str
    grade: Grade
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The victims by id, their links in order, and crowds: victims so alike and so many that they were not compared."""

    victims: tuple[Victim, ...]
    links: tuple[PersonLink, ...]
    crowds: tuple[tuple[str, ...], ...] = ()


def match(victims: Iterable[Victim], lore: NameLore, decisions: Iterable[Decision] = ()) -> Matched:
    """Return the links between victims.

    Entries of one list are different persons, as the list says, unless they are surely one.  Decisions on pairs
    (`same`, `different`, `unsure`) go before all features.
    """
    reader = Reader(lore)
    listed = tuple(sorted(victims, key=lambda victim: victim.id))
    entries = [entry(victim, reader) for victim in listed]
    pairs, crowds = _pairs(entries)
    links = [link for a, b in pairs if (link := _link(entries[a], entries[b])) is not None]
    return Matched(
        listed, judged_links(listed, links, decisions), tuple(tuple(listed[i].id for i in crowd) for crowd in crowds)
    )


def judged_links(
    victims: Iterable[Victim], links: Iterable[PersonLink], decisions: Iterable[Decision]
) -> tuple[PersonLink, ...]:
    """Return the links in order, those on which a person decided as the person said."""
    judged = _judged(decisions)
    known = {victim.id for victim in victims}
    out = [link for link in links if (link.first, link.second) not in judged]
    for (first, second), verdict in judged.items():
        if verdict != "different" and {first, second} <= known:
            out.append(PersonLink(first, second, "certain" if verdict == "same" else "possible", ("decision",)))
    return tuple(sorted(out, key=lambda link: (link.first, link.second)))


def _judged(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    for decision in settled(decisions):
        if decision.verdict in ("same", "different", "unsure"):
            for first, second in combinations(sorted(decision.subjects), 2):
                out[first, second] = decision.verdict
    return out


def _link(a: Entry, b: Entry) -> PersonLink | None:
    if best(a.given, b.given) == "different":
        return None
    found: Features = features(a, b)
    grade = found.grade()
    if grade is None or (grade == "possible" and a.victim.list == b.victim.list):
        return None
    return PersonLink(a.victim.id, b.victim.id, grade, found.told())


def _pairs(entries: Sequence[Entry]) -> tuple[list[tuple[int, int]], list[tuple[int, ...]]]:
    """Return the pairs that share a key, and the crowds."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index, one in enumerate(entries):
        for key in _keys(one):
            blocks[key].append(index)
    found: set[tuple[int, int]] = set()
    crowds: set[tuple[int, ...]] = set()
    for block in blocks.values():
        if len(block) <= MOST_TOGETHER:
            found.update(combinations(block, 2))
        else:
            crowds.add(tuple(block))
    for crowd in crowds:
        found.update(_certain_pairs(entries, crowd))
    return sorted(found), sorted(crowds)


def _certain_pairs(entries: Sequence[Entry], crowd: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a crowd that more than the names brings together; they alone can be certain."""
    blocks: dict[Key, list[int]] = defaultdict(list)
    for index in crowd:
        for key in _narrow_keys(entries[index]):
            blocks[key].append(index)
    for block in blocks.values():
        if len(block) <= MOST_TOGETHER:
            yield from combinations(block, 2)


def _keys(one: Entry) -> set[Key]:
    given, family, father = (_skeletons(words) for words in (one.given, one.family, one.father))
    kunya = _skeletons(one.kunya)
    out: set[Key] = {("gf", g, f) for g in given for f in family}
    out |= {("gp", g, p) for g in given for p in father}
    out |= {("fp", f, p) for f in family for p in father}
    out |= {("gk", g, k) for g in given for k in kunya}
    for where in _scenes(one):
        out |= {("gs", g, *where) for g in given}
        out |= {("fs", f, *where) for f in family}
    if not one.family and not one.father and not kunya:
        out |= {("g", g) for g in given}
    return out


def _narrow_keys(one: Entry) -> set[Key]:
    names = {(g, f) for g in _skeletons(one.given) for f in _skeletons(one.family)}
    scenes = _scenes(one)
    parents = [*_skeletons(one.father), *(f"m:{skeleton}" for skeleton in _skeletons(one.mother))]
    place = _place(one)
    about = [f"w:{week}" for week in _weeks(one)] + [f"p:{place}"] * bool(place) + _ages(one.victim.age)
    told: set[Key] = {("n", *name, parent, what) for name in names for parent in parents for what in about}
    return told | {("s", *name, *scene) for name in names for scene in scenes}


def _skeletons(words: Sequence[Word]) -> list[str]:
    return sorted({skeleton for word in words for skeleton in word.skeletons})[:_SKELETONS]


def _scenes(one: Entry) -> list[tuple[str, str]]:
    place, weeks = _place(one), _weeks(one)
    ages = _ages(one.victim.age)
    return [(about, week) for about in ([f"p:{place}"] if place else []) + ages for week in weeks]


def _place(one: Entry) -> str:
    place = one.victim.place
    return (place.id or place.name_en) if place is not None else ""


def _ages(age: int | None) -> list[str]:
    """Return two overlapping buckets of years, so that ages that agree always share one."""
    return [] if age is None else [f"a:{age // 5}", f"b:{(age + 2) // 5}"]


def _weeks(one: Entry) -> list[str]:
    """Return two overlapping buckets of days, so that dates a few days apart always share one."""
    start = one.victim.window.start
    return [] if start is None else [f"a{start.toordinal() // 8}", f"b{(start.toordinal() + 4) // 8}"]
