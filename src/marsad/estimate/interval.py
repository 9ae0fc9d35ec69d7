"""Intervals for a population: Wald on the log scale, profile likelihood, and the bootstrap that selects anew."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaln
from scipy.stats import chi2, norm

from marsad.estimate.histories import Histories
from marsad.estimate.loglinear import Design, Fit, maximise

Interval = tuple[float, float]
_FARTHEST = 40.0
"""Logarithm beyond which a profile is called open."""


def wald(fit: Fit, level: float = 0.95) -> Interval:
    """Return the interval of the whole population, normal on the logarithm of the unseen."""
    reach = float(norm.ppf((1 + level) / 2)) * fit.error
    return fit.observed + fit.unseen * math.exp(-reach), fit.observed + fit.unseen * math.exp(reach)


def profile(design: Design, fit: Fit, level: float = 0.95) -> Interval:
    """Return where the likelihood with the unseen held fixed falls by the chi-squared quantile (Cormack 1992).

    The upper end is infinite where the likelihood never falls so far.
    """
    matrix, counts = design.matrix(fit)
    drop = float(chi2.ppf(level, 1)) / 2
    peak = math.log(fit.unseen)
    best = _held(matrix, counts, peak)

    def short(log_unseen: float) -> float:
        return best - _held(matrix, counts, log_unseen) - drop

    low = _crossing(short, peak, -max(fit.error, 0.1))
    high = _crossing(short, peak, max(fit.error, 0.1))
    lower = fit.observed + (math.exp(low) if low is not None else 0.0)
    return lower, fit.observed + math.exp(high) if high is not None else math.inf


def _held(matrix: np.ndarray, counts: np.ndarray, log_unseen: float) -> float:
    """Return the greatest log-likelihood with the intercept held."""
    offset = np.full(len(counts), log_unseen)
    rest = maximise(matrix[:, 1:], counts, offset)
    if rest is None:
        return -math.inf
    linear = offset + matrix[:, 1:] @ rest
    return float((counts * linear - np.exp(linear) - gammaln(counts + 1)).sum())


def _crossing(short: Callable[[float], float], peak: float, step: float) -> float | None:
    near, far = peak, peak + step
    while short(far) < 0:
        near, far, step = far, far + 2 * step, 2 * step
        if abs(far) > _FARTHEST:
            return None
    return float(brentq(short, near, far, xtol=1e-6))


def bootstrap(
    histories: Histories,
    choose: Callable[[Histories], Fit | None],
    *,
    draws: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[Interval, int]:
    """Return the BCa interval with the model chosen anew in every draw, and how many draws could not be fitted.

    Draws are multinomial over the seen histories; the acceleration is the jackknife's, weighted by counts (Efron
    1987; Chan, Silverman & Vincent 2021).
    """
    whole = choose(histories)
    if whole is None:
        return (math.nan, math.nan), draws
    rng = np.random.default_rng(seed)
    masks = [mask for mask, n in sorted(histories.counts.items()) if n]
    counts = np.array([histories.counts[mask] for mask in masks])
    found = []
    for drawn in rng.multinomial(counts.sum(), counts / counts.sum(), size=draws):
        fit = choose(_with(histories, masks, drawn))
        if fit is not None:
            found.append(fit.population)
    left = []
    for i in range(len(masks)):
        fewer = counts.copy()
        fewer[i] -= 1
        fit = choose(_with(histories, masks, fewer))
        left.append(fit.population if fit is not None else whole.population)
    return _bca(np.array(found), whole.population, np.array(left), counts, level), draws - len(found)


def _with(histories: Histories, masks: list[int], counts: np.ndarray) -> Histories:
    return Histories(lists=histories.lists, counts={mask: int(n) for mask, n in zip(masks, counts, strict=True) if n})


def _bca(found: np.ndarray, whole: float, left: np.ndarray, counts: np.ndarray, level: float) -> Interval:
    if not len(found):
        return math.nan, math.nan
    below = float(((found < whole).sum() + (found == whole).sum() / 2) / len(found))
    bias = float(norm.ppf(min(max(below, 0.5 / len(found)), 1 - 0.5 / len(found))))
    gap = np.average(left, weights=counts) - left
    spread = float((counts * gap**2).sum())
    pull = float((counts * gap**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = bias + float(norm.ppf(tail))
        ends.append(float(np.quantile(found, norm.cdf(bias + z / (1 - pull * z)))))
    return ends[0], ends[1]
