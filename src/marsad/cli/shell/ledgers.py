"""The ledger that a command works on."""

from __future__ import annotations

from marsad.cli.shell.session import session
from marsad.pipeline import Ledger


def open_ledger(*, create: bool = False) -> Ledger:
    """Open the ledger that flag, environment or file names.  Raises `LedgerError` where there is none."""
    chosen = session()
    return Ledger(chosen.value("ledger"), create=create, wait=chosen.number("wait"))
