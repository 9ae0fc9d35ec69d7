"""Bring a ledger's layout up to date, with a backup written first."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("ledger", "from", "to", "backup")


@verb("upgrade")
@click.option("--backup", type=click.Path(path_type=Path, dir_okay=False))
@ledger_option
@message_lang_option
@format_option(default="table")
def command(backup: Path | None, form: str) -> None:
    """Upgrade the ledger; one of this layout already is left as it is, one of a newer layout is refused."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.upkeep import free_path, upgrade

    if backup is not None and backup.exists():
        raise UsageError.of("{path}: is there already; name another file for the backup", path=backup)
    with open_ledger(older=True) as ledger:
        place = str(ledger.store.place)
        done = upgrade(ledger, backup or free_path(_beside(place, ledger.store.schema)))
    session().log("upgraded", schema=done.after, changed=int(done.before != done.after))
    said = (place, done.before, done.after, str(done.backup) if done.backup else None)
    if form == "csv":
        write_csv(COLUMNS, [said])
    elif form == "table":
        _show(place, done.before, done.after, done.backup)
    else:
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **dict(zip(COLUMNS, said, strict=True))})


def _beside(place: str, schema: int) -> Path:
    """Return where the backup goes: beside a ledger in a file, else here."""
    if "://" in place:
        return Path(f"marsad.schema-{schema}.backup")
    path = Path(place)
    return path.with_name(f"{path.name}.schema-{schema}.backup")


def _show(place: str, before: int, after: int, backup: Path | None) -> None:
    if backup is None:
        say(session().say("upgrade_current", ledger=place, schema=after))
    else:
        say(session().say("upgrade_done", ledger=place, before=before, after=after))
        say(session().say("upgrade_backup", path=backup))
