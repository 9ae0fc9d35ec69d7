"""Read bulletins into claims with evidence; needs no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import click
import msgspec

from marsad.cli.shell.documents import documents
from marsad.cli.shell.options import document_options, format_option, jobs_option, verb
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.collect.files import Found, Unread
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.model.claim import Claim
from marsad.model.reading import SCHEMA_VERSION, Reading
from marsad.standing import standing

HEADER = (
    *("document", "claim", "start", "end", "text", "harm", "value", "value_max", "hedge", "side", "part_of", "rest"),
    *("cumulative", "from", "to", "place", "cause", "background", "status"),
)


@verb("read")
@document_options(required=False)
@jobs_option
@click.option("--engine", type=click.Choice(("here", "spark")), default="here", show_default=True)
@click.option("--input", "read_from", metavar="ADDRESS")
@click.option("--output", "written_to", metavar="ADDRESS")
@format_option(default=None)
def command(
    files: Sequence[str],
    published: str | None,
    source: str | None,
    document_lang: str | None,
    pack: str | None,
    jobs: int,
    engine: str,
    read_from: str | None,
    written_to: str | None,
    form: str | None,
) -> int:
    """Print a reading for each document, in input order; on a cluster, write them."""
    if engine == "spark" or read_from or written_to:
        return _on_cluster(files, read_from, written_to, engine)
    if not files:
        raise UsageError.of("name a FILE to read, or `-` for standard input")
    found = documents(files, published, source, document_lang, pack)
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    results = _Watched(progress(standing(_read(found, jobs, form)), session().say("reading")))
    if form == "jsonl":
        for item in results:
            write_json_line(_as_json(item))
    elif form == "json":
        write_json({"schema_version": SCHEMA_VERSION, "documents": [_as_json(item) for item in results]})
    elif form == "csv":
        write_csv(HEADER, (row for item in results if isinstance(item, Reading) for row in _rows(item)))
    else:
        from marsad.cli.shell.reading import show_reading

        for item in results:
            if isinstance(item, Reading):
                show_reading(item)
    return UnreadableDocumentError.exit_code if results.unread else 0


def _on_cluster(files: Sequence[str], source: str | None, target: str | None, engine: str) -> int:
    if engine != "spark" or files or not source or not target:
        raise UsageError.of("a cluster reads files to files: --engine spark --input ADDRESS --output ADDRESS, no FILE")
    from marsad.spreading import read_on_cluster

    written = read_on_cluster(source, target)
    for _, error in written.named:
        complain(session(), UnreadableDocumentError(error))
    say(session().say("read_written", count=written.count, path=target), err=True)
    if not written.bad:
        return 0
    say(session().say("read_not_read", count=written.bad, named=len(written.named), path=target), err=True)
    return UnreadableDocumentError.exit_code


def _read(found: Iterable[Found], jobs: int, form: str) -> Iterator[Reading | msgspec.Raw | Unread]:
    if jobs == 1:
        from marsad.pipeline import read_all

        return read_all(found)
    from marsad.blocks import Processes
    from marsad.spreading import read_over, told_over

    return told_over(found, Processes(jobs)) if form == "jsonl" else read_over(found, Processes(jobs))


class _Watched:
    """Results as they come; those that could not be read are said on stderr and counted."""

    def __init__(self, results: Iterable[Reading | msgspec.Raw | Unread]) -> None:
        self.results = results
        self.unread = 0

    def __iter__(self) -> Iterator[Reading | msgspec.Raw | Unread]:
        for item in self.results:
            if isinstance(item, Unread):
                self.unread += 1
                complain(session(), item.error)
            yield item


def _as_json(item: Reading | msgspec.Raw | Unread) -> object:
    return {"id": item.id, "error": session().phrases.error(item.error)} if isinstance(item, Unread) else item


def _rows(reading: Reading) -> Iterator[Sequence[object]]:
    for claim in reading.claims:
        yield _row(reading.id, claim)


def _row(document: str, claim: Claim) -> Sequence[object]:
    return (
        document,
        claim.id,
        *claim.span,
        claim.text,
        claim.harm,
        claim.value,
        claim.value_max,
        claim.hedge,
        claim.group.side,
        claim.part_of,
        claim.rest,
        claim.cumulative,
        claim.window.start,
        claim.window.end,
        claim.place,
        claim.cause,
        claim.background,
        claim.status,
    )
