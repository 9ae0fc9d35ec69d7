"""Kinds of civilians that may be told apart in public: women, men and children, unless one of them is too few."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from marsad.issuing.desk import PUBLISHED_STATE, BulletinDesk
from marsad.model import Scope, Statement, Window
from marsad.model.toll import TollRow
from marsad.pipeline import Ledger
from marsad.publish.bulletins.bulletin import Bulletin
from marsad.reckon.table import prepared, rows_of
from marsad.releasing.openness import load_rules

KINDS = {"women": ("f", "adult"), "men": ("m", "adult"), "children": (None, "child")}
"""Sex and age of each kind; none is inside another."""
Cell = tuple[str, str | None, str | None]
"""Harm, sex and age."""


class Earlier(NamedTuple):
    """What a bulletin that is published says of a kind, in which days."""

    cell: Cell
    window: Window
    value: int


class Kinds:
    """The kinds of civilians of linked statements, of which those in `bare` tell neither sex nor age.

    What is reckoned so tells no more of few persons than the rows that everybody has.
    """

    def __init__(self, ledger: Ledger, statements: Sequence[Statement], bare: Collection[str]) -> None:
        self._case = prepared(
            [_bared(one) if one.key in bare else one for one in statements], umbrella=ledger.umbrella()
        )
        self._hidden = [one.claim for one in statements if one.key in bare]
        issues = BulletinDesk(ledger.store).issues()
        self._earlier = [said for one in issues if one.state == PUBLISHED_STATE for said in _said_in(one.bulletin)]

    def within(self, scope: Scope) -> list[TollRow]:
        """Return the bounds of each kind, by harm: none of a harm's where one counts too few persons.

        Of fewer persons than `Rules.small_cell` neither sex nor age is told, and then none of the other parts either,
        so that nothing follows by subtraction: not from the civilians as a whole, and not from a published bulletin of
        days that contain these or are among them.  Where a claim is bare the kinds are minima.
        """
        rows = rows_of(self._case, scope, ("side", "group"))
        found = [row for row in rows if row.side == "civilians" and row.group in KINDS]
        least = load_rules().small_cell
        exact = [row for row in rows_of(self._case, scope) if row.side == "civilians" and row.lo == row.hi]
        few = {row.harm for row in exact if 0 < row.lo - sum(k.lo for k in found if k.harm == row.harm) < least}
        few |= {row.harm for row in found if 0 < row.lo < least or (row.hi is not None and 0 < row.hi < least)}
        few |= {row.harm for row in found if any(0 < apart < least for apart in self._apart(row, scope.window))}
        open_ = {claim.harm for claim in self._hidden if scope.window is None or _meet(claim.window, scope.window)}
        return [
            msgspec.structs.replace(row, hi=None) if row.harm in open_ else row
            for row in found
            if row.harm not in few and (row.lo or row.hi)
        ]

    def _apart(self, row: TollRow, window: Window | None) -> Iterator[int]:
        """Yield by how many persons a row differs from what is published of days that it can be subtracted from."""
        cell = (row.harm, *KINDS[row.group or ""])
        for one in self._earlier:
            if one.cell == cell and window is not None and (window.inside(one.window) or one.window.inside(window)):
                yield abs(row.lo - one.value)


def _bared(one: Statement) -> Statement:
    group = msgspec.structs.replace(one.claim.group, sex=None, age=None)
    return msgspec.structs.replace(one, claim=msgspec.structs.replace(one.claim, group=group))


def _said_in(bulletin: Bulletin) -> Iterator[Earlier]:
    for told in (*bulletin.totals, *bulletin.background):
        for figure in told.figures:
            for part in figure.parts:
                if (part.group.sex or part.group.age) and part.value is not None:
                    yield Earlier((part.harm, part.group.sex, part.group.age), told.window, part.value)


def _meet(one: Window, other: Window) -> bool:
    after = one.start is not None and other.end is not None and one.start > other.end
    before = one.end is not None and other.start is not None and one.end < other.start
    return not (after or before)
