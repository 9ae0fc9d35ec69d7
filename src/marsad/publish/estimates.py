"""Pictures of an estimate: models, averaged posterior, sensitivity to each list.

Drawn from the plain values that `marsad estimate --format json` prints, so that a picture shows no other figure than
the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

INK, FAINT, CHOSEN = "#333333", "#999999", "#0072b2"
"""Colours that the colour-blind can tell apart (Okabe & Ito)."""


def draw_estimate(
    values: Mapping[str, Any], folder: Path, words: Mapping[str, str], *, name: str | None = None
) -> list[Path]:
    """Write `models.png`, `posterior.png` and `sensitivity.png` (what there is) into `folder`, and return the paths.

    `name`, a stratum's, goes before the file names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    prefix = f"{_plain(name)}-" if name else ""
    out = []
    if values["top_models"]:
        out.append(_models(values, words, folder / f"{prefix}models.png"))
    if values["averaged"]:
        out.append(_posterior(values, words, folder / f"{prefix}posterior.png"))
    if any(population is not None for population in values["left_out"].values()):
        out.append(_sensitivity(values, words, folder / f"{prefix}sensitivity.png"))
    return out


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


def _models(values: Mapping[str, Any], words: Mapping[str, str], path: Path) -> Path:
    rows = [(f"{one['model']}  ({one['weight']:.0%})", one["estimate"]) for one in values["top_models"]]
    figure, axes = _figure(words["models"], words, 1.5 + 0.45 * len(rows))
    _rows(axes, rows, values["observed"], words)
    if values["interval"] and values["interval"][1] is not None:
        axes.plot(values["interval"], [0, 0], color=CHOSEN, linewidth=2)
    figure.savefig(path)
    return path


def _posterior(values: Mapping[str, Any], words: Mapping[str, str], path: Path) -> Path:
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
    figure.savefig(path)
    return path


def _sensitivity(values: Mapping[str, Any], words: Mapping[str, str], path: Path) -> Path:
    rows = [(values["model"] or "", values["top_models"][0]["estimate"])]
    rows += [(name, population) for name, population in values["left_out"].items() if population is not None]
    figure, axes = _figure(words["sensitivity"], words, 1.5 + 0.4 * len(rows))
    _rows(axes, rows, values["observed"], words)
    figure.savefig(path)
    return path
