"""Recompute every hash and the chain of the ledger, and name each bad item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.options import format_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.ledger import Verification

if TYPE_CHECKING:
    from marsad.ledger import Bad, Recompute, StoredRelease
    from marsad.pipeline import Ledger

BROKEN = 1
COLUMNS = ("kind", "id", "why")


@verb("verify")
@click.option("--head", "heads", metavar="FILE|HASH", multiple=True)
@click.option("--public-key", "keys", metavar="FILE|KEY", multiple=True)
@click.option("--tsa", "authorities", metavar="FILE", multiple=True)
@ledger_option
@message_lang_option
@format_option(default="table")
def command(heads: Sequence[str], keys: Sequence[str], authorities: Sequence[str], form: str) -> int:
    """Print whether the ledger is what its chain says; exit code 1 where it is not."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.ledger.keys import read_public
    from marsad.ledger.seals import read_head
    from marsad.ledger.stamps import read_roots

    kept, trusted = [read_head(head) for head in heads], [read_public(key) for key in keys]
    roots = [root for path in authorities for root in read_roots(path)]
    with open_ledger(older=True) as ledger:
        found = ledger.store.verify(heads=kept, keys=trusted, roots=roots, recompute=_recompute(ledger))
    session().log("verified", ok=found.ok, checked=found.checked, bad=len(found.bad))
    if form == "json":
        write_json(_as_json(found))
    elif form == "jsonl":
        write_json_line(_as_json(found))
    elif form == "csv":
        write_csv(COLUMNS, _rows(found))
    else:
        _show(found, trusted=bool(roots))
    return 0 if found.ok else BROKEN


def _recompute(ledger: Ledger) -> Recompute:
    """Return what reckons a release again; all that it takes is loaded where there is a release."""

    def check(release: StoredRelease) -> Iterable[Bad]:
        from marsad.releasing import recompute

        return recompute(ledger)(release)

    return check


def _rows(found: Verification) -> list[tuple[str, str, str]]:
    """Return kind, id and reason of each bad item, the reason in the user's language."""
    phrases = session().phrases
    return [(item.kind, item.id, phrases.fill(item.template, item.values)) for item in found.bad]


def _as_json(found: Verification) -> dict[str, object]:
    return {
        "schema_version": found.schema_version,
        "ok": found.ok,
        "checked": found.checked,
        "entries": found.entries,
        "sealed": found.sealed,
        "stamped": found.stamped,
        "stamped_at": found.stamped_at,
        "head": found.head,
        "bad": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found)],
    }


def _show(found: Verification, *, trusted: bool) -> None:
    text = session().say
    key = "verify_ok" if found.ok else "verify_bad"
    say(text(key, checked=found.checked, bad=len(found.bad)))
    header = tuple(text(f"column_{name}") for name in ("kind", "item", "why"))
    write_table(header, _rows(found), indent="  ")
    say(text("verify_head", head=found.head, entries=found.entries))
    say(text("verify_sealed", sealed=found.sealed, entries=found.entries))
    if found.stamped is None:
        say(text("verify_stamps_unread"))
    elif found.stamped:
        key = "verify_stamped" if trusted else "verify_stamped_unasked"
        say(text(key, stamped=found.stamped, entries=found.entries, time=found.stamped_at))
