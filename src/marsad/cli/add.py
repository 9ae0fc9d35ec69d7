"""Read bulletins and append them to the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from marsad.adding import Outcome
from marsad.cli.shell.documents import documents
from marsad.cli.shell.options import document_options, format_option, jobs_option, ledger_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.errors import UnreadableDocumentError
from marsad.model.reading import SCHEMA_VERSION
from marsad.standing import standing

if TYPE_CHECKING:
    from marsad.collect.files import Found
    from marsad.pipeline import Ledger

BATCH = 64
"""Documents written together; one by one where they come by standard input, whose writer may wait for each answer."""

RESULTS = ("added", "revised", "unchanged", "refused")


@verb("add")
@document_options()
@jobs_option
@ledger_option
@format_option(default="table")
def command(
    files: Sequence[str],
    published: str | None,
    source: str | None,
    document_lang: str | None,
    pack: str | None,
    jobs: int,
    form: str,
) -> int:
    """Add documents one by one, each whole or not at all, and print what became of them."""
    from marsad.cli.shell.ledgers import open_ledger

    found = documents(files, published, source, document_lang, pack)
    counts: Counter[str] = Counter()
    with open_ledger(create=True) as ledger:
        if ledger.made:
            say(session().say("init_made", ledger=ledger.store.place), err=True)
        told = _added(ledger, found, jobs, waits="-" in files)
        _write(_counted(progress(standing(told), session().say("adding")), counts), form)
        if counts["added"] or counts["revised"]:
            for _ in progress(ledger.store.refresh_search(), session().say("indexing")):
                pass
    session().log("added", **{name: counts[name] for name in RESULTS})
    _summarise(counts, form)
    return UnreadableDocumentError.exit_code if counts["refused"] else 0


def _added(ledger: Ledger, found: Iterable[Found], jobs: int, *, waits: bool) -> Iterator[Outcome]:
    """Add documents; with one job and standard input one by one, as somebody may wait for each answer."""
    if jobs == 1:
        return ledger.add(found, batch=1 if waits else BATCH)
    from marsad.blocks import Processes
    from marsad.spreading import add_over

    return add_over(ledger, found, Processes(jobs), batch=BATCH)


def _counted(outcomes: Iterable[Outcome], counts: Counter[str]) -> Iterator[Outcome]:
    for outcome in outcomes:
        counts[outcome.result] += 1
        if outcome.error is not None:
            complain(session(), outcome.error)
        yield outcome


def _write(outcomes: Iterable[Outcome], form: str) -> None:
    """Write outcomes one by one as they happen, where the format has one line for each; else only count them."""
    if form == "csv":
        write_csv(("id", "result", "error"), ((o.id, o.result, _reason(o)) for o in outcomes))
        return
    for outcome in outcomes:
        if form == "jsonl":
            write_json_line({"id": outcome.id, "result": outcome.result, "error": _reason(outcome)})


def _reason(outcome: Outcome) -> str | None:
    return session().phrases.error(outcome.error) if outcome.error is not None else None


def _summarise(counts: Counter[str], form: str) -> None:
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, **{name: counts[name] for name in RESULTS}})
    elif form == "table":
        say(session().say("add_counts", **{name: counts[name] for name in RESULTS}))
