"""The ledger that a command works on, and the keys beside it."""

from __future__ import annotations

from pathlib import Path

from marsad.cli.shell.session import session
from marsad.ledger import KeyRing
from marsad.ledger.confidential import Vault
from marsad.ledger.confidential.vault import FILE
from marsad.pipeline import Ledger
from marsad.settings import configuration_home


def open_ledger(*, create: bool = False, older: bool = False) -> Ledger:
    """Open the ledger that flag, environment or file names; `older` allows one of an older layout.

    Raises `LedgerError` where there is none.
    """
    chosen = session()
    return Ledger(chosen.value("ledger"), create=create, wait=chosen.number("wait"), older=older)


def note(ledger: Ledger, act: str, *, item: str | None = None, **detail: object) -> None:
    """Write into the custody record what was done; where nothing can be written, say that it was not."""
    from marsad.cli.shell.output import say
    from marsad.ledger.engine.meaning import UnwritableError
    from marsad.ledger.opened import TOOL

    chosen = session()
    try:
        ledger.store.note(act, actor=chosen.value("operator") or TOOL, item=item, detail=detail)
    except UnwritableError:
        say(chosen.say("custody_not_noted"), err=True)


def key_ring() -> KeyRing:
    """Return the keys of the folder that MARSAD_KEYS names, else of the user's configuration folder."""
    chosen = session()
    named = chosen.value("keys")
    home = configuration_home(chosen.environ) or chosen.folder
    return KeyRing(Path(named) if named else home / "marsad" / "keys")


def vault() -> Vault:
    """Return the keys of restricted fields, in the folder of keys.  Raises `LedgerError` where they are malformed."""
    return Vault(key_ring().folder / FILE)


def passphrase() -> str | None:
    """Return what unlocks a private key: MARSAD_PASSPHRASE, which no file and no flag may hold."""
    return session().environ.get("MARSAD_PASSPHRASE") or None
