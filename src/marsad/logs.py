"""Logs: one JSON object a line, of what was done and how it ended, and never of whom.

Only fields of a closed list are written, and of text only words that a program chose (an identifier, the English
template of a message): no document, no name, no path, no query can get into a log, whoever calls.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from marsad.errors import MarsadError, UsageError

LOGGER = "marsad"
KEPT = 5
"""Older files that are kept beside the present one, as FILE.1 to FILE.5."""
FIELDS = frozenset(
    (
        *("verb", "exit", "seconds", "count", "schema"),
        *("fetched", "gone", "blocked", "repeats"),
        *("added", "revised", "unchanged", "refused", "changed", "checked", "bad", "ok"),
    )
)
_WORD = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object: time (UTC), level, event, fields, and of an error its kind and template."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line.  A message or a field that could hold anything else is left out."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        line: dict[str, object] = {"at": at.replace("+00:00", "Z"), "level": record.levelname.lower()}
        line["event"] = record.msg if isinstance(record.msg, str) and _WORD.fullmatch(record.msg) else "other"
        line |= {name: value for name in sorted(FIELDS) if _is_plain(value := getattr(record, name, None))}
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = type(error).__name__
            if isinstance(error, MarsadError):
                line["template"] = error.template
            else:
                line["where"] = [
                    f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)
                ]
        return json.dumps(line, ensure_ascii=False)


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and _WORD.fullmatch(value) is not None)


def write_logs(path: Path, max_bytes: int) -> logging.Handler:
    """Begin to write logs into a file, which is turned over when it reaches `max_bytes`; return what `end_logs` ends.

    Raises `UsageError` where the file cannot be written.
    """
    try:
        handler = RotatingFileHandler(path, maxBytes=max_bytes, backupCount=KEPT, encoding="utf-8")
    except OSError as error:
        raise UsageError.of(
            "{path}: no log can be written there ({reason})", path=path, reason=error.strerror
        ) from error
    handler.setFormatter(JsonLines())
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    return handler


def end_logs(handler: logging.Handler) -> None:
    """Close the file."""
    logging.getLogger(LOGGER).removeHandler(handler)
    handler.close()


def log(event: str, *, error: BaseException | None = None, **fields: object) -> None:
    """Write an event with its fields (see `FIELDS`); nothing happens where no log is kept."""
    logger = logging.getLogger(LOGGER)
    if logger.handlers:
        known = {name: value for name, value in fields.items() if name in FIELDS}
        level = logging.INFO if error is None else logging.ERROR
        logger.log(level, event, extra=known, exc_info=error)
