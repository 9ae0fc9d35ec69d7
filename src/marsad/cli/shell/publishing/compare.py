"""`marsad publish list`, `diff` and `resolve`: which releases there are, and what became of what."""

from __future__ import annotations

import click
import msgspec

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

LISTED = ("id", "as_of", "made", "incidents", "manifest", "key", "previous")


@verb("list")
@ledger_option
@message_lang_option
@format_option(default="table")
def list_command(form: str) -> None:
    """Print every release, the newest first."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.releasing.kept import read_stored

    with open_ledger() as ledger:
        every = [read_stored(kept) for kept in reversed(ledger.store.releases())]
    rows = [
        (
            one.release.id, one.release.as_of, one.release.made, len(one.release.dataset.incidents),
            one.signature.manifest, one.signature.key, one.release.previous,
        )
        for one in every
    ]  # fmt: skip
    told = [dict(zip(LISTED, row, strict=True)) for row in rows]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "results": told, "next": None})
    elif form == "jsonl":
        for one_ in told:
            write_json_line({"schema_version": SCHEMA_VERSION, **one_})
    elif form == "csv":
        write_csv(LISTED, rows)
    else:
        if not rows:
            say(session().say("release_none"))
        header = tuple(session().say(f"column_{name}") for name in ("item", "as_of", "made", "incidents", "manifest"))
        write_table(header, [tuple(str(cell) for cell in row[:5]) for row in rows])


@verb("diff")
@click.argument("before", metavar="ID")
@click.argument("after", metavar="ID", default="latest")
@ledger_option
@message_lang_option
@format_option(default="table")
def diff_command(before: str, after: str, form: str) -> None:
    """Print what differs between two releases: the corrections log."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.publish.releases.corrections import corrections
    from marsad.publish.releases.corrections_said import HEADER, said_rows
    from marsad.releasing import find

    with open_ledger() as ledger:
        changed = corrections(find(ledger, before).release, find(ledger, after).release)
    rows = list(said_rows(changed, session().lang))
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(changed)})
    elif form == "jsonl":
        for one in changed.incidents:
            write_json_line({"schema_version": SCHEMA_VERSION, **msgspec.to_builtins(one)})
    elif form == "csv":
        write_csv(HEADER, rows)
    else:
        if not rows:
            say(session().say("release_same_as", before=changed.before, after=changed.after))
        write_table(tuple(session().say(f"column_{name}") for name in HEADER), rows)


@verb("resolve")
@click.argument("id", metavar="ID")
@ledger_option
@message_lang_option
@format_option(default="table")
def resolve_command(id: str, form: str) -> None:
    """Print where an incident of any release is now.  Fails as wrong use for an id that none ever had."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.releasing import find

    with open_ledger() as ledger:
        release = find(ledger, "latest").release
    there = any(one.id == id for one in release.dataset.incidents)
    if not there and id not in release.retired:
        raise UsageError.of("{id}: no release ever had an incident of that id", id=id)
    said = {"id": id, "release": release.id, "retired": not there, "now": (id,) if there else release.retired[id]}
    if form == "csv":
        write_csv(tuple(said), [(id, release.id, not there, " ".join(said["now"]))])  # type: ignore[arg-type]
    elif form == "table":
        phrase = "release_has" if there else "release_moved" if said["now"] else "release_gone"
        say(session().say(phrase, id=id, release=release.id, now=" ".join(said["now"])))  # type: ignore[arg-type]
    else:
        (write_json if form == "json" else write_json_line)({"schema_version": SCHEMA_VERSION, **said})
