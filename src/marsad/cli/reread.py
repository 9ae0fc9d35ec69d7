"""Read old documents again with this marsad's reader, and show which figures change and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import faint, say, strong, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.statement import Statement
from marsad.standing import standing
from marsad.upkeep import Reread, Shift, reread, shifts, statements_with

RESULTS = ("changed", "same", "current")
HEADER = ("harm", "side", "before", "after", "new", "gone", "other")
SHOWN_CLAIMS = 10


@verb("reread")
@click.option("--dry-run", "dry", is_flag=True)
@click.option("--tolls/--no-tolls", default=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(dry: bool, tolls: bool, form: str) -> None:
    """Append a new reading where the reader says something else now; the old one stays in the ledger."""
    from marsad.cli.shell.ledgers import open_ledger

    counts: Counter[str] = Counter()
    with open_ledger() as ledger:
        before = ledger.statements() if tolls else []
        done = progress(standing(reread(ledger, dry=dry)), session().say("rereading"))
        changed = [item for item in _counted(done, counts) if item.result == "changed"]
        after = statements_with(ledger, changed) if tolls and changed else before
        moved = shifts(ledger, before, after) if changed and tolls else []
    session().log("reread", changed=counts["changed"], unchanged=counts["same"] + counts["current"])
    _write(counts, changed, moved, (before, after), dry, form)


def _counted(items: Iterable[Reread], counts: Counter[str]) -> Iterator[Reread]:
    for item in items:
        counts[item.result] += 1
        yield item


def _write(
    counts: Counter[str],
    changed: list[Reread],
    moved: list[Shift],
    states: tuple[list[Statement], list[Statement]],
    dry: bool,
    form: str,
) -> None:
    names = [item.document for item in changed]
    if form == "json":
        said = {name: counts[name] for name in RESULTS}
        more = {"dry_run": dry, "documents": names, "tolls": [_as_json(shift) for shift in moved]}
        write_json({"schema_version": SCHEMA_VERSION, **said, **more})
    elif form == "jsonl":
        for shift in moved:
            write_json_line(_as_json(shift))
    elif form == "csv":
        write_csv(HEADER, ([_cell(value) for value in _as_json(shift).values()] for shift in moved))
    else:
        _show(counts, names, moved, states, dry)


def _as_json(shift: Shift) -> dict[str, object]:
    def bounds(found: tuple[int, int | None] | None) -> dict[str, int | None] | None:
        return {"lo": found[0], "hi": found[1]} if found is not None else None

    claims = {"new": shift.new, "gone": shift.gone, "other": shift.other}
    return {
        "harm": shift.harm, "side": shift.side, "before": bounds(shift.before), "after": bounds(shift.after), **claims
    }  # fmt: skip


def _cell(value: object) -> object:
    if isinstance(value, dict):
        return f"{value['lo']}-{'' if value['hi'] is None else value['hi']}"
    return " ".join(value) if isinstance(value, tuple) else value


def _show(
    counts: Counter[str],
    names: list[str],
    moved: list[Shift],
    states: tuple[list[Statement], list[Statement]],
    dry: bool,
) -> None:
    from marsad.publish.words import load_words

    words, text = load_words(session().lang), session().say
    say(text("reread_dry" if dry else "reread_done", **{name: counts[name] for name in RESULTS}))
    for name in names[:SHOWN_CLAIMS]:
        say(f"    {name}")
    quotes = [{statement.key: statement.claim.text for statement in found} for found in states]
    for shift in moved:
        was, now = (
            words.bound(shift.harm, *found) if found is not None else "-" for found in (shift.before, shift.after)
        )
        say(strong(f"{words.side(shift.side)}: {was} → {now}"))
        for kind, keys, held in (("new", shift.new, 1), ("gone", shift.gone, 0), ("other", shift.other, 1)):
            for key in keys[:SHOWN_CLAIMS]:
                quote = " ".join(quotes[held][key].split())
                say(f"    {text(f'reread_{kind}')}: {key}  “{quote}”")
            if len(keys) > SHOWN_CLAIMS:
                say(faint(f"    … +{len(keys) - SHOWN_CLAIMS}"))
    if names and not moved:
        say(text("reread_no_toll"))
