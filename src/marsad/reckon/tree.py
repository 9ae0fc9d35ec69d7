"""The tree pass: exact bounds in closed form where all sets are nested or apart.

Two sweeps over a laminar family; exact for every node because the constraint matrix is a tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.reckon.system import Cells, Row, Side


@dataclass(slots=True)
class Node:
    """One set of the family.  `free` tells that some of its cells lie in no child."""

    cells: Cells
    lo: int = 0
    hi: int | None = None
    parent: int = -1
    children: list[int] = field(default_factory=list)
    free: bool = True
    low_by: str | None = None
    """The first row that states the lower limit, `high_by` the upper one."""
    high_by: str | None = None


def build(rows: Sequence[Row], query: Cells) -> list[Node] | None:
    """Return the nodes, wholes before parts (node 0 holds everything), or None if the sets cross."""
    everything = query.union(*(row.cells for row in rows))
    stated: dict[Cells, Node] = {everything: Node(everything)}
    stated.setdefault(query, Node(query))
    for row in rows:
        _state(stated.setdefault(row.cells, Node(row.cells)), row)
    nodes: list[Node] = []
    smallest: dict[int, int] = {}
    for cells in sorted((c for c in stated if c), key=len, reverse=True):
        above = {smallest.get(cell, -1) for cell in cells}
        if len(above) > 1:
            return None
        node = stated[cells]
        node.parent = above.pop()
        for cell in cells:
            smallest[cell] = len(nodes)
        if node.parent >= 0:
            nodes[node.parent].children.append(len(nodes))
        nodes.append(node)
    for node in nodes:
        node.free = sum(len(nodes[child].cells) for child in node.children) < len(node.cells)
    return nodes


def _state(node: Node, row: Row) -> None:
    if row.lo > node.lo:
        node.lo, node.low_by = row.lo, row.id
    if row.hi is not None and (node.hi is None or row.hi < node.hi):
        node.hi, node.high_by = row.hi, row.id


def sweep(nodes: list[Node]) -> bool:
    """Tighten every node to its exact bounds; return False if no assignment of counts exists."""
    for node in reversed(nodes):
        node.lo = max(node.lo, sum(nodes[child].lo for child in node.children))
        tops = [nodes[child].hi for child in node.children]
        if not node.free:
            node.hi = _least(node.hi, _total(tops))
        if node.hi is not None and node.lo > node.hi:
            return False
    for node in nodes:
        _push_down(node, nodes)
    return True


def _push_down(node: Node, nodes: list[Node]) -> None:
    before = [(nodes[child].lo, nodes[child].hi) for child in node.children]
    lows, tops = sum(lo for lo, _ in before), [hi for _, hi in before]
    open_tops = sum(hi is None for hi in tops)
    closed = sum(hi for hi in tops if hi is not None)
    for index, child in enumerate(node.children):
        lo, hi = before[index]
        if node.hi is not None:
            nodes[child].hi = _least(hi, node.hi - (lows - lo))
        if not node.free and open_tops == (hi is None):
            nodes[child].lo = max(lo, node.lo - (closed - (hi or 0)))


def _least(left: int | None, right: int | None) -> int | None:
    return right if left is None else left if right is None else min(left, right)


def _total(tops: list[int | None]) -> int | None:
    return None if None in tops else sum(top for top in tops if top is not None)


def root_proof(nodes: Sequence[Node], which: str) -> list[Side]:
    """Return the irreducible half-rows that force a bound of everything, read off nodes that were not yet swept.

    The least of a set is its own row's or the sum of its parts' (the greatest too, where they fill it): whichever is
    sharper; at a tie the one row is named.  Nothing is named for a bound of 0 or an open one.
    """
    best: list[int | None] = [None] * len(nodes)
    split = [False] * len(nodes)
    for at in reversed(range(len(nodes))):
        best[at], split[at] = _sharper(nodes[at], [best[child] for child in nodes[at].children], which)
    found: list[Side] = []
    stack = [0]
    while stack:
        node = nodes[at := stack.pop()]
        name = node.low_by if which == "lo" else node.high_by
        if split[at]:
            stack += node.children
        elif name is not None:
            found.append((name, which))
    return found


def _sharper(node: Node, parts: Sequence[int | None], which: str) -> tuple[int | None, bool]:
    """Return a set's limit by its own rows or by its parts, and whether the parts give it."""
    total = _total(list(parts))
    if which == "lo":
        return (total, True) if total is not None and total > node.lo else (node.lo, False)
    filled = bool(parts) and not node.free and total is not None
    if filled and total is not None and (node.hi is None or total < node.hi):
        return total, True
    return node.hi, False
