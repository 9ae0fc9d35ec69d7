"""What human decisions make of claims: refused ones are withdrawn, amended ones changed, entered ones join.

Nothing is erased: a refused claim keeps its words and moves no bound.  A decision holds for the claim whose words the
person saw; where a later reading no longer has it, the decision is stale and is asked for again.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from marsad.model import Claim, Decision, Group, Place, PlaceMention, Statement, settled

Fold = Callable[[str | None], str | None]

GROUP_FIELDS = frozenset(Group.__struct_fields__)
CLAIM_FIELDS = frozenset(
    {
        *("harm", "value", "value_max", "hedge", "cause", "perpetrator", "claimant", "status"),
        *("cumulative", "background", "rest", "open_ended"),
    }
)
AMENDABLE = (*sorted(CLAIM_FIELDS), *sorted(GROUP_FIELDS), "from", "to", "place")
"""What an amendment may change; `place` is a gazetteer entry or None."""


CHANGING = ("accept", "amend", "refuse")
"""Verdicts on what a document says."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The statements as decisions leave them, by key, and the ids of decisions that found nothing to decide."""

    statements: tuple[Statement, ...]
    stale: tuple[str, ...] = ()


def decided(
    statements: Iterable[Statement],
    decisions: Iterable[Decision],
    *,
    fold: Fold = lambda name: name,
    as_of: dt.date | None = None,
) -> Decided:
    """Return the statements after all settled decisions, entered claims among them.

    `decisions` in the order in which they were made; `fold` gives the one id of a source.  `as_of` leaves out entered
    claims that were published later.  Without decisions the statements are returned as they are.
    """
    return obeying(statements, settled(decisions), fold=fold, as_of=as_of)


def obeying(
    statements: Iterable[Statement],
    held: Sequence[Decision],
    *,
    fold: Fold = lambda name: name,
    as_of: dt.date | None = None,
) -> Decided:
    """Return what `decided` does by decisions that are settled already: those that bear on these statements suffice."""
    given = list(statements)
    if not held:
        return Decided(tuple(given))
    given += [s for d in held if (s := entered(d, fold)) is not None and _by(s, as_of)]
    found = _Found(given)
    stale = []
    for decision in held:
        for subject in decision.subjects if decision.verdict in CHANGING else ():
            if not found.change(subject, decision, fold):
                stale.append(decision.id)
    return Decided(tuple(found.statements), tuple(dict.fromkeys(stale)))


def by_document(held: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Return the settled decisions on what documents say, by document, in the order in which they were made."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in held:
        about = {subject.rpartition("#")[0] for subject in decision.subjects} - {""}
        for document in about if decision.verdict in CHANGING else ():
            found[document].append(decision)
    return found


def _by(statement: Statement, as_of: dt.date | None) -> bool:
    return as_of is None or statement.published is None or statement.published <= as_of


class _Found:
    """Statements by document, each found again by what was seen of it."""

    def __init__(self, statements: list[Statement]) -> None:
        self.statements = statements
        self.original = [statement.claim for statement in statements]
        self.by_document: dict[str, list[int]] = defaultdict(list)
        for index, statement in enumerate(statements):
            self.by_document[statement.document].append(index)

    def change(self, subject: str, decision: Decision, fold: Fold) -> bool:
        """Apply a decision to what its subject names; False where that is a claim or place that isn't there."""
        document, mark, name = subject.rpartition("#")
        if not mark or document not in self.by_document:
            return True  # no claim of these statements: a number, a contradiction, a document outside of the question
        if name.startswith("p"):
            return self._places(document, name, decision)
        if not name.startswith("c"):
            return True
        index = self._claim(document, subject, decision)
        if index is None:
            return False
        self.statements[index] = after(self.statements[index], decision, fold)
        return True

    def _claim(self, document: str, subject: str, decision: Decision) -> int | None:
        """Return where the claim stands that the person saw: by its words and place, else by its words alone."""
        indices, saw = self.by_document[document], decision.saw
        if saw is None or saw.text is None:
            return next((i for i in indices if self.statements[i].key == subject), None)
        same = [i for i in indices if self.original[i].text == saw.text and self.original[i].harm == saw.harm]
        here = [i for i in same if self.original[i].span == saw.span] or same
        exact = [i for i in here if self.original[i].value == saw.value] or here
        named = [i for i in exact if self.statements[i].key == subject] or exact
        return named[0] if len(named) == 1 else None

    def _places(self, document: str, name: str, decision: Decision) -> bool:
        hit = False
        for index in self.by_document[document]:
            place = self.statements[index].place
            if place is None or place.id != name:
                continue
            if decision.saw is not None and decision.saw.text not in (None, place.text):
                continue
            hit = True
            if decision.verdict == "amend" and decision.amendment:
                new = _placed(place, decision.amendment.get("place"))
                self.statements[index] = msgspec.structs.replace(self.statements[index], place=new)
            elif decision.verdict == "refuse":
                self.statements[index] = msgspec.structs.replace(self.statements[index], place=None)
        return hit


def after(statement: Statement, decision: Decision, fold: Fold = lambda name: name) -> Statement:
    """Return a statement after one decision on its claim."""
    claim = statement.claim
    if decision.verdict == "refuse":
        return msgspec.structs.replace(statement, claim=msgspec.structs.replace(claim, status="withdrawn"))
    changes = dict(decision.amendment or {}) if decision.verdict == "amend" else {}
    if claim.status == "withdrawn" and "status" not in changes:
        changes["status"] = "stated"
    place = _placed(statement.place, changes.pop("place")) if "place" in changes else statement.place
    claimant = fold(str(changes["claimant"])) if changes.get("claimant") else statement.claimant
    return msgspec.structs.replace(statement, claim=amended(claim, changes), place=place, claimant=claimant)


def amended(claim: Claim, changes: Mapping[str, object]) -> Claim:
    """Return a claim with other fields, in JSON's values.

    Raises `msgspec.ValidationError` or `ValueError` for a value that its field can't take.
    """
    body: dict[str, Any] = msgspec.to_builtins(claim)
    for name, value in changes.items():
        if name in GROUP_FIELDS:
            body["group"][name] = value
        elif name in ("from", "to"):
            body["window"][name] = value
        else:
            body[name] = value
    return msgspec.convert(body, Claim)


def _placed(mention: PlaceMention | None, entry: object) -> PlaceMention | None:
    if entry is None:
        return None
    place = msgspec.convert(entry, Place)
    return mention_of(place, mention)


def mention_of(place: Place, mention: PlaceMention | None = None) -> PlaceMention:
    """Return the mention of a place of the gazetteer; without one in a text it is named by its name."""
    text = mention.text if mention else (place.name_ar or place.name_en)
    known = bool(place.id)
    return PlaceMention(
        id=mention.id if mention else "p1",
        span=mention.span if mention else (0, len(text)),
        text=text,
        name_en=place.name_en,
        name_ar=place.name_ar,
        gazetteer=place.id or None,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        kind=place.kind if known else None,
        precision="exact" if place.lat is not None else "unknown",
        parents=place.parents,
        rule="entered",
    )


def entered(decision: Decision, fold: Fold = lambda name: name) -> Statement | None:
    """Return the statement of a claim that was entered by hand, None for any other decision."""
    said = decision.claim
    if said is None or decision.verdict not in ("enter", "amend"):
        return None
    claim = Claim(
        id="c1",
        span=(0, len(said.quote)),
        text=said.quote,
        harm=said.harm,
        value=said.value,
        value_max=said.value_max,
        hedge=said.hedge,
        group=said.group,
        window=said.window,
        place="p1" if said.place else None,
        cause=said.cause,
        perpetrator=said.perpetrator,
        claimant=said.claimant,
        status=said.status,
        cumulative=said.cumulative,
        rule="entered",
    )
    source = fold(said.source)
    return Statement(
        key=f"{decision.id}#c1",
        document=decision.id,
        claim=claim,
        published=said.published or decision.when.date(),
        source=source,
        claimant=fold(said.claimant) or source,
        place=mention_of(said.place) if said.place else None,
    )
