"""List incidents linked from documents, show why, and judge whether two are one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.options import (
    Day,
    format_option,
    jobs_option,
    ledger_option,
    message_lang_option,
    signing_options,
    verb,
)
from marsad.cli.shell.output import faint, say, strong, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UsageError
from marsad.model.incident import Incident, Merge
from marsad.model.listings import Incidents
from marsad.model.terms import Visibility
from marsad.publish.words import Words, load_words

if TYPE_CHECKING:
    from marsad.chronicle import Chronicle
    from marsad.review.desk import Pairing

HEADER = (
    *("id", "document", "title", "snippet", "from", "to", "precision", "place", "tolls", "independent", "attribution"),
    *("documents", "claims"),
)


@verb("incidents")
@click.argument("id", metavar="[ID]", required=False)
@click.option("--same", nargs=2, metavar="A B")
@click.option("--different", nargs=2, metavar="A B")
@click.option("--unsure", nargs=2, metavar="A B")
@click.option("--undo", metavar="DECISION")
@click.option("--place", metavar="NAME|ID")
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--next", "offset", metavar="N", type=click.IntRange(0), default=0)
@jobs_option
@ledger_option
@message_lang_option
@format_option(default="table")
@signing_options
def command(
    id: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    unsure: tuple[str, str] | None,
    undo: str | None,
    place: str | None,
    start: dt.date | None,
    end: dt.date | None,
    limit: int,
    offset: int,
    jobs: int,
    form: str,
    why: str,
    evidence: Sequence[str],
    visibility: Visibility,
) -> int:
    """Print incidents, the newest first, or write down a judgement on two of them."""
    from marsad.cli.shell.engines import working
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.cli.shell.linking import up_to_date
    from marsad.cli.shell.signing import signature, write_entries
    from marsad.review.desk import Desk

    judged = {"same": same, "different": different, "unsure": unsure}
    chosen = [(name, pair) for name, pair in judged.items() if pair]
    if len(chosen) + (undo is not None) > 1 or (id is not None and (chosen or undo)):
        raise UsageError.of("judge one pair at a time, and list incidents in a run of its own")
    if start and end and end < start:
        raise UsageError.of("--to {end} lies before --from {start}", start=start, end=end)
    with open_ledger() as ledger, working(jobs) as engine:
        chronicle = up_to_date(ledger, engine)
        if undo is not None:
            return write_entries([Desk(ledger.store).undo(undo, signature(why, evidence, visibility))], form)
        for name, pair in chosen:
            by = signature(why, evidence, visibility)
            verdict: Pairing = name  # type: ignore[assignment]  # of the three
            entry = Desk(ledger.store).judge_pair(verdict, _subjects(chronicle, name, pair), by)
            return write_entries([entry], form)
        found, more = chronicle.incidents(place=place, start=start, end=end, id=id, offset=offset, limit=limit)
    _write(found, more, form, whole=id is not None)
    return 0


def _subjects(chronicle: Chronicle, verdict: str, pair: tuple[str, str]) -> tuple[str, str]:
    """Return the claims that name two incidents.

    Raises `UsageError` for one incident named twice, and for two that are called the same although their claims
    cannot all hold.
    """
    first, second = (chronicle.named(name) for name in pair)
    if first == second:
        raise UsageError.of("{a} and {b} name one claim; name two", a=pair[0], b=pair[1])
    clash = chronicle.clash(first, second) if verdict == "same" else ()
    if clash:
        raise UsageError.of(
            "{a} and {b}: as one incident their claims cannot all hold ({claims}); "
            "judge them --unsure to keep both ways as scenarios, or amend a claim first",
            a=pair[0],
            b=pair[1],
            claims="; ".join(", ".join(keys) for keys in clash),
        )
    return first, second


def _write(found: Sequence[Incident], more: int | None, form: str, *, whole: bool) -> None:
    if form == "json":
        write_json(Incidents(results=tuple(found), next=more))
    elif form == "jsonl":
        for one in found:
            write_json_line(one)
    elif form == "csv":
        write_csv(HEADER, (_cells(one) for one in found))
    elif not found:
        say(session().say("incidents_none"))
    else:
        words = load_words(session().lang)
        if whole:
            _show(found[0], words)
            return
        names = ("id", "period", "place", "toll", "sources", "documents")
        header = tuple(session().say(f"column_{name}") for name in names)
        write_table(header, [_row(one, words) for one in found])
        if more is not None:
            say(faint(session().say("more_next", next=more)))


def _cells(one: Incident) -> tuple[object, ...]:
    tolls = "; ".join(f"{t.harm} {t.side or ''} {t.lo}-{'' if t.hi is None else t.hi}" for t in one.tolls)
    stances = "; ".join(f"{a.side} {a.stance}" for a in one.attribution)
    place = (one.place.gazetteer or one.place.name_en or one.place.text) if one.place else None
    days = (one.start, one.end, one.precision)
    lists = (" ".join(one.documents), " ".join(one.claims))
    head = (one.id, one.document, one.title, one.snippet)
    return (*head, *days, place, tolls, one.corroboration.independent, stances, *lists)


def _row(one: Incident, words: Words) -> tuple[str, ...]:
    sources = str(one.corroboration.independent)
    return (one.id, _days(one), _place(one, words), _tolls(one, words), sources, ", ".join(one.documents))


def _days(one: Incident) -> str:
    if one.start is None or one.end is None:
        return session().say("day_unknown")
    return str(one.start) if one.start == one.end else f"{one.start} – {one.end}"


def _place(one: Incident, words: Words) -> str:
    if one.place is None:
        return session().say("place_unknown")
    name = (one.place.name_ar if words.lang == "ar" else one.place.name_en) or one.place.text
    precision = one.place.precision
    if precision in (None, "exact"):
        return name
    return f"{name} ({session().say(f'precision_{precision}')})"


def _tolls(one: Incident, words: Words) -> str:
    if not one.claims:
        return f"{session().say('incident_uncounted')}: “{' '.join(one.snippet.split())}”"
    return "; ".join(f"{words.side(t.side)}: {words.bound(t.harm, t.lo, t.hi)}" for t in one.tolls)


def _show(one: Incident, words: Words) -> None:
    text = session().say
    say(strong(f"{one.id} · {_days(one)} · {_place(one, words)}"))
    if one.title:
        say(one.title)
    if not one.claims:
        say(f"  {_tolls(one, words)}")
    for toll in one.tolls:
        say(f"  {words.side(toll.side)}: {words.bound(toll.harm, toll.lo, toll.hi)}")
    say(text("incident_sources", count=one.corroboration.independent, voices=", ".join(one.corroboration.voices)))
    for name, leans in one.corroboration.leaning.items():
        say(faint(text("incident_leans", source=name, on=", ".join(leans))))
    for part in one.attribution:
        said = text(f"stance_{part.stance}", side=words.side(part.side))
        say(f"{said} {faint(', '.join(part.by))}")
    say(text("incident_documents", documents=", ".join(one.documents)))
    for line in one.lineage:
        say(faint(f"  {line.later} {text(f'lineage_{line.kind}')} {line.earlier}: {line.why}"))
    _show_merges(text("incident_merged"), one.merges)
    _show_merges(text("incident_apart"), one.apart)


def _show_merges(title: str, merges: Sequence[Merge]) -> None:
    if not merges:
        return
    text = session().say
    say(strong(title))
    for merge in merges:
        by = f" · {merge.decision}" if merge.decision else ""
        score = f" · {text('merge_score', bits=merge.score)}" if merge.score is not None else ""
        other = f" · {merge.incident}" if merge.incident else ""
        say(f"  {merge.first} – {merge.second}: {text(f'verdict_{merge.verdict}')}{score}{other}{by}")
        if merge.why:
            say(faint("    " + ", ".join(_feature(one) for one in merge.why)))
        for toll in merge.scenario:
            words = load_words(session().lang)
            bound = words.bound(toll.harm, toll.lo, toll.hi)
            say("    " + text("merge_scenario", toll=f"{words.side(toll.side)}: {bound}"))


def _feature(one: Any) -> str:
    name = session().say(f"feature_{one.feature}")
    return f"{name} {one.value} ({one.bits:+g})".replace("  ", " ")
