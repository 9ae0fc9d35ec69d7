"""The page of a bulletin in one language: its sections one after another, every figure with its characters."""

from __future__ import annotations

import datetime as dt

from marsad.publish.bulletins.bulletin import Bulletin, Cited, Link, Page, Section
from marsad.publish.bulletins.content import Figure, Rise, Told, Turn
from marsad.publish.bulletins.counting import Counting
from marsad.publish.bulletins.days import day, days
from marsad.publish.bulletins.forms import load_language
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.prose import Prose
from marsad.publish.bulletins.saying import Said, fill, of, plain


def build_page(bulletin: Bulletin, lang: str, writing: Writing = "digits") -> Page:
    """Return the bulletin in a language.  Raises `KnowledgeError` where the language lacks a word for it."""
    return _Pages(bulletin, lang, writing).page()


class _Pages:
    def __init__(self, bulletin: Bulletin, lang: str, writing: Writing) -> None:
        self.bulletin = bulletin
        self.language = load_language(lang)
        self.counting = Counting(self.language, writing)
        self.prose = Prose(self.counting, bulletin.pack)
        self.words = self.language.page
        self._text: list[str] = []
        self._at = 0
        self._links: list[Link] = []
        self._sections: list[Section] = []

    def page(self) -> Page:
        made = self.bulletin
        title = self._title()
        self._section("title", [(title, None)], headed=False)
        self._section("dateline", [(plain(self._dateline()), None)], headed=False)
        if made.corrects:
            said = self.words["correction"].format(id=made.corrects, why=made.why or "")
            self._section("correction", [(plain(said), None)], headed=False)
        self._section("toll", [(self.prose.sentence(one), one) for one in made.totals] or [self._none()])
        self._section("changed", self._changed())
        self._section("incidents", [(self.prose.sentence(one), one) for one in made.incidents])
        self._section("control", [(self._turn(one), None) for one in made.control])
        self._section("background", [(self.prose.sentence(one), one) for one in made.background])
        self._section("sources", [(plain(self._sources()), None)] if made.sources else [])
        self._section("limits", [(plain(line), None) for line in self._limits()])
        return Page(
            id=made.id,
            lang=self.language.lang,
            dir=self.language.dir,
            title=title.text,
            text="".join(self._text).rstrip() + "\n",
            sections=tuple(self._sections),
            links=tuple(self._links),
        )

    def _section(self, name: str, lines: list[tuple[Said, Told | None]], *, headed: bool = True) -> None:
        if not lines:
            return
        heading = self.words[name] if headed else ""
        if headed:
            self._put(plain(heading + "\n\n"), name, None)
        first = self._at
        for said, told in lines:
            self._put(said, name, told)
            self._put(plain("\n\n"), name, None)
        self._sections.append(Section(name=name, heading=heading, span=(first, self._at - 2)))

    def _put(self, said: Said, section: str, told: Told | None) -> None:
        for piece in said.pieces:
            start = self._at
            self._text.append(piece.text)
            self._at += len(piece.text)
            if piece.figure is not None:
                self._links.append(_link(piece.figure, (start, self._at), piece.text, section, told))

    def _title(self) -> Said:
        made = self.bulletin
        when = plain(days(made.window, self.counting))
        if made.headline is None:
            return fill(self.words["title_none"], days=when)
        figure = made.headline
        said = of(figure, self.prose.number(figure, "nom", noun=figure.harm))
        return fill(self.words["title"], figure=said, days=when).capital()

    def _dateline(self) -> str:
        end = self.bulletin.as_of[:10]
        return self.words["dateline"].format(
            publisher=self.bulletin.publisher, day=day(dt.date.fromisoformat(end), self.counting)
        )

    def _none(self) -> tuple[Said, None]:
        return plain(self.words["none"]), None

    def _changed(self) -> list[tuple[Said, Told | None]]:
        made = self.bulletin
        if made.since_window is None:
            return []
        when = days(made.since_window, self.counting).strip()
        head = plain(self.words["since"].format(days=when))
        return (
            [(head, None), *((self._rise(one), None) for one in made.changed)]
            if made.changed
            else [(plain(self.words["same"].format(days=when)), None)]
        )

    def _rise(self, one: Rise) -> Said:
        return fill(
            self.words["was_and_is"],
            harm=plain(self.words[f"people_{one.now.harm}"]),
            before=plain(self.prose.harmed(one.before)),
            now=of(one.now, self.prose.harmed(one.now)),
        ).capital()

    def _turn(self, one: Turn) -> Said:
        side = self.language.side(one.side, self.bulletin.pack)
        pattern = self.words["gained_m" if side.gender == "m" else "gained"]
        place = self.prose.place(one.where)
        return plain(
            pattern.format(
                side=side.name,
                where=self.words["over"].format(place=place) if place else "",
                when=days(one.window, self.counting),
            )
        ).capital()

    def _sources(self) -> str:
        documents = sum(one.documents for one in self.bulletin.sources)
        named = self.words["list"].join(self._source(one) for one in self.bulletin.sources)
        return self.words["sources_of"].format(
            documents=self.counting.count(documents, "document", "gen"), sources=named
        )

    def _source(self, one: Cited) -> str:
        name = (one.name_ar if self.language.lang == "ar" else one.name_en) or one.name_en or one.name_ar or one.id
        return f"{name} ({one.documents})"

    def _limits(self) -> list[str]:
        made, words = self.bulletin, self.words
        out = [words["minimum"]]
        if made.overlaps:
            out.append(words["overlap"])
        if made.contradictions:
            out.append(words["contradictions"].format(count=made.contradictions))
        return [*out, words["as_of"].format(day=day(dt.date.fromisoformat(made.as_of[:10]), self.counting))]


def _link(figure: Figure, span: tuple[int, int], text: str, section: str, told: Told | None) -> Link:
    return Link(
        span=span,
        text=text,
        section=section,
        harm=figure.harm,
        value=figure.value,
        value_max=figure.value_max,
        hedge=figure.hedge,
        claims=figure.claims,
        incident=told.incident if told else None,
    )
