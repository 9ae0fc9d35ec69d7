"""Erase a document for someone's safety; a tombstone with its hashes stays."""

from __future__ import annotations

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("id", "document", "sha256", "who", "second", "why", "at", "erased", "releases")


@verb("erase")
@click.argument("document", metavar="DOCUMENT")
@click.option("--why", metavar="REASON", required=True)
@click.option("--who", metavar="NAME", required=True)
@click.option("--second", metavar="NAME", required=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(document: str, why: str, who: str, second: str, form: str) -> None:
    """Erase DOCUMENT with all that was made of it, and print its tombstone."""
    from marsad.cli.shell.ledgers import open_ledger

    with open_ledger() as ledger:
        stone = ledger.store.erase(document, who=who, second=second, why=why)
    said = {name: getattr(stone, name) for name in COLUMNS}
    if form == "csv":
        write_csv(COLUMNS, [[" ".join(value) if isinstance(value, tuple) else value for value in said.values()]])
    elif form == "table":
        say(session().say("erased", document=document, rows=stone.erased, tombstone=stone.id))
        for release in stone.releases:
            say(session().say("erased_release", release=release))
        say(session().say("erased_copies"))
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **said})
