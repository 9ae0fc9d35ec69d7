"""Chao's bound: a diagnostic of how the lists avoid or attract one another, never a floor (Chao 1987)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.stats import norm

from marsad.estimate.histories import Histories


@dataclass(frozen=True, slots=True)
class Chao:
    """The whole population by those on exactly one and exactly two lists."""

    population: float
    interval: tuple[float, float]
    once: int
    twice: int


def chao(histories: Histories, level: float = 0.95) -> Chao | None:
    """Return Chao's figure with its log-normal interval, None where nobody is on exactly two lists."""
    once = sum(n for mask, n in histories.counts.items() if mask.bit_count() == 1)
    twice = sum(n for mask, n in histories.counts.items() if mask.bit_count() == 2)
    if not twice:
        return None
    unseen, ratio = once * once / (2 * twice), once / twice
    if not unseen:
        return Chao(float(histories.total), (float(histories.total), float(histories.total)), once, twice)
    variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    spread = math.exp(float(norm.ppf((1 + level) / 2)) * math.sqrt(math.log(1 + variance / unseen**2)))
    seen = histories.total
    return Chao(seen + unseen, (seen + unseen / spread, seen + unseen * spread), once, twice)
