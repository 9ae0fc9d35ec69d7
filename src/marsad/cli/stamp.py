"""Time stamps by a third party: asked for, taken in, listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.group import VerbGroup
from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UnreadableDocumentError
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.ledger import Stamp
    from marsad.ledger.stamps import Roots

COLUMNS = ("seal", "number", "seq", "time", "authority", "at")
_DONE = range(200, 300)

seal_option = click.option("--seal", type=click.IntRange(min=1), metavar="NUMBER")
tsa_option = click.option("--tsa", "authorities", metavar="FILE", multiple=True)


@click.group("stamp", cls=VerbGroup)
@message_lang_option
def command() -> None:
    """Have a third party say when a seal was there (RFC 3161)."""


@verb("request")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", required=True)
@seal_option
@ledger_option
@message_lang_option
@format_option(default="table")
def request_command(out: Path, seal: int | None, form: str) -> None:
    """Write the request for a stamp on a seal, to be carried to an authority by any road."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.ledger.keys import write_new
    from marsad.ledger.stamps import request

    with open_ledger() as ledger:
        number, head = ledger.store.sealed(seal)
    write_new(out, request(head))
    said = {"path": str(out), "seal": number, "seq": head.seq}
    if form == "table":
        say(session().say("stamp_requested", **said))
    elif form == "csv":
        write_csv(tuple(said), [tuple(said.values())])
    else:
        (write_json if form == "json" else write_json_line)({"schema_version": SCHEMA_VERSION, **said})


@verb("add")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@tsa_option
@ledger_option
@message_lang_option
@format_option(default="table")
def add_command(path: Path, authorities: Sequence[str], form: str) -> None:
    """Take in an authority's reply; the seal that it stamps is found by itself."""
    from marsad.cli.shell.ledgers import open_ledger

    try:
        reply = path.read_bytes()
    except OSError as error:
        raise UnreadableDocumentError.of("{path}: cannot be read: {error}", path=path, error=error) from error
    with open_ledger() as ledger:
        _write([ledger.store.append_stamp(reply, _roots(authorities))], form)


@verb("get")
@click.argument("url", metavar="URL")
@click.option("--allow-loopback", "loopback", is_flag=True)
@seal_option
@tsa_option
@ledger_option
@message_lang_option
@format_option(default="table")
def get_command(url: str, loopback: bool, seal: int | None, authorities: Sequence[str], form: str) -> None:
    """Ask the authority at URL for a stamp on a seal and take its reply in."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.collect.web import Allowed, BlockedError, Fetcher, FetchError
    from marsad.ledger.stamps import MEDIA_TYPES, request

    roots = _roots(authorities)
    with open_ledger() as ledger:
        asked = request(ledger.store.sealed(seal)[1])
        try:
            answer = Fetcher(Allowed.of([url], loopback=loopback)).post(url, asked, MEDIA_TYPES[0])
        except BlockedError as error:  # who collects goes on without a page; here nothing would be done
            raise FetchError.of(error.template or str(error), **error.values) from error
        if answer.status not in _DONE:
            raise FetchError.of("{url}: could not be fetched ({reason})", url=url, reason=f"HTTP {answer.status}")
        _write([ledger.store.append_stamp(answer.body, roots)], form)


@verb("list")
@ledger_option
@message_lang_option
@format_option(default="table")
def list_command(form: str) -> None:
    """Print every stamp."""
    from marsad.cli.shell.ledgers import open_ledger

    with open_ledger() as ledger:
        _write(ledger.store.stamps(), form)


for _command in (request_command, add_command, get_command, list_command):
    command.add_command(_command)


def _roots(authorities: Sequence[str]) -> Roots:
    from marsad.ledger.stamps import read_roots

    return [root for path in authorities for root in read_roots(path)]


def _write(found: Sequence[Stamp], form: str) -> None:
    rows = [tuple(getattr(one, name) for name in COLUMNS) for one in found]
    said = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    if form == "csv":
        write_csv(COLUMNS, rows)
    elif form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "stamps": said})
    elif form == "jsonl":
        for one in said:
            write_json_line(one)
    else:
        write_table(tuple(session().say(f"column_{name}") for name in COLUMNS), rows)
