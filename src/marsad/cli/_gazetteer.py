"""The user's own gazetteers: import, list, find, remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

FORMS = ("geonames", "ocha", "wof")
SHOWN = 10
"""Rows that were not taken are shown up to here; programs get them all."""
_LISTED = ("name", "form", "places", "credit", "path")
_FOUND = ("id", "place", "kind", "country")


@click.group("knowledge gazetteer", cls=VerbGroup)
@message_lang_option
def gazetteer() -> None:
    """Look after the gazetteers of one's own."""


@verb("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--as", "list_form", type=click.Choice(FORMS))
@click.option("--name", "gazetteer_name", metavar="NAME")
@click.option("--country", "country", metavar="CC")
@format_option(default="table")
@message_lang_option
def import_command(
    files: tuple[Path, ...], list_form: str | None, gazetteer_name: str | None, country: str | None, form: str
) -> int:
    """Turn lists of places that one has into a gazetteer beside the shipped one."""
    from marsad.knowledge.importing import import_gazetteer

    text = session().say
    say(text("gazetteer_importing", count=len(files)), err=True)
    made = import_gazetteer(files, name=gazetteer_name, form=list_form, country=country)
    counts = {"places": made.places, "new": made.new, "joined": made.joined, "known": made.known}
    skipped = [{"where": one.where, "why": session().phrases.fill(one.why, {})} for one in made.skipped]
    if form in ("json", "jsonl"):
        told = {
            "schema_version": SCHEMA_VERSION,
            "path": str(made.path),
            "form": made.form,
            **counts,
            "skipped": skipped,
        }
        (write_json if form == "json" else write_json_line)(told)
    elif form == "csv":
        write_csv(("path", "form", *counts, "skipped"), [(made.path, made.form, *counts.values(), len(skipped))])
    else:
        say(text("gazetteer_imported", path=made.path, form=made.form, skipped=len(skipped), **counts))
        for one in skipped[:SHOWN]:
            say(f"  {one['where']}: {one['why']}", err=True)
    return 0


@verb("list")
@format_option(default="table")
@message_lang_option
def list_command(form: str) -> int:
    """List the gazetteers of one's own."""
    from marsad.knowledge.importing import list_gazetteers
    from marsad.knowledge.ownplaces import own_folder

    rows = [(one.name, one.form, one.places, one.credit, str(one.path)) for one in list_gazetteers()]
    if form == "table" and not rows:
        say(session().say("gazetteer_none", folder=own_folder()))
        return 0
    _write("gazetteers", _LISTED, rows, form)
    return 0


@verb("find")
@click.argument("name")
@format_option(default="table")
@message_lang_option
def find_command(name: str, form: str) -> int:
    """Find the places that go by a name."""
    from marsad.knowledge.placenames import find_places

    found = [place for group in find_places(name) for place in group]
    _write("results", _FOUND, [(one.id, one.name, one.kind, one.country) for one in found], form)
    return 0


@verb("remove")
@click.argument("name")
@message_lang_option
def remove_command(name: str) -> int:
    """Take a gazetteer of one's own away."""
    from marsad.knowledge.importing import remove_gazetteer

    say(session().say("gazetteer_removed", path=remove_gazetteer(name)))
    return 0


for _command in (import_command, list_command, find_command, remove_command):
    gazetteer.add_command(_command)


def _write(key: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]], form: str) -> None:
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, key: objects})
    elif form == "jsonl":
        for one in objects:
            write_json_line(one)
    elif form == "csv":
        write_csv(columns, rows)
    else:
        text = session().say
        write_table(tuple(text(f"column_{name}") for name in columns), [tuple(map(str, row)) for row in rows])
