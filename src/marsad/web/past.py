"""The tolls of a large ledger as they were known on a past day: reckoned by a program of its own, one after the other.

What `marsad toll --as-of` says of all days and places is reckoned over everything that was published by then, joined
to incidents as of then: minutes of work, which no page waits for.  It is kept in the ledger and stands until something
comes in that was published by that day, or somebody decides.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess  # nosec B404
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from marsad.chronicle.program import made_by
from marsad.errors import MarsadError, UsageError
from marsad.model import TollRow, TollTable
from marsad.reckon.book import Row
from marsad.web.asked import BeingMadeError

if TYPE_CHECKING:
    from marsad.ledger import Store

GENTLE = 10
"""How far the program stands back where others want the processor too."""
MOST = 8
"""Days that wait to be reckoned at most."""


class Wish(msgspec.Struct, frozen=True):
    """Which table of which ledger is to be reckoned."""

    ledger: str
    day: dt.date
    monthly: bool


class Known(msgspec.Struct, frozen=True):
    """The rows of a past day, and the last entry that the ledger had before they were reckoned."""

    head: int
    rows: tuple[Row, ...]


Reckon = Callable[[Wish], Known]


def reckon(wish: Wish) -> Known:
    """Return the figures of all that was published by the end of a day, by side or by side and month."""
    from marsad.pipeline import Ledger

    with Ledger(wish.ledger, create=False) as ledger:
        head = ledger.store.moved()
        table = ledger.toll(by=("side", "month") if wish.monthly else ("side",), as_of=wish.day)
    return Known(head, tuple(_bare(row, table) for row in table.rows))


def _bare(row: TollRow, table: TollTable) -> Row:
    """Return a row with its figures alone, and what a total of its period leaves to the unlisted."""
    unlisted = (table.residual or {}).get("unlisted", [])
    assert isinstance(unlisted, list)
    own = (row.harm, row.side, row.start, row.end)
    left = [(one["lo"], one["hi"]) for one in unlisted if (one["harm"], one["side"], one["from"], one["to"]) == own]
    bare = msgspec.structs.replace(row, claims=(), contributions=(), proofs=())
    return Row(bare, (), left[0] if left else None)


class Past:
    """What is known of past days, and the program that reckons the next one, if one is at work."""

    def __init__(self, store: Store, reckon: Reckon | None = None) -> None:
        self._store = store
        self._reckon = reckon or self._by_program
        self._lock = threading.Lock()
        self._wanted: OrderedDict[Wish, None] = OrderedDict()
        self._made: dict[tuple[dt.date, bool], Known] = {}
        self._failed: dict[tuple[dt.date, bool], str] = {}
        self._thread: threading.Thread | None = None
        self._program: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def rows(self, day: dt.date, *, monthly: bool) -> tuple[Row, ...]:
        """Return the rows as of a day.

        Raises `BeingMadeError` where they must be reckoned first, `UsageError` where that failed.
        """
        asked = day, monthly
        found = self._made.get(asked) or self._kept(*asked)
        if found is not None and not self._store.changed_by(day, found.head):
            self._made[asked] = found
            return found.rows
        with self._lock:
            failed = self._failed.pop(asked, None)
            if failed is None:
                self._want(Wish(self._store.address, day, monthly))
        if failed is not None:
            raise UsageError.of(
                "the tolls as of {day} could not be reckoned here ({error}); ask `marsad toll --as-of {day}`",
                day=day.isoformat(),
                error=failed,
            )
        raise BeingMadeError.of(
            "the tolls as of {day} are being reckoned, which takes some minutes of a ledger of this size; ask again: "
            "once they are there they are kept",
            day=day.isoformat(),
        )

    def stop(self) -> None:
        """End the program at work, if there is one; what it did is lost."""
        with self._lock:
            self._stopped = True
            self._wanted.clear()
            if self._program is not None:
                self._program.terminate()

    def _kept(self, day: dt.date, monthly: bool) -> Known | None:
        body = self._store.remembered(_name(day, monthly), made_by())
        return None if body is None else msgspec.msgpack.decode(body, type=Known)

    def _want(self, wish: Wish) -> None:
        if len(self._wanted) < MOST and not self._stopped:
            self._wanted.setdefault(wish)
        if self._thread is None and self._wanted:
            self._thread = threading.Thread(target=self._work, name="past", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._thread = None
                    return
                wish = next(iter(self._wanted))
            self._make(wish)
            with self._lock:
                self._wanted.pop(wish, None)

    def _make(self, wish: Wish) -> None:
        asked = wish.day, wish.monthly
        try:
            known = self._reckon(wish)
        except (MarsadError, OSError, msgspec.MsgspecError) as error:
            self._failed[asked] = str(error)
            return
        self._made[asked] = known
        with suppress(MarsadError):  # a ledger that is busy: it is kept in memory, and reckoned again after a restart
            self._store.remember(_name(*asked), made_by(), msgspec.msgpack.encode(known))

    def _by_program(self, wish: Wish) -> Known:
        program = (sys.executable, "-m", "marsad.web.past")
        with self._lock:
            if self._stopped:
                raise MarsadError("it was stopped")
            pipe = subprocess.PIPE
            self._program = subprocess.Popen(program, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # nosec B603
        answer, _ = self._program.communicate(msgspec.msgpack.encode(wish))
        if self._program.returncode:
            raise MarsadError(f"it ended with {self._program.returncode}")
        return msgspec.msgpack.decode(answer, type=Known)


def _name(day: dt.date, monthly: bool) -> str:
    return f"as of {day.isoformat()}{' by month' if monthly else ''}"


def main() -> None:
    """Reckon what is wished for on standard input, and answer on standard output."""
    if hasattr(os, "nice"):
        os.nice(GENTLE)
    wish = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Wish)
    sys.stdout.buffer.write(msgspec.msgpack.encode(reckon(wish)))


if __name__ == "__main__":
    main()
