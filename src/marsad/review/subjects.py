"""What a decision is about: found by its id, with what there is to be seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from marsad.errors import UsageError
from marsad.model import Decision, Reading, Saw, standing

if TYPE_CHECKING:
    from marsad.ledger import Store

Kind = Literal["claim", "place", "number", "victim", "decision", "other"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, the reading that it stands in, and the last decision on it that stands."""

    id: str
    kind: Kind
    saw: Saw
    last: Decision | None = None

    @property
    def token(self) -> str:
        """What was there to be seen, in a word: READING/DECISION, '-' for none."""
        return f"{self.saw.reading or '-'}/{self.saw.decision or '-'}"


def last_on(decisions: list[Decision]) -> dict[str, Decision]:
    """Return the last standing decision on each subject; entering and skipping decide nothing."""
    out: dict[str, Decision] = {}
    for decision in standing(decisions):
        for subject in decision.subjects if decision.verdict not in ("skip", "enter") else ():
            out[subject] = decision
    return out


class Subjects:
    """The subjects of a ledger as it is at one moment."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.decisions = store.decisions()
        self.by_id = {decision.id: decision for decision in self.decisions}
        self.last = last_on(self.decisions)
        self._readings: dict[str, tuple[str | None, Reading | None]] = {}

    def find(self, name: str) -> Subject:
        """Return the subject of an id.  Raises `UsageError` where the ledger has nothing of that id."""
        last = self.last.get(name)
        seen = last.id if last else None
        if name in self.by_id:
            return Subject(name, "decision", Saw(decision=seen), last)
        if name.startswith("v-"):
            if not any(d.victim is not None and d.victim.id == name for d in self.decisions):
                raise _nothing(name)
            return Subject(name, "victim", Saw(decision=seen), last)
        document, mark, part = name.rpartition("#")
        if not mark and not name.startswith(("x-", "i-")):
            raise _nothing(name)
        if not mark:
            return Subject(name, "other", Saw(decision=seen), last)
        return self._in_document(name, document, part, last)

    def _in_document(self, name: str, document: str, part: str, last: Decision | None) -> Subject:
        seen = last.id if last else None
        hand = self.by_id.get(document)
        if hand is not None and hand.claim is not None:
            said = hand.claim
            saw = Saw(decision=seen, text=said.quote, harm=said.harm, value=said.value, span=(0, len(said.quote)))
            return Subject(name, "claim", saw, last)
        reading_name, reading = self.reading(document)
        if reading is None:
            raise _nothing(name)
        if part.startswith("n"):
            return Subject(name, "number", Saw(reading=reading_name, decision=seen), last)
        claim = next((claim for claim in reading.claims if claim.id == part), None)
        if claim is not None:
            saw = Saw(
                reading=reading_name,
                decision=seen,
                span=claim.span,
                text=claim.text,
                harm=claim.harm,
                value=claim.value,
            )
            return Subject(name, "claim", saw, last)
        place = next((place for place in reading.places if place.id == part), None)
        if place is None:
            raise _nothing(name)
        return Subject(name, "place", Saw(reading=reading_name, decision=seen, text=place.text), last)

    def reading(self, document: str) -> tuple[str | None, Reading | None]:
        """Return name and content of the reading of a document that counts, (None, None) where there is none."""
        if document not in self._readings:
            name = self._store.latest_reading(document)
            self._readings[document] = (name, self._store.reading(name) if name else None)
        return self._readings[document]


def _nothing(name: str) -> UsageError:
    return UsageError.of(
        "{id}: the ledger has nothing of that id; `marsad review` and `marsad toll --explain` show ids", id=name
    )
