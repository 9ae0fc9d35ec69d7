"""The words of the pages in one language, with its months, digits and the meaning of every field."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

import msgspec
from markupsafe import Markup, escape

from marsad.errors import KnowledgeError, MarsadError
from marsad.knowledge.files import HOME, read_yaml
from marsad.publish.words import Words, load_words

EASTERN = {ord("0") + n: chr(0x0660 + n) for n in range(10)}
"""ASCII digits to those of the Arabic east."""
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


class WebWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language's words for the pages (`knowledge/messages/web.LANG.yml`)."""

    lang: str
    months: tuple[str, ...]
    text: dict[str, str]
    counted: dict[str, dict[str, str]]
    """What is counted besides harms, in the forms that numbers take."""
    groups: dict[str, str]
    """What the groups are called by which tolls are broken down."""
    app: tuple[str, ...]
    """Texts that the app in the page also says."""
    codebook: dict[str, dict[str, str]] = {}
    """By table, the meaning of each of its fields."""


class Wording:
    """A language as the pages speak it, and the digits in which it counts."""

    def __init__(self, lang: str, *, eastern: bool = False) -> None:
        self.lang = lang
        self.words: Words = load_words(lang)
        self.web = load_web_words(lang)
        self.eastern = eastern and lang == "ar"
        self.dir = self.words.dir

    def say(self, key: str, **values: object) -> str:
        """Return the phrase `key`.  Raises `KnowledgeError` for one that the language lacks."""
        text = self.web.text.get(key) or _shared(self.lang).get(key)
        if text is None:
            raise KnowledgeError(f"messages/web.{self.lang}.yml: no text {key!r}; add it to every language")
        return self.digits(text.format(**values))

    def digits(self, text: object) -> str:
        """Return our own words with the digits that were chosen; never a quote or an id."""
        return str(text).translate(EASTERN) if self.eastern else str(text)

    def reason(self, sentence: str) -> Markup:
        """Return a sentence of ours in which no day is broken over two lines; in Arabic its halves change places."""
        pieces = _DAY.split(self.digits(sentence))
        day = Markup("<span class='day'>{}</span>")
        return Markup("").join(day.format(one) if at % 2 else escape(one) for at, one in enumerate(pieces))

    def count(self, what: str, n: int) -> str:
        """Return 'n incidents', 'n documents', ... with the noun in the form that `n` takes."""
        forms = self.web.counted[what]
        form = next((rule.form for rule in self.words.plural if rule.holds(n)), "other")
        return self.digits((forms.get(form) or forms["other"]).format(n=n))

    def group(self, group: str | None) -> str:
        """Return a group's name, nothing for the whole; a group that the file doesn't name keeps its id."""
        return "" if group is None else self.web.groups.get(group, group)

    def for_app(self) -> dict[str, object]:
        """Return the words that the app in the page needs."""
        words = self.words
        shared = {key: words.say(key) for key in ("harm", "side", "all_sides", "place", "list_comma")}
        return {
            "lang": self.lang,
            "eastern": self.eastern,
            "months": self.web.months,
            "text": {key: self.web.text[key] for key in self.web.app} | _precisions(self.lang) | shared,
            "incidents": self.web.counted["incidents"],
            "harms": words.harms,
            "sides": words.sides,
        }

    def number(self, value: object) -> Markup:
        """Return a number that keeps its direction."""
        return Markup("<bdi class='n'>{}</bdi>").format(self.digits(value))

    def day(self, value: dt.date | str | None) -> Markup:
        """Return a day with its month named, in both systems of months in Arabic."""
        if value is None:
            return escape(self.say("day_unknown"))
        day = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
        name = self.web.months[day.month - 1]
        return Markup("<time datetime='{}'>{}</time>").format(
            day.isoformat(), self.digits(f"{day.day} {name} {day.year}")
        )

    def days(self, start: dt.date | str | None, end: dt.date | str | None) -> Markup:
        """Return a period; an end that nobody knows is said to be open."""
        if start is None and end is None:
            return escape(self.say("day_unknown"))
        if start == end:
            return self.day(start)
        ends = [self.day(end_) if end_ is not None else escape(self.say("open_end")) for end_ in (start, end)]
        return Markup(" {} ").format(self.say("until")).join(ends)

    def bound(self, harm: str, lo: int, hi: int | None) -> str:
        """Return a toll in words: a minimum is called a minimum."""
        return self.digits(self.words.bound(harm, lo, hi))

    def error(self, error: MarsadError) -> str:
        """Return an error's message in this language, in English where it has no translation."""
        if not error.template:
            return str(error)
        return _translations(self.lang).get(error.template, error.template).format(**error.values)


@cache
def load_web_words(lang: str) -> WebWords:
    """Return the pages' words.  Raises `KnowledgeError` naming file and entry where they are malformed."""
    path = HOME / "messages" / f"web.{lang}.yml"
    try:
        return msgspec.convert(read_yaml(path), WebWords)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{path}: {error}") from error


@cache
def _shared(lang: str) -> dict[str, str]:
    """Return the phrases that the command line and the pages say alike."""
    out: dict[str, str] = {}
    for room in ("cli-incidents", "cli-review"):
        out |= read_yaml(HOME / "messages" / f"{room}.{lang}.yml").get("text", {})
    return out


def _precisions(lang: str) -> dict[str, str]:
    return {key: text for key, text in _shared(lang).items() if key.startswith("precision_")}


@cache
def _translations(lang: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for path in sorted(HOME.glob(f"messages/cli*.{lang}.yml")):
        out |= read_yaml(path).get("translations") or {}
    return out
