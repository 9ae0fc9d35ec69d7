"""Kinds of civilians that may be told apart in public: women, men and children, unless one of them is too few."""

from __future__ import annotations

from marsad.model import Scope
from marsad.model.toll import TollRow
from marsad.reckon.case import Case
from marsad.reckon.table import rows_of
from marsad.releasing.openness import load_rules

KINDS = {"women": ("f", "adult"), "men": ("m", "adult"), "children": (None, "child")}
"""Sex and age of each kind; none is inside another."""


def described(case: Case, scope: Scope) -> list[TollRow]:
    """Return the bounds of each kind of civilians, by harm: none of a harm's where one counts too few persons.

    Of fewer persons than `Rules.small_cell` neither sex nor age is told, and then none of the other parts either, so
    that nothing follows by subtraction.
    """
    found = [row for row in rows_of(case, scope, ("side", "group")) if row.side == "civilians" and row.group in KINDS]
    least = load_rules().small_cell
    small = {row.harm for row in found if 0 < row.lo < least or (row.hi is not None and 0 < row.hi < least)}
    return [row for row in found if row.harm not in small and (row.lo or row.hi)]
