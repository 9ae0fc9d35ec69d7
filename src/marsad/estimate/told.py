"""A card as plain values: what `marsad estimate --format json` prints, and what pictures are drawn from."""

from __future__ import annotations

import math
from collections.abc import Callable

from marsad.estimate.card import Card, Reason, named
from marsad.estimate.decomposable import GraphAverage
from marsad.estimate.histories import Histories
from marsad.estimate.latent import LatentClass

METHOD = "least-BIC hierarchical log-linear model, extended maximum likelihood; profile-likelihood interval"
_POINTS = 200
"""Points of a posterior's curve."""

Sentence = Callable[[Reason], str]


def as_values(card: Card, sentence: Sentence) -> dict[str, object]:
    """Return the card by the contract; `sentence` puts a reason into words.  An end without limit is None."""
    names = named(card)
    models = [
        {
            "model": name,
            "estimate": _round(fit.population),
            "bic": round(fit.bic, 5),
            "weight": round(weight, 4),
            "deviance": round(fit.deviance, 2),
            "freedom": fit.freedom,
        }
        for name, fit, weight in zip(names, card.models, card.weights, strict=True)
    ]
    return {
        "estimate": _round(card.estimate),
        "interval": _pair(card.interval),
        "method": METHOD,
        "level": card.level,
        "model": names[0] if names else None,
        "top_models": models,
        "averaged": _averaged(card.averaged, card.histories),
        "refused": [sentence(reason) for reason in card.refused],
        "doubts": [sentence(reason) for reason in card.doubts],
        "observed": card.histories.total,
        "lists": {name: card.histories.size(1 << i) for i, name in enumerate(card.histories.lists)},
        "overlaps": dict(card.overlaps),
        "wald": _pair(card.wald),
        "chao": {"estimate": _round(card.chao.population), "interval": _pair(card.chao.interval)}
        if card.chao
        else None,
        "latent": _latent(card.latent),
        "left_out": {name: _round(population) for name, population in card.left_out},
    }


def _averaged(found: GraphAverage | None, histories: Histories) -> dict[str, object] | None:
    if found is None:
        return None
    step = max(1, len(found.numbers) // _POINTS)
    curve = [
        [int(found.numbers[i]), float(found.weights[i : i + step].sum())] for i in range(0, len(found.numbers), step)
    ]
    return {
        "median": found.median,
        "interval": _pair(found.interval),
        "mode": found.mode,
        "least_relative_error": _round(found.relative),
        "top": [
            {
                "edges": [histories.name(edge) for edge in edges],
                "probability": round(chance, 4),
                "mode": mode,
                "least_relative_error": _round(relative),
            }
            for edges, chance, mode, relative in found.top
        ],
        "posterior": curve,
    }


def _latent(found: LatentClass | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "mean": _round(found.mean),
        "median": _round(found.median),
        "interval": _pair(found.interval),
        "rhat": round(found.rhat, 4) if math.isfinite(found.rhat) else None,
        "agreed": found.agreed,
        "chains": list(found.chains),
    }


def _round(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, 4)


def _pair(interval: tuple[float, float] | None) -> list[float | None] | None:
    return None if interval is None else [_round(interval[0]), _round(interval[1])]
