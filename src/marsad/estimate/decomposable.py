"""Averaging over all decomposable graphs of three to five lists, in closed form (Madigan & York 1997).

With hyper-Dirichlet priors the marginal likelihood of a graph and a number of unseen persons is a ratio of gamma
functions over its cliques and separators; both are summed over, so that neither the model nor the population is
chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import gammaln, logsumexp

from marsad.errors import UsageError
from marsad.estimate.histories import Histories

FEWEST, MOST = 3, 5
_COARSE, _FINE, _NEGLIGIBLE = 400, 1_500, 1e-5
"""Points of the coarse grid and of the fine one at most, and the posterior mass that is left out of the fine one."""
_EDGE = 0.001
"""Posterior mass in the last hundredth of the grid from which the grid is called too short."""

Prior = Callable[[np.ndarray], np.ndarray]
"""Log prior of the whole population, of an array of numbers."""


@dataclass(frozen=True, slots=True)
class GraphAverage:
    """The posterior averaged over graphs.

    `mode` and `relative` (least expected squared relative error) of the whole population; `top` are the graphs with
    the greatest posterior as (edges as masks of two lists, probability, mode, relative); `cut` tells that the grid
    was too short.
    """

    median: float
    interval: tuple[float, float]
    mode: int
    relative: float
    top: tuple[tuple[tuple[int, ...], float, int, float], ...]
    numbers: np.ndarray
    weights: np.ndarray
    cut: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """A decomposable graph by its cliques and its separators that are not empty, as masks of lists."""

    edges: tuple[int, ...]
    cliques: tuple[int, ...]
    separators: tuple[int, ...]


def graphs(lists: int) -> list[Graph]:
    """Return every decomposable graph on so many lists (8 on three, 61 on four, 822 on five)."""
    edges = [1 << a | 1 << b for a, b in combinations(range(lists), 2)]
    found = []
    for n in range(len(edges) + 1):
        for chosen in combinations(edges, n):
            graph = _decomposed(lists, chosen)
            if graph is not None:
                found.append(graph)
    return found


def _decomposed(lists: int, edges: tuple[int, ...]) -> Graph | None:
    """Return cliques and separators by maximum cardinality search, None where the graph is not chordal."""
    beside = [0] * lists
    for edge in edges:
        a, b = (i for i in range(lists) if edge >> i & 1)
        beside[a] |= 1 << b
        beside[b] |= 1 << a
    done, cliques, separators, before = 0, [], [], -1
    current = 0
    for _ in range(lists):
        left = [i for i in range(lists) if not done >> i & 1]
        vertex = max(left, key=lambda i: (_size(beside[i] & done), -i))
        known = beside[vertex] & done
        if any(known & ~beside[i] & ~(1 << i) for i in range(lists) if known >> i & 1):
            return None
        if _size(known) <= before and current:
            cliques.append(current)
            separators.append(known)
        current, before = known | 1 << vertex, _size(known)
        done |= 1 << vertex
    return Graph(edges, (*cliques, current), tuple(s for s in separators if s))


def _size(mask: int) -> int:
    return mask.bit_count()


def average(
    histories: Histories,
    *,
    most_unseen: int | None = None,
    fewest_unseen: int = 0,
    delta: float | None = None,
    prior: Prior | None = None,
    level: float = 0.95,
    top: int = 5,
) -> GraphAverage:
    """Return the posterior of the population over graphs and numbers of unseen.

    `most_unseen`: the end of the grid (twenty times those seen by default); `delta`: the Dirichlet parameter of a
    cell (2^-lists by default); `prior`: of the whole population (1/N by default).  Raises `UsageError` unless there
    are three to five lists.
    """
    lists = len(histories.lists)
    if not FEWEST <= lists <= MOST:
        raise UsageError.of("averaging over graphs takes 3 to 5 lists, not {count}", count=lists)
    delta = 2.0**-lists if delta is None else delta
    grid = np.arange(fewest_unseen, (most_unseen or 20 * histories.total) + 1)
    every, unseen = graphs(lists), grid
    if len(grid) > _FINE:
        every, unseen = _worthwhile(histories, every, grid, delta, prior)
    score = _scores(histories, every, unseen, delta, prior)
    weights = np.exp(score - logsumexp(score))
    numbers = unseen + histories.total
    whole = weights.sum(axis=0)
    of_graph = weights.sum(axis=1)
    order = sorted(range(len(every)), key=lambda i: (-of_graph[i], every[i].edges))[:top]
    return GraphAverage(
        median=float(numbers[np.searchsorted(whole.cumsum(), 0.5)]),
        interval=(_quantile(numbers, whole, (1 - level) / 2), _quantile(numbers, whole, (1 + level) / 2)),
        mode=int(numbers[whole.argmax()]),
        relative=_relative(numbers, whole),
        top=tuple(
            (every[i].edges, float(of_graph[i]), int(numbers[weights[i].argmax()]), _relative(numbers, weights[i]))
            for i in order
        ),
        numbers=numbers,
        weights=whole,
        cut=bool(unseen[-1] > grid[-1] - len(grid) // 100 and whole[-max(1, len(whole) // 100) :].sum() > _EDGE),
    )


def _worthwhile(
    histories: Histories, every: list[Graph], grid: np.ndarray, delta: float, prior: Prior | None
) -> tuple[list[Graph], np.ndarray]:
    """Return the graphs and the stretch of the grid that hold all but a negligible part of the posterior.

    Looked for on a coarse grid, each point of which stands for those up to the next.
    """
    places = np.unique(np.geomspace(1, len(grid), _COARSE).round().astype(int)) - 1
    score = _scores(histories, every, grid[places], delta, prior) + np.log(np.diff(places, append=len(grid)))
    weights = np.exp(score - logsumexp(score))
    kept = [graph for graph, mass in zip(every, weights.sum(axis=1), strict=True) if mass > _NEGLIGIBLE]
    there = np.flatnonzero(weights.sum(axis=0) > _NEGLIGIBLE / len(places))
    low, high = places[max(0, there[0] - 1)], places[min(len(places) - 1, there[-1] + 1)]
    step = -(-(high + 1 - low) // _FINE)
    return kept, grid[low : high + 1 : step]


def _scores(
    histories: Histories, every: list[Graph], unseen: np.ndarray, delta: float, prior: Prior | None
) -> np.ndarray:
    """Return the log posterior, up to a constant, of each graph (rows) with each number of unseen (columns)."""
    lists, numbers = len(histories.lists), unseen + histories.total
    common = gammaln(numbers + 1) - gammaln(unseen + 1) + (-np.log(numbers) if prior is None else prior(numbers))
    scale = gammaln(2**lists * delta) - gammaln(numbers + 2**lists * delta)
    masks = {mask for graph in every for mask in (*graph.cliques, *graph.separators)}
    part = {mask: _part(histories, mask, delta, unseen) for mask in sorted(masks)}
    scores: np.ndarray = np.stack([_score(graph, part, scale) for graph in every]) + common
    return scores


def _part(histories: Histories, mask: int, delta: float, unseen: np.ndarray) -> np.ndarray:
    """Return the log of the gamma ratios over the cells of the margin on `mask`, for each number of unseen."""
    cells: dict[int, int] = {}
    for history, n in histories.counts.items():
        cells[history & mask] = cells.get(history & mask, 0) + n
    share = delta * 2 ** (len(histories.lists) - _size(mask))
    seen = sum(float(gammaln(n + share) - gammaln(share)) for cell, n in cells.items() if cell)
    out: np.ndarray = seen + gammaln(cells.get(0, 0) + unseen + share) - gammaln(share)
    return out


def _score(graph: Graph, part: dict[int, np.ndarray], scale: np.ndarray) -> np.ndarray:
    out = (len(graph.cliques) - len(graph.separators)) * scale
    for clique in graph.cliques:
        out = out + part[clique]
    for separator in graph.separators:
        out = out - part[separator]
    return out


def _quantile(numbers: np.ndarray, weights: np.ndarray, at: float) -> float:
    return float(numbers[min(int(np.searchsorted(weights.cumsum(), at * weights.sum())), len(numbers) - 1)])


def _relative(numbers: np.ndarray, weights: np.ndarray) -> float:
    """Return the number with the least expected squared relative error."""
    return float((weights / numbers).sum() / (weights / numbers.astype(float) ** 2).sum())


def gamma_prior(shape: float, scale: float) -> Prior:
    """Return the log of a gamma density, without its constant."""

    def log_density(numbers: np.ndarray) -> np.ndarray:
        out: np.ndarray = (shape - 1) * np.log(numbers) - numbers / scale
        return out

    return log_density
