"""`marsad publish report`: a day or a month as a PDF to print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from marsad.cli.shell.options import Day, format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.session import session
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("out", "lang", "unit", "from", "to", "as_of", "incidents", "bytes", "sha256")


@verb("report")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", required=True)
@click.option("--period", metavar="YYYY-MM[-DD]")
@click.option("--as-of", "as_of", type=Day())
@click.option("--publisher", metavar="NAME", default="marsad", show_default=True)
@click.option("--numbers", type=click.Choice(("digits", "indic")), default="digits", show_default=True)
@click.option("--force", is_flag=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(
    out: Path, period: str | None, as_of: dt.date | None, publisher: str, numbers: Any, force: bool, form: str
) -> None:
    """Write the report, and say what it is of."""
    from marsad.cli.shell.ledgers import note, open_ledger
    from marsad.ids import sha256
    from marsad.issuing.reporting import report
    from marsad.publish.printed import check_printable, content, printed
    from marsad.publish.writing import check_free, write_whole

    check_printable()
    check_free(out, force=force)
    with open_ledger() as ledger:
        made = report(ledger, period, as_of=as_of, publisher=publisher)
        window = made.bulletin.window
        assert window.end is not None
        data = printed(content(made, session().lang, numbers), window.end)
        write_whole(out, data, force=force)
        note(ledger, "exported", format="report", sha256=sha256(data), bytes=len(data))
    values = (str(out), session().lang, made.unit, str(window.start), str(window.end), made.bulletin.as_of,
              len(made.happenings), len(data), sha256(data))  # fmt: skip
    said = dict(zip(COLUMNS, values, strict=True))
    if form in ("json", "jsonl"):
        write = write_json if form == "json" else write_json_line
        write({"schema_version": SCHEMA_VERSION, **said, "rows": made.rows})
    elif form == "csv":
        write_csv(COLUMNS, [values])
    say(session().say("report_written", path=out, bytes=len(data)), err=True)
