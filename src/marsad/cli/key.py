"""Keys: made, listed, their public halves printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.ledger.engine import locate
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


@verb("rotate")
@ledger_option
@message_lang_option
@format_option(default="table")
def rotate_command(form: str) -> None:
    """Make a new key for restricted fields and encrypt what the ledger has of them with it."""
    from marsad.cli.shell.ledgers import open_ledger, vault

    keys = vault()
    made = keys.make(dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    count = 0
    if locate(session().value("ledger")).exists:
        with open_ledger() as ledger:
            count = sum(progress(ledger.store.rotate(keys), session().say("rotating")))
    session().log("rotated", count=count)
    _say_vault("key_rotated", form, id=made, path=str(keys.path), count=count)


@verb("escrow")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "recipients", metavar="RECIPIENT|FILE", multiple=True, required=True)
@message_lang_option
@format_option(default="table")
def escrow_command(path: Path, recipients: Sequence[str], form: str) -> None:
    """Write a copy of the keys of restricted fields that only other persons' keys open."""
    from marsad.cli.shell.ledgers import vault

    if path.exists():
        raise UsageError.of("{path}: is there already; nothing was changed, choose another name", path=path)
    keys = vault()
    keys.escrow(path, list(recipients))
    _say_vault("key_escrowed", form, path=str(path), count=len(keys.ids))


@verb("recover")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@message_lang_option
@format_option(default="table")
def recover_command(path: Path, key_file: Path | None, form: str) -> None:
    """Take the keys that are missing here out of an escrow copy."""
    from marsad.cli.shell.ledgers import vault

    keys = vault()
    found = keys.recover(path, key_file)
    _say_vault("key_recovered", form, path=str(keys.path), count=len(found))


def _say_vault(phrase: str, form: str, **said: object) -> None:
    if form == "table":
        say(session().say(phrase, **said))
    elif form == "csv":
        write_csv(tuple(said), [tuple(said.values())])
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **said})


for _command in (new_command, list_command, public_command, rotate_command, escrow_command, recover_command):
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
