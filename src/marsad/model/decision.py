"""Decisions: signed human judgements, reversible by a counter-decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Literal

import msgspec

from marsad.ids import content_id
from marsad.model.entered import EnteredClaim
from marsad.model.evidence import Span
from marsad.model.noun import Noun
from marsad.model.terms import Harm, Visibility
from marsad.model.victim import Victim

Verdict = Literal["same", "different", "unsure", "accept", "amend", "refuse", "skip", "enter", "remove", "undo"]
"""`enter` puts a claim or a victim into the ledger by hand, `remove` takes a victim's name out of every output,
`skip` leaves a suggestion for later, `undo` only takes another decision back."""


class Saw(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """What the person had before their eyes, so that nothing newer is overruled unseen.

    `reading` is DOCUMENT@REVISION:NUMBER, `decision` the last decision on the subject; of a claim also its words.
    """

    reading: str | None = None
    decision: str | None = None
    span: Span | None = None
    text: str | None = None
    harm: Harm | None = None
    value: int | None = None


class Decision(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """Who judged what, when, and why.  A reason is required.

    Fields at their defaults are left out of its JSON, so that a field added later changes no older decision.
    """

    id: str
    verdict: Verdict
    subjects: tuple[str, ...]
    """DOCUMENT#CLAIM keys, incident ids, actor ids, ids of victims, of entered claims or of decisions."""
    who: str
    when: dt.datetime
    why: str
    reverses: str | None = None
    """The decision that this one takes back."""
    amendment: dict[str, object] | None = None
    """Of an `amend`: the fields that change, with their new values."""
    evidence: tuple[str, ...] = ()
    """What it rests on, in the person's words: 'interview, internal', an address, a file's hash."""
    visibility: Visibility = "internal"
    saw: Saw | None = None
    sensitive: bool = False
    """Whether it needs a second person (see `settled`)."""
    claim: EnteredClaim | None = None
    victim: Victim | None = None

    def __post_init__(self) -> None:
        if not self.why.strip() or not self.who.strip():
            raise ValueError("a decision needs who made it and why")

    def canonical(self) -> bytes:
        """Return the decision as JSON with sorted keys and no defaults: what is signed."""
        return msgspec.json.encode(self, order="sorted")

    def named(self) -> Decision:
        """Return the decision with the id that its content gives it."""
        body = msgspec.to_builtins(msgspec.structs.replace(self, id=""))
        return msgspec.structs.replace(self, id=f"d-{content_id(body)}")


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no standing decision takes back, in the order given (the oldest first).

    A decision that takes another back may itself be taken back: then the first stands again.
    """
    every = tuple(decisions)
    plain = _untaken(every, {decision.id for decision in every if not decision.sensitive})
    return _untaken(every, {d.id for d in every if not d.sensitive} | _seconded(plain))


def settled(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the standing decisions that hold: a sensitive one only where a second person accepted it."""
    kept = standing(decisions)
    seconded = _seconded(kept)
    return tuple(decision for decision in kept if not decision.sensitive or decision.id in seconded)


def _untaken(every: tuple[Decision, ...], able: Collection[str]) -> tuple[Decision, ...]:
    """Return the decisions that none of those that are `able` to takes back; a later one speaks before an earlier."""
    taken: set[str] = set()
    for decision in reversed(every):
        if decision.reverses is not None and decision.id in able and decision.id not in taken:
            taken.add(decision.reverses)
    return tuple(decision for decision in every if decision.id not in taken)


def same_person(one: str, other: str) -> bool:
    """Tell whether two operators' names are one person's, as far as they are written alike."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def answers(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return the last word of a second person on each decision: an `accept` or a `refuse` of its id."""
    every = tuple(decisions)
    made = {decision.id: decision for decision in every}
    last: dict[str, Decision] = {}
    for decision in every:
        for subject in decision.subjects if decision.verdict in ("accept", "refuse") else ():
            if subject in made and not same_person(made[subject].who, decision.who):
                last[subject] = decision
    return last


def _seconded(decisions: Iterable[Decision]) -> frozenset[str]:
    return frozenset(key for key, answer in answers(decisions).items() if answer.verdict == "accept")
