"""A latent-class model of many lists, by Gibbs sampling (Manrique-Vallier 2016).

Persons belong to classes, within which lists are independent; the number of classes is learned by a stick-breaking
prior.  Several chains run side by side; where they do not agree (R-hat, Gelman & Rubin 1992, on the unseen's
logarithm) there is no estimate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from marsad.errors import UsageError
from marsad.estimate.histories import Histories

CLASSES = 15
CHAINS, SWEEPS, WARM_UP = 4, 30_000, 6_000
AGREE = 1.05
"""R-hat from which chains disagree."""
_SHAPE = _RATE = 0.25
"""Of the gamma prior of the stick-breaking parameter."""
_SWAPS = 3
"""Neighbouring classes that may change places in a sweep."""
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class LatentClass:
    """The posterior of the whole population; `agreed` tells whether the chains agree."""

    mean: float
    median: float
    interval: tuple[float, float]
    rhat: float
    agreed: bool
    chains: tuple[float, ...]
    """The median of each chain."""
    draws: np.ndarray


class _Chains:
    """The state of all chains: arrays with the chain first."""

    def __init__(self, histories: Histories, chains: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.patterns, counts = histories.patterns()
        self.counts = counts.astype(np.int64)
        self.seen = int(self.counts.sum())
        lists = len(histories.lists)
        self.classes = min(2**lists - 1, CLASSES)
        shape = (chains, self.classes)
        self.rates = self.rng.beta(1.0, 1.0, size=(*shape, lists))
        self.shares = np.full(shape, 1 / self.classes)
        self.focus = np.full(chains, 1.0)
        self.unseen = np.zeros(chains, dtype=np.int64)

    def sweep(self) -> None:
        """Draw everything once from its conditional distribution."""
        rng = self.rng
        on, off = np.log(self.rates + _TINY), np.log1p(-self.rates * (1 - 1e-12))
        # classes of the seen: patterns x classes
        logs = np.log(self.shares + _TINY)[:, None, :] + self.patterns @ on.transpose(0, 2, 1)
        logs += (1 - self.patterns) @ off.transpose(0, 2, 1)
        logs -= logs.max(axis=2, keepdims=True)
        weights = np.exp(logs)
        weights /= weights.sum(axis=2, keepdims=True)
        members = rng.multinomial(np.broadcast_to(self.counts, weights.shape[:2]), weights)
        # the unseen, and their classes
        hidden = self.shares * np.exp(off.sum(axis=2))
        missed = hidden.sum(axis=1)
        self.unseen = rng.negative_binomial(self.seen, np.clip(1 - missed, 1e-9, 1.0))
        ghosts = rng.multinomial(self.unseen, hidden / missed[:, None])
        for _ in range(_SWAPS):
            self._swap(members, ghosts, int(rng.integers(self.classes - 1)))
        # rates of the lists in the classes
        caught = members.transpose(0, 2, 1) @ self.patterns
        size = members.sum(axis=1)
        self.rates = rng.beta(1 + caught, 1 + (size + ghosts)[:, :, None] - caught)
        # shares of the classes by stick-breaking
        whole = size + ghosts
        after = whole[:, ::-1].cumsum(axis=1)[:, ::-1] - whole
        sticks = rng.beta(1 + whole[:, :-1], self.focus[:, None] + after[:, :-1])
        sticks = np.clip(sticks, 1e-12, 1 - 1e-12)
        rest = np.cumsum(np.log1p(-sticks), axis=1)
        self.shares[:, 0] = sticks[:, 0]
        self.shares[:, 1:-1] = sticks[:, 1:] * np.exp(rest[:, :-1])
        self.shares[:, -1] = np.exp(rest[:, -1])
        self.focus = rng.gamma(_SHAPE + self.classes - 1, 1 / (_RATE - rest[:, -1]))

    def _swap(self, members: np.ndarray, ghosts: np.ndarray, at: int) -> None:
        """Let two neighbouring classes change places, by the prior of the allocation with the sticks summed out.

        Without it a large class stays where it happened to start (Papaspiliopoulos & Roberts 2008).
        """
        whole = members.sum(axis=1) + ghosts
        one, other = whole[:, at], whole[:, at + 1]
        behind = whole[:, at + 2 :].sum(axis=1)
        last = at + 2 == self.classes
        now = self._stick(one, other + behind) + (0 if last else self._stick(other, behind))
        then = self._stick(other, one + behind) + (0 if last else self._stick(one, behind))
        agreed = np.log(self.rng.random(len(now))) < then - now
        for part in (members, ghosts):
            part[agreed, ..., at], part[agreed, ..., at + 1] = part[agreed, ..., at + 1], part[agreed, ..., at].copy()

    def _stick(self, here: np.ndarray, behind: np.ndarray) -> np.ndarray:
        """Return the log probability, up to a constant, of so many in a class and behind it."""
        out: np.ndarray = gammaln(1 + here) + gammaln(self.focus + behind) - gammaln(1 + self.focus + here + behind)
        return out


def latent_class(
    histories: Histories,
    *,
    chains: int = CHAINS,
    sweeps: int = SWEEPS,
    warm_up: int = WARM_UP,
    level: float = 0.95,
    seed: int = 0,
) -> LatentClass:
    """Sample the population.  Raises `UsageError` for fewer than four chains or two lists."""
    if chains < 4:
        raise UsageError.of("at least four chains are needed, not {count}", count=chains)
    if len(histories.lists) < 2:
        raise UsageError.of("the latent-class model needs at least two lists")
    state = _Chains(histories, chains, seed)
    draws = np.empty((sweeps, chains))
    for i in range(warm_up + sweeps):
        state.sweep()
        if i >= warm_up:
            draws[i - warm_up] = state.unseen
    rhat = _rhat(np.log1p(draws))
    numbers = draws + state.seen
    low, high = np.quantile(numbers, [(1 - level) / 2, (1 + level) / 2])
    return LatentClass(
        mean=float(numbers.mean()),
        median=float(np.median(numbers)),
        interval=(float(low), float(high)),
        rhat=rhat,
        agreed=rhat < AGREE,
        chains=tuple(float(one) for one in np.median(numbers, axis=0)),
        draws=numbers,
    )


def _rhat(draws: np.ndarray) -> float:
    """Return the split R-hat of draws (sweeps x chains); 1 where nothing varies."""
    half = len(draws) // 2
    split = np.concatenate([draws[:half], draws[half : 2 * half]], axis=1)
    within = float(split.var(axis=0, ddof=1).mean())
    between = float(split.mean(axis=0).var(ddof=1))
    if within == 0:
        return 1.0 if between == 0 else float("inf")
    return float(np.sqrt((half - 1) / half + between / within))
