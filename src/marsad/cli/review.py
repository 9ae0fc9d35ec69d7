"""The queue of what a person should look at, and the decisions that answer it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, signing_options, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.cli.shell.signing import correction, signature, write_entries
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import Visibility

if TYPE_CHECKING:
    from marsad.model import Decision
    from marsad.review.queue import Suggestion

KINDS = ("second", "stale", "unread", "contradiction", "place", "actor", "merge")
HEADER = ("id", "kind", "document", "snippet", "why", "saw")
LOG = ("id", "verdict", "subjects", "who", "when", "why", "stands")


@click.group("review", cls=VerbGroup, invoke_without_command=True)
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--next", "offset", metavar="N", type=click.IntRange(0), default=0)
@ledger_option
@message_lang_option
@format_option(default="table")
@click.pass_context
def command(context: click.Context, kinds: Sequence[str], limit: int, offset: int, form: str) -> None:
    """Print what waits for a person."""
    from marsad.chronicle.waiting import waiting
    from marsad.cli.shell.ledgers import open_ledger

    if context.invoked_subcommand is not None:
        return
    with open_ledger() as ledger:
        found = list(islice(waiting(ledger, kinds or KINDS, lang=session().lang), offset, offset + limit + 1))
    more = offset + limit if len(found) > limit else None
    _write_queue(found[:limit], more, form)


def _write_queue(found: Sequence[Suggestion], more: int | None, form: str) -> None:
    rows = [(one.id, one.kind, one.document, one.snippet, one.why, one.saw) for one in found]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "results": found, "next": more})
    elif form == "jsonl":
        for one in found:
            write_json_line(one)
    elif form == "csv":
        write_csv(HEADER, rows)
    else:
        text = session().say
        header = tuple(text(f"column_{name}") for name in ("item", "kind", "text", "why"))
        write_table(header, [(r[0], text(f"kind_{r[1]}"), r[3], r[4]) for r in rows])
        say(text("review_more", next=more) if more else text("review_end", count=len(found)))


def _judge(name: str) -> click.Command:
    @verb(name)
    @click.argument("id")
    @click.option("--saw", metavar="SEEN", multiple=True)
    @ledger_option
    @message_lang_option
    @format_option(default="table")
    @signing_options
    def judge(id: str, saw: Sequence[str], why: str, evidence: Sequence[str], visibility: Visibility, form: str) -> int:
        """Judge one item of the queue, or any claim, place, victim or decision by its id."""
        from marsad.cli.shell.ledgers import open_ledger, vault
        from marsad.review.desk import Desk

        by = signature(why, evidence, visibility)
        with open_ledger() as ledger:
            desk = Desk(ledger.store, vault())
            entry = desk.undo(id, by) if name == "undo" else desk.decide(name, id, by, saw=saw)  # type: ignore[arg-type]
        return write_entries([entry], form)

    return judge


@verb("amend")
@click.argument("id")
@click.option("--set", "changes", metavar="FIELD=VALUE", multiple=True, required=True)
@click.option("--saw", metavar="SEEN", multiple=True)
@ledger_option
@message_lang_option
@format_option(default="table")
@signing_options
def amend_command(
    id: str,
    changes: Sequence[str],
    saw: Sequence[str],
    why: str,
    evidence: Sequence[str],
    visibility: Visibility,
    form: str,
) -> int:
    """Say what a claim, a place, a victim or an unread number should be."""
    from marsad.cli.shell.ledgers import open_ledger, vault
    from marsad.review import enter_corrections
    from marsad.review.desk import Desk
    from marsad.review.numbers import read_number

    by = signature(why, evidence, visibility)
    cells = correction(id, "amend", saw, changes)
    with open_ledger() as ledger:
        desk = Desk(ledger.store, vault())
        if id.rpartition("#")[2].startswith("n"):
            entry = read_number(desk, id, cells, by)
        else:
            (entry,) = enter_corrections(desk, [(None, cells)], by)
    if entry.error is not None:
        raise entry.error
    return write_entries([entry], form)


@verb("log")
@click.argument("id", required=False)
@ledger_option
@message_lang_option
@format_option(default="table")
def log_command(id: str | None, form: str) -> None:
    """Print the decisions, the latest last; those on one subject, or by one id."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.model import standing

    with open_ledger() as ledger:
        every = ledger.store.decisions()
    stand = {decision.id for decision in standing(every)}
    found = [d for d in every if id is None or id == d.id or id in d.subjects or id == f"{d.id}#c1"]
    if id is not None and not found:
        raise UsageError.of("{id}: no decision speaks of it", id=id)
    rows = [_logged(decision, decision.id in stand) for decision in found]
    if form == "json":
        results = [dict(zip(LOG, row, strict=True)) for row in rows]
        write_json({"schema_version": SCHEMA_VERSION, "results": results, "next": None})
    elif form == "jsonl":
        for row in rows:
            write_json_line({"schema_version": SCHEMA_VERSION, **dict(zip(LOG, row, strict=True))})
    elif form == "csv":
        write_csv(LOG, [[" ".join(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows])
    else:
        _show_log(rows)


def _logged(decision: Decision, stands: bool) -> tuple[Any, ...]:
    when = decision.when.isoformat(timespec="seconds")
    return (decision.id, decision.verdict, decision.subjects, decision.who, when, decision.why, stands)


def _show_log(rows: Sequence[tuple[Any, ...]]) -> None:
    text = session().say
    header = tuple(text(f"column_{name}") for name in ("item", "verdict", "about", "who", "when", "stands", "why"))
    shown = []
    for id, verdict, subjects, who, when, why, stands in rows:
        answer = text("stands_yes" if stands else "stands_no")
        shown.append((id, text(f"verdict_{verdict}"), " ".join(subjects), who, when, answer, why))
    write_table(header, shown)


for _name in ("accept", "refuse", "skip", "undo"):
    command.add_command(_judge(_name))
command.add_command(amend_command)
command.add_command(log_command)
