"""Serve the ledger's pages and API: to one person on this machine, or to a team behind a proxy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import click

from marsad.cli.shell.options import ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.session import session
from marsad.errors import UsageError


@verb("serve")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535))
@click.option("--no-browser", "browser", flag_value=False, default=True)
@click.option("--team", is_flag=True)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True)
@click.option("--behind-proxy", "proxies", metavar="ADDRESS", multiple=True)
@click.option("--site", metavar="NAME")
@click.option("--totp/--no-totp", default=True, show_default=True)
@click.option("--one-session", is_flag=True)
@click.option("--mode", type=click.Choice(["normal", "read-only", "closed"]), default="normal", show_default=True)
@ledger_option
@message_lang_option
@operator_option
def command(
    port: int | None,
    browser: bool,
    team: bool,
    host: str,
    proxies: Sequence[str],
    site: str | None,
    totp: bool,
    one_session: bool,
    mode: Literal["normal", "read-only", "closed"],
) -> None:
    """Print the link or the address that opens the pages, then answer until interrupted."""
    try:
        from marsad.web.room import Room
        from marsad.web.serving import check, serve

        check(team=team)
    except ModuleNotFoundError as error:
        raise UsageError.of("the pages need more libraries; install them with: pip install 'marsad[web]'") from error
    from marsad.cli.shell.ledgers import open_ledger, vault

    if not team and (proxies or site or one_session or not totp or mode != "normal" or host != "127.0.0.1"):
        raise UsageError.of("--host, --behind-proxy, --site, --no-totp, --one-session and --mode are for --team")
    with open_ledger() as ledger:
        room = Room(ledger, operator=session().value("operator"), vault=vault())
        if not team:
            serve(room, port=port, lang=session().lang, browser=browser, say=lambda link: click.echo(link))
            return
        from marsad.accounts.porter import Porter, Rules
        from marsad.accounts.staff import Staff
        from marsad.web.serving import Team, serve_team

        if not any(one.role == "admin" and one.state == "active" for one in Staff(ledger.store).list()):
            raise UsageError.of("there is no administrator yet; make one with: marsad user add NAME --role admin")
        keys = vault()
        if keys.present is None:
            keys.make(dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        porter = Porter(ledger.store, Rules(totp=totp, one_session=one_session, mode=mode), vault=keys)
        served = Team(porter, host, site, frozenset(proxies))
        serve_team(room, served, port=port, lang=session().lang, say=lambda link: click.echo(link))
