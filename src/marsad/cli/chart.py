"""Draw a picture of what is public: the toll over time, by side, small multiples, maps of tolls and of control."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from marsad.cli.shell.options import Day, format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import HARMS

COLUMNS = ("part", "from", "to", "harm", "side", "group", "place", "lo", "hi", "claims")
KINDS = ("toll", "sides", "multiples", "map", "control")


@verb("chart")
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", required=True)
@click.option("--harm", type=click.Choice(HARMS), default="killed", show_default=True)
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--as-of", "as_of", type=Day())
@click.option("--numbers", type=click.Choice(("digits", "indic")), default="digits", show_default=True)
@click.option("--force", is_flag=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(
    kind: str,
    out: Path,
    harm: str,
    start: dt.date | None,
    end: dt.date | None,
    as_of: dt.date | None,
    numbers: Any,
    force: bool,
    form: str,
) -> None:
    """Write the picture, and print the values that it shows in the formats for programs."""
    from marsad.cli.shell.ledgers import note, open_ledger
    from marsad.ids import sha256
    from marsad.issuing.picturing import picture, shown
    from marsad.publish.pictures import check_drawable, draw
    from marsad.publish.pictures.rows import flat
    from marsad.publish.writing import check_free, write_whole

    suffix = check_drawable(out.suffix)
    check_free(out, force=force)
    with open_ledger() as ledger:
        found = picture(shown(ledger, start=start, end=end, as_of=as_of), kind, harm)
        data = draw(found, suffix, session().lang, numbers)
        write_whole(out, data, force=force)
        note(ledger, "exported", format=f"chart {kind} {suffix}", sha256=sha256(data), bytes=len(data))
    if form in ("json", "jsonl"):
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, "out": str(out), "picture": found})
    elif form == "csv":
        write_csv(COLUMNS, flat(found))
    say(session().say("chart_written", path=out, bytes=len(data)), err=True)
