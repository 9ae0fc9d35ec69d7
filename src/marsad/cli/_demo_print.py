"""The demo's answers for a person: tables, reasons and contradictions, in English and Arabic side by side."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.shell.output import faint, say, strong, write_table
from marsad.publish import Page, ReportInput, build_page, load_words
from marsad.publish.view import Dispute, Figure, Section, Source

_REASONS = 3
"""Binding claims that are printed for one figure; the report has all."""
_BAR = " | "


class DemoPrint:
    """Prints a page's sections, each thing said in both languages."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.languages = (load_words("en"), load_words("ar"))

    def section(self, section: Section) -> None:
        """Print one question: its table, what binds its figures, and what contradicts them."""
        titles = section.question.titles
        say(strong(f"=== {_BAR.join(titles[words.lang] for words in self.languages)}"))
        self._table(section)
        for figure in section.figures:
            self._reasons(figure)
        say()
        say(strong(self.both("contradictions" if section.disputes else "no_contradictions")))
        for dispute in section.disputes:
            self._dispute(dispute)
        say()

    def both(self, key: str) -> str:
        """Return a standing phrase in both languages."""
        return _BAR.join(words.say(key) for words in self.languages)

    def _table(self, section: Section) -> None:
        english, arabic = self.languages
        header = (english.say("side"), english.say("toll"), arabic.say("toll"), arabic.say("side"))
        rows = []
        for figure in section.figures:
            row = figure.row
            bounds = [words.bound(row.harm, row.lo, row.hi) for words in self.languages]
            rows.append((english.side(row.side), *bounds, arabic.side(row.side)))
        write_table(header, rows)

    def _figure(self, figure: Figure) -> str:
        row = figure.row
        return _BAR.join(f"{words.side(row.side)}: {words.bound(row.harm, row.lo, row.hi)}" for words in self.languages)

    def _reasons(self, figure: Figure) -> None:
        say()
        say(strong(self._figure(figure)))
        for evidence in figure.evidence[:_REASONS]:
            self._told(evidence.source)
            for words in self.languages:
                if evidence.contribution is not None:
                    say(f"      {words.explain(evidence.contribution, self.page.names)}")
        left = len(figure.evidence) - _REASONS
        if left > 0:
            say(faint(f"    + {left} ({self.both('in_report')})"))
        if figure.row.overlaps:
            for words in self.languages:
                say(faint(f"    {words.say('overlaps_any', sides=words.sides_of(figure.row.overlaps))}"))

    def _told(self, source: Source) -> None:
        """Print a claim's words inside their sentence, and where they stand."""
        before, quote, after = (part.replace("\n", " ") for part in source.passage)
        origin = f"[{source.reading.source}, {source.reading.published.value}, {source.reading.id}]"
        say(f"    {before}{click.style(quote, reverse=True)}{after}  {faint(origin)}")

    def _dispute(self, dispute: Dispute) -> None:
        kind = dispute.contradiction.kind
        say(_BAR.join(words.contradiction_kinds[kind] for words in self.languages))
        for source in dispute.claims:
            self._told(source)
        for words in self.languages:
            say(f"      {words.explain(dispute.contradiction, self.page.names)}")
        for scenario in dispute.scenarios:
            if scenario.lo is not None:
                kept = ", ".join(source.key for source in scenario.keep)
                bounds = _BAR.join(words.bound(dispute.harm, scenario.lo, scenario.hi) for words in self.languages)
                say(faint(f"      {self.both('keep')} {kept}: {bounds}"))


def print_demo(given: ReportInput, report: Path) -> None:
    """Print every question's table, what binds its figures, and what contradicts them; then where the report is."""
    page = build_page(given)
    printer = DemoPrint(page)
    for section in page.sections:
        printer.section(section)
    say(strong(f"{printer.both('report')}: {report}"))
