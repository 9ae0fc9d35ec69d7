"""Collect what an address, a source or a folder holds, and append what is new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.collecting import tell
from marsad.cli.shell.documents import check
from marsad.cli.shell.options import Published, format_option, ledger_option, operator_option, verb
from marsad.cli.shell.output import say
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.collect.files import Given

if TYPE_CHECKING:
    from marsad.gathering import Step
    from marsad.gathering.targets import Means, Target
    from marsad.pipeline import Ledger


@verb("collect")
@click.argument("target")
@click.option("--rate", type=click.FloatRange(min=0, min_open=True, max=100), default=1.0, show_default=True)
@click.option("--allow-loopback", "loopback", is_flag=True)
@click.option("--published", type=Published())
@click.option("--source", metavar="NAME")
@click.option("--lang", "document_lang", metavar="ar|en")
@click.option("--pack", metavar="PACK")
@operator_option
@ledger_option
@format_option(default="table")
def command(
    target: str,
    rate: float,
    loopback: bool,
    published: str | None,
    source: str | None,
    document_lang: str | None,
    pack: str | None,
    form: str,
) -> int:
    """Collect, print what became of everything, and bring the search index up."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.collect.web import Pace
    from marsad.gathering import find_target
    from marsad.gathering.targets import Means

    given = Given(published=published, source=source, lang=document_lang, pack=pack)
    check(given.lang, given.pack)
    home = Path(session().value("sources"))
    found = find_target(target, home, given, max_bytes=session().number("max_bytes"))
    means = Means(Pace(rate), loopback, session().value("operator") or None)
    with open_ledger(create=True) as ledger:
        if ledger.made:
            say(session().say("init_made", ledger=ledger.store.place), err=True)
        try:
            code = tell(_once(ledger, found, means), form)
        except KeyboardInterrupt:
            say(session().say("collect_stopped"), err=True)
            raise
        for _ in progress(ledger.store.refresh_search(), session().say("indexing")):
            pass
    return code


def _once(ledger: Ledger, target: Target, means: Means) -> Iterator[Step]:
    from marsad.gathering.steps import Extent
    from marsad.gathering.targets import collect, fetcher_of
    from marsad.gathering.watching import repeats

    far, compared = Extent(), Extent()
    found = collect(ledger, target, means, fetcher_of(target, means), extent=far)
    yield from progress(found, session().say("collecting"), far)
    yield from filter(None, progress(repeats(ledger, compared), session().say("comparing"), compared))
