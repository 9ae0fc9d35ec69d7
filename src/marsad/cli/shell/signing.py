"""Decisions made on the command line: who signs, and the log of what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.cli.shell.output import say, write_csv, write_json, write_json_line, write_table
from marsad.cli.shell.session import session
from marsad.errors import UnreadableDocumentError, UsageError
from marsad.model.reading import SCHEMA_VERSION
from marsad.model.terms import Visibility

if TYPE_CHECKING:
    from marsad.review.outcome import Entry
    from marsad.review.signature import Signature

RESULTS = ("taken", "unchanged", "refused")
COLUMNS = ("row", "result", "id", "decision", "pending", "error")


def signature(why: str, evidence: Sequence[str], visibility: Visibility) -> Signature:
    """Return who signs: --who or MARSAD_OPERATOR.  Raises `UsageError` for nobody or no reason."""
    from marsad.review.signature import Signature

    return Signature(who=session().value("operator"), why=why, evidence=tuple(evidence), visibility=visibility)


def write_entries(entries: Sequence[Entry], form: str) -> int:
    """Write what became of each row; the exit code is 3 where one was refused (the others are kept)."""
    counts: Counter[str] = Counter(entry.result for entry in entries)
    rows = [_cells(entry) for entry in entries]
    if form == "json":
        made = {name: counts[name] for name in RESULTS}
        write_json({"schema_version": SCHEMA_VERSION, **made, "rows": [_as_json(row) for row in rows]})
    elif form == "jsonl":
        for row in rows:
            write_json_line({"schema_version": SCHEMA_VERSION, **_as_json(row)})
    elif form == "csv":
        write_csv(COLUMNS, rows)
    else:
        _show(rows, counts)
    return UnreadableDocumentError.exit_code if counts["refused"] else 0


def _cells(entry: Entry) -> tuple[object, ...]:
    why = session().phrases.error(entry.error) if entry.error is not None else None
    return (entry.row, entry.result, entry.id, entry.decision, entry.pending, why)


def _as_json(row: Sequence[object]) -> dict[str, object]:
    return dict(zip(COLUMNS, row, strict=True))


def _show(rows: Sequence[Sequence[object]], counts: Counter[str]) -> None:
    text = session().say
    header = tuple(text(f"column_{name}") for name in ("row", "result", "item", "decision", "why"))
    shown = [
        (
            str(number or ""),
            text(f"entry_{result}"),
            str(id or ""),
            str(decision or ""),
            str(why) if why else (text("entry_pending") if pending else ""),
        )
        for number, result, id, decision, pending, why in rows
    ]
    write_table(header, shown)
    say(text("entry_counts", **{name: counts[name] for name in RESULTS}))


def correction(id: str, verdict: str, saw: Sequence[str], written: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return a correction as the row of a table; `written` are FIELD=VALUE.  Raises `UsageError` for what is not."""
    out: dict[str, Sequence[str]] = {"id": (id,), "verdict": (verdict,), "saw": tuple(saw)}
    for text in written:
        name, mark, value = text.partition("=")
        if not mark or name.strip() in out:
            raise UsageError.of("{text!r} names no field and value; write FIELD=VALUE", text=text)
        out[name.strip()] = (value.strip() or "-",)
    return out
