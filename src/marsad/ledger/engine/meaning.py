"""What the databases' errors mean to the person who meets them: one sentence with the remedy."""

from __future__ import annotations

from marsad.errors import LedgerError
from marsad.ledger.engine.place import Place


def no_ledger(place: Place) -> LedgerError:
    """There is something, but it is no ledger."""
    return LedgerError.of("{ledger}: is not a ledger; name another file, or make one with `marsad init`", ledger=place)


def busy(place: Place) -> LedgerError:
    """Another program holds the ledger."""
    return LedgerError.of(
        "{ledger}: locked by another program that is writing to it; try again when it is done, "
        "or wait longer (MARSAD_WAIT=seconds)",
        ledger=place,
    )


class UnwritableError(LedgerError):
    """Something was to be written into a ledger that can be read, and cannot be written."""


class ReadOnlyError(UnwritableError):
    """It may not be written."""


class FullError(UnwritableError):
    """There is no room for more."""


def read_only(place: Place) -> LedgerError:
    """Nothing can be written there."""
    return ReadOnlyError.of(
        "{ledger}: read-only; nothing can be added to it. Make the file and its folder writable, or copy it",
        ledger=place,
    )


def full(place: Place) -> LedgerError:
    """There is no room left."""
    return FullError.of(
        "{ledger}: the disk is full; the document in work was left out whole. Make room and run again", ledger=place
    )


def damaged(place: Place, cause: object) -> LedgerError:
    """The file itself is broken."""
    return LedgerError.of(
        "{ledger}: the file is damaged ({cause}); run `marsad verify`, or restore a backup", ledger=place, cause=cause
    )


def refused(place: Place, cause: object) -> LedgerError:
    """A guard of the ledger refused."""
    return LedgerError.of("{ledger}: {cause}", ledger=place, cause=cause)


def unusable(place: Place, cause: object) -> LedgerError:
    """The file cannot be opened."""
    return LedgerError.of(
        "{ledger}: cannot be opened or written ({cause}); check the path and its rights", ledger=place, cause=cause
    )


def unreachable(place: Place, cause: object) -> LedgerError:
    """The server does not answer, or no longer."""
    return LedgerError.of(
        "{ledger}: the database server cannot be reached, or broke off ({cause}); what was acknowledged is kept. "
        "Check that it runs and run again",
        ledger=place,
        cause=cause,
    )


def other(place: Place, cause: object) -> LedgerError:
    """Everything else."""
    return LedgerError.of("{ledger}: the database refused ({cause})", ledger=place, cause=cause)
