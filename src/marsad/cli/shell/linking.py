"""A chronicle that is up to date with its ledger, the work of making it so shown on stderr."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session

if TYPE_CHECKING:
    from marsad.blocks import Engine
    from marsad.chronicle import Chronicle
    from marsad.pipeline import Ledger


class Steps:
    """How much of a work in steps there is, and how much is done."""

    expected = 0
    done = 0

    def over(self, steps: Iterable[tuple[int, int]]) -> Iterator[int]:
        """Yield after each step, given as how much is done and how much there is."""
        for self.done, self.expected in steps:
            yield self.done


def up_to_date(ledger: Ledger, engine: Engine | None = None) -> Chronicle:
    """Return the chronicle of a ledger with all that is new in it linked, on an engine.  Raises `LedgerError`."""
    from marsad.chronicle import Chronicle

    chronicle, far = Chronicle(ledger, engine), Steps()
    steps = ((done, of_all) for _, done, of_all in chronicle.catch_up())
    for _ in progress(far.over(steps), session().say("linking"), far):
        pass
    return chronicle
