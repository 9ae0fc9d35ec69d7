"""The tree pass: exact bounds in closed form where all sets are nested or apart.

Two sweeps over a laminar family; exact for every node because the constraint matrix is a tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from marsad.reckon.system import Cells, Row


@dataclass(slots=True)
class Node:
    """One set of the family.  `free` tells that some of its cells lie in no child."""

    cells: Cells
    lo: int = 0
    hi: int | None = None
    parent: int = -1
    children: list[int] = field(default_factory=list)
    free: bool = True


def build(rows: Sequence[Row], query: Cells) -> list[Node] | None:
    """Return the nodes, wholes before parts (node 0 holds everything), or None if the sets cross."""
    everything = query.union(*(row.cells for row in rows))
    limits: dict[Cells, tuple[int, int | None]] = {everything: (0, None), query: (0, None)}
    for row in rows:
        lo, hi = limits.get(row.cells, (0, None))
        limits[row.cells] = (max(lo, row.lo), row.hi if hi is None else hi if row.hi is None else min(hi, row.hi))
    nodes: list[Node] = []
    smallest: dict[int, int] = {}
    for cells in sorted((c for c in limits if c), key=len, reverse=True):
        above = {smallest.get(cell, -1) for cell in cells}
        if len(above) > 1:
            return None
        node = Node(cells, *limits[cells], parent=above.pop())
        for cell in cells:
            smallest[cell] = len(nodes)
        if node.parent >= 0:
            nodes[node.parent].children.append(len(nodes))
        nodes.append(node)
    for node in nodes:
        node.free = sum(len(nodes[child].cells) for child in node.children) < len(node.cells)
    return nodes


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
