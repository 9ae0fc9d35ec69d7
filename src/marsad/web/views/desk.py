"""The review queue, and the decisions that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from marsad.accounts.roles import VERDICTS
from marsad.accounts.visitor import Visitor
from marsad.errors import UsageError
from marsad.model.decision import same_person
from marsad.model.document import Document
from marsad.model.reading import SCHEMA_VERSION
from marsad.review import Desk, suggestions
from marsad.review.desk import Access
from marsad.review.queue import KINDS
from marsad.review.signature import Signature
from marsad.review.subjects import Subjects
from marsad.web.asked import CURSOR, DeniedError, Parameter, offset_of
from marsad.web.room import Room
from marsad.web.views.waiting import waiting_in

if TYPE_CHECKING:
    from marsad.ledger import StoredReading
    from marsad.model import Ignored
    from marsad.review import Entry

QUEUE = (Parameter("kind", "parts", KINDS, KINDS), Parameter("limit", "number", default=20), CURSOR)
ACCESS: dict[str, Access] = {"restrict": "restricted", "open": "open"}
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

    held = waiting_in(room)
    decisions = ledger.store.decisions()
    found = suggestions(
        ledger.readings(),
        held.statements,
        held.contradictions if "contradiction" in asked["kind"] else (),
        decisions,
        text=ledger.store.text,
        name=ledger.store.latest_reading,
        unread=passed_over,
        stale=held.stale,
        doubtful=room.chronicle.doubtful() if "merge" in asked["kind"] else (),
        kinds=asked["kind"],
        told=held.told,
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


def decide(room: Room, form: Mapping[str, str], visitor: Visitor, seen: Room) -> Entry:
    """Write down what a form says, in the name of who sent it; the local mode's one person may sign by another.

    `seen` is the ledger as the visitor sees it: what does not stand there is not there to be decided.
    Raises `UsageError` for what is no decision, `ConflictError` for a newer one, `DeniedError` for what the role may
    not.
    """
    verdict, id = form.get("verdict", ""), form.get("id", "").strip()
    if verdict not in VERDICTS:
        raise UsageError.of("there is no verdict {verdict!r}", verdict=verdict)
    if not visitor.may(*VERDICTS[verdict]):
        raise DeniedError.of("your role may not do this")
    by = Signature(who=visitor.name if visitor.role else form.get("who", "") or room.operator, why=form.get("why", ""))
    desk = Desk(room.ledger.store, room.vault)
    if verdict == "undo":
        return _undo(desk, id, by, visitor, seen)
    if verdict in PAIRINGS:
        return _pair(seen, desk, verdict, form, by)
    if verdict in ACCESS:
        return desk.restrict(id, ACCESS[verdict], by)
    if seen is not room:
        Subjects(seen.ledger.store).find(id)
    saw = (form["saw"],) if form.get("saw") else ()
    if verdict == "amend":
        return _amend(desk, id, form, saw, by)
    return desk.decide(verdict, id, by, saw=saw)  # type: ignore[arg-type]  # accept, refuse or skip


def _undo(desk: Desk, id: str, by: Signature, visitor: Visitor, seen: Room) -> Entry:
    """Take a decision back; who may not judge takes back only what is signed by the same name."""
    known = next((one for one in seen.ledger.store.decisions() if one.id == id), None)
    if known is not None and not visitor.may("judge") and not same_person(known.who, by.who):
        raise DeniedError.of("your role may not do this")
    if known is None and seen.ledger.store is not desk.store:
        raise UsageError.of("{id}: there is no such decision; `marsad review log` lists them", id=id)
    return desk.undo(id, by)


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
