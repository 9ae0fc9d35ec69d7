"""The custody record: what was done to a document, or to the ledger as a whole, by whom and when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.ledger.acts import Act

COLUMNS = ("entry", "at", "act", "who", "item", "detail")


@verb("custody")
@click.argument("document", metavar="[DOCUMENT]", required=False)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(document: str | None, form: str) -> None:
    """Print every act in its order, each with the entry of the chain that vouches for it."""
    from marsad.cli.shell.ledgers import open_ledger

    with open_ledger() as ledger:
        found = ledger.store.acts(document)
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "acts": found})
    elif form == "jsonl":
        for act in found:
            write_json_line({"schema_version": SCHEMA_VERSION, **{name: getattr(act, name) for name in COLUMNS}})
    elif form == "csv":
        write_csv(COLUMNS, [_row(act, act.act) for act in found])
    else:
        _show(found)


def _show(found: Sequence[Act]) -> None:
    text = session().say
    header = tuple(text(f"custody_{name}") for name in COLUMNS)
    write_table(header, [_row(act, text(f"act_{act.act}")) for act in found])


def _row(act: Act, said: str) -> tuple[str, ...]:
    how = "; ".join(f"{name}={value}" for name, value in act.detail.items())
    return (str(act.entry), act.at, said, act.who or "", act.item, how)
