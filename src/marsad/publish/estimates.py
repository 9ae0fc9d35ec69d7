"""Pictures of an estimate: models, averaged posterior, sensitivity to each list.

Drawn from the plain values that `marsad estimate --format json` prints, so that a picture shows no other figure than
the table.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

INK, FAINT, CHOSEN = "#333333", "#999999", "#0072b2"
"""Colours that the colour-blind can tell apart (Okabe & Ito)."""


Picture = Literal["models", "posterior", "sensitivity"]
INDEPENDENT = "independent"
"""What the contract calls the model in which no two lists hang together."""


def drawable(values: Mapping[str, Any]) -> list[Picture]:
    """Return which pictures these values have something for."""
    there: dict[Picture, bool] = {
        "models": bool(values["top_models"]),
        "posterior": bool(values["averaged"]),
        "sensitivity": any(population is not None for population in values["left_out"].values()),
    }
    return [picture for picture, has in there.items() if has]


def draw_estimate(
    values: Mapping[str, Any], folder: Path, words: Mapping[str, str], *, name: str | None = None
) -> list[Path]:
    """Write `models.png`, `posterior.png` and `sensitivity.png` (what there is) into `folder`, and return the paths.

    `name`, a stratum's, goes before the file names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prefix = f"{_plain(name)}-" if name else ""
    paths = []
    for picture in drawable(values):
        paths.append(folder / f"{prefix}{picture}.png")
        DRAWN[picture](values, words).savefig(paths[-1])
    return paths


def svg_estimate(values: Mapping[str, Any], picture: Picture, words: Mapping[str, str]) -> bytes:
    """Return one of the `drawable` pictures as SVG; the same values give the same bytes."""
    from matplotlib import rc_context

    out = io.BytesIO()
    with rc_context({"svg.hashsalt": picture}):
        DRAWN[picture](values, words).savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _plain(name: str) -> str:
    """Return a name that is a file name and never a path."""
    return "".join(c if c.isalnum() else "-" for c in name)[:60]


def _figure(title: str, words: Mapping[str, str], height: float) -> tuple[Any, Any]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, height), dpi=120, layout="constrained")
    axes = figure.subplots()
    axes.set_title(title, fontsize=11, color=INK)
    axes.set_xlabel(words["population"], loc="left")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.text(0.99, 0.005, words["documented_note"], ha="right", va="bottom", fontsize=7, color=FAINT)
    return figure, axes


def _rows(axes: Any, rows: list[tuple[str, float]], observed: float, words: Mapping[str, str]) -> None:
    axes.axvline(observed, color=FAINT, linestyle=":", label=words["observed"])
    for at, (_, population) in enumerate(rows):
        axes.plot([population], [at], "o", color=CHOSEN if at == 0 else INK)
        axes.annotate(f"{population:,.0f}", (population, at), xytext=(6, 5), textcoords="offset points", fontsize=8)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows], fontsize=8)
    axes.invert_yaxis()
    axes.margins(x=0.15, y=0.15)
    axes.legend(fontsize=8, frameon=False)


def _called(model: str, words: Mapping[str, str]) -> str:
    return words["independent"] if model == INDEPENDENT else model


def _models(values: Mapping[str, Any], words: Mapping[str, str]) -> Any:
    rows = [(f"{_called(one['model'], words)}  ({one['weight']:.0%})", one["estimate"]) for one in values["top_models"]]
    figure, axes = _figure(words["models"], words, 1.5 + 0.45 * len(rows))
    _rows(axes, rows, values["observed"], words)
    if values["interval"] and values["interval"][1] is not None:
        axes.plot(values["interval"], [0, 0], color=CHOSEN, linewidth=2)
    return figure


def _posterior(values: Mapping[str, Any], words: Mapping[str, str]) -> Any:
    figure, axes = _figure(words["posterior"], words, 3.5)
    numbers = [point[0] for point in values["averaged"]["posterior"]]
    weights = [point[1] for point in values["averaged"]["posterior"]]
    axes.fill_between(numbers, weights, color=CHOSEN, alpha=0.3)
    axes.plot(numbers, weights, color=CHOSEN)
    low, high = values["averaged"]["interval"]
    axes.set_xlim(numbers[0], high + (high - low))
    axes.axvspan(low, high, color=CHOSEN, alpha=0.08)
    axes.axvline(values["averaged"]["median"], color=INK, linestyle="--")
    axes.set_yticks([])
    axes.set_ylim(bottom=0)
    return figure


def _sensitivity(values: Mapping[str, Any], words: Mapping[str, str]) -> Any:
    rows = [(_called(values["model"] or "", words), values["top_models"][0]["estimate"])]
    rows += [(name, population) for name, population in values["left_out"].items() if population is not None]
    figure, axes = _figure(words["sensitivity"], words, 1.5 + 0.4 * len(rows))
    _rows(axes, rows, values["observed"], words)
    return figure


DRAWN = {"models": _models, "posterior": _posterior, "sensitivity": _sensitivity}
