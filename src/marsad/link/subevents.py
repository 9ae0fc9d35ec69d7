"""Sub-events of readings: control changes and events with their days, and the incidents that they belong to."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from marsad.model import PlaceMention, Reading, Statement, SubEvent, Window
from marsad.model.nearness import WIDE_KM, radius, same, within


def sub_events(document: str, reading: Reading, source: str | None) -> Iterator[SubEvent]:
    """Yield the sub-events of a reading; one without a date happened by the day of publication.

    A change of control of several places is one at each of them.
    """
    places = {place.id: place for place in reading.places}
    published = reading.published.day
    told = [
        (f"{document}#k{number}" + (f".{nth}" if nth > 1 else ""), change, at)
        for number, change in enumerate(reading.control, 1)
        for nth, at in enumerate((change.place, *change.also), 1)
    ]
    for key, change, at in told:
        yield SubEvent(
            key=key,
            document=document,
            kind="control",
            what=change.change,
            span=change.span,
            text=change.text,
            actor=change.actor,
            actors=change.actors,
            place=places.get(at or ""),
            window=days_of(change.date, published),
            published=published,
            source=source,
            negated=change.negated,
        )
    for number, event in enumerate(reading.events, 1):
        yield SubEvent(
            key=f"{document}#e{number}",
            document=document,
            kind="event",
            what=event.type,
            span=event.span,
            text=event.text,
            actors=event.actors,
            place=places.get(event.place or ""),
            window=days_of(event.date, published),
            published=published,
            source=source,
            negated=event.negated,
        )


def days_of(date: str | None, published: dt.date | None) -> Window:
    """Return the days that a date of the contract names (YYYY-MM-DD, YYYY-MM, YYYY, start/end)."""
    if date is None:
        return Window(start=None, end=published)
    first, _, last = date.partition("/")
    return Window(start=_edge(first, last=False), end=_edge(last or first, last=True))


def _edge(part: str, *, last: bool) -> dt.date:
    numbers = [int(piece) for piece in part.split("-")]
    year = numbers[0]
    month = numbers[1] if len(numbers) > 1 else (12 if last else 1)
    day = numbers[2] if len(numbers) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    return dt.date(year, month, day)


def homes(events: Iterable[SubEvent], statements: Iterable[Statement]) -> Mapping[str, str]:
    """Return the incident of each sub-event that surely belongs to one, by key.

    That is the incident of which most statements are set at its place within its days: of its own document, else of
    others where a side is the same.  They never join incidents to one another.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    by_place: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.incident is not None and not statement.claim.background:
            by_document[statement.document].append(statement)
            if statement.place is not None:
                by_place[_name(statement.place)].append(statement)
    found = {}
    for event in events:
        near = by_place.get(_name(event.place), []) if event.place else []
        own = [s for s in by_document.get(event.document, ()) if _fits(event, s)]
        others = [s for s in near if _fits(event, s) and _side(event, s)]
        votes = Counter(s.incident for s in own or others if s.incident)
        if votes:
            found[event.key] = min(votes, key=lambda incident: (-votes[incident], incident))
    return found


ALONE = ("attack", "siege")
"""Events that are incidents of their own where nobody counts whom they harmed."""


def may_stand_alone(event: SubEvent) -> bool:
    """Tell whether a sub-event may be an incident without a count: an attack or siege, at a place, by a known day."""
    placed = event.place is not None and radius(event.place) <= WIDE_KM
    return event.what in ALONE and not event.negated and placed and event.window.end is not None


def _name(place: PlaceMention) -> str:
    return place.gazetteer or place.name_en or place.text


def _fits(event: SubEvent, statement: Statement) -> bool:
    if event.place is None or statement.place is None:
        return False
    if not (same(event.place, statement.place) or within(event.place, statement.place)):
        return False
    ours, theirs = event.window, statement.claim.window
    if theirs.start is None or ours.end is None:
        return False
    return (ours.start or ours.end) <= (theirs.end or theirs.start) and theirs.start <= ours.end


def _side(event: SubEvent, statement: Statement) -> bool:
    sides = {event.actor, *event.actors}
    return bool(sides & {statement.claim.group.side, statement.claim.perpetrator} - {None})
