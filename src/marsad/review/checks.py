"""What can't be decided is refused before it is written: decisions are for ever."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.errors import ConflictError, EvidenceError, UsageError
from marsad.link.decided import amended, entered
from marsad.link.people.roll import amended_victim, roll
from marsad.model import Decision, EnteredClaim, same_person, standing
from marsad.review.signature import Signature
from marsad.review.subjects import Subject, Subjects


def check_seen(subject: Subject, saw: Sequence[str]) -> None:
    """Refuse to overrule what the person did not look at."""
    there = {part for part in (subject.saw.reading, subject.saw.decision) if part}
    parts = {part for token in saw for part in _parts(token)}
    if subject.last is not None and subject.last.id not in parts:
        raise ConflictError.of(
            "{id}: {who} decided {verdict} on {when} ({decision}); look at it, then name it with --saw {decision}",
            id=subject.id,
            who=subject.last.who,
            verdict=subject.last.verdict,
            when=subject.last.when.isoformat(timespec="minutes"),
            decision=subject.last.id,
        )
    if parts - there:
        raise ConflictError.of(
            "{id}: what you saw ({saw}) is not what is there now ({now}); look again, then decide",
            id=subject.id,
            saw=" ".join(sorted(parts)),
            now=" ".join(sorted(there)) or "-",
        )


def _parts(token: str) -> list[str]:
    """Return reading and decision of a token; each may also stand alone."""
    reading, mark, decision = token.rpartition("/")
    if mark and (decision == "-" or decision.startswith("d-")):
        return [part for part in (reading, decision) if part != "-"]
    return [token] if token != "-" else []


def check_second(decision: Decision, by: Signature) -> None:
    """Refuse a second person who is the first, or who was not asked for."""
    if not decision.sensitive:
        raise UsageError.of("{id}: needs no second person; `marsad review undo` takes it back", id=decision.id)
    if same_person(decision.who, by.who):
        raise UsageError.of(
            "{id}: was made by {who}; a second person must accept or refuse it", id=decision.id, who=decision.who
        )


def check_amendment(
    subject: Subject, known: Subjects, changes: dict[str, object] | None, claim: EnteredClaim | None
) -> None:
    """Refuse an amendment that makes no claim, no place and no victim, before it is written for ever."""
    if subject.kind == "number" and claim is None:
        raise UsageError.of("{id}: say what the number counts (harm and value at least)", id=subject.id)
    if subject.kind == "place" and set(changes or {}) != {"place"}:
        raise UsageError.of("{id}: of a place only `place` is amended: --set place=NAME|ID", id=subject.id)
    if subject.kind in ("decision", "other"):
        raise UsageError.of("{id}: can be accepted, refused or skipped; amend the claims that it names", id=subject.id)
    try:
        if subject.kind == "claim":
            _try_claim(subject, known, changes or {})
        elif subject.kind == "victim":
            victim = next(d.victim for d in known.decisions if d.victim is not None and d.victim.id == subject.id)
            amended_victim(victim, changes or {})
    except (msgspec.ValidationError, EvidenceError, ValueError) as error:
        raise UsageError.of("{id}: can't be amended so ({error})", id=subject.id, error=error) from error


def _try_claim(subject: Subject, known: Subjects, changes: dict[str, object]) -> None:
    document, _, name = subject.id.rpartition("#")
    hand = known.by_id.get(document)
    statement = entered(hand) if hand is not None else None
    if statement is not None:
        claim = statement.claim
    else:
        reading = known.reading(document)[1]
        assert reading is not None, "a claim's subject was found in its reading"
        claim = next(claim for claim in reading.claims if claim.id == name)
    held: dict[str, object] = {}
    for decision in standing(known.decisions):
        if decision.verdict == "amend" and subject.id in decision.subjects:
            held |= decision.amendment or {}
    amended(claim, {key: value for key, value in (held | changes).items() if key != "place"})


def is_sensitive(verdict: str, subject: Subject, known: Subjects, changes: dict[str, object] | None) -> bool:
    """Tell whether a decision needs a second person: a minor's name, or one of unknown age, is to be shown."""
    if subject.kind != "victim" or verdict != "amend":
        return False
    listed = next(d.victim for d in known.decisions if d.victim is not None and d.victim.id == subject.id)
    now = next((victim for victim in roll(known.decisions).victims if victim.id == subject.id), listed)
    shown = {"visibility", "consent", "minor", "age"} & set(changes or {})
    return bool(shown) and not (listed.is_minor is False and now.is_minor is False)
