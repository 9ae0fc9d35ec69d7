"""Killing a command at random moments: whatever it acknowledged must be there, whole, and the next run goes on.

Any command will do that names on its standard output, one JSON object a line, what it has done (`id`, `result`).
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from marsad.ledger import Store

MARSAD = [sys.executable, "-m", "marsad.cli"]
WRITER = Path(__file__).with_name("bulk_writer.py")


@dataclass
class Tally:
    """What the kills met: how many fell in the middle of the work, and all that was acknowledged."""

    kills: int = 0
    amid: int = 0
    acknowledged: set[str] = field(default_factory=set)


def kill_one(command: Sequence[str], seconds: float) -> tuple[set[str], bool]:
    """Let a command work on after its first word, kill it; return what it acknowledged, and whether it was amid."""
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
    command: Callable[[int], Sequence[str]],
    kills: int,
    check: Callable[[set[str]], None],
    *,
    longest: float = 0.4,
    seed: int = 20180609,
) -> Tally:
    """Kill the command of each round at a random moment and check the ledger after every kill."""
    chance, tally = random.Random(seed), Tally()
    for round_ in range(kills):
        done, amid = kill_one(command(round_), chance.uniform(0.0, longest))
        tally.kills += 1
        tally.amid += amid
        tally.acknowledged |= done
        check(tally.acknowledged)
    return tally


def check_documents(url: str, acknowledged: set[str], *, thorough: bool = True) -> None:
    """Everything that was acknowledged is there, every document has all its parts, and the chain holds."""
    with Store.open(url, wait=30) as store:
        held = {document.id for document in store.documents()}
        assert acknowledged <= held, f"lost: {sorted(acknowledged - held)[:5]}"
        assert {reading.document for reading in store.readings()} == held
        if thorough:
            found = store.verify()
            assert found.ok, found.bad[:3]
            assert found.entries == 1 + 5 * len(held), "a document is there in part"


ACTS = ("review", "enter", "publish")
DECIDER = WRITER.with_name("decision_writer.py")
APART = 100_000
"""Numbers that a round of decisions may use up."""


def check_decisions(url: str, acknowledged: set[str], *, thorough: bool = True) -> None:
    """Every decision and release that was acknowledged is there and whole, once, and the chain holds."""
    with Store.open(url, wait=30) as store:
        decided = [decision.id for decision in store.decisions()]
        issued = [release.id for release in store.releases()]
        assert all(json.loads(release.body) for release in store.releases())
        assert len(decided) == len(set(decided))
        lost = acknowledged - {*decided, *issued}
        assert not lost, f"lost: {sorted(lost)[:5]}"
        if thorough:
            found = store.verify()
            assert found.ok, found.bad[:3]


def decider(url: str, act: str, round_: int) -> list[str]:
    """Return the command that decides, enters or publishes, with numbers that no other round has."""
    first = round_ * APART
    return [sys.executable, str(DECIDER), url, act, str(first), str(first + APART)]


def writer(url: str, first: int, last: int) -> list[str]:
    """Return the command that adds documents `first` to `last` without reading them."""
    return [sys.executable, str(WRITER), url, str(first), str(last)]
