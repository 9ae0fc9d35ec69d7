"""The review queue, and the decisions that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from marsad.errors import UsageError
from marsad.model.document import Document
from marsad.model.reading import SCHEMA_VERSION
from marsad.review import Desk, suggestions
from marsad.review.queue import KINDS
from marsad.review.signature import Signature
from marsad.web.asked import CURSOR, Parameter, offset_of
from marsad.web.room import Room
from marsad.web.views.incidents import EVERYTHING
from marsad.web.views.tolls import reckoned

if TYPE_CHECKING:
    from marsad.ledger import StoredReading
    from marsad.model import Ignored
    from marsad.review import Entry

QUEUE = (Parameter("kind", "parts", KINDS, KINDS), Parameter("limit", "number", default=20), CURSOR)
VERDICTS = ("accept", "refuse", "skip")
PAIRINGS = ("same", "different", "unsure")
LAST = 30
"""Decisions that the page lists."""


def queue(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what waits for a person, and the last decisions with whether each stands."""
    return room.kept(("queue", *sorted(asked.items())), lambda: _queue(room, asked))


def _queue(room: Room, asked: Mapping[str, Any]) -> dict[str, Any]:
    from marsad.model import standing
    from marsad.read.explain import unread

    ledger = room.ledger

    def passed_over(stored: StoredReading) -> Iterable[Ignored]:
        text, reading = ledger.store.text(stored.document, stored.revision), stored.reading
        return unread(Document(id=stored.document, text=text, sha256=reading.sha256), reading, ledger.lore)

    held = ledger.decided()
    decisions = ledger.store.decisions()
    found = suggestions(
        ledger.readings(),
        held.statements,
        reckoned(room, EVERYTHING)[0].contradictions if "contradiction" in asked["kind"] else (),
        decisions,
        text=ledger.store.text,
        name=ledger.store.latest_reading,
        unread=passed_over,
        stale=held.stale,
        doubtful=room.chronicle.doubtful() if "merge" in asked["kind"] else (),
        kinds=asked["kind"],
    )
    first, limit = offset_of(asked["cursor"]), asked["limit"]
    shown = list(islice(found, first, first + limit + 1))
    stand = {decision.id for decision in standing(decisions)}
    log = [
        {
            "id": one.id,
            "verdict": one.verdict,
            "subjects": one.subjects,
            "who": one.who,
            "when": one.when,
            "why": one.why,
            "stands": one.id in stand,
        }
        for one in reversed(decisions[-LAST:])
    ]
    more = f"o{first + limit}" if len(shown) > limit else None
    return {"schema_version": SCHEMA_VERSION, "results": shown[:limit], "next": more, "log": log}


def decide(room: Room, form: Mapping[str, str]) -> Entry:
    """Write down what a form says.  Raises `UsageError` for what is no decision, `ConflictError` for a newer one."""
    verdict, id = form.get("verdict", ""), form.get("id", "").strip()
    by = Signature(who=form.get("who", "") or room.operator, why=form.get("why", ""))
    desk = Desk(room.ledger.store, room.vault)
    if verdict == "undo":
        return desk.undo(id, by)
    saw = (form["saw"],) if form.get("saw") else ()
    if verdict == "amend":
        return _amend(desk, id, form, saw, by)
    if verdict in PAIRINGS:
        return _pair(room, desk, verdict, form, by)
    if verdict not in VERDICTS:
        raise UsageError.of("there is no verdict {verdict!r}", verdict=verdict)
    return desk.decide(verdict, id, by, saw=saw)  # type: ignore[arg-type]  # one of VERDICTS


def _amend(desk: Desk, id: str, form: Mapping[str, str], saw: tuple[str, ...], by: Signature) -> Entry:
    from marsad.review import enter_corrections
    from marsad.review.numbers import read_number

    written = (form.get("field", "").strip(), form.get("value", "").strip())
    if not written[0]:
        raise UsageError.of("nothing is amended; name a field and its new value")
    cells = {"id": (id,), "verdict": ("amend",), "saw": saw, written[0]: (written[1] or "-",)}
    if id.rpartition("#")[2].startswith("n"):
        cells = {"id": (id,), "verdict": ("amend",), "saw": saw, "harm": (written[0],), "value": (written[1],)}
        return read_number(desk, id, cells, by)
    (entry,) = enter_corrections(desk, [(None, cells)], by)
    if entry.error is not None:
        raise entry.error
    return entry


def _pair(room: Room, desk: Desk, verdict: str, form: Mapping[str, str], by: Signature) -> Entry:
    first, second = (room.chronicle.named(form.get(name, "")) for name in ("first", "second"))
    clash = room.chronicle.clash(first, second) if verdict == "same" else ()
    if first == second or clash:
        raise UsageError.of("{a} and {b}: as one incident their claims cannot all hold", a=first, b=second)
    return desk.judge_pair(verdict, (first, second), by)  # type: ignore[arg-type]  # one of PAIRINGS
