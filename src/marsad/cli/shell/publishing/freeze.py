"""`marsad publish release`: a snapshot that can be cited, or one made again, or what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from marsad.cli.shell.options import Day, format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.reading import SCHEMA_VERSION

COLUMNS = ("id", "as_of", "new", "incidents", "manifest", "signed_with", "out", "not_public")
WAYS = ("kind", "id", "document", "why")


@verb("release")
@click.option("--as-of", "as_of", type=Day())
@click.option("--key", "key_name", metavar="NAME")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--why", "asked_why", is_flag=True)
@click.option("--despite", metavar="TEXT")
@click.option("--rebuild", metavar="ID")
@ledger_option
@message_lang_option
@format_option(default="table")
def command(
    as_of: dt.date | None,
    key_name: str | None,
    out: Path | None,
    asked_why: bool,
    despite: str | None,
    rebuild: str | None,
    form: str,
) -> None:
    """Freeze a release and keep it in the ledger; write its files where a folder is named."""
    from marsad.cli.shell.ledgers import key_ring, open_ledger, passphrase
    from marsad.ledger.signing import signed
    from marsad.publish.releases.folder import check_empty, write_files
    from marsad.releasing import find, issue, rebuilt

    if sum((asked_why, rebuild is not None)) > 1 or (rebuild and (as_of or key_name or despite)):
        raise UsageError.of("--rebuild makes an earlier release again as it was; give no other choice but --out")
    if out is not None:
        check_empty(out)
    with open_ledger() as ledger:
        if asked_why:
            return _say_blocks(ledger, as_of, form)
        if rebuild is not None:
            stored = find(ledger, rebuild)
            release, files, new = stored.release, rebuilt(ledger, stored), False
        else:
            sign = partial(signed, key=key_ring().private(key_name, passphrase())) if key_name else None
            release, files, new = issue(ledger, as_of=as_of, sign=sign, despite=despite, lang=session().lang)
        signature = find(ledger, release.id).signature
    if out is not None:
        write_files(out, files)
    said = {
        "id": release.id,
        "as_of": release.as_of,
        "new": new,
        "incidents": len(release.dataset.incidents),
        "manifest": signature.manifest,
        "signed_with": signature.key,
        "out": str(out) if out else None,
        "not_public": release.counted["decisions_not_public"],
    }
    session().log("released", id=release.id, new=new, incidents=len(release.dataset.incidents))
    _write(said, form, "release_rebuilt" if rebuild else "release_made" if new else "release_same")
    return None


def _write(said: dict[str, object], form: str, phrase: str) -> None:
    if form == "csv":
        write_csv(COLUMNS, [tuple(said.values())])
    elif form == "table":
        text = session().say
        say(text(phrase, **said))
        say(text("release_signed" if said["signed_with"] else "release_unsigned", **said))
        if said["not_public"]:
            say(text("release_hidden", count=said["not_public"]), err=True)
        if said["out"]:
            say(text("release_files", **said))
    else:
        (write_json if form == "json" else write_json_line)({"schema_version": SCHEMA_VERSION, **said})


def _say_blocks(ledger: object, as_of: dt.date | None, form: str) -> None:
    from marsad.pipeline import Ledger
    from marsad.releasing import blocks
    from marsad.releasing.rows import public_statements

    assert isinstance(ledger, Ledger)
    found = list(blocks(ledger, public_statements(ledger, as_of=as_of), lang=session().lang))
    phrases = session().phrases
    rows: Sequence[tuple[str | None, ...]] = [
        (one.kind, one.id, one.document, phrases.fill(one.template, one.values) if one.template else one.why)
        for one in found
    ]
    told = [dict(zip(WAYS, row, strict=True)) for row in rows]
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "blocked": bool(rows), "blocks": told})
    elif form == "jsonl":
        for one in told:
            write_json_line({"schema_version": SCHEMA_VERSION, **one})
    elif form == "csv":
        write_csv(WAYS, rows)
    else:
        say(session().say("release_blocked" if rows else "release_free", count=len(rows)))
        header = tuple(session().say(f"column_{name}") for name in ("kind", "item", "document", "why"))
        write_table(header, [tuple(cell or "" for cell in row) for row in rows], indent="  ")
