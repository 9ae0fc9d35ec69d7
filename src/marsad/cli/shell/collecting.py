"""Targets of collecting: a source's folder, an address, a file or a folder of files; and how their steps are told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from marsad.cli.shell.documents import check
from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.collect.files import Given
from marsad.collect.material import Material, Way
from marsad.collect.web import Allowed, Fetcher, Pace, WebLimits
from marsad.collect.web.addresses import normal
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.gathering import RESULTS, Gathering, Step
from marsad.model.reading import SCHEMA_VERSION
from marsad.pipeline import Ledger

COUNTED = ("fetched", *RESULTS)
HEADER = ("address", "result", "document", "error")


def collect(ledger: Ledger, target: str, given: Given, *, rate: float, loopback: bool) -> Iterator[Step]:
    """Yield what becomes of everything that a target holds or leads to.

    Raises `UsageError` for a target that is none, `KnowledgeError` for a malformed source.
    """
    check(given.lang, given.pack)
    operator = session().value("operator") or None
    most = session().number("max_bytes")
    if "://" in target:
        address = _address(target)
        fetcher = _fetcher(Allowed.of([address], loopback=loopback), rate, most)
        yield from Gathering(ledger, fetcher, Way(max_bytes=most), given, operator).web(address)
        return
    gathering = Gathering(ledger, None, Way(max_bytes=most), given, operator)
    for path in _files(Path(target)):
        try:
            yield from gathering.material(_material(path, most))
        except UnreadableDocumentError as error:
            yield Step(str(path), "failed", error=error)


def _address(target: str) -> str:
    try:
        return normal(target)
    except MarsadError as error:
        raise UsageError.of("{target}: is no web address that can be asked", target=target[:200]) from error


def _fetcher(allowed: Allowed, rate: float, most: int) -> Fetcher:
    return Fetcher(allowed, limits=WebLimits(max_bytes=most), pace=Pace(rate))


def _files(path: Path) -> Iterator[Path]:
    """Yield a file, or every file under a folder in order; links to elsewhere and hidden files are left out."""
    if not path.exists():
        raise UsageError.of("{target}: there is no such file, folder, source or web address", target=path)
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            found = Path(folder) / name
            if not name.startswith(".") and not found.is_symlink() and found.is_file():
                yield found


def _material(path: Path, most: int) -> Material:
    shown = os.fsencode(path).decode("utf-8", "replace")
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise UnreadableDocumentError.of(
            "{name}: cannot be opened ({reason}); check its rights", name=shown, reason=error.strerror
        ) from error
    if len(data) > most:
        raise UnreadableDocumentError.of(
            "{where}: larger than {limit} bytes; split it, or allow more (MARSAD_MAX_BYTES)", where=shown, limit=most
        )
    return Material(shown, data, os.path.abspath(shown), id=Path(shown).stem or shown)  # noqa: PTH100


def tell(steps: Iterable[Step], form: str) -> int:
    """Write steps as they happen, then what they came to; return the exit code."""
    counts: Counter[str] = Counter(dict.fromkeys(COUNTED, 0))
    told = _counted(progress(steps, session().say("collecting")), counts)
    if form == "csv":
        write_csv(HEADER, ((step.address, step.result, step.document, _reason(step)) for step in told))
    else:
        for step in told:
            if form == "jsonl":
                write_json_line(
                    dict(zip(HEADER, (step.address, step.result, step.document, _reason(step)), strict=True))
                )
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, **counts})
    elif form == "table":
        say(session().say("collect_counts", **counts))
    session().log(
        "collected",
        count=counts["fetched"],
        added=counts["new"],
        revised=counts["revised"],
        unchanged=counts["unchanged"],
        refused=counts["failed"],
    )
    return UnreadableDocumentError.exit_code if counts["failed"] else 0


def _counted(steps: Iterable[Step], counts: Counter[str]) -> Iterator[Step]:
    for step in steps:
        counts[step.result] += 1
        counts["fetched"] += step.fetched
        if step.error is not None:
            complain(session(), step.error)
        elif step.result in ("gone", "skipped"):
            say(f"{step.address}: {session().phrases.translate(step.why or step.result)}", err=True)
        yield step


def _reason(step: Step) -> str | None:
    return session().phrases.error(step.error) if step.error is not None else step.why
