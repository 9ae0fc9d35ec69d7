"""Who held which place when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import islice

import click
import msgspec

from marsad.cli.shell.options import Day, format_option, jobs_option, ledger_option, message_lang_option, verb
from marsad.cli.shell.output import faint, say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.link.control import Holding, Timeline
from marsad.model import SubEvent
from marsad.model.listings import Control, ControlClaim, HeldPlace
from marsad.publish.words import Words, load_words

HEADER = (
    *("id", "place", "name_en", "name_ar", "from", "to", "state", "holder", "between", "besieged_by", "how"),
    *("precision", "document", "snippet", "keys", "sources"),
)


@verb("control")
@click.option("--place", metavar="NAME|ID")
@click.option("--on", "day", type=Day())
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True)
@click.option("--next", "offset", metavar="N", type=click.IntRange(0), default=0)
@jobs_option
@ledger_option
@message_lang_option
@format_option(default="table")
def command(
    place: str | None,
    day: dt.date | None,
    start: dt.date | None,
    end: dt.date | None,
    limit: int,
    offset: int,
    jobs: int,
    form: str,
) -> None:
    """Print the holdings of each place in their order, or what held on one day."""
    from marsad.cli.shell.engines import working
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.cli.shell.linking import up_to_date

    first, last = (day, day) if day else (start, end)
    with open_ledger() as ledger, working(jobs) as engine:
        chronicle = up_to_date(ledger, engine)
        lines = chronicle.timelines_in_order() if place is None else chronicle.timelines(place)
        found = ((line, held) for line in lines for held in line.holdings if _meets(held, first, last))
        rows = list(islice(found, offset + limit + 1))
        shown = rows[offset : offset + limit]
        told = chronicle.events(key for _, held in shown for key in held.keys)
        titles = chronicle.titles(event.document for event in told.values())
    results = []
    for line, held in shown:
        events = [told[key] for key in held.keys if key in told]
        results.append(_result(line, held, [_evidence(event) for event in events], titles))
    _write(results, offset + limit if len(rows) > offset + limit else None, form)


def _evidence(event: SubEvent) -> ControlClaim:
    return ControlClaim(key=event.key, document=event.document, span=event.span, snippet=event.text, change=event.what)


def _meets(held: Holding, first: dt.date | None, last: dt.date | None) -> bool:
    begins = last is None or held.start is None or held.start <= last
    return begins and (first is None or held.end is None or first <= held.end)


def _result(
    line: Timeline, held: Holding, evidence: Sequence[ControlClaim], titles: dict[str, str | None]
) -> HeldPlace:
    first = evidence[0] if evidence else None
    return HeldPlace(
        id=f"{line.id}@{held.start or ''}",
        document=first.document if first else None,
        title=titles.get(first.document) if first else None,
        snippet=first.snippet if first else None,
        span=first.span if first else None,
        place=line.id,
        name_en=line.place.name_en,
        name_ar=line.place.name_ar,
        start=held.start,
        end=held.end,
        state=held.state,
        holder=held.holder,
        between=held.between,
        besieged_by=held.besieged_by,
        how=held.how,
        precision=held.precision,
        evidence=tuple(evidence),
        keys=held.keys,
        sources=held.sources,
    )


def _write(results: Sequence[HeldPlace], more: int | None, form: str) -> None:
    text = session().say
    if form == "json":
        write_json(Control(results=tuple(results), next=more))
    elif form == "jsonl":
        for one in results:
            write_json_line(one)
    elif form == "csv":
        write_csv(HEADER, ([_flat(one[name]) for name in HEADER] for one in msgspec.to_builtins(results)))
    elif not results:
        say(text("control_none"))
    else:
        words = load_words(session().lang)
        header = tuple(text(f"column_{name}") for name in ("place", "period", "held_by", "claims"))
        write_table(header, [_row(one, words) for one in results])
        if more is not None:
            say(faint(text("more_next", next=more)))


def _row(one: HeldPlace, words: Words) -> tuple[str, ...]:
    named = one.name_ar if words.lang == "ar" else one.name_en
    period = f"{one.start or '…'} – {one.end or '…'}"
    return (named or one.name_en or one.place, period, _state(one, words), _flat(one.keys))


def _state(one: HeldPlace, words: Words) -> str:
    text = session().say
    if one.state == "held":
        said = words.side(one.holder)
    elif one.state == "contested":
        said = text("control_contested", sides=words.sides_of(one.between))
    else:
        said = text("control_unknown")
    if one.besieged_by:
        said += f" · {text('control_besieged', sides=words.sides_of(one.besieged_by))}"
    notes = [text(f"control_{note}") for note in (one.how, one.precision) if note in ("implied", "by", "range")]
    return f"{said} ({', '.join(notes)})" if notes else said


def _flat(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(str(part) for part in value)
    return "" if value is None else str(value)
