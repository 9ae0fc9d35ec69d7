"""Make a ledger; on an existing one nothing is changed."""

from __future__ import annotations

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION


@verb("init")
@click.argument("url", required=False)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(url: str | None, form: str) -> None:
    """Make the ledger at URL, else the one that --ledger or MARSAD_LEDGER names."""
    from marsad.cli.shell.ledgers import open_ledger

    session().set("ledger", url)
    with open_ledger(create=True) as ledger:
        made, place = ledger.made, str(ledger.store.place)
    if form == "table":
        say(session().say("init_made" if made else "init_there", ledger=place))
    elif form == "csv":
        write_csv(("ledger", "made"), [(place, made)])
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, "ledger": place, "made": made})
