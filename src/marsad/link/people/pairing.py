"""The largest pairing in a two-sided graph.

Source of the method: Hopcroft & Karp, SIAM Journal on Computing 2 (1973) 225.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


def largest_pairing(edges: Iterable[tuple[str, str]]) -> int:
    """Return how many edges (left, right) can be chosen so that no two share an end."""
    near: dict[str, list[str]] = {}
    for left, right in sorted(set(edges)):
        near.setdefault(left, []).append(right)
    of_left: dict[str, str] = {}
    of_right: dict[str, str] = {}
    while True:
        layer = _layers(near, of_left, of_right)
        if layer is None:
            return len(of_left)
        for left in near:
            if left not in of_left:
                _augment(left, near, layer, of_left, of_right)


def _layers(near: dict[str, list[str]], of_left: dict[str, str], of_right: dict[str, str]) -> dict[str, int] | None:
    """Return how far each left end is from a free one, None where no free right end is reached."""
    layer = {left: 0 for left in near if left not in of_left}
    queue, reached = deque(layer), False
    while queue:
        left = queue.popleft()
        for right in near[left]:
            mate = of_right.get(right)
            if mate is None:
                reached = True
            elif mate not in layer:
                layer[mate] = layer[left] + 1
                queue.append(mate)
    return layer if reached else None


def _augment(
    start: str, near: dict[str, list[str]], layer: dict[str, int], of_left: dict[str, str], of_right: dict[str, str]
) -> None:
    """Lengthen the pairing by one along a path from `start`, where there is one through the layers."""
    path: list[tuple[str, str]] = []
    stack = [(start, iter(near[start]))]
    while stack:
        left, rest = stack[-1]
        for right in rest:
            mate = of_right.get(right)
            if mate is None:
                for one, other in [*path, (left, right)]:
                    of_left[one], of_right[other] = other, one
                return
            if layer.get(mate) == layer[left] + 1:
                path.append((left, right))
                stack.append((mate, iter(near[mate])))
                break
        else:
            layer[left] = -1
            stack.pop()
            if path:
                path.pop()
