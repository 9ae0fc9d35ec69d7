"""Make a ledger from a backup, in a file or on a server, and only if it verifies."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("ledger", "entries", "head")


@verb("restore")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--key-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@operator_option
@ledger_option
@message_lang_option
@format_option(default="table")
def command(path: Path, key_file: Path | None, form: str) -> None:
    """Restore FILE to the ledger that --ledger names, where there is none yet."""
    from marsad.ledger import Store, backup
    from marsad.ledger.opened import TOOL

    chosen = session()
    with backup.lines_of(path, key_file) as lines:
        found = progress(lines, chosen.say("restoring"))
        store = Store.restore(chosen.value("ledger"), iter(found), wait=chosen.number("wait"))
    with store:
        head = store.head()
        store.note("restored", actor=chosen.value("operator") or TOOL, detail={"sha256": backup.digest(path)})
    said = (str(store.place), head.seq, head.head)
    if form == "csv":
        write_csv(COLUMNS, [said])
    elif form == "table":
        say(chosen.say("restored", ledger=said[0], entries=head.seq, head=head.head))
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **dict(zip(COLUMNS, said, strict=True))})
