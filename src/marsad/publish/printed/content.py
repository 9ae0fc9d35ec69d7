"""A report's content in one language: every string and picture that stands on its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from marsad.model.time import Window
from marsad.publish.bulletins.bulletin import Cited, Page
from marsad.publish.bulletins.numerals import Writing
from marsad.publish.bulletins.page import build_page
from marsad.publish.dataset import Count, Happening
from marsad.publish.pictures import Picture, draw
from marsad.publish.pictures.values import Bound
from marsad.publish.pictures.words import PictureWords
from marsad.publish.printed.report import Report
from marsad.publish.releases.words import load_release_words

SHOWN_CLAIMS = 8
"""Keys of claims that stand beside a figure; the others are counted."""
FIGURED = ("incident", "day", "place", "toll", "sources", "side", "harm", "evidence", "least", "most")
"""Headings that releases have words for."""


def content(report: Report, lang: str, writing: Writing = "digits") -> dict[str, Any]:
    """Return what stands on the pages, in the order in which it stands there."""
    return _Content(report, PictureWords(lang, writing)).all()


class _Content:
    def __init__(self, report: Report, words: PictureWords) -> None:
        self.report, self.words = report, words
        self.own = load_release_words(words.lang)
        self.page: Page = build_page(report.bulletin, words.lang, words.writing)

    def all(self) -> dict[str, Any]:
        """Return everything."""
        words, made = self.words, self.report.bulletin
        labels = {name: self.own.say(name) for name in FIGURED}
        return {
            "lang": words.lang,
            "rtl": words.rtl,
            "page_number": "\u0661" if words.writing == "indic" else "1",
            "labels": labels
            | {
                name: words.say(f"report_{name}")
                for name in ("page", "of", "contents", "toll", "incidents", "documents")
            },
            "title": words.say(f"report_title_{self.report.unit}", when=self._when()),
            "publisher": made.publisher,
            "standpoint": self._standpoint(),
            "lead": self._section("toll") or [self.page.title],
            "minimum": words.say("minimum"),
            "rows": [self._row(row) for row in self.report.rows],
            "overlap": words.say("overlap") if made.overlaps else "",
            "pictures": [self._picture(one) for one in self.report.pictures],
            "incidents": [self._incident(one) for one in self.report.happenings],
            "no_incidents": words.say("report_no_incidents"),
            "sections": [
                {"title": title, "lines": [line if isinstance(line, tuple) else ("", line) for line in lines]}
                for title, lines in (
                    (words.say("report_control"), self._section("control") or [words.say("report_no_control")]),
                    (words.say("report_corrections"), list(self._corrections())),
                    (words.say("report_method"), list(self._method())),
                    (words.say("report_limits"), list(self._limits())),
                )
            ],
            "sources_title": words.say("report_sources"),
            "sources": [[self._source(one), words.number(one.documents)] for one in made.sources],
            "licence": self.own.say("licence_text", licence=self.report.pictures[0].licence),
            "made": words.say("report_made", tool=made.tool, head=made.head[:16]),
        }

    def _when(self) -> str:
        window = self.report.bulletin.window
        assert window.start is not None
        if self.report.unit == "day":
            return self.words.day(window.start)
        return self.words.month(window.start) if self.report.unit == "month" else self.words.days(window)

    def _standpoint(self) -> str:
        as_of = self.words.day(dt.date.fromisoformat(self.report.bulletin.as_of[:10]))
        return self.words.say("report_standpoint", as_of=as_of, policy=self.words.say("policy_lead"))

    def _section(self, name: str) -> list[str]:
        found = next((one for one in self.page.sections if one.name == name), None)
        return [] if found is None else self.page.text[slice(*found.span)].split("\n\n")

    def _row(self, row: Bound) -> dict[str, Any]:
        keys = list(row.claims[:SHOWN_CLAIMS])
        more = len(row.claims) - len(keys)
        return {
            "side": self.words.side(row.side),
            "harm": self.words.harm(row.harm),
            "said": self.words.bound(row),
            "whole": row.side is None,
            "claims": keys,
            "more": self.words.say("report_more", count=self.words.number(more)) if more else "",
        }

    def _picture(self, picture: Picture) -> dict[str, str]:
        title = self.words.say(f"title_{picture.kind}", harm=self.words.harm(picture.harm))
        whole = next((row for row in picture.rows if row.side is None), None)
        alt = self.words.say("of", name=title, bound=self.words.bound(whole)) if whole else title
        svg = draw(picture, "svg", self.words.lang, self.words.writing, bare=True)
        return {"title": title, "alt": alt, "note": self.words.say(f"note_{picture.kind}"), "svg": svg.decode()}

    def _incident(self, one: Happening) -> dict[str, Any]:
        words = self.words
        days = words.days(Window(start=one.start, end=one.end))
        spot = one.place
        tolls = [self._told(count) for count in one.tolls if count.lo or count.hi]
        named = {source.id: source for source in self.report.bulletin.sources}
        return {
            "id": one.id,
            "day": days or words.say("report_day_unknown"),
            "place": (words.place(spot) if spot else "") or words.say("nameless"),
            "tolls": tolls,
            "cause": words.say("comma").join(words.words.causes.get(cause, cause) for cause in one.causes),
            "sources": words.say("comma").join(self._source(named[id]) for id in one.sources if id in named),
        }

    def _told(self, count: Count) -> str:
        said = self.words.number(self.words.words.bound(count.harm, count.lo, count.hi))
        return self.words.say("of", name=self.words.side(count.side), bound=said)

    def _source(self, one: Cited) -> str:
        name = one.name_ar if self.words.lang == "ar" else one.name_en
        return name or one.name_en or one.name_ar or one.id or self.words.words.say("unknown_source")

    def _corrections(self) -> Iterator[str]:
        words = self.words
        yield from self._section("changed")
        for one in self.report.corrected:
            yield words.say("report_corrected", id=one.id, by=one.by, why=one.why)
        if self.report.release:
            counts = self.report.changes
            said = words.say("comma").join(
                f"{self.own.changes[what]}: {words.number(count)}" for what, count in (counts or {}).items() if count
            )
            key = "report_release" if said else "report_release_same"
            yield words.say(key, id=self.report.release, changes=said)
        if not self.report.corrected and not self._section("changed"):
            yield words.say("report_no_corrections")

    def _method(self) -> Iterator[tuple[str, str]]:
        for section in self.own.method.values():
            yield section.title, " ".join(section.text)

    def _limits(self) -> Iterator[str]:
        yield from self._section("limits")
        yield from (text.format(small=self.words.number(self.report.small_cell)) for text in self.own.limits)
