"""Keys: made, listed, their public halves printed."""

from __future__ import annotations

from collections.abc import Sequence

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.ledger.keys import PURPOSES, PublicKey
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("name", "purpose", "public", "path")


@click.group("key", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Look after the keys that sign heads and open backups."""


@verb("new")
@click.argument("name", metavar="NAME")
@click.option("--for", "purpose", type=click.Choice(PURPOSES), default=PURPOSES[0], show_default=True)
@message_lang_option
@format_option(default="table")
def new_command(name: str, purpose: str, form: str) -> None:
    """Make a pair of keys in the folder of keys."""
    from marsad.cli.shell.ledgers import key_ring, passphrase

    _write([key_ring().make(name, passphrase(), purpose=purpose)], form)


@verb("list")
@message_lang_option
@format_option(default="table")
def list_command(form: str) -> None:
    """Print every key of the folder of keys."""
    from marsad.cli.shell.ledgers import key_ring

    _write(key_ring().all(), form)


@verb("public")
@click.argument("name", metavar="NAME")
@message_lang_option
def public_command(name: str) -> None:
    """Print a key's public half, alone on a line."""
    from marsad.cli.shell.ledgers import key_ring

    say(key_ring().public(name).public)


for _command in (new_command, list_command, public_command):
    command.add_command(_command)


def _write(found: Sequence[PublicKey], form: str) -> None:
    rows = [tuple(str(getattr(key, name)) for name in COLUMNS) for key in found]
    said = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    if form == "csv":
        write_csv(COLUMNS, rows)
    elif form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "keys": said})
    elif form == "jsonl":
        for one in said:
            write_json_line(one)
    else:
        write_table(tuple(session().say(f"column_{name}") for name in ("key", "purpose", "public", "file")), rows)
