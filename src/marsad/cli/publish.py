"""Bulletins, releases (frozen, listed, compared, made again), the public site of one, and reports to print."""

from __future__ import annotations

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import message_lang_option
from marsad.cli.shell.publishing import bulletin, compare, freeze, report, site


@click.group("publish", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Publish what is public of the ledger."""


for _command in (
    bulletin.command,
    freeze.command,
    compare.list_command,
    compare.diff_command,
    compare.resolve_command,
    site.command,
    report.command,
):
    command.add_command(_command)
