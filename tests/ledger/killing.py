"""Killing work at random moments: whatever it acknowledged must be there, whole, and the next run goes on.

Work is a generator that yields the name of each thing once it is acknowledged.  It runs in a process of its own, forked
from one that has imported everything, so that a kill costs milliseconds; a command of its own can be killed as well.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from marsad.ledger import Store

from . import bulk_writer, decision_writer
from .conftest import make_document, put

MARSAD = [sys.executable, "-m", "marsad.cli"]
WRITER = Path(bulk_writer.__file__)
ACTS = (*decision_writer.ACTS, "publish")

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["marsad.adding", "marsad.releasing.issue", "marsad.review.sheet", "pg8000"])

Work = Callable[..., Iterator[str]]

KILLS = {"add": 200, "review": 140, "enter": 100, "publish": 60}
"""500 of each ledger."""
LONGEST = {"add": 0.15, "review": 0.15, "enter": 0.15, "publish": 0.4}
"""Seconds until a kill at most: some transactions of each act."""
EARLY = 5
"""Every so-manieth kill may fall while the ledger is being opened."""
THOROUGH = 25
ROUND = 12
"""Documents that a round of adding begins behind the one before, so that there is always work to kill."""


@dataclass
class Tally:
    """What the kills met: how many fell in the middle of the work, and all that was acknowledged."""

    kills: int = 0
    amid: int = 0
    acknowledged: set[str] = field(default_factory=set)


def _tell(work: Work, arguments: Sequence[object], listener: Connection) -> None:
    for name in work(*arguments):
        listener.send(name)


def kill_work(work: Work, arguments: Sequence[object], seconds: float, *, at_work: bool) -> tuple[set[str], bool]:
    """Kill work after some seconds; return what it acknowledged, and whether it was amid.

    The seconds run from its first word where it is to be met `at_work`, else from the moment it was forked.
    """
    ours, theirs = _FORKING.Pipe(duplex=False)
    working = _FORKING.Process(target=_tell, args=(work, arguments, theirs))
    working.start()
    theirs.close()
    said = set()
    if at_work:
        said.add(ours.recv())
    time.sleep(seconds)
    working.kill()
    working.join()
    assert working.exitcode in {0, -signal.SIGKILL}, "the work failed by itself"
    try:
        while True:
            said.add(ours.recv())
    except EOFError:
        ours.close()
    return said, working.exitcode != 0


def kill_command(command: Sequence[str], seconds: float) -> tuple[set[str], bool]:
    """Kill a command that prints JSON lines (`id`, `result`) some seconds after its first; see `kill_work`."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as working:
        assert working.stdout is not None
        first = working.stdout.readline()
        time.sleep(seconds)
        working.send_signal(signal.SIGKILL)
        rest, err = working.communicate()
    assert working.returncode in {0, -signal.SIGKILL}, err
    whole = (first + rest).rpartition("\n")[0]
    said = [json.loads(line) for line in whole.splitlines()]
    return {line["id"] for line in said if line["result"] != "refused"}, working.returncode != 0


def kill_often(
    act: str, url: str, kills: int, *, seed: int = 20180609, first: int = 0, thorough: int = THOROUGH
) -> Tally:
    """Kill an act (`add` or one of `ACTS`) at random moments and look after every kill for all it acknowledged.

    Rounds are numbered from `first`: every one has numbers of its own to work with.  After every `thorough`-th kill,
    and after the last, everything in the ledger is looked at and verified.
    """
    chance, tally = random.Random(f"{act} {seed} {first}"), Tally()
    for round_ in range(first, first + kills):
        seconds = chance.uniform(0.0, LONGEST[act])
        done, amid = kill_work(*_work(act, url, round_), seconds, at_work=round_ % EARLY != EARLY - 1)
        tally.kills += 1
        tally.amid += amid
        tally.acknowledged |= done
        CHECKS[act](url, tally.acknowledged, thorough=tally.kills in {kills, *range(0, kills, thorough)})
    return tally


def lay_out(act: str, url: str) -> None:
    """Make a ledger with what an act works on."""
    with Store.create(url)[0] as store:
        for number in range(decision_writer.DOCUMENTS if act != "add" else 0):
            put(store, make_document(f"d{number:05}", f"{number + 1} killed"))


def _work(act: str, url: str, round_: int) -> tuple[Work, Sequence[object]]:
    if act == "add":
        return bulk_writer.work, (url, round_ * ROUND, round_ * ROUND + 20_000)
    return decision_writer.work, (url, act, round_)


def check_documents(url: str, acknowledged: set[str], *, thorough: bool = True) -> None:
    """Everything that was acknowledged is there, every document has all its parts, and the chain holds."""
    with Store.open(url, wait=30) as store:
        held = {document.id for document in store.documents()}
        assert acknowledged <= held, f"lost: {sorted(acknowledged - held)[:5]}"
        if thorough:
            assert {reading.document for reading in store.readings()} == held
            found = store.verify()
            assert found.ok, found.bad[:3]
            assert found.entries == 1 + 5 * len(held), "a document is there in part"


def check_decisions(url: str, acknowledged: set[str], *, thorough: bool = True) -> None:
    """Every decision and release that was acknowledged is there and whole, once, and the chain holds."""
    with Store.open(url, wait=30) as store:
        decided = [decision.id for decision in store.decisions()]
        issued = [release.id for release in store.releases()]
        assert all(json.loads(release.body) for release in store.releases()[-2:])
        assert len(decided) == len(set(decided))
        lost = acknowledged - {*decided, *issued}
        assert not lost, f"lost: {sorted(lost)[:5]}"
        if thorough:
            found = store.verify()
            assert found.ok, found.bad[:3]


CHECKS = {"add": check_documents, **dict.fromkeys(ACTS, check_decisions)}


def writer(url: str, first: int, last: int) -> list[str]:
    """Return the command that adds documents `first` to `last` without reading them."""
    return [sys.executable, str(WRITER), url, str(first), str(last)]
