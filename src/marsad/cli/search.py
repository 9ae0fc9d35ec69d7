"""Find the documents in which words stand."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence

import click

from marsad.cli.shell.options import Day, format_option, ledger_option, verb
from marsad.cli.shell.output import faint, say, strong, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.ledger.search import SearchPage, SearchResult

HEADER = ("id", "title", "snippet", "start", "end", "claims", "published", "source", "lang")
SHOWN_CLAIMS = 8
MARK = "**"


@verb("search")
@click.argument("query", metavar="Q...", nargs=-1, required=True)
@click.option("--literal", is_flag=True)
@click.option("--claims", "in_claims", is_flag=True)
@click.option("--lang", "only_lang", metavar="ar|en")
@click.option("--source", "only_source", metavar="NAME")
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--limit", type=int, default=20, show_default=True)
@click.option("--cursor", metavar="NEXT")
@ledger_option
@format_option(default="table")
def command(
    query: Sequence[str],
    literal: bool,
    in_claims: bool,
    only_lang: str | None,
    only_source: str | None,
    start: dt.date | None,
    end: dt.date | None,
    limit: int,
    cursor: str | None,
    form: str,
) -> None:
    """Print one result a document, with the passage and the claims that the words touch."""
    from marsad.cli.shell.ledgers import open_ledger

    if start and end and end < start:
        raise UsageError.of("--to {end} lies before --from {start}", start=start, end=end)
    asked = " ".join(query)
    with open_ledger() as ledger:
        for _ in progress(ledger.store.refresh_search(), session().say("indexing")):
            pass
        page = ledger.search(
            asked,
            literal=literal,
            claims=in_claims,
            lang=only_lang,
            source=only_source,
            start=start,
            end=end,
            limit=limit,
            cursor=cursor,
        )
    if not any(char.isalnum() for char in asked):
        say(session().say("search_no_word"), err=True)
    _write(page, form)


def _write(page: SearchPage, form: str) -> None:
    if form == "json":
        write_json(page)
    elif form == "jsonl":
        for result in page.results:
            write_json_line(result)
    elif form == "csv":
        write_csv(HEADER, (_cells(result) for result in page.results))
    else:
        _show(page)


def _cells(result: SearchResult) -> tuple[object, ...]:
    said = (result.published, result.source, result.lang)
    return (result.id, result.title, result.snippet, *result.span, " ".join(result.claims), *said)


def _show(page: SearchPage) -> None:
    text = session().say
    for result in page.results:
        origin = " · ".join(part for part in (result.id, result.published, result.source) if part)
        say(f"{strong(_flat(result.title))}  {faint(f'[{origin}]')}")
        say(f"    {_flat(_marked(result))}")
        if result.claims:
            names = [key.rpartition("#")[2] for key in result.claims[:SHOWN_CLAIMS]]
            say(faint(f"    {text('search_claims', claims=', '.join(names))}"))
    if not page.results:
        say(text("search_nothing"))
    if page.next is not None:
        say(faint(text("search_more", cursor=page.next)))


def _marked(result: SearchResult) -> str:
    """Return the snippet with its words set off: by colour where it is seen, else between signs."""
    seen = session().colour or (session().colour is None and sys.stdout.isatty())
    out, last = [], result.span[0]
    for start, end in result.marks:
        before, word = (
            result.snippet[a - result.span[0] : b - result.span[0]] for a, b in ((last, start), (start, end))
        )
        out += [before, click.style(word, reverse=True) if seen else f"{MARK}{word}{MARK}"]
        last = end
    return "".join([*out, result.snippet[last - result.span[0] :]])


def _flat(text: str) -> str:
    return " ".join(text.split())
