"""What a picture says in one language (`knowledge/messages/picture.LANG.yml`), with its digits and its direction."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import msgspec

from marsad.errors import KnowledgeError
from marsad.knowledge.files import HOME, read_yaml
from marsad.knowledge.spec import convert
from marsad.model.time import Window
from marsad.publish.bulletins.bulletin import Cited
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.days import day, days
from marsad.publish.bulletins.forms import load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.dataset import Spot
from marsad.publish.pictures.values import Bound
from marsad.publish.words import load_words

NAMED = 10
"""Sources that a picture names; the others are counted."""
CONTROL = re.compile("[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What turns or breaks a line: a name from outside has none of it in a picture."""


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    lang: str
    text: dict[str, str]
    groups: dict[str, str]


@cache
def _texts(lang: str, home: Path = HOME) -> _Texts:
    path = home / "messages" / f"picture.{lang}.yml"
    found: _Texts = convert(read_yaml(path), _Texts, str(path))
    return found


class PictureWords:
    """A picture's voice.  `writing` says how digits are written."""

    def __init__(self, lang: str, writing: Writing = "digits") -> None:
        self.lang = lang
        self.words = load_words(lang)
        self.rtl = self.words.dir == "rtl"
        self.mark = "\u200f" if self.rtl else "\u200e"
        """Keeps what follows a name of the other script at its place."""
        self.language = load_language(lang)
        self.writing: Writing = "indic" if writing == "indic" else "digits"
        self.counting = Counting(self.language, self.writing)
        self._own = _texts(lang)

    def say(self, key: str, **values: object) -> str:
        """Return a fixed phrase.  Raises `KnowledgeError` for one that the language lacks."""
        if key not in self._own.text:
            raise KnowledgeError(f"messages/picture.{self.lang}.yml: no text {key!r}; add it to every language")
        return self._own.text[key].format(**values)

    def number(self, text: object) -> str:
        """Return a number, or a text with numbers, in the digits that are asked for."""
        indic = self.language.numerals.indic if self.writing == "indic" else None
        said = str(text)
        return said.translate({ord("0") + n: digit for n, digit in enumerate(indic)}) if indic else said

    def short(self, bound: Bound) -> str:
        """Return bounds as they stand at a bar: 12, 12-15, or a minimum with its sign."""
        if bound.hi is None:
            return self.number(f"\u2265{bound.lo}") if bound.lo else ""
        return self.number(bound.lo if bound.lo == bound.hi else f"{bound.lo}\u2013{bound.hi}")

    def bound(self, bound: Bound) -> str:
        """Return bounds in words: a minimum is called a minimum."""
        return self.number(self.words.bound(bound.harm, bound.lo, bound.hi))

    def harm(self, harm: str) -> str:
        """Return what the harmed are called."""
        return self.words.harms[harm]

    def side(self, side: str | None) -> str:
        """Return a side's name."""
        return self.words.side(side)

    def group(self, group: str) -> str:
        """Return what a kind of persons is called."""
        return self._own.groups.get(group, group)

    def place(self, spot: Spot) -> str:
        """Return a place's name in this language, in the other where it has none; '' for a nameless one."""
        names = (spot.name_ar, spot.name_en) if self.lang == "ar" else (spot.name_en, spot.name_ar)
        return CONTROL.sub("", names[0] or names[1] or "")

    def days(self, window: Window) -> str:
        """Return a span of days in words."""
        return days(window, self.counting).strip()

    def day(self, when: dt.date) -> str:
        """Return a day in words."""
        return day(when, self.counting)

    def month(self, when: dt.date) -> str:
        """Return a month in words."""
        return f"{self.language.days.months_named[when.month - 1]} {self.number(when.year)}"

    def sources(self, sources: tuple[Cited, ...]) -> str:
        """Return the sources by name, with how many documents each gave."""
        named = (
            (one.name_ar if self.lang == "ar" else one.name_en) or one.name_en or one.name_ar or one.id
            for one in sources
        )
        counts = (one.documents for one in sources)
        more = [self.say("more_sources", count=self.number(len(sources) - NAMED))] if len(sources) > NAMED else []
        told = [
            f"{CONTROL.sub(' ', name or self.words.say('unknown_source'))}{self.mark} ({self.number(count)})"
            for name, count in zip(named, counts, strict=True)
        ][:NAMED]
        return self.say("comma").join([*told, *more])
