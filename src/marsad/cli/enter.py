"""Enter claims, victims and corrections by hand, one by one or from a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, signing_options, verb
from marsad.cli.shell.session import session
from marsad.cli.shell.signing import correction, signature, write_entries
from marsad.errors import UsageError
from marsad.model.terms import CAUSES, CONSENTS, HARMS, HEDGES, Visibility

if TYPE_CHECKING:
    from marsad.review.sheet import Cells

Function = Callable[..., Any]
_PERSONS = (
    click.option("--nationality", metavar="COUNTRY"),
    click.option("--role", metavar="ROLE"),
    click.option("--civilian", type=click.Choice(("yes", "no"))),
    click.option("--side", "of_side", metavar="SIDE"),
    click.option("--sex", type=click.Choice(("m", "f"))),
    click.option("--to", "last_day", metavar="YYYY-MM-DD"),
    click.option("--from", "first_day", metavar="YYYY-MM-DD"),
    click.option("--date", metavar="YYYY-MM-DD"),
    click.option("--place", "at_place", metavar="NAME|ID"),
)
_COMMON = (format_option(default="table"), message_lang_option, ledger_option, signing_options)
_FILE = click.argument("file", type=click.Path(path_type=Path), required=False)


def _with(*options: Function) -> Callable[[Function], Function]:
    def add(function: Function) -> Function:
        for option in options:
            function = option(function)
        return function

    return add


@click.group("enter", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Enter by hand, as signed decisions with their evidence."""


@verb("claim")
@_FILE
@_with(
    *_COMMON,
    *_PERSONS,
    click.option("--published", "published_on", metavar="YYYY-MM-DD"),
    click.option("--claimant", metavar="NAME"),
    click.option("--source", "whose_figure", metavar="NAME"),
    click.option("--perpetrator", metavar="SIDE"),
    click.option("--cause", type=click.Choice(CAUSES)),
    click.option("--age", "group_age", type=click.Choice(("child", "adult"))),
    click.option("--hedge", type=click.Choice(HEDGES)),
    click.option("--value-max", metavar="N"),
    click.option("--value", metavar="N"),
    click.option("--harm", "of_harm", type=click.Choice(HARMS)),
    click.option("--quote", metavar="TEXT"),
)
def claim_command(
    file: Path | None, why: str, evidence: Sequence[str], visibility: Visibility, form: str, **fields: str | None
) -> int:
    """Enter a claim, or the claims of a table."""
    from marsad.review import enter_claims

    return _enter(enter_claims, file, fields, (why, evidence, visibility), form)


@verb("victim")
@_FILE
@_with(
    *_COMMON,
    *_PERSONS,
    click.option("--note", metavar="TEXT"),
    click.option("--consent", type=click.Choice(CONSENTS)),
    click.option("--list", "victim_list", metavar="NAME"),
    click.option("--harm", "of_harm", type=click.Choice(HARMS)),
    click.option("--minor", type=click.Choice(("yes", "no"))),
    click.option("--age", metavar="YEARS"),
    click.option("--kunya", metavar="NAME", multiple=True),
    click.option("--mother", metavar="NAME", multiple=True),
    click.option("--father", metavar="NAME", multiple=True),
    click.option("--name", metavar="NAME", multiple=True),
)
def victim_command(
    file: Path | None, why: str, evidence: Sequence[str], visibility: Visibility, form: str, **fields: Any
) -> int:
    """Enter a victim, or the victims of a list."""
    from marsad.review import enter_victims

    return _enter(enter_victims, file, fields, (why, evidence, visibility), form)


@verb("correction")
@click.argument("target", metavar="FILE|ID")
@_with(
    *_COMMON,
    click.option("--saw", metavar="SEEN", multiple=True),
    click.option("--withdraw", is_flag=True),
    click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True),
)
def correction_command(
    target: str,
    why: str,
    evidence: Sequence[str],
    visibility: Visibility,
    form: str,
    changes: Sequence[str],
    withdraw: bool,
    saw: Sequence[str],
) -> int:
    """Amend or withdraw a claim or victim, or those of a table."""
    from marsad.review import enter_corrections

    signed = (why, evidence, visibility)
    if Path(target).suffix.lower() in (".csv", ".tsv", ".xlsx"):
        return _enter(enter_corrections, Path(target), {}, signed, form)
    if withdraw == bool(changes):
        raise UsageError.of("name what is amended with --set FIELD=VALUE, or --withdraw the claim (one of the two)")
    cells = correction(target, "withdraw" if withdraw else "amend", saw, changes)
    return _enter(enter_corrections, None, cells, signed, form)


for _command in (claim_command, victim_command, correction_command):
    command.add_command(_command)

_RENAMED = {
    "first_day": "from",
    "last_day": "to",
    "group_age": "age",
    "of_side": "side",
    "of_harm": "harm",
    "at_place": "place",
    "published_on": "published",
    "whose_figure": "source",
    "victim_list": "list",
}
"""Options whose words differ from those of other verbs' options of the same name."""


def _enter(enter: Any, file: Path | None, fields: Any, signed: tuple[str, Sequence[str], Visibility], form: str) -> int:
    from marsad.cli.shell.ledgers import open_ledger, vault
    from marsad.review.desk import Desk

    by = signature(*signed)
    rows = _table(file) if file is not None else [(None, _cells(fields))]
    with open_ledger(create=True) as ledger:
        entries = enter(Desk(ledger.store, vault()), rows, by)
    if file is None and entries[0].error is not None:
        raise entries[0].error
    return write_entries(entries, form)


def _cells(fields: dict[str, str | Sequence[str] | None]) -> Cells:
    given = {name: value for name, value in fields.items() if value}
    return {_RENAMED.get(k, k): (v,) if isinstance(v, str) else tuple(v) for k, v in given.items()}


def _table(path: Path) -> list[tuple[int | None, Cells]]:
    """Return the rows of a table by column.  Raises `UnreadableDocumentError` where no heading is known."""
    from marsad.collect.tables import read_table
    from marsad.errors import UnreadableDocumentError
    from marsad.knowledge.columns import columns

    headings, rows = read_table(path, max_bytes=session().number("max_bytes"))
    names = columns(headings)
    if not any(names):
        raise UnreadableDocumentError.of(
            "{name}: no heading is known ({headings}); name the columns as docs/people.md does",
            name=path,
            headings=", ".join(headings),
        )
    unknown = [heading for heading, name in zip(headings, names, strict=True) if heading and name is None]
    if unknown:
        from marsad.cli.shell.output import say

        say(session().say("enter_unknown_columns", columns=", ".join(unknown)), err=True)
    out: list[tuple[int | None, Cells]] = []
    for row in rows:
        cells: dict[str, list[str]] = {}
        for name, cell in zip(names, row.cells, strict=False):
            if name is not None and cell:
                cells.setdefault(name, []).append(cell)
        out.append((row.number, cells))
    return out
