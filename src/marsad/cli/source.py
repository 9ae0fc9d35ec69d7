"""Sources as folders: begin one, check that it gives what it promises, list what there is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import FORMATS, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.gathering.checking import Checked

FAULTY = 1
COLUMNS = ("id", "publisher", "lang", "start", "every", "folder")


@click.group("source", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Look after the sources that are collected from."""


@verb("new")
@click.argument("folder", type=click.Path(path_type=Path))
@message_lang_option
def new_command(folder: Path) -> None:
    """Lay out a new source's folder, with samples that can be checked at once."""
    from marsad.knowledge.sourcefile import new_source

    for path in new_source(folder):
        say(str(path))


@verb("check")
@click.argument("folder")
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@message_lang_option
def check_command(folder: str, form: str) -> int:
    """Read the samples and compare; exit code 1 where one does not give what is promised."""
    from marsad.gathering.checking import check_source
    from marsad.knowledge.sourcefile import find_source, load_source

    where = find_source(folder, Path(session().value("sources")))
    if where is None:
        raise UsageError.of(
            "{target}: there is no such source; `marsad source list` names those that there are,"
            " `marsad source new FOLDER` begins one",
            target=folder,
        )
    checked = list(check_source(load_source(where), where, max_bytes=session().number("max_bytes")))
    is_good = not any(one.faults for one in checked)
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "ok": is_good, "samples": [_as_json(one) for one in checked]})
    else:
        for one in checked:
            _show(one)
    return 0 if is_good else FAULTY


@verb("list")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@message_lang_option
def list_command(form: str) -> None:
    """List the sources under the folder of sources, and those that packages bring."""
    from marsad.knowledge.sourcefile import load_source, source_folders

    folders = source_folders(Path(session().value("sources")))
    found = [(load_source(folder), folder) for folder in folders.values()]
    rows = [(one.id, one.publisher, one.lang or "", one.start, one.every, str(folder)) for one, folder in found]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "results": [dict(zip(COLUMNS, r, strict=True)) for r in rows]})
    elif form == "jsonl":
        for row in rows:
            write_json_line(dict(zip(COLUMNS, row, strict=True)))
    elif form == "csv":
        write_csv(COLUMNS, rows)
    else:
        write_table(tuple(session().say(f"source_{name}") for name in COLUMNS), rows)


@verb("adapters")
@message_lang_option
def adapters_command() -> None:
    """List the adapters, those that packages bring too, in the order in which they are asked."""
    from marsad.collect.adapters import adapters

    words = session().phrases.text
    for one in adapters():
        brought = (one.__doc__ or "").partition("\n")[0]  # of a package that we have no words for
        say(f"{one.NAME:15} {words.get(f'adapter_{one.NAME}', brought)}")


for _verb in (new_command, check_command, list_command, adapters_command):
    command.add_command(_verb)


def _faults(one: Checked) -> list[str]:
    return [session().phrases.fill(fault.template, fault.values) for fault in one.faults]


def _as_json(one: Checked) -> dict[str, object]:
    return {
        "file": one.file,
        "adapter": one.adapter,
        "documents": list(one.documents),
        "links": one.links,
        "faults": _faults(one),
    }


def _show(one: Checked) -> None:
    values = {"file": one.file, "adapter": one.adapter, "documents": len(one.documents), "links": one.links}
    say(session().say("source_good" if not one.faults else "source_bad", **values))
    for fault in _faults(one):
        say(f"  - {fault}")
    for text in one.documents if one.faults else ():
        say(f"  > {text[:200]!r}")
