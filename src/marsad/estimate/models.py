"""Which hierarchical models there are, and how one is chosen.

Choices: least BIC or AIC over all models up to an order; stepwise by AIC until the new term's Wald test fails (Bales,
Hesketh & Silverman 2015); stepwise by the Poisson probability of an absent pair's overlap (Chan, Silverman & Vincent
2021).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from scipy.stats import norm, poisson

from marsad.estimate.histories import Histories
from marsad.estimate.loglinear import Design, Fit, Model

AIC_P, POISSON_P = 0.05, 0.02
"""Where the two stepwise choices stop, as their authors do."""


def pairs(lists: int) -> list[int]:
    """Return the masks of all pairs of lists."""
    return [1 << a | 1 << b for a, b in combinations(range(lists), 2)]


def all_models(lists: int, order: int) -> Iterator[Model]:
    """Yield every hierarchical model with all main effects and terms of at most `order` lists, fewest terms first."""
    chosen: list[tuple[Model, ...]] = []
    edges = pairs(lists)
    graphs = (frozenset(graph) for n in range(len(edges) + 1) for graph in combinations(edges, n))
    for graph in graphs:
        chosen = [(graph,)]
        for size in range(3, order + 1):
            chosen = [(*levels, more) for levels in chosen for more in _level(lists, size, levels[-1])]
        for levels in chosen:
            yield frozenset().union(*levels)


def _level(lists: int, size: int, below: Model) -> Iterator[Model]:
    """Yield every set of terms of `size` lists all of whose parts of one list fewer are in `below`."""
    possible = [
        mask
        for chosen in combinations(range(lists), size)
        if (mask := sum(1 << i for i in chosen)) and all(mask ^ 1 << i in below for i in chosen)
    ]
    for n in range(len(possible) + 1):
        for some in combinations(possible, n):
            yield frozenset(some)


def default_order(lists: int) -> int:
    """Return the order of the models that are all tried: three-list terms up to four lists, pairs of five, else 0."""
    return 3 if lists <= 4 else 2 if lists == 5 else 0


def ranked(histories: Histories, order: int | None = None) -> list[Fit]:
    """Return all models that pass the checks, the least BIC first; beyond five lists those along a stepwise path."""
    design = Design(histories)
    order = default_order(len(histories.lists)) if order is None else order
    models: Iterator[Model] | list[Model] = all_models(len(histories.lists), order) if order else _path(design)
    fits = [fit for model in models if (fit := design.fit(model)) is not None]
    return sorted(fits, key=lambda fit: (fit.bic, len(fit.model), sorted(fit.model)))


def _path(design: Design) -> list[Model]:
    """Return the models that a search by BIC passes: from independence, adding or dropping the best pair."""
    seen: list[Model] = [frozenset()]
    here = design.fit(frozenset())
    while here is not None:
        near = [here.model ^ {pair} for pair in pairs(design.lists)]
        fresh = [model for model in near if model not in seen]
        seen += fresh
        fits = [fit for model in fresh if (fit := design.fit(model)) is not None]
        best = min(fits, key=lambda fit: (fit.bic, sorted(fit.model)), default=None)
        if best is None or best.bic >= here.bic:
            break
        here = best
    return seen


def stepwise_aic(histories: Histories, stop: float = AIC_P) -> Fit | None:
    """Add the pair that lowers AIC most until its Wald test is worse than `stop` or no pair lowers it.

    A pair that shares nobody has an infinite parameter, which no Wald test can tell from none: it is not added.
    """
    design = Design(histories)
    here = design.fit(frozenset())
    while here is not None:
        absent = [pair for pair in pairs(design.lists) if pair not in here.model and design.size(pair)]
        tried = [design.fit(here.model | {pair}) for pair in absent]
        fits = [fit for fit in tried if fit is not None and fit.aic < here.aic]
        best = min(fits, key=lambda fit: fit.aic, default=None)
        if best is None or _wald(best, next(iter(best.model - here.model))) > stop:
            return here
        here = best
    return None


def _wald(fit: Fit, term: int) -> float:
    """Return the two-sided p-value of a term of the fit."""
    at = fit.terms.index(term)
    return 2 * float(norm.sf(abs(fit.coefficients[at]) / fit.errors[at]))


def stepwise_poisson(histories: Histories, stop: float = POISSON_P) -> Fit | None:
    """Add the absent pair whose overlap is least probable under the fit, while that is below `stop`.

    A pair that can't be fitted is passed over.
    """
    design = Design(histories)
    here = design.fit(frozenset())
    while here is not None:
        absent = [pair for pair in pairs(design.lists) if pair not in here.model]
        found = sorted((_surprise(design, here, pair), pair) for pair in absent)
        further = None
        for chance, pair in found:
            if chance >= stop:
                break
            further = design.fit(here.model | {pair})
            if further is not None:
                break
        if further is None:
            return here
        here = further
    return None


def _surprise(design: Design, fit: Fit, pair: int) -> float:
    """Return the smaller tail probability of a pair's overlap under the fitted means."""
    mean = sum(value for mask, value in fit.means.items() if mask & pair == pair)
    count = design.size(pair)
    return float(min(poisson.cdf(count, mean), poisson.sf(count - 1, mean))) if math.isfinite(mean) else 1.0


def generators(model: Model) -> list[int]:
    """Return the terms that no other term of the model holds, main effects left out."""
    return sorted(term for term in model if not any(term != other and term & other == term for other in model))
