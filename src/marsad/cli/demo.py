"""The main job on the shipped bulletins: read, keep, reckon, explain, and write a report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from marsad.cli.shell.options import message_lang_option, verb
from marsad.cli.shell.output import write_json
from marsad.cli.shell.session import session

if TYPE_CHECKING:
    from marsad.knowledge.bulletins import QuestionSpec
    from marsad.pipeline import Ledger
    from marsad.publish import Question, ReportInput


@verb("demo")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-out"), show_default=True)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@message_lang_option
def command(out: Path, form: str) -> None:
    """Read the shipped bulletins into a ledger under `out`, answer the shipped questions, write the report."""
    from marsad.knowledge.bulletins import shipped_bulletins, shipped_questions
    from marsad.pipeline import Ledger
    from marsad.publish import write_report

    out.mkdir(parents=True, exist_ok=True)
    bulletins = shipped_bulletins()
    with Ledger(out / "demo.db", wait=session().number("wait")) as ledger:
        for outcome in ledger.add(bulletins):
            if outcome.error is not None:
                raise outcome.error
        questions = tuple(_ask(ledger, question) for question in shipped_questions())
        given = _report(ledger, questions)
    report = out / "report.html"
    write_report(report, given)
    if form == "json":
        _print_json(given, report)
    else:
        from marsad.cli._demo_print import print_demo

        print_demo(given, report)


def _ask(ledger: Ledger, spec: QuestionSpec) -> Question:
    """Answer a question as of its last day, and by the end of each day before where it is asked daily."""
    import datetime as dt

    from marsad.model.time import Window
    from marsad.model.toll import Scope
    from marsad.publish import Moment, Question

    scope = Scope(harm=spec.harm, window=Window(start=spec.start, end=spec.end))
    table = ledger.toll(scope, by="side", as_of=spec.end)
    series = []
    if spec.daily:
        for n in range((spec.end - spec.start).days):
            day = spec.start + dt.timedelta(days=n)
            series.append(Moment(day.isoformat(), ledger.toll(scope, by="side", as_of=day)))
        series.append(Moment(spec.end.isoformat(), table))
    return Question(table=table, titles=spec.titles, series=tuple(series))


def _report(ledger: Ledger, questions: tuple[Question, ...]) -> ReportInput:
    from marsad.publish import ReportInput

    stored = list(ledger.readings())
    texts = {item.document: ledger.store.text(item.document, item.revision) for item in stored}
    readings = tuple(item.reading for item in stored)
    sources = [source for pack in ledger.lore.packs.values() for source in pack.sources]
    names = {
        source.id: {"ar": (source.ar or [source.id])[0], "en": (source.en or [source.id])[0]} for source in sources
    }
    spellings = {source.id: (*source.ar, *source.en) for source in sources}
    return ReportInput(questions=questions, readings=readings, texts=texts, names=names, spellings=spellings)


def _print_json(given: ReportInput, report: Path) -> None:
    from marsad.model.reading import SCHEMA_VERSION

    write_json(
        {
            "schema_version": SCHEMA_VERSION,
            "documents": [reading.id for reading in given.readings],
            "questions": list(_questions(given)),
            "report": str(report),
        }
    )


def _questions(given: ReportInput) -> Iterator[dict[str, object]]:
    for question in given.questions:
        yield {
            "titles": question.titles,
            "toll": question.table,
            "by_day": [{"as_of": moment.day, "rows": moment.table.rows} for moment in question.series],
        }
