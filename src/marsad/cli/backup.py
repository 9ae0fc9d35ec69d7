"""Copy the whole ledger into one file, while it is in use; encrypted where somebody is named who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("path", "bytes", "entries", "encrypted")


@verb("backup")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--to", "recipients", metavar="RECIPIENT|FILE", multiple=True)
@click.option("--force", is_flag=True)
@operator_option
@ledger_option
@message_lang_option
@format_option(default="table")
def command(path: Path, recipients: Sequence[str], force: bool, form: str) -> None:
    """Write the backup; it takes its name when it is whole."""
    from marsad.cli.shell.ledgers import note, open_ledger
    from marsad.errors import UsageError
    from marsad.ledger import backup

    if path.exists() and not force:
        raise UsageError.of("{path}: is there already; --force replaces it", path=path)
    counted = [0]
    with open_ledger(older=True) as ledger:
        size = backup.write(path, _count(progress(ledger.store.dump(), session().say("copying")), counted), recipients)
        note(ledger, "backed_up", sha256=backup.digest(path), bytes=size, entries=counted[0] - 2)
    said = (str(path), size, counted[0] - 2, bool(recipients))
    if form == "csv":
        write_csv(COLUMNS, [said])
    elif form == "table":
        say(session().say("backed_up_locked" if recipients else "backed_up", path=path, entries=said[2], bytes=size))
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **dict(zip(COLUMNS, said, strict=True))})


def _count(lines: Iterable[bytes], counted: list[int]) -> Iterator[bytes]:
    for line in lines:
        counted[0] += 1
        yield line
