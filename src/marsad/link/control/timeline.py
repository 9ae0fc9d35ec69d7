"""Timelines of control: one a place, made of holdings that follow one another.

What is said is kept apart from what follows: 'lost by A' says that A held the place before, and not who holds it now.
Where sources disagree on a day, or a change is only known to lie within days, the place is contested in them; where
nobody says who holds it, that is a gap of its own.  The last holding stays open: nobody has said otherwise.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from marsad.model import PlaceMention, SubEvent
from marsad.model.noun import Noun

DAY = dt.timedelta(days=1)


class Holding(Noun, frozen=True, kw_only=True, rename={"start": "from", "end": "to"}):
    """Days in which a place was held.  `start` None: since before anything is known; `end` None: until now.

    `state` is held, contested or unknown; `how` says whether the beginning is stated or follows from a later loss;
    `precision` is that of the beginning: day, range, or by (no later than).
    """

    start: dt.date | None
    end: dt.date | None
    state: str
    holder: str | None
    how: str = "stated"
    precision: str = "day"
    between: tuple[str, ...] = ()
    """The sides that contest it."""
    besieged_by: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """The sub-events that say so."""
    sources: tuple[str, ...] = ()


class Timeline(Noun, frozen=True, kw_only=True):
    """A place and its holdings in their order."""

    id: str
    place: PlaceMention
    holdings: tuple[Holding, ...]


class _Turn(Noun, frozen=True, kw_only=True):
    """What all reports of one day make of a place: who holds it at its end, or who contests it."""

    first: dt.date
    last: dt.date
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    tried: tuple[str, ...]
    precision: str
    keys: tuple[str, ...]
    sources: tuple[str, ...]


def timelines(events: Iterable[SubEvent]) -> tuple[Timeline, ...]:
    """Return the timeline of every place that a control change names, by the place's id.

    Negated changes ('did not take') and such without a place or day are left out.  Nothing depends on the order.
    """
    by_place: dict[str, list[SubEvent]] = defaultdict(list)
    for event in events:
        if event.kind == "control" and event.place is not None and event.window.end is not None and not event.negated:
            by_place[place_key(event.place)].append(event)
    return tuple(_timeline(key, told) for key, told in sorted(by_place.items()))


def place_key(place: PlaceMention) -> str:
    """Return what a place is called here: its gazetteer id, else its name; a part named by relation stays apart."""
    name = place.gazetteer or place.name_en or place.text
    return f"{name}:{place.relation}" if place.relation else name


def _timeline(key: str, told: Sequence[SubEvent]) -> Timeline:
    ordered = sorted(told, key=lambda e: (e.window.end, e.window.start or dt.date.min, e.document, e.span, e.key))
    place = min((e.place for e in ordered if e.place), key=lambda p: (p.name_en is None, p.name_en or "", p.text))
    holdings = _besieged(_chained(_turns(ordered)), ordered)
    return Timeline(id=key, place=place, holdings=tuple(holdings))


def _turns(ordered: Sequence[SubEvent]) -> list[_Turn]:
    """Return what each day's reports make of the place; in one document the last words on a side count."""
    by_days: dict[tuple[dt.date, dt.date | None], list[SubEvent]] = defaultdict(list)
    for event in ordered:
        if event.what != "besieges" and event.window.end is not None:
            by_days[event.window.end, event.window.start].append(event)
    turns = []
    for (last, start), told in sorted(by_days.items(), key=lambda item: (item[0][0], item[0][1] or dt.date.min)):
        final: dict[str, dict[str, str]] = defaultdict(dict)
        for event in told:
            final[event.document][event.actor or "unknown"] = event.what
        says = {(side, what) for sides in final.values() for side, what in _last_holder(sides).items()}
        turns.append(
            _Turn(
                first=start or last,
                last=last,
                gained=tuple(sorted(side for side, what in says if what in ("gained", "regained"))),
                lost=tuple(sorted(side for side, what in says if what in ("lost", "withdrew"))),
                tried=tuple(sorted(side for side, what in says if what == "attempted")),
                precision="by" if start is None else "day" if start == last else "range",
                keys=tuple(sorted(event.key for event in told)),
                sources=tuple(sorted({event.source for event in told if event.source})),
            )
        )
    return turns


def _last_holder(sides: dict[str, str]) -> dict[str, str]:
    """Return what one document says in the end: of several who gained the place, only the last named holds it."""
    winners = [side for side, what in sides.items() if what in ("gained", "regained")]
    return {side: what for side, what in sides.items() if side not in winners[:-1]}


def _chained(turns: Sequence[_Turn]) -> list[Holding]:
    """Return the holdings that the turns make, without overlap."""
    out: list[Holding] = []
    for turn in turns:
        before = out[-1] if out else None
        if before is None and turn.lost:
            before = _implied(turn)
            out.append(before)
        elif before is None and turn.tried and not turn.gained:
            out.append(Holding(start=None, end=turn.first - DAY, state="unknown", holder=None, keys=turn.keys))
        for holding in _after(turn, before):
            _append(out, holding)
    return out


def _implied(turn: _Turn) -> Holding:
    side = turn.lost[0] if len(turn.lost) == 1 and turn.lost[0] != "unknown" else None
    state = "held" if side else "unknown"
    return Holding(
        start=None,
        end=turn.first - DAY,
        state=state,
        holder=side,
        how="implied",
        precision="by",
        keys=turn.keys,
        sources=turn.sources,
    )


def _after(turn: _Turn, before: Holding | None) -> list[Holding]:
    told = {"keys": turn.keys, "sources": turn.sources, "precision": turn.precision}
    holder = turn.gained[0] if len(turn.gained) == 1 and turn.gained[0] not in turn.lost else None
    rivals = {*turn.gained, *turn.tried}
    was = before.holder if before else None
    out = []
    if len(turn.gained) > 1:
        return [_contest(turn, turn.gained, end=None)]
    if turn.first < turn.last and (holder or turn.lost) and holder != was:
        sides = tuple(sorted({side for side in (holder, was, *turn.lost) if side}))
        out.append(_contest(turn, sides, end=turn.last - DAY))
    start = turn.last
    if holder == "unknown":
        holder = None
    if holder:
        out.append(Holding(start=start, end=None, state="held", holder=holder, **told))  # type: ignore[arg-type]
    elif turn.gained or (turn.lost and (was in turn.lost or was is None)):
        out.append(Holding(start=start, end=None, state="unknown", holder=None, **told))  # type: ignore[arg-type]
    elif turn.tried or turn.lost:
        sides = tuple(sorted({side for side in (was, *rivals, *turn.lost) if side}))
        out.append(_contest(turn, sides, end=turn.last))
        if before is not None:
            out.append(
                Holding(
                    start=turn.last + DAY, end=None, state=before.state, holder=was, how="resumed", keys=before.keys,
                    sources=before.sources, between=before.between,
                )
            )  # fmt: skip
        else:
            out.append(Holding(start=turn.last + DAY, end=None, state="unknown", holder=None, **told))  # type: ignore[arg-type]
    return out


def _contest(turn: _Turn, sides: Sequence[str], *, end: dt.date | None) -> Holding:
    return Holding(
        start=turn.first,
        end=end,
        state="contested" if len(sides) > 1 else "unknown",
        holder=None,
        precision=turn.precision,
        between=tuple(sides) if len(sides) > 1 else (),
        keys=turn.keys,
        sources=turn.sources,
    )


def _append(out: list[Holding], holding: Holding) -> None:
    """Let a holding begin and what was before it end; the same holder again only adds who says so."""
    if not out:
        out.append(holding)
        return
    last = out[-1]
    same = (last.state, last.holder, last.between) == (holding.state, holding.holder, holding.between)
    if same and holding.end is None and (last.end is None or last.end + DAY == holding.start):
        keys = tuple(sorted({*last.keys, *holding.keys}))
        sources = tuple(sorted({*last.sources, *holding.sources}))
        out[-1] = msgspec.structs.replace(last, end=None, keys=keys, sources=sources)
        return
    assert holding.start is not None
    while out and (begun := out[-1].start) is not None and holding.start is not None and begun >= holding.start:
        holding = _with(holding, out.pop())
    start = holding.start
    if out and start is not None and (out[-1].end is None or out[-1].end >= start):
        out[-1] = msgspec.structs.replace(out[-1], end=start - DAY)
    out.append(holding)


def _with(holding: Holding, swallowed: Holding) -> Holding:
    """Return a holding that takes the days of another, and what was said of them, into its own."""
    return msgspec.structs.replace(
        holding,
        keys=tuple(sorted({*holding.keys, *swallowed.keys})),
        sources=tuple(sorted({*holding.sources, *swallowed.sources})),
    )


def _besieged(holdings: list[Holding], ordered: Sequence[SubEvent]) -> list[Holding]:
    """Cut the holdings where a siege begins or ends: a change of holder ends it."""
    sieges = [event for event in ordered if event.what == "besieges"]
    if not sieges:
        return holdings
    if not holdings:
        holdings = [Holding(start=None, end=None, state="unknown", holder=None)]
    out: list[Holding] = []
    for holding in holdings:
        inside = [e for e in sieges if _touches(holding, e) and e.actor != holding.holder]
        if not inside:
            out.append(holding)
            continue
        begin = min((e.window.start or e.window.end) for e in inside if e.window.end)
        besiegers = tuple(sorted({e.actor or "unknown" for e in inside}))
        keys = tuple(sorted({*holding.keys, *(e.key for e in inside)}))
        sources = tuple(sorted({*holding.sources, *(e.source for e in inside if e.source)}))
        if holding.start is None or holding.start < begin:
            out.append(msgspec.structs.replace(holding, end=begin - DAY))
            holding = msgspec.structs.replace(holding, start=begin, how="besieged")
        out.append(msgspec.structs.replace(holding, besieged_by=besiegers, keys=keys, sources=sources))
    return out


def _touches(holding: Holding, siege: SubEvent) -> bool:
    begin = siege.window.start or siege.window.end
    assert begin is not None
    return (holding.start is None or holding.start <= begin) and (holding.end is None or begin <= holding.end)


def on_day(timeline: Timeline, day: dt.date) -> Holding | None:
    """Return what held on a day; None where nothing is known of it."""
    for holding in timeline.holdings:
        if (holding.start is None or holding.start <= day) and (holding.end is None or day <= holding.end):
            return holding
    return None
