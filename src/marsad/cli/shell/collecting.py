"""Steps of collecting, told as they happen and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from marsad.cli.shell.output import say, write_csv, write_json, write_json_line
from marsad.cli.shell.run import complain
from marsad.cli.shell.session import session
from marsad.errors import UnreadableDocumentError
from marsad.gathering.steps import RESULTS, Step
from marsad.model.reading import SCHEMA_VERSION

COUNTED = ("fetched", *RESULTS)
HEADER = ("address", "result", "document", "error", "earlier", "state", "note")
PARTIAL = "partial"
"""Under which name new and revised documents are counted of which something is missing."""


def tell(steps: Iterable[Step], form: str) -> int:
    """Write steps as they happen, then what they came to; return the exit code."""
    counts: Counter[str] = Counter(dict.fromkeys((*COUNTED, PARTIAL), 0))
    told = _counted(steps, counts)
    if form == "csv":
        write_csv(HEADER, (row(step) for step in told))
    else:
        for step in told:
            if form == "jsonl":
                write_json_line(line(step))
    if form == "json":
        write_json({"schema_version": SCHEMA_VERSION, **counts})
    elif form == "table":
        say(session().say("collect_counts", **counts))
    log_counts("collected", counts)
    return UnreadableDocumentError.exit_code if counts["failed"] else 0


def row(step: Step) -> tuple[str | None, ...]:
    """Return the cells of a step, as `HEADER` names them."""
    return step.address, step.result, step.document, _reason(step), step.earlier, step.state, step.note


def line(step: Step) -> dict[str, str | None]:
    """Return a step as a JSON line has it."""
    return dict(zip(HEADER, row(step), strict=True))


def remark(step: Step) -> None:
    """Say on stderr what a person should know of a step."""
    if step.error is not None:
        complain(session(), step.error)
    elif step.result in ("gone", "skipped", "blocked"):
        say(f"{step.address}: {session().phrases.translate(step.why or step.result)}", err=True)
    elif step.result == "repeats":
        say(session().say("collect_repeats", document=step.document, earlier=step.earlier), err=True)


def log_counts(event: str, counts: Mapping[str, int], **fields: int | float | str) -> None:
    """Write what a run came to into the log, if one is kept."""
    session().log(
        event,
        count=counts.get("fetched", 0),
        added=counts.get("new", 0),
        revised=counts.get("revised", 0),
        unchanged=counts.get("unchanged", 0),
        refused=counts.get("failed", 0),
        gone=counts.get("gone", 0),
        blocked=counts.get("blocked", 0),
        repeats=counts.get("repeats", 0),
        **fields,
    )


def _counted(steps: Iterable[Step], counts: Counter[str]) -> Iterator[Step]:
    for step in steps:
        counts[step.result] += 1
        counts["fetched"] += step.fetched
        counts[PARTIAL] += step.state == PARTIAL and step.result in ("new", "revised")
        remark(step)
        yield step


def _reason(step: Step) -> str | None:
    return session().phrases.error(step.error) if step.error is not None else step.why
