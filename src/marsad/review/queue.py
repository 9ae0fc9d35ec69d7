"""The queue: what a person should look at, each with the words, the reason, and what is there to be seen.

- `second`: a sensitive decision that waits for a second person;
- `stale`: a decision whose claim a later reading no longer has;
- `contradiction`: claims that cannot all hold, or a rival's figure;
- `unread`: a number that no reader took, or passed over for want of words;
- `place`: a place that the gazetteer does not know;
- `actor`: a claim of unknown side;
- `merge`: two incidents that may be one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Literal, TypedDict

import msgspec

from marsad.ids import content_id
from marsad.model import Contradiction, Decision, Ignored, Reading, Span, Statement, answers, standing
from marsad.model.terms import SIDES_OPEN
from marsad.review.subjects import last_on

if TYPE_CHECKING:
    from marsad.ledger import StoredReading

Kind = Literal["second", "stale", "unread", "contradiction", "place", "actor", "merge"]
KINDS: tuple[Kind, ...] = ("second", "stale", "unread", "contradiction", "place", "actor", "merge")
CONTEXT = 60
"""Characters of text on each side of a span in a snippet."""

WANTING = frozenset(
    {
        "no harm is said of these persons",
        "no persons and no harm are named with it",
        "no total whose rest it could be",
    }
)
"""Reasons of the reader for passing a number over that only say what it missed; a person may know better."""

Unread = Callable[["StoredReading"], Iterable[Ignored]]
Text = Callable[[str], str]


class _Said(TypedDict):
    why: str
    reason: str
    params: Mapping[str, str]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to decide.  `id` is what `review accept|amend|refuse|skip` take, `saw` what was there to be seen.

    `why` is the reason in a sentence; `reason` and `params` say the same for another language to put into words: of a
    contradiction as `Contradiction` has them, of a decision its verdict, of a pair `alike` with its features.
    """

    id: str
    kind: Kind
    document: str | None = None
    span: Span | None = None
    snippet: str = ""
    why: str = ""
    reason: str = ""
    params: Mapping[str, str] = {}
    subjects: tuple[str, ...] = ()
    saw: str = "-/-"
    skipped: int = 0


def suggestions(
    readings: Iterable[StoredReading],
    statements: Iterable[Statement],
    contradictions: Iterable[Contradiction],
    decisions: list[Decision],
    *,
    text: Text,
    name: Callable[[str], str | None],
    unread: Unread,
    stale: Sequence[str] = (),
    doubtful: Iterable[tuple[str, str, Mapping[str, str]]] = (),
    kinds: Sequence[str] = KINDS,
    told: Mapping[str, Statement] | None = None,
) -> Iterator[Suggestion]:
    """Yield what is open, the most pressing kind first; what was skipped comes last.

    All is read as it is asked for, and no further.  `told` gives the claims of a contradiction once that is yielded
    (None: they are among `statements`); `text` gives a document's text, `name` that of the reading that counts,
    `unread` the numbers of a reading that no reader took, `doubtful` pairs of incidents that may be one, with what is
    alike in them.
    """
    last = last_on(decisions)
    skips: dict[str, int] = {}
    for decision in standing(decisions):
        for subject in decision.subjects if decision.verdict == "skip" else ():
            skips[subject] = skips.get(subject, 0) + 1
    later = []

    def by_key() -> Mapping[str, Statement]:
        return {statement.key: statement for statement in statements}

    sources: dict[str, Callable[[], Iterator[Suggestion]]] = {
        "second": lambda: _second(decisions),
        "stale": lambda: _stale(decisions, stale),
        "contradiction": lambda: _contradictions(contradictions, by_key() if told is None else told),
        "merge": lambda: _doubtful(doubtful),
        "actor": lambda: _actors(statements),
    }
    wanted = {"unread", "place"} & set(kinds)
    found = [sources[kind]() for kind in sources if kind in kinds]
    for item in chain(*found, _of_texts(readings, text, unread, wanted)):
        decided = last.get(item.id)
        if decided is not None and item.kind not in ("second", "stale") and _answers(decided, item):
            continue
        seen = _seen(item, name, decided)
        if item.id in skips:
            later.append(msgspec.structs.replace(seen, skipped=skips[item.id]))
        else:
            yield seen
    yield from later


def _answers(decided: Decision, item: Suggestion) -> bool:
    """Tell whether a decision answers a suggestion: one on a passage of another revision does not."""
    if item.kind not in ("unread", "place") or decided.saw is None or decided.saw.reading is None:
        return True
    return decided.saw.reading.rpartition(":")[0] == item.saw.rpartition(":")[0]


def _seen(item: Suggestion, name: Callable[[str], str | None], decided: Decision | None) -> Suggestion:
    """Return a suggestion with what there is to be seen of its subject."""
    reading = item.saw.rpartition("/")[0]
    if item.kind == "actor" and item.document is not None:
        reading = name(item.document) or "-"
    return msgspec.structs.replace(item, saw=f"{reading}/{decided.id if decided else '-'}")


def _second(decisions: list[Decision]) -> Iterator[Suggestion]:
    kept = standing(decisions)
    answered = answers(kept)
    for decision in kept:
        if decision.sensitive and decision.id not in answered:
            yield Suggestion(id=decision.id, kind="second", subjects=decision.subjects, **_said(decision))


def _stale(decisions: list[Decision], stale: Sequence[str]) -> Iterator[Suggestion]:
    wanted = set(stale)
    for decision in decisions:
        if decision.id in wanted:
            quote = decision.saw.text if decision.saw and decision.saw.text else ""
            yield Suggestion(
                id=decision.id,
                kind="stale",
                subjects=decision.subjects,
                snippet=quote,
                **_said(decision),
            )


def _said(decision: Decision) -> _Said:
    """Return how a decision is told: its verdict and its reason."""
    return {"why": f"{decision.verdict}: {decision.why}", "reason": decision.verdict, "params": {"why": decision.why}}


def _contradictions(found: Iterable[Contradiction], by_key: Mapping[str, Statement]) -> Iterator[Suggestion]:
    for item in found:
        first = next((by_key[key] for key in item.claims if key in by_key), None)
        yield Suggestion(
            id=f"x-{content_id([item.kind, sorted(item.claims)])}",
            kind="contradiction",
            document=first.document if first else None,
            span=first.claim.span if first else None,
            snippet=first.claim.text if first else "",
            subjects=item.claims,
            why=item.sentence,
            reason=item.reason,
            params=item.params,
        )


def _doubtful(pairs: Iterable[tuple[str, str, Mapping[str, str]]]) -> Iterator[Suggestion]:
    for a, b, features in pairs:
        id = f"x-{content_id(['merge', *sorted((a, b))])}"
        why = ", ".join(f"{name} {value}" for name, value in features.items())
        yield Suggestion(id=id, kind="merge", subjects=(a, b), why=why, reason="alike", params=features)


def _actors(statements: Iterable[Statement]) -> Iterator[Suggestion]:
    for statement in statements:
        claim, group = statement.claim, statement.claim.group
        named = group.label and not group.civilian and not group.sex and group.age != "child"
        if claim.status == "stated" and named and (group.side is None or group.side in SIDES_OPEN):
            yield Suggestion(
                id=statement.key,
                kind="actor",
                document=statement.document,
                span=claim.span,
                snippet=claim.text,
                subjects=(statement.key,),
                why=group.label or "",
            )


def _of_texts(readings: Iterable[StoredReading], text: Text, unread: Unread, wanted: set[str]) -> Iterator[Suggestion]:
    if not wanted:
        return
    for stored in readings:
        if "unread" in wanted:
            wanting = [number for number in stored.reading.ignored if number.why in WANTING]
            for number in sorted((*unread(stored), *wanting), key=lambda number: number.span):
                yield _number(stored, number, text)
        if "place" in wanted:
            yield from _places(stored, stored.reading, text)


def _number(stored: StoredReading, number: Ignored, text: Text) -> Suggestion:
    start, end = number.span
    return Suggestion(
        id=f"{stored.document}#n{start}-{end}",
        kind="unread",
        document=stored.document,
        span=number.span,
        snippet=_around(text(stored.document), number.span),
        subjects=(f"{stored.document}#n{start}-{end}",),
        why=number.text,
        saw=f"{stored.name}/-",
    )


def _places(stored: StoredReading, reading: Reading, text: Text) -> Iterator[Suggestion]:
    used = {claim.place for claim in reading.claims}
    for place in reading.places:
        if place.gazetteer is None and place.lat is None and place.id in used:
            yield Suggestion(
                id=f"{stored.document}#{place.id}",
                kind="place",
                document=stored.document,
                span=place.span,
                snippet=_around(text(stored.document), place.span),
                subjects=(f"{stored.document}#{place.id}",),
                why=place.text,
                saw=f"{stored.name}/-",
            )


def _around(text: str, span: Span) -> str:
    return " ".join(text[max(0, span[0] - CONTEXT) : span[1] + CONTEXT].split())
