"""The estimate with every doubt, or the refusal with its reasons.

The figure is the whole population by the least-BIC hierarchical model.  It is refused where there are fewer than
three lists, where lists do not overlap, where no model passes the checks, and where the evidence is divided: models
that differ from the chosen one by half as much again hold a third or more of the BIC weight.  That any two models
within 2 BIC differ so much is a doubt, and refuses the estimate too where `strict` is asked for: it holds of Kosovo and
of Korea, whose published figures rest on the least-BIC model all the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from marsad.estimate.chao import Chao, chao
from marsad.estimate.decomposable import FEWEST, MOST, GraphAverage, average
from marsad.estimate.histories import Histories
from marsad.estimate.interval import profile, wald
from marsad.estimate.latent import LatentClass, latent_class
from marsad.estimate.loglinear import Design, Fit
from marsad.estimate.models import generators, ranked

TIMES = 1.5
"""Two figures that differ by this factor tell different stories."""
NEAR = 2.0
"""Difference in BIC up to which models are as good as one another (Raftery 1995)."""
DIVIDED = 1 / 3
"""Share of the BIC weight in models that tell a different story, from which there is no estimate."""
TOP = 5
INDEPENDENT = "independent"
"""What the model in which no two lists hang together is called by the contract."""
_LEFT_OUT_UP_TO = 6
"""Lists up to which each is left out in turn; beyond, the search for models takes too long to be repeated."""

Why = Literal[
    "few_lists",
    "no_overlap",
    "no_persons",
    "no_model",
    "divided",
    "below_documented",
    "near_models",
    "open_interval",
    "chao_above",
    "averaging_apart",
    "averaging_cut",
    "leave_one_out",
    "chains_disagree",
    "latent_apart",
    "large_search",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an estimate is refused or doubted: a key of the messages, with what fills its sentence."""

    key: Why
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is known of one stratum.  `estimate` and `interval` are None where it is refused."""

    histories: Histories
    level: float
    estimate: float | None
    interval: tuple[float, float] | None
    models: tuple[Fit, ...]
    weights: tuple[float, ...]
    """BIC weights of `models`, over all models that passed the checks."""
    wald: tuple[float, float] | None
    overlaps: tuple[tuple[str, int], ...]
    averaged: GraphAverage | None
    latent: LatentClass | None
    chao: Chao | None
    left_out: tuple[tuple[str, float | None], ...]
    refused: tuple[Reason, ...]
    doubts: tuple[Reason, ...]


def estimate(
    histories: Histories,
    *,
    level: float = 0.95,
    order: int | None = None,
    documented: int | None = None,
    latent: bool = False,
    strict: bool = False,
    seed: int = 0,
) -> Card:
    """Estimate a population from capture histories.

    `order`: the largest term of the models that are compared (by default three lists up to four lists, pairs of five;
    beyond, a search). `documented`: the reckoned lower bound, below which nothing is ever said.  `latent`: run the
    latent-class model too (some seconds).  `strict`: refuse where any two models within 2 BIC differ by half as much
    again.  The figure is never added to documented ones.
    """
    refused = _unfit(histories)
    fits = ranked(histories, order) if not refused else []
    if not refused and not fits:
        refused = [Reason("no_model")]
    if not fits:
        return Card(
            histories, level, None, None, (), (), None, _overlaps(histories), None, None, None, (), tuple(refused), ()
        )
    best, weights = fits[0], _weights(fits)
    reach = profile(Design(histories), best, level)
    near = _near(fits)
    refused += _divided(fits, weights) or (near if strict else [])
    floor = max(documented or 0, histories.total)
    if reach[1] < floor:
        refused.append(Reason("below_documented", {"documented": str(floor)}))
    averaged = average(histories, level=level) if FEWEST <= len(histories.lists) <= MOST else None
    classes = latent_class(histories, level=level, seed=seed) if latent else None
    found = chao(histories, level)
    left = _left_out(histories, order)
    told = None if refused else max(best.population, float(floor))
    return Card(
        histories=histories,
        level=level,
        estimate=told,
        interval=None if refused else (max(reach[0], float(floor)), reach[1]),
        models=tuple(fits[:TOP]),
        weights=tuple(weights[:TOP]),
        wald=wald(best, level),
        overlaps=_overlaps(histories),
        averaged=averaged,
        latent=classes,
        chao=found,
        left_out=left,
        refused=tuple(refused),
        doubts=tuple([] if strict else near) + tuple(_doubts(fits, reach, averaged, classes, found, left)),
    )


def _unfit(histories: Histories) -> list[Reason]:
    """Return why nothing can be estimated at all."""
    lists = len(histories.lists)
    if not histories.total:
        return [Reason("no_persons")]
    filled = [i for i in range(lists) if histories.size(1 << i)]
    if len(filled) < FEWEST:
        return [Reason("few_lists", {"count": str(len(filled))})]
    alone = [i for i in filled if not any(histories.size(1 << i | 1 << j) for j in filled if j != i)]
    if alone:
        return [Reason("no_overlap", {"lists": ", ".join(histories.lists[i] for i in alone)})]
    return []


def _weights(fits: Sequence[Fit]) -> list[float]:
    """Return each model's share of the evidence, exp(-BIC/2) made to sum to one."""
    raw = [math.exp((fits[0].bic - fit.bic) / 2) for fit in fits]
    return [one / sum(raw) for one in raw]


def _apart(one: float, other: float) -> bool:
    return max(one, other) >= TIMES * min(one, other)


def _divided(fits: Sequence[Fit], weights: Sequence[float]) -> list[Reason]:
    best = fits[0].population
    other = [
        (fit.population, weight) for fit, weight in zip(fits, weights, strict=True) if _apart(fit.population, best)
    ]
    share = sum(weight for _, weight in other)
    if share < DIVIDED:
        return []
    populations = [best, *(population for population, weight in other if weight > 0.01)]
    values = {"low": f"{min(populations):,.0f}", "high": f"{max(populations):,.0f}", "share": f"{share:.0%}"}
    return [Reason("divided", values)]


def _near(fits: Sequence[Fit]) -> list[Reason]:
    """Return the range of the models that fit about as well as the best, where they tell different stories."""
    near = [fit.population for fit in fits if fit.bic - fits[0].bic <= NEAR]
    if not _apart(min(near), max(near)):
        return []
    return [Reason("near_models", {"low": f"{min(near):,.0f}", "high": f"{max(near):,.0f}"})]


def _doubts(
    fits: Sequence[Fit],
    reach: tuple[float, float],
    averaged: GraphAverage | None,
    classes: LatentClass | None,
    found: Chao | None,
    left: Sequence[tuple[str, float | None]],
) -> list[Reason]:
    best, out = fits[0].population, []
    if math.isinf(reach[1]):
        out.append(Reason("open_interval"))
    if found is not None and found.population > reach[1]:
        out.append(Reason("chao_above", {"chao": f"{found.population:,.0f}"}))
    if averaged is not None and averaged.cut:
        out.append(Reason("averaging_cut"))
    if averaged is not None and _apart(averaged.median, best):
        out.append(Reason("averaging_apart", {"averaged": f"{averaged.median:,.0f}"}))
    without = [(name, population) for name, population in left if population is not None and _apart(population, best)]
    if without:
        told = ", ".join(f"{name}: {population:,.0f}" for name, population in without)
        out.append(Reason("leave_one_out", {"lists": told}))
    if classes is not None and not classes.agreed:
        out.append(Reason("chains_disagree", {"rhat": f"{classes.rhat:.2f}"}))
    elif classes is not None and _apart(classes.median, best):
        out.append(Reason("latent_apart", {"latent": f"{classes.median:,.0f}"}))
    if len(fits[0].terms) and len(fits[0].means) > 1 << MOST:
        out.append(Reason("large_search"))
    return out


def _overlaps(histories: Histories) -> tuple[tuple[str, int], ...]:
    """Return how many persons each pair of lists shares."""
    masks = [1 << a | 1 << b for a, b in combinations(range(len(histories.lists)), 2)]
    return tuple((histories.name(mask), histories.size(mask)) for mask in masks)


def _left_out(histories: Histories, order: int | None) -> tuple[tuple[str, float | None], ...]:
    """Return the least-BIC population without each list; None where that can't be estimated."""
    if not FEWEST < len(histories.lists) <= _LEFT_OUT_UP_TO:
        return ()
    out: list[tuple[str, float | None]] = []
    for i, name in enumerate(histories.lists):
        fewer = histories.without(i)
        fits = [] if _unfit(fewer) else ranked(fewer, None if order is None else min(order, len(fewer.lists) - 1))
        out.append((name, fits[0].population if fits else None))
    return tuple(out)


def named(card: Card) -> list[str]:
    """Return the top models: their generators by list names; `INDEPENDENT` where no two lists hang together."""
    return [
        ", ".join(card.histories.name(term) for term in generators(fit.model)) or INDEPENDENT for fit in card.models
    ]
