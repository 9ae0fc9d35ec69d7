"""The uncounted: how many there are in all, by lists of named victims; with every doubt, or refused."""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.options import ledger_option, message_lang_option, verb
from marsad.cli.shell.output import faint, say, strong, write_json, write_table
from marsad.cli.shell.session import session
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.model.reading import SCHEMA_VERSION

if TYPE_CHECKING:
    from marsad.estimate import Card, Histories, Reason

STRATUM = "stratum"


@verb("estimate")
@click.argument("histories", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=False)
@click.option("--list", "only_lists", metavar="NAME", multiple=True)
@ledger_option
@click.option("--level", type=click.FloatRange(0.5, 0.999), default=0.95, show_default=True)
@click.option("--order", type=click.IntRange(2, 6))
@click.option("--documented", type=click.IntRange(0))
@click.option("--latent", is_flag=True)
@click.option("--strict", is_flag=True)
@click.option("--bootstrap", "draws", type=click.IntRange(0, 10_000), default=0, show_default=True)
@click.option("--plots", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
@message_lang_option
def command(
    histories: Path | None,
    only_lists: tuple[str, ...],
    level: float,
    order: int | None,
    documented: int | None,
    latent: bool,
    strict: bool,
    draws: int,
    plots: Path | None,
    form: str,
) -> int:
    """Print the estimate of each stratum, or why there is none; a refusal is no failure."""
    if find_spec("scipy") is None or (plots is not None and find_spec("matplotlib") is None):
        raise UsageError.of("an estimate needs SciPy and Matplotlib; install them with: pip install 'marsad[estimate]'")
    from marsad.estimate import estimate
    from marsad.estimate.told import as_values

    linkage, told = None, []
    if histories is None:
        from marsad.cli.shell.ledgers import open_ledger
        from marsad.estimating import from_lists

        with open_ledger() as ledger:
            linkage = from_lists(ledger.store.decisions(), only_lists, level)
        documented = max(documented or 0, linkage.documented)
    parts = _read(histories) if histories is not None else [(None, linkage.histories)] if linkage else []
    for name, part in parts:
        card = estimate(part, level=level, order=order, documented=documented, latent=latent, strict=strict)
        values: dict[str, Any] = {STRATUM: name} if name is not None else {}
        values |= as_values(card, _sentence)
        if linkage is not None:
            values["linkage"] = linkage.values
        if draws:
            values["bootstrap"] = _bootstrap(card, draws)
        told.append(values)
    if plots is not None:
        _draw(told, plots)
    if form == "json":
        one = told[0] if len(told) == 1 and STRATUM not in told[0] else {"strata": told}
        write_json({"schema_version": SCHEMA_VERSION, **one})
    else:
        for values in told:
            _show(values)
    return 0


def _read(path: Path) -> list[tuple[str | None, Histories]]:
    """Return the histories of the file, one for each stratum where it has that column."""
    from marsad.estimate import from_rows

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream)
            header = [name.strip() for name in table.fieldnames or ()]
            table.fieldnames = header
            rows = list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableDocumentError.of("{path}: cannot be read: {error}", path=path, error=error) from error
    lists = [name for name in header if name != STRATUM]
    if not [name for name in lists if name != "count"]:
        raise UnreadableDocumentError.of("{path}: no column for a list; see `marsad estimate --help`", path=path)
    try:
        if STRATUM not in header:
            return [(None, from_rows(lists, rows))]
        names = list(dict.fromkeys(row[STRATUM] or "" for row in rows))
        return [(name, from_rows(lists, [row for row in rows if (row[STRATUM] or "") == name])) for name in names]
    except UsageError as error:
        told = session().phrases.error(error)
        raise UnreadableDocumentError.of("{path}: {error}", path=path, error=told) from error


def _sentence(reason: Reason) -> str:
    return session().say(f"estimate_{reason.key}", **reason.values)


def _bootstrap(card: Card, draws: int) -> dict[str, object]:
    from marsad.estimate import bootstrap, ranked

    interval, failed = bootstrap(
        card.histories, lambda drawn: next(iter(ranked(drawn)), None), draws=draws, level=card.level
    )
    finite = [None if end != end else round(end, 1) for end in interval]
    return {"interval": finite, "draws": draws, "failed": failed}


def _draw(told: list[dict[str, Any]], folder: Path) -> None:
    from marsad.publish.estimates import draw_estimate

    phrases = session().phrases
    words = {key.removeprefix("plot_"): text for key, text in phrases.text.items() if key.startswith("plot_")}
    for values in told:
        for path in draw_estimate(values, folder, words, name=values.get(STRATUM)):
            say(session().say("estimate_drawn", path=path), err=True)


def _show(values: dict[str, Any]) -> None:
    text = session().say
    if STRATUM in values:
        say(strong(values[STRATUM]))
    if values["refused"]:
        say(strong(text("estimate_refused")))
        for reason in values["refused"]:
            say(f"  {reason}")
    else:
        low, high = values["interval"]
        top = f"{high:,.0f}" if high is not None else text("estimate_open")
        say(
            strong(
                text(
                    "estimate_told",
                    estimate=f"{values['estimate']:,.0f}",
                    low=f"{low:,.0f}",
                    high=top,
                    level=f"{values['level']:.0%}",
                )
            )
        )
        say(text("estimate_seen", observed=f"{values['observed']:,}", model=_called(values["model"])))
    _models(values)
    for doubt in values["doubts"]:
        say(f"  ! {doubt}")
    say(faint(text("estimate_kind")))
    say()


def _called(model: str) -> str:
    from marsad.publish.estimates import INDEPENDENT

    return session().say("plot_independent") if model == INDEPENDENT else model


def _models(values: dict[str, Any]) -> None:
    text = session().say
    rows = [
        (_called(one["model"]), f"{one['estimate']:,.0f}", f"{one['bic']:.2f}", f"{one['weight']:.0%}")
        for one in values["top_models"]
    ]
    if rows:
        write_table(tuple(text(f"column_{name}") for name in ("model", "estimate", "bic", "weight")), rows, indent="  ")
    others = []
    linked = values.get("linkage")
    if linked and linked["estimate"] is not None:
        low, high = linked["interval"]
        others.append((text("estimate_linkage"), f"{linked['estimate']:,.0f}", f"{low:,.0f}-{high:,.0f}"))
    if values["averaged"]:
        low, high = values["averaged"]["interval"]
        others.append((text("estimate_averaged"), f"{values['averaged']['median']:,.0f}", f"{low:,.0f}-{high:,.0f}"))
    if values["latent"]:
        low, high = values["latent"]["interval"]
        others.append((text("estimate_latent"), f"{values['latent']['median']:,.0f}", f"{low:,.0f}-{high:,.0f}"))
    if values["chao"]:
        low, high = values["chao"]["interval"]
        others.append((text("estimate_chao"), f"{values['chao']['estimate']:,.0f}", f"{low:,.0f}-{high:,.0f}"))
    for name, population in values["left_out"].items():
        others.append((text("estimate_without", list=name), "-" if population is None else f"{population:,.0f}", ""))
    if others:
        write_table(tuple(text(f"column_{name}") for name in ("beside", "estimate", "interval")), others, indent="  ")
