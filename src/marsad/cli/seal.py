"""Sign the head of the chain, to be kept elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("ledger", "seq", "head", "at", "key", "signature")


@verb("seal")
@click.option("--key", "key_name", metavar="NAME", required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH")
@ledger_option
@message_lang_option
@format_option(default="table")
def command(key_name: str, out: Path | None, form: str) -> None:
    """Sign the head, keep the seal in the ledger, and print it."""
    from marsad.cli.shell.ledgers import key_ring, open_ledger, passphrase
    from marsad.ledger.keys import write_new

    key = key_ring().private(key_name, passphrase())
    with open_ledger() as ledger:
        head = ledger.store.seal(key)
    if out is not None:
        write_new(out, head.to_json() + b"\n")
    said = {name: getattr(head, name) for name in COLUMNS}
    if form == "csv":
        write_csv(COLUMNS, [tuple(said.values())])
    elif form == "table":
        for name, value in said.items():
            say(f"{session().say(f'seal_{name}')}: {value}")
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, "format": head.format, **said})
