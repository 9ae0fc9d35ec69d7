"""Atoms: the classes of cells that no claim tells apart, so that there are never more variables than needed.

A cell is a tuple of attributes (side, time slice, sex, ...).  Two cells in exactly the same scopes are one atom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Box = Mapping[str, frozenset[str]]
"""A scope: the admitted values by dimension; a dimension left out admits all."""

Membership = frozenset[str]
"""The scopes that an atom lies in."""


MOST = 4000
"""Atoms that one system may have; more come only of many sets that all cross."""


class TooCrossedError(Exception):
    """So many scopes cross that their atoms cannot be listed; the caller leaves some scopes out."""


def atoms(
    dimensions: Mapping[str, Sequence[str]], boxes: Mapping[str, Box], impossible: Sequence[Box] = ()
) -> tuple[Membership, ...]:
    """Return the distinct membership sets of all cells that lie in some scope, in a fixed order.

    `impossible` are boxes in which nobody can be (a child with a rank).  Works dimension by dimension on the
    sets of scopes still alive, so that the full product of the dimensions is never listed.  Raises
    `TooCrossedError` beyond `MOST` atoms.
    """
    void = {f"\x00{index}": box for index, box in enumerate(impossible)}
    scopes: dict[str, Box] = {**boxes, **void}
    alive = {frozenset(scopes)}
    for name, values in dimensions.items():
        limited = {key: box[name] for key, box in scopes.items() if name in box}
        out = {value: frozenset(key for key, admitted in limited.items() if value not in admitted) for value in values}
        classes = set(out.values())
        alive = {state - gone for state in alive for gone in classes}
        if len(alive) > MOST:
            raise TooCrossedError(f"more than {MOST} atoms of {len(boxes)} scopes")
    return tuple(sorted((state for state in alive if state and not state & void.keys()), key=sorted))


def cells_of(found: Sequence[Membership], scope: str) -> frozenset[int]:
    """Return the indices of the atoms that lie in the named scope."""
    return frozenset(index for index, state in enumerate(found) if scope in state)
