"""Serve the ledger's pages and API on this machine."""

from __future__ import annotations

import click

from marsad.cli.shell.options import ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.session import session
from marsad.errors import UsageError


@verb("serve")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535))
@click.option("--no-browser", "browser", flag_value=False, default=True)
@ledger_option
@message_lang_option
@operator_option
def command(port: int | None, browser: bool) -> None:
    """Print the link that opens the pages, then answer until interrupted."""
    try:
        from marsad.web.room import Room
        from marsad.web.serving import check, serve

        check()
    except ModuleNotFoundError as error:
        raise UsageError.of("the pages need more libraries; install them with: pip install 'marsad[web]'") from error
    from marsad.cli.shell.ledgers import open_ledger, vault

    with open_ledger() as ledger:
        room = Room(ledger, operator=session().value("operator"), vault=vault())
        serve(room, port=port, lang=session().lang, browser=browser, say=lambda link: click.echo(link))
