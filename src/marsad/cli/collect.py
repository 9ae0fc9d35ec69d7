"""Collect what an address, a source or a folder holds, and append what is new."""

from __future__ import annotations

import click

from marsad.cli.shell.collecting import collect, tell
from marsad.cli.shell.options import Published, format_option, ledger_option, operator_option, verb
from marsad.cli.shell.output import say
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.collect.files import Given


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

    given = Given(published=published, source=source, lang=document_lang, pack=pack)
    with open_ledger(create=True) as ledger:
        if ledger.made:
            say(session().say("init_made", ledger=ledger.store.place), err=True)
        code = tell(collect(ledger, target, given, rate=rate, loopback=loopback), form)
        for _ in progress(ledger.store.refresh_search(), session().say("indexing")):
            pass
    return code
