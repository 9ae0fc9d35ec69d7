"""From linked lists of named victims to histories, with the doubt of the links carried in.

Certain links always hold; possible ones hold with their probability.  Populations are averaged over drawn linkages
(multiple imputation), so that an interval is wider where it isn't sure who is whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from marsad.errors import UsageError
from marsad.estimate.histories import Histories
from marsad.estimate.interval import wald
from marsad.estimate.loglinear import Fit


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entries that are or may be one person; `probability` 1 is a certain link."""

    one: str
    other: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class LinkedEstimate:
    """The population over linkages: the median of the drawn figures and an interval that holds both kinds of doubt."""

    median: float
    interval: tuple[float, float]
    fitted: int
    draws: int
    documented: tuple[int, int]
    """Least and greatest number of persons on the lists."""


def histories_of(lists: Mapping[str, Iterable[str]], ties: Iterable[Tie]) -> Histories:
    """Return the histories of the persons that entries of the lists are, all `ties` taken as certain.

    `lists` maps a list's name to the ids of its entries.  Raises `UsageError` for a tie of an unknown entry.
    """
    names = tuple(lists)
    above = {entry: entry for entries in lists.values() for entry in entries}

    def root(entry: str) -> str:
        while above[entry] != entry:
            above[entry] = above[above[entry]]
            entry = above[entry]
        return entry

    for tie in ties:
        for entry in (tie.one, tie.other):
            if entry not in above:
                raise UsageError.of("a link names an entry that is on no list: {entry}", entry=entry)
        first, second = sorted((root(tie.one), root(tie.other)))
        above[second] = first
    masks: dict[str, int] = defaultdict(int)
    for i, name in enumerate(names):
        for entry in lists[name]:
            masks[root(entry)] |= 1 << i
    counts: dict[int, int] = defaultdict(int)
    for mask in masks.values():
        counts[mask] += 1
    return Histories(lists=names, counts=dict(counts))


def over_linkages(
    lists: Mapping[str, Sequence[str]],
    ties: Sequence[Tie],
    choose: Callable[[Histories], Fit | None],
    *,
    draws: int = 100,
    level: float = 0.95,
    seed: int = 0,
) -> LinkedEstimate | None:
    """Average the estimate over drawn linkages; None where fewer than half of them could be fitted."""
    rng = np.random.default_rng(seed)
    chances = np.array([tie.probability for tie in ties])
    lows, highs, middles, persons = [], [], [], []
    for _ in range(draws):
        held = rng.random(len(ties)) < chances
        histories = histories_of(lists, [tie for tie, here in zip(ties, held, strict=True) if here])
        persons.append(histories.total)
        fit = choose(histories)
        if fit is not None:
            low, high = wald(fit, level)
            lows.append(low)
            highs.append(high)
            middles.append(fit.population)
    if 2 * len(middles) < draws:
        return None
    tail = (1 - level) / 2
    return LinkedEstimate(
        median=float(np.median(middles)),
        interval=(float(np.quantile(lows, tail)), float(np.quantile(highs, 1 - tail))),
        fitted=len(middles),
        draws=draws,
        documented=(min(persons), max(persons)),
    )
