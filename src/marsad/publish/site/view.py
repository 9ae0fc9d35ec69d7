"""What the pages show, in one language: names, figures, links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from marsad.publish.dataset import Count, Happening, Spot
from marsad.publish.releases.paper import apart, citation, counted, limits
from marsad.publish.releases.release import Total
from marsad.publish.releases.stored import Stored
from marsad.publish.releases.words import ReleaseWords, load_release_words
from marsad.publish.words import Words, load_words


class Figure(NamedTuple):
    """One toll in words and in figures."""

    harm: str
    side: str
    said: str
    lo: int
    hi: int | None
    claims: tuple[str, ...]
    overlaps: str


class Voice:
    """A release in one language."""

    def __init__(self, folder: Stored, lang: str) -> None:
        self.lang = lang
        self.release = folder.release
        self.words: Words = load_words(lang)
        self.own: ReleaseWords = load_release_words(lang)
        self.where = {key: one.id for one in self.release.dataset.incidents for key in one.keys()}  # noqa: SIM118

    def say(self, key: str, **values: object) -> str:
        """Return a fixed phrase."""
        return self.own.say(key, **values)

    @property
    def example(self) -> str:
        """A month as it may be searched for."""
        return apart(self.release.as_of[:7])

    @staticmethod
    def apart(text: str) -> str:
        """Return a day or an id that does not turn round in Arabic."""
        return apart(text)

    @property
    def citation(self) -> str:
        """How the release is cited."""
        return citation(self.release, self.own)

    @property
    def counted(self) -> list[str]:
        """What entered and what was left out, each with its number."""
        return counted(self.release, self.own)

    @property
    def limits(self) -> list[str]:
        """The limitations."""
        return limits(self.release, self.own)

    def figure(self, count: Count | Total) -> Figure:
        """Return a toll as it is shown."""
        overlaps = self.words.sides_of(count.overlaps) if count.overlaps else ""
        return Figure(
            self.words.harms[count.harm],
            self.words.side(count.side),
            self.words.bound(count.harm, count.lo, count.hi),
            count.lo,
            count.hi,
            count.claims,
            self.say("rows_overlap", sides=overlaps) if overlaps else "",
        )

    def place(self, spot: Spot | None) -> str:
        """Return a place's name in this language, in the other where it has none."""
        if spot is None:
            return self.say("unknown_place")
        names = (spot.name_ar, spot.name_en) if self.lang == "ar" else (spot.name_en, spot.name_ar)
        return names[0] or names[1] or self.say("unknown_place" if spot.lat is None else "coarse")

    def days(self, one: Happening) -> str:
        """Return the days of an incident."""
        if one.start is None or one.end is None:
            return self.say("unknown_day")
        if one.start == one.end:
            return apart(one.start.isoformat())
        return self.words.say("from_to", **{"from": apart(one.start.isoformat()), "to": apart(one.end.isoformat())})

    def source(self, id: str | None) -> str:
        """Return what a source is called."""
        return self.release.sources.get(id or "", {}).get(self.lang) or id or self.words.say("unknown_source")

    def listed(self, names: Iterator[str]) -> str:
        """Return several names as one enumeration."""
        return self.say("comma").join(names)

    def causes(self, one: Happening) -> str:
        """Return the causes of an incident."""
        return self.listed(self.words.causes.get(cause, cause) for cause in one.causes)

    def sides(self, sides: tuple[str, ...]) -> str:
        """Return the names of sides."""
        return self.listed(self.words.side(side) for side in sides)

    def sources(self, one: Happening) -> str:
        """Return the sources of an incident."""
        return self.listed(self.source(source) for source in one.sources)

    def group(self, claim: Mapping[str, Any]) -> str:
        """Return whom a claim counts: its side."""
        return self.words.side(claim["group"]["side"] or "unknown")

    def hedged(self, claim: Mapping[str, Any]) -> str:
        """Return a claim's number in words, with its hedge."""
        if claim["value"] is None:
            return f"{self.words.harms[claim['harm']]}: {self.words.rest}"
        if claim["value_max"] is not None and claim["hedge"] != "vague":
            return self.words.bound(claim["harm"], claim["value"], claim["value_max"])
        hedge = self.words.hedges[claim["hedge"]]
        return hedge.pattern.format(n=self.words.count(claim["harm"], claim["value"], governed=hedge.governed))

    def entry(self, one: Happening) -> list[str]:
        """Return an incident as a line of the search index: id, days, place, tolls, further words."""
        tolls = self.say("semicolon").join(f"{figure.side}: {figure.said}" for figure in map(self.figure, one.tolls))
        other = load_words("en" if self.lang == "ar" else "ar")
        more = [
            *((one.place and (one.place.name_en or "", one.place.name_ar or "")) or ()),
            *(other.side(toll.side) for toll in one.tolls), *(other.harms[toll.harm] for toll in one.tolls),
            self.causes(one), self.sources(one), *one.sources, *(document.id for document in one.documents),
        ]  # fmt: skip
        return [one.id, self.days(one), self.place(one.place), tolls, " ".join(dict.fromkeys(more))]
