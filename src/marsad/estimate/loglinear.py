"""Hierarchical log-linear models of capture histories, fitted by extended maximum likelihood.

The counts of the observable histories are Poisson with log mean linear in indicators 'on all lists of a term'; the
intercept is the log of the expected number on no list (Fienberg 1972; Bishop, Fienberg & Holland 1975, ch. 6).
A term whose lists share nobody has the parameter minus infinity: it and all histories that hold it are left out
(Chan, Silverman & Vincent 2021).  Whether the remaining maximum exists is a linear program (Fienberg & Rinaldo 2012).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.special import gammaln

from marsad.errors import SolverError
from marsad.estimate.histories import Histories

Model = frozenset[int]
"""The interaction terms of a hierarchical model, as masks of two lists and more; main effects are always in."""

_STEPS, _ENOUGH, _SMALLEST = 200, 1e-10, 1e-10
_FARTHEST = 100.0
"""A coefficient beyond this has run away."""
_LARGEST = 700.0
"""Logarithm beyond which a mean is no number any more."""
_INSIDE = 1e-4
"""Fitted means above this lie well inside; below, the maximum may be at infinity."""
_NOTHING = 1e-9
"""A least cell below this: the maximum lies at infinity."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    `unseen`: expected number of persons on no list; `error`: standard error of its logarithm; `parameters`: finite
    ones; `deviance` against the saturated model of the histories kept; `terms`, `coefficients`, `errors` in one order,
    the intercept (mask 0) first.
    """

    model: Model
    observed: int
    unseen: float
    error: float
    log_likelihood: float
    deviance: float
    parameters: int
    freedom: int
    terms: tuple[int, ...]
    coefficients: np.ndarray
    errors: np.ndarray
    means: dict[int, float]

    @property
    def population(self) -> float:
        """The whole population: seen and unseen."""
        return self.observed + self.unseen

    @property
    def aic(self) -> float:
        """Akaike's criterion."""
        return 2 * self.parameters - 2 * self.log_likelihood

    @property
    def bic(self) -> float:
        """Schwarz's criterion, with the number of persons seen as the sample size."""
        return self.parameters * math.log(self.observed) - 2 * self.log_likelihood


class Design:
    """The observable histories of one data set and the parts of its models that do not change."""

    def __init__(self, histories: Histories) -> None:
        self.histories = histories
        self.lists = len(histories.lists)
        self.masks = np.arange(1, 1 << self.lists)
        self.counts = histories.table()[1:]
        self.observed = histories.total
        self.main = tuple(1 << i for i in range(self.lists))
        self._column: dict[int, np.ndarray] = {0: np.ones(len(self.masks))}
        self._size: dict[int, int] = {}

    def column(self, term: int) -> np.ndarray:
        """Return the indicator of histories on all lists of the term."""
        if term not in self._column:
            self._column[term] = ((self.masks & term) == term).astype(float)
        return self._column[term]

    def size(self, term: int) -> int:
        """Return how many persons stand on all lists of the term."""
        if term not in self._size:
            self._size[term] = int(self.counts[(self.masks & term) == term].sum())
        return self._size[term]

    def fit(self, model: Iterable[int]) -> Fit | None:
        """Return the extended maximum-likelihood fit, None where the model fails a check.

        It fails where its parameters cannot be told apart, and where the maximum does not exist.
        """
        model = frozenset(model)
        terms, kept = self._finite(model)
        matrix = np.column_stack([self.column(term)[kept] for term in terms])
        if np.linalg.matrix_rank(matrix) < len(terms):
            return None
        fit = self._solve(model, terms, matrix, kept)
        if fit is not None and min(fit.means.values()) > _INSIDE:
            return fit  # a maximum that was reached exists
        return fit if _exists(matrix, self.counts[kept]) else None

    def identifiable(self, model: Iterable[int]) -> bool:
        """Tell whether the finite parameters of a model can be told apart."""
        terms, kept = self._finite(frozenset(model))
        matrix = np.column_stack([self.column(term)[kept] for term in terms])
        return bool(np.linalg.matrix_rank(matrix) == len(terms))

    def matrix(self, fit: Fit) -> tuple[np.ndarray, np.ndarray]:
        """Return the matrix of a fit's finite terms over the histories kept, and their counts."""
        terms, kept = self._finite(fit.model)
        return np.column_stack([self.column(term)[kept] for term in terms]), self.counts[kept]

    def _finite(self, model: Model) -> tuple[tuple[int, ...], np.ndarray]:
        """Return the terms with finite parameters, the intercept first, and which histories are kept."""
        empty = [term for term in (*self.main, *model) if not self.size(term)]
        terms = (0, *(t for t in (*self.main, *sorted(model)) if not any(e & t == e for e in empty)))
        kept = np.ones(len(self.masks), dtype=bool)
        for term in empty:
            kept &= (self.masks & term) != term
        return terms, kept

    def _solve(self, model: Model, terms: tuple[int, ...], matrix: np.ndarray, kept: np.ndarray) -> Fit | None:
        counts = self.counts[kept]
        coefficients = maximise(matrix, counts)
        if coefficients is None or np.abs(coefficients).max() > _FARTHEST:
            return None
        means = np.exp(matrix @ coefficients)
        try:
            covariance = np.linalg.inv(matrix.T @ (means[:, None] * matrix))
        except np.linalg.LinAlgError:
            return None
        errors = np.sqrt(np.maximum(np.diag(covariance), 0))
        seen = counts > 0
        return Fit(
            model=model,
            observed=self.observed,
            unseen=float(np.exp(coefficients[0])),
            error=float(errors[0]),
            log_likelihood=float((counts * np.log(means) - means - gammaln(counts + 1)).sum()),
            deviance=float(2 * ((counts[seen] * np.log(counts[seen] / means[seen])).sum() - (counts - means).sum())),
            parameters=len(terms),
            freedom=int(kept.sum()) - len(terms),
            terms=terms,
            coefficients=coefficients,
            errors=errors,
            means=dict(zip(self.masks[kept].tolist(), means.tolist(), strict=True)),
        )


def maximise(matrix: np.ndarray, counts: np.ndarray, offset: np.ndarray | None = None) -> np.ndarray | None:
    """Return the Poisson maximum-likelihood coefficients by Newton's method with halved steps, None if it runs away.

    `offset` is added to the linear predictor.
    """
    shift = np.zeros(len(counts)) if offset is None else offset
    root = np.sqrt(counts + 0.5)  # start from the counts themselves, pulled off zero
    aim = (np.log(counts + 0.5) - shift) * root
    coefficients: np.ndarray = np.linalg.lstsq(matrix * root[:, None], aim, rcond=None)[0]
    best = _kernel(matrix, counts, shift, coefficients)
    gradient = np.full(matrix.shape[1], np.inf)
    for _ in range(_STEPS):
        means = np.exp(np.clip(shift + matrix @ coefficients, -_LARGEST, _LARGEST))
        gradient = matrix.T @ (counts - means)
        try:
            step = np.linalg.solve(matrix.T @ (means[:, None] * matrix), gradient)
        except np.linalg.LinAlgError:
            return None
        if not np.isfinite(step).all():
            return None
        size, trial, reached = 1.0, coefficients, best
        while size > _SMALLEST:
            trial = coefficients + size * step
            reached = _kernel(matrix, counts, shift, trial)
            if reached >= best - 1e-12 * abs(best):
                break
            size /= 2
        coefficients, gained, best = trial, reached - best, reached
        if abs(gained) < _ENOUGH * (1 + abs(best)) and np.abs(step).max() < 1e-6:
            return coefficients
    return coefficients if np.abs(gradient).max() < 1e-4 * (1 + counts.sum()) else None


def _kernel(matrix: np.ndarray, counts: np.ndarray, shift: np.ndarray, coefficients: np.ndarray) -> float:
    """Return the log-likelihood without its constant."""
    linear = np.clip(shift + matrix @ coefficients, -_LARGEST, _LARGEST)
    return float((counts * linear - np.exp(linear)).sum())


def _exists(matrix: np.ndarray, counts: np.ndarray) -> bool:
    """Tell whether a maximum exists: a table of positive means has the sufficient statistics of the counts."""
    if (counts > 0).all():
        return True
    cells = matrix.shape[0]
    # the largest least cell s: x = y + s, y >= 0, with the statistics of the counts
    equal = np.hstack([matrix.T, matrix.T.sum(axis=1, keepdims=True)])
    cost = np.zeros(cells + 1)
    cost[-1] = -1
    found = linprog(cost, A_eq=equal, b_eq=matrix.T @ counts, bounds=[(0, None)] * (cells + 1), method="highs")
    if found.status != 0:
        raise SolverError(f"the existence check of a log-linear model gave no answer: {found.message}")
    return bool(found.x[-1] > _NOTHING)
