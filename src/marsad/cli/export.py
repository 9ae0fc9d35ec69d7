"""Write what is public of the ledger in a format that other programs read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from marsad.cli.shell.options import Day, Moment, ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.output import say
from marsad.cli.shell.session import session
from marsad.errors import UsageError

EVIDENCE = "evidence"


@verb("export")
@click.argument("name", metavar="FORMAT")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", required=True)
@click.option("--id", "id", metavar="DOCUMENT")
@click.option("--force", is_flag=True)
@click.option("--as-of", "as_of", type=Day())
@click.option("--known-at", "known_at", type=Moment())
@operator_option
@ledger_option
@message_lang_option
def command(
    name: str, out: Path, id: str | None, force: bool, as_of: dt.date | None, known_at: dt.datetime | None
) -> None:
    """Write the file, and say on stderr how much is in it and what has no place in the format."""
    if name == EVIDENCE:
        if as_of is not None or known_at is not None:
            raise UsageError.of(
                "a package holds all that the ledger holds of a document; leave out --as-of and --known-at"
            )
        _evidence(id, out, force=force)
        return
    if id is not None:
        raise UsageError.of("--id is for `marsad export evidence`; {name} holds all incidents", name=name)
    from marsad.cli.shell.ledgers import note, open_ledger
    from marsad.ids import sha256
    from marsad.publish.exports import load_format
    from marsad.publish.writing import check_free, write_whole
    from marsad.releasing import gathered

    render = load_format(name)
    check_free(out, force=force)
    with open_ledger() as ledger:
        made = render(gathered(ledger, as_of=as_of, known_at=known_at))
        write_whole(out, made.data, force=force)
        note(ledger, "exported", format=name, sha256=sha256(made.data), bytes=len(made.data))
    say(session().say("export_written", count=made.written, path=out), err=True)
    if made.left_out:
        say(session().say("export_left_out", count=made.left_out, format=name), err=True)


def _evidence(id: str | None, out: Path, *, force: bool) -> None:
    """Write the package of one document."""
    from marsad.cli.shell.ledgers import note, open_ledger
    from marsad.evidencing import EXPORTED, evidence
    from marsad.publish.bag import write_bag

    if id is None:
        raise UsageError.of("which document's evidence? Name it with --id; `marsad search` finds ids")
    with open_ledger() as ledger:
        by = session().value("operator") or None
        files = evidence(ledger, id, by=by, note=lambda item: note(ledger, EXPORTED, item=item, format="evidence"))
    write_bag(out, files, force=force)
    say(session().say("export_evidence", count=len(files), path=out), err=True)
