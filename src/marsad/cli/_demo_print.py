"""The demo's answers for a person: tables, reasons and contradictions, in English and Arabic side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from marsad.publish import Page, ReportInput, Words, build_page, load_words
from marsad.publish.view import Dispute, Figure, Section, Source

_LEAST_WIDTH = 100
_REASONS = 3
"""Binding claims that are printed for one figure; the report has all."""


def print_demo(given: ReportInput, report: Path, *, colour: bool | None = None) -> None:
    """Print every question's table, what binds its figures, and what contradicts them."""
    console = Console(
        highlight=False, force_terminal=colour, no_color=colour is False, soft_wrap=False, width=_width(colour)
    )
    english, arabic = load_words("en"), load_words("ar")
    page: Page = build_page(given)
    for section in page.sections:
        titles = section.question.titles
        console.rule(Text(f"{titles['en']}  |  {titles['ar']}", style="bold"))
        console.print(_table(section, english, arabic))
        console.print(_heading("why", english, arabic))
        for figure in section.figures:
            for line in _reasons(figure, english, arabic):
                console.print(line)
        console.print(_heading("contradictions", english, arabic))
        for line in _disputes(section, english, arabic):
            console.print(line)
        console.print()
    console.print(Text(f"{english.say('report')} | {arabic.say('report')}: {report}", style="bold"))


def _width(colour: bool | None) -> int | None:
    """Return the console's width: the terminal's, but wide enough for two languages."""
    return max(Console(force_terminal=colour).width, _LEAST_WIDTH)


def _heading(key: str, english: Words, arabic: Words) -> Text:
    return Text(f"{english.say(key)}  |  {arabic.say(key)}", style="bold underline")


def _table(section: Section, english: Words, arabic: Words) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(english.say("side"))
    table.add_column(english.say("toll"), style="bold")
    table.add_column(arabic.say("toll"), style="bold", justify="right")
    table.add_column(arabic.say("side"), justify="right")
    for figure in section.figures:
        row = figure.row
        table.add_row(
            english.side(row.side),
            english.bound(row.harm, row.lo, row.hi),
            arabic.bound(row.harm, row.lo, row.hi),
            arabic.side(row.side),
        )
    return table


def _reasons(figure: Figure, english: Words, arabic: Words) -> Iterator[Text]:
    row = figure.row
    names = f"{english.side(row.side)}: {english.bound(row.harm, row.lo, row.hi)}"
    yield Text(f"{names}  |  {arabic.side(row.side)}: {arabic.bound(row.harm, row.lo, row.hi)}", style="bold")
    for evidence in figure.evidence[:_REASONS]:
        key = f"binds_{evidence.bound}" if evidence.bound in ("lo", "hi") else "binds"
        yield _told(f"{english.say(key)} | {arabic.say(key)}", evidence.source)
    left = len(figure.evidence) - _REASONS
    if left > 0:
        yield Text(f"  + {left} ({english.say('in_report')} | {arabic.say('in_report')})", style="dim")
    if row.overlaps:
        yield Text(f"  {english.say('overlaps_any', sides=english.sides_of(row.overlaps))}", style="dim")
        yield Text(f"  {arabic.say('overlaps_any', sides=arabic.sides_of(row.overlaps))}", style="dim")


def _told(label: str, source: Source) -> Text:
    """Return a claim's words inside their sentence, with where they stand."""
    before, quote, after = source.passage
    line = Text("  ")
    line.append(f"{label}: ", style="dim")
    line.append(before)
    line.append(quote, style="bold reverse")
    line.append(after)
    line.append(f"  [{source.reading.source}, {source.reading.published.value}, {source.reading.id}]", style="dim")
    return line


def _disputes(section: Section, english: Words, arabic: Words) -> Iterator[Text]:
    if not section.disputes:
        yield Text(f"  {english.say('no_contradictions')} | {arabic.say('no_contradictions')}")
    for dispute in section.disputes:
        yield from _dispute(dispute, english, arabic)


def _dispute(dispute: Dispute, english: Words, arabic: Words) -> Iterator[Text]:
    kind = dispute.contradiction.kind
    yield Text(f"{english.contradiction_kinds[kind]}  |  {arabic.contradiction_kinds[kind]}", style="bold yellow")
    for source in dispute.claims:
        yield _told(f"{english.claimed(source.claim)} | {arabic.claimed(source.claim)}", source)
    for scenario in dispute.scenarios:
        if scenario.lo is not None:
            kept = ", ".join(source.key for source in scenario.keep)
            bounds = [words.bound(dispute.harm, scenario.lo, scenario.hi) for words in (english, arabic)]
            yield Text(f"  {english.say('keep')} | {arabic.say('keep')} {kept}: {' | '.join(bounds)}", style="dim")
