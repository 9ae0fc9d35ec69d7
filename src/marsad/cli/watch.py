"""Look at sources again and again, politely, until told to stop."""

from __future__ import annotations

import datetime as dt
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from marsad.cli.shell.collecting import line, log_counts, remark
from marsad.cli.shell.options import ledger_option, message_lang_option, operator_option, verb
from marsad.cli.shell.output import say, write_json_line
from marsad.cli.shell.progress import progress
from marsad.cli.shell.session import session
from marsad.collect.files import Given
from marsad.knowledge.sourcefile import span

if TYPE_CHECKING:
    from marsad.gathering import Round, Watched
    from marsad.gathering.stopping import Stop
    from marsad.gathering.targets import Means, Target
    from marsad.pipeline import Ledger

USUAL = dt.timedelta(minutes=30)


class Span(click.ParamType[dt.timedelta]):
    """A time: 90s, 30m, 6h, 1d."""

    name = "time"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the value is written in help."""
        return "90s|30m|6h|1d"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.timedelta:
        """Return the time.  Fails as wrong use where it is none."""
        if isinstance(value, dt.timedelta):
            return value
        try:
            return dt.timedelta(seconds=span(value))
        except ValueError:
            self.fail(session().say("not_a_span", value=value), param, ctx)


COUNTED = ("fetched", "new", "revised", "unchanged", "gone", "blocked", "failed")
"""What every round counts, be it nothing."""


@verb("watch")
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option("--every", type=Span())
@click.option("--rounds", type=click.IntRange(min=1))
@click.option("--rate", type=click.FloatRange(min=0, min_open=True, max=100), default=1.0, show_default=True)
@click.option("--allow-loopback", "loopback", is_flag=True)
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", show_default=True)
@operator_option
@ledger_option
@message_lang_option
def command(
    targets: tuple[str, ...],
    every: dt.timedelta | None,
    rounds: int | None,
    rate: float,
    loopback: bool,
    form: str,
) -> int:
    """Watch, and tell each round; a signal to stop ends it between two writings, exit code 0."""
    from marsad.cli.shell.ledgers import open_ledger
    from marsad.collect.web import Pace
    from marsad.gathering import Watch, find_target
    from marsad.gathering.stopping import Stop
    from marsad.gathering.targets import Means

    stop, home, most = Stop(), Path(session().value("sources")), session().number("max_bytes")
    found = [find_target(target, home, Given(), max_bytes=most) for target in dict.fromkeys(targets)]
    pace = Pace(rate, sleep=stop.sleep)
    means = Means(pace, loopback, session().value("operator") or None, stop.open)
    with open_ledger(create=True) as ledger, _stopped_by_signals(stop):
        watched = [_watched(ledger, target, means, every) for target in found]
        say(session().say("watch_begins", count=len(watched)), err=True)
        for step in progress(Watch(ledger, watched, stop, rounds).run(), session().say("watching")):
            _tell(ledger, step, form)
    say(session().say("watch_ended"), err=True)
    return 0


def _watched(ledger: Ledger, target: Target, means: Means, every: dt.timedelta | None) -> Watched:
    from marsad.gathering import Watched
    from marsad.gathering.targets import collect, fetcher_of

    fetcher, often = fetcher_of(target, means), every or target.every or USUAL
    begin = lambda: collect(ledger, target, means, fetcher, often)  # noqa: E731
    return Watched(target.name, often, begin, fetcher.forget if fetcher is not None else lambda: None)


def _tell(ledger: Ledger, step: Any, form: str) -> None:
    from marsad.gathering import Round

    if isinstance(step, Round):
        _tell_round(ledger, step, form)
    else:
        remark(step)
        if form == "jsonl":
            write_json_line({"at": ledger.store.now().isoformat(timespec="seconds"), **line(step)})


def _tell_round(ledger: Ledger, over: Round, form: str) -> None:
    for _ in ledger.store.refresh_search():
        pass
    seconds = round((ledger.store.now() - over.began).total_seconds(), 3)
    log_counts("round", over.counts, seconds=seconds)
    due = over.due.isoformat(timespec="seconds")
    counts = over.counts | {name: over.counts.get(name, 0) for name in COUNTED}
    if form == "jsonl":
        write_json_line({"at": over.began.isoformat(timespec="seconds"), "round": over.target, "due": due, **counts})
    else:
        say(session().say("watch_round", target=over.target, due=due, **counts))


@contextmanager
def _stopped_by_signals(stop: Stop) -> Iterator[None]:
    """Let SIGINT and SIGTERM ask to stop."""
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
