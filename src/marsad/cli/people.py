"""Lists of victims: show and write them, match them, decide on pairs, remove a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, signing_options, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.cli.shell.signing import signature, write_entries
from marsad.model.listings import Matching, SamePerson, Victims
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import Visibility

if TYPE_CHECKING:
    from marsad.link.people import Matched, Union
    from marsad.model import Victim

AUDIENCES = ("public", "internal")
LINK = ("first", "second", "grade", "why")

_lists = click.option("--list", "only_lists", metavar="NAME", multiple=True)


def _audience(default: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option("--audience", type=click.Choice(AUDIENCES), default=default, show_default=True)


@click.group("people", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Victims by name."""


def _victims(only_lists: Sequence[str], audience: str) -> tuple[list[Victim], int]:
    """Return the victims whose names may be shown, and how many may not."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.knowledge.personal_names import load_names
    from marsad.link.people import told

    with open_ledger() as ledger:
        found = told(ledger.store.decisions(), load_names())
    there = [victim for victim in found.victims if not only_lists or victim.list in only_lists]
    shown = [victim for victim in there if found.shown(victim, internal=audience == "internal")]
    return shown, len(there) - len(shown)


@verb("list")
@_lists
@_audience("internal")
@ledger_option
@message_lang_option
@format_option(default="table")
def list_command(only_lists: Sequence[str], audience: str, form: str) -> None:
    """Print the victims whose names may be shown."""
    from marsad.publish.lists import INTERNAL, PUBLIC, victim_cells

    victims, withheld = _victims(only_lists, audience)
    columns = PUBLIC if audience == "public" else INTERNAL
    rows = [victim_cells(victim, columns) for victim in victims]
    if form == "csv":
        write_csv(columns, rows)
    elif form in ("json", "jsonl"):
        made = [{name: cell or None for name, cell in zip(columns, row, strict=True)} for row in rows]
        if form == "json":
            write_json(Victims(results=tuple(made), withheld=withheld))
        for one in made if form == "jsonl" else ():
            write_json_line({"schema_version": SCHEMA_VERSION, **one})
    else:
        text = session().say
        header = tuple(text(f"column_{name}") for name in ("item", "name", "father", "age", "period", "list"))
        shown = [(v.id, " / ".join(v.names), "; ".join(v.father), _age(v), _day(v), v.list) for v in victims]
        write_table(header, shown)
        say(text("people_count", count=len(victims), withheld=withheld))


def _age(victim: Victim) -> str:
    return "" if victim.age is None else str(victim.age)


def _day(victim: Victim) -> str:
    return str(victim.window.start or "")


@verb("export")
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--force", is_flag=True)
@_lists
@_audience("public")
@ledger_option
@message_lang_option
def export_command(out: Path, force: bool, only_lists: Sequence[str], audience: str) -> None:
    """Write the victims whose names may be shown, with all spellings."""
    from marsad.errors import UsageError
    from marsad.publish.lists import write_list

    if out.exists() and not force:
        raise UsageError.of("{path}: is there already; write over it with --force", path=out)
    victims, withheld = _victims(only_lists, audience)
    count = write_list(victims, out, public=audience == "public")
    say(session().say("people_written", count=count, withheld=withheld, path=out), err=True)


@verb("match")
@_lists
@click.option("--matcher", type=click.Choice(("builtin", "splink")), default="builtin", show_default=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def match_command(only_lists: Sequence[str], matcher: str, form: str) -> None:
    """Print how many persons the lists name, and who may be one person, by id."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.knowledge.personal_names import load_names
    from marsad.link.people import matched, union

    with open_ledger() as ledger:
        decisions = ledger.store.decisions()
    if matcher == "splink":
        from marsad.link.people.splinked import splinked

        found = splinked(decisions, load_names(), only_lists)
    else:
        found = matched(decisions, load_names(), only_lists)
    _write_matched(found, union(found), form)


def _write_matched(found: Matched, together: Union, form: str) -> None:
    rows = [(link.first, link.second, link.grade, ", ".join(link.why)) for link in found.links]
    if form == "json":
        grades = Counter(link.grade for link in found.links)
        write_json(
            Matching(
                lo=together.lo,
                hi=together.hi,
                sharp=together.sharp,
                lists=dict(together.sizes),
                overlap=together.overlap,
                only=dict(together.only),
                certain=grades["certain"],
                possible=grades["possible"],
                ambiguous=len(together.ambiguous),
                links=tuple(SamePerson(first=o.first, second=o.second, grade=o.grade, why=o.why) for o in found.links),
            )
        )
    elif form == "jsonl":
        for link in found.links:
            write_json_line(link)
    elif form == "csv":
        write_csv(LINK, rows)
    else:
        text = session().say
        say(text("people_union", lo=together.lo, hi=together.hi))
        for name, size in together.sizes.items():
            say(text("people_list", list=name or "-", count=size))
        if together.overlap is not None:
            say(text("people_overlap", lo=together.overlap[0], hi=together.overlap[1]))
        header = tuple(text(f"column_{name}") for name in ("item", "with", "grade", "why"))
        write_table(header, [(a, b, text(f"grade_{grade}"), why) for a, b, grade, why in rows])


@verb("judge")
@click.argument("verdict", type=click.Choice(("same", "different", "unsure")))
@click.argument("ids", nargs=2)
@ledger_option
@message_lang_option
@format_option(default="table")
@signing_options
def judge_command(
    verdict: Any, ids: Sequence[str], why: str, evidence: Sequence[str], visibility: Visibility, form: str
) -> int:
    """Say whether two entries are one person."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.review.desk import Desk

    by = signature(why, evidence, visibility)
    with open_ledger() as ledger:
        entry = Desk(ledger.store).judge(verdict, ids, by)
    return write_entries([entry], form)


@verb("remove")
@click.argument("id")
@ledger_option
@message_lang_option
@format_option(default="table")
@signing_options
def remove_command(id: str, why: str, evidence: Sequence[str], visibility: Visibility, form: str) -> int:
    """Take a name out of every output, as the family asks."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.review.desk import Desk

    by = signature(why, evidence, visibility)
    with open_ledger() as ledger:
        entry = Desk(ledger.store).remove(id, by)
    return write_entries([entry], form)


for _command in (list_command, match_command, judge_command, remove_command, export_command):
    command.add_command(_command)
