"""What two entries of lists have in common and what sets them apart, part by part, and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from marsad.link.people.compare import Level, best
from marsad.link.people.name import Name, Reader, Word
from marsad.model import Place, Victim, Window
from marsad.model.nearness import NEAR_KM, kilometres

Agreement = Literal["agree", "near", "differ"]
Grade = Literal["certain", "possible"]

NEAR_DAYS = 3
APART_DAYS = 31
"""Days between two dates: up to the first one day, beyond the second surely not."""
NEAR_YEARS, APART_YEARS = 2, 5
"""Years between two ages, likewise: lists are of different years."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A victim as it is compared: all spellings read."""

    victim: Victim
    names: tuple[Name, ...]
    given: tuple[Word, ...]
    family: tuple[Word, ...]
    middle: tuple[Word, ...]
    father: tuple[Word, ...]
    mother: tuple[Word, ...]
    kunya: tuple[Word, ...]
    told: bool
    """Whether the father's name is the list's own word."""


def entry(victim: Victim, reader: Reader) -> Entry:
    """Return a victim, read.  The second of three names or more is the father's, unless the list gives another."""
    names = tuple(reader.name(text) for text in victim.names)
    middle = tuple(word for name in names for word in name.middle)
    told = tuple(word for text in victim.father if (word := reader.name(text).given) is not None)
    implied = tuple(name.middle[0] for name in names if name.middle)
    kunya = [word for name in names for word in name.kunya]
    for text in victim.kunya:
        name = reader.name(text)
        kunya += name.kunya or ((name.given,) if name.given else ())
    return Entry(
        victim=victim,
        names=names,
        given=tuple(name.given for name in names if name.given is not None),
        family=tuple(name.family for name in names if name.family is not None),
        middle=middle,
        father=told or implied,
        mother=tuple(word for text in victim.mother if (word := reader.name(text).given) is not None),
        kunya=tuple(kunya),
        told=bool(told),
    )


@dataclass(frozen=True, slots=True)
class Features:
    """Level of each part of the names and agreement of what is told of the persons; None where one does not say."""

    given: Level | None
    family: Level | None
    father: Level | None
    mother: Level | None
    kunya: Level | None
    age: Agreement | None
    place: Agreement | None
    date: Agreement | None
    sex: Agreement | None

    def told(self) -> tuple[str, ...]:
        """Return the features that are known, as 'family: near'; no name is in them."""
        known = [(name, getattr(self, name)) for name in self.__slots__]
        return tuple(f"{name}: {value}" for name, value in known if value is not None)

    def grade(self) -> Grade | None:
        """Return whether the two are surely or perhaps one person, None where they are not."""
        if self._barred():
            return None
        if self._certain():
            return "certain"
        return "possible" if self._possible() else None

    def _barred(self) -> bool:
        if "different" in (self.given, self.father, self.mother) or self.sex == "differ":
            return True
        if self.family == "different":  # a person may go by two family names, but then all else must agree
            told = (self.place, self.date, self.age)
            return (self.given, self.father) != ("same", "same") or told.count("agree") < 2 or "differ" in told
        return self.age == "differ" and self.father != "same"

    def _certain(self) -> bool:
        if self.given != "same" or self.family != "same" or self.father not in ("same", None):
            return False
        if self.mother not in ("same", None) or "differ" in (self.age, self.place, self.date):
            return False
        agree = sum(value == "agree" for value in (self.age, self.place, self.date))
        parents = sum(value == "same" for value in (self.father, self.mother))
        return agree >= 1 if parents else agree == len((self.age, self.place, self.date))

    def _possible(self) -> bool:
        agree = sum(value == "agree" for value in (self.age, self.place, self.date))
        close = [level in ("same", "near") for level in (self.given, self.family)]
        parent = self.father in ("same", "near") or self.mother in ("same", "near")
        if "differ" in (self.place, self.date, self.age) or "far" in (self.father, self.mother):
            return all(close) and (parent or agree >= 2)
        if all(close):
            return True
        if self.given is None or (not close[0] and not close[1]):
            return False
        weak = self.family if close[0] else self.given
        if weak is None:
            return parent or self.kunya == "same" or agree >= 2
        return (parent and agree >= 1) or agree >= 2


def features(a: Entry, b: Entry) -> Features:
    """Return what two entries have in common."""
    return Features(
        given=best(a.given, b.given),
        family=_family(a, b),
        father=_father(a, b),
        mother=best(a.mother, b.mother),
        kunya=best(a.kunya, b.kunya),
        age=_age(a.victim.age, b.victim.age),
        place=_place(a.victim.place, b.victim.place),
        date=_date(a.victim.window, b.victim.window),
        sex=_sex(a.victim.sex, b.victim.sex),
    )


def _father(a: Entry, b: Entry) -> Level | None:
    """Compare fathers' names; one that only follows from the order of names may be a second given name."""
    level = best(a.father, b.father)
    return "far" if level == "different" and a.told != b.told else level


def _family(a: Entry, b: Entry) -> Level | None:
    """Compare family names; one that is the other's forefather's may only be a name left out: then nothing is known."""
    level = best(a.family, b.family)
    if level in ("far", "different") and (
        best(a.family, b.middle) in ("same", "near") or best(b.family, a.middle) in ("same", "near")
    ):
        return None
    return level


def _sex(a: str | None, b: str | None) -> Agreement | None:
    if a is None or b is None:
        return None
    return "agree" if a == b else "differ"


def _age(a: int | None, b: int | None) -> Agreement | None:
    if a is None or b is None:
        return None
    apart = abs(a - b)
    return "agree" if apart <= NEAR_YEARS else "near" if apart <= APART_YEARS else "differ"


def _place(a: Place | None, b: Place | None) -> Agreement | None:
    if a is None or b is None:
        return None
    if (a.id or a.name_en) == (b.id or b.name_en):
        return "agree"
    if not a.id or not b.id:
        return None
    if a.id in b.parents or b.id in a.parents:
        return "near"
    far = kilometres(a, b)
    return "near" if far is not None and far <= NEAR_KM else "differ"


def _date(a: Window, b: Window) -> Agreement | None:
    if a.start is None or b.start is None:
        return None
    gap = _gap(a.start, a.end or a.start, b.start, b.end or b.start)
    return "agree" if gap <= NEAR_DAYS else "near" if gap <= APART_DAYS else "differ"


def _gap(a: dt.date, a_end: dt.date, b: dt.date, b_end: dt.date) -> int:
    return max(0, (a - b_end).days, (b - a_end).days)
