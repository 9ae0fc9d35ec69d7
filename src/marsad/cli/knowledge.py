"""The knowledge: what is wrong in its files."""

from __future__ import annotations

from pathlib import Path

import click

from marsad.cli._gazetteer import gazetteer
from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import FORMATS, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.knowledge.finding import Finding
from marsad.model.reading import SCHEMA_VERSION

FAULTY = 1
COLUMNS = ("file", "entry", "why")


@click.group("knowledge", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Look after the words, packs and places that readings rest on."""


@verb("lint")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--check", is_flag=True)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@message_lang_option
def lint_command(folder: Path | None, check: bool, form: str) -> int:
    """Print what is wrong in the data files; exit code 1 where anything is."""
    from marsad.knowledge.files import HOME
    from marsad.knowledge.lint import lint

    found = lint(folder or HOME)
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "ok": not found, "findings": [_as_json(one) for one in found]})
    elif form == "jsonl":
        for one in found:
            write_json_line(_as_json(one))
    elif form == "csv":
        write_csv(COLUMNS, [_row(one) for one in found])
    elif found or not check:
        _show(found, folder or HOME)
    return FAULTY if found else 0


command.add_command(lint_command)
command.add_command(gazetteer, "gazetteer")


def _row(one: Finding) -> tuple[str, str, str]:
    return one.file, one.entry or "", session().phrases.fill(one.template, one.values)


def _as_json(one: Finding) -> dict[str, object]:
    return {"file": one.file, "entry": one.entry, "why": _row(one)[2]}


def _show(found: list[Finding], home: Path) -> None:
    text = session().say
    say(text("lint_bad", count=len(found), home=home) if found else text("lint_ok", home=home))
    header = tuple(text(f"column_{name}") for name in ("file", "entry", "why"))
    write_table(header, [_row(one) for one in found], indent="  ")
