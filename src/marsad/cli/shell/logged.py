"""A verb's run in the log: that it began, how it ended, how long it took.  Without `--log` nothing is loaded."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from marsad.cli.shell.session import Session
from marsad.errors import MarsadError, UsageError


def logged(session: Session, verb: str, run: Callable[[], Any]) -> Any:
    """Run a verb and return its result, with its beginning and end in the log if one is kept."""
    path = session.value("log")
    if not path:
        return run()
    from marsad.logs import end_logs, log, write_logs

    handler = write_logs(Path(path), session.number("log_bytes"))
    name, start = verb.replace(" ", "."), time.monotonic()

    def end(code: int, error: BaseException | None = None) -> None:
        event = "end" if error is None else "failed"
        log(event, verb=name, exit=code, seconds=round(time.monotonic() - start, 3), error=error)

    log("begin", verb=name)
    try:
        result = run()
    except click.exceptions.Exit as done:
        end(done.exit_code)
        raise
    except MarsadError as error:
        end(error.exit_code, error)
        raise
    except click.UsageError as error:
        end(UsageError.exit_code, error)
        raise
    except BaseException as error:
        end(-1, error)
        raise
    else:
        end(result if isinstance(result, int) else 0)
        return result
    finally:
        end_logs(handler)
