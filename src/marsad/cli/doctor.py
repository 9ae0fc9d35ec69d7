"""Look whether everything is there that marsad needs, and say what to do where it isn't."""

from __future__ import annotations

import click

from marsad.checks import Check, checks
from marsad.cli.shell.engines import ENGINES, HERE, working
from marsad.cli.shell.linking import Steps, up_to_date
from marsad.cli.shell.options import format_option, jobs_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

FAULTY = 1
COLUMNS = ("name", "state", "found", "remedy")


@verb("doctor")
@click.option("--check", is_flag=True)
@click.option("--verify/--no-verify", "verified", default=True)
@click.option("--warm", is_flag=True)
@jobs_option
@click.option("--engine", "warmed_on", type=click.Choice(ENGINES), default=HERE, show_default=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(check: bool, verified: bool, warm: bool, jobs: int, warmed_on: str, form: str) -> int:
    """Print each thing that was looked at; with --check exit code 1 where something will not work."""
    from marsad.cli.shell.ledgers import key_ring

    chosen = session()
    if warm:
        _derive(jobs, warmed_on)
    found = list(checks(chosen.value("ledger"), key_ring().folder, wait=chosen.number("wait"), verify=verified))
    ok = all(item.state != "fault" for item in found)
    rows = [_row(item) for item in found]
    chosen.log("doctor", ok=ok, bad=sum(item.state == "fault" for item in found))
    if form == "json":
        said = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        write_json({"schema_version": SCHEMA_VERSION, "ok": ok, "checks": said})
    elif form == "jsonl":
        for row in rows:
            write_json_line(dict(zip(COLUMNS, row, strict=True)))
    elif form == "csv":
        write_csv(COLUMNS, rows)
    else:
        _show(rows, ok)
    return FAULTY if check and not ok else 0


def _derive(jobs: int, engine: str) -> None:
    """Make all that the pages and the search take from the ledger, so that nobody waits for it later."""
    from marsad.chronicle.accounts import bring_up
    from marsad.cli.shell.ledgers import open_ledger

    text, far = session().say, Steps()
    with open_ledger() as ledger, working(jobs, engine) as workers:
        for _ in progress(ledger.store.refresh_search(), text("indexing")):
            pass
        chronicle = up_to_date(ledger, workers)
        for _ in progress(far.over(bring_up(chronicle)), text("accounting"), far):
            pass
        try:
            from marsad.web.room import Room
            from marsad.web.views.warm import warm
        except ModuleNotFoundError:
            return  # without the extra there are no pages
        warm(Room(ledger))


def _row(item: Check) -> tuple[str, str, str, str | None]:
    phrases = session().phrases
    remedy = phrases.fill(item.remedy, item.values) if item.remedy is not None else None
    return item.name, item.state, phrases.fill(item.template, item.values), remedy


def _show(rows: list[tuple[str, str, str, str | None]], ok: bool) -> None:
    text = session().say
    header = tuple(text(f"column_{name}") for name in ("item", "state", "found", "remedy"))
    write_table(header, [(name, text(f"doctor_{state}"), found, remedy or "") for name, state, found, remedy in rows])
    say(text("doctor_well" if ok else "doctor_unwell"))
