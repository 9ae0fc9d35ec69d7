"""The toll by name: persons that lists name, each counted once; the policy `named-only`.

It is a figure of its own: documented by name, never added to what claims count.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product

import msgspec

from marsad.errors import UsageError
from marsad.link.decided import mention_of
from marsad.link.people.match import Matched, PersonLink
from marsad.link.people.union import Union, joined, union
from marsad.model import Claim, Contribution, Scope, Statement, TollRow, TollTable, Victim, Window
from marsad.model.reading import SCHEMA_VERSION

BREAKDOWNS = ("side", "place", "month")
Cell = tuple[str | None, str | None, Window]


def named_table(
    matched: Matched,
    scope: Scope,
    *,
    by: Iterable[str] = ("side",),
    umbrella: Mapping[str, frozenset[str]] | None = None,
    as_of: dt.date | None = None,
    known_at: str | None = None,
    messages: Mapping[str, str],
) -> TollTable:
    """Return the toll of a scope by name.

    The least number counts those who surely belong to the scope, the greatest also those of whom the lists do not say
    whether they do.  A side includes those that `umbrella` counts inside it.
    Raises `UsageError` for a breakdown that lists of names don't have.
    """
    asked = tuple(by)
    unknown = [part for part in asked if part not in BREAKDOWNS]
    if unknown:
        raise UsageError.of(
            "lists of names are not broken down by {by}; choose of {known}",
            by=", ".join(unknown),
            known=", ".join(BREAKDOWNS),
        )
    rows = []
    for harm in sorted({victim.harm for victim in matched.victims if scope.harm in (None, victim.harm)}):
        there = [victim for victim in matched.victims if victim.harm == harm]
        for cell in _cells(there, scope, asked):
            sides = {cell[0], *(umbrella or {}).get(cell[0] or "", ())}
            sure = [victim for victim in there if _inside(victim, cell, sides) is True]
            perhaps = [victim for victim in there if _inside(victim, cell, sides) is not False]
            if perhaps:
                rows.append(_row(harm, cell, sure, perhaps, matched, messages))
    return TollTable(
        schema_version=SCHEMA_VERSION,
        as_of=as_of.isoformat() if as_of else None,
        known_at=known_at,
        policy="named-only",
        rows=tuple(rows),
    )


def named_statements(matched: Matched) -> list[Statement]:
    """Return one statement for each entry of the lists, by id, that counts one person; no name is in it.

    `person` is one for all entries that are surely one person, `perhaps` one for all that any chain of possible links
    joins: coarser than `union`, which pairs one to one, and valid for every part of the lists.
    """
    found = union(matched)
    person = {id: ids[0] for ids in found.people for id in ids}
    chained = ((link.first, link.second) for link in matched.links)
    crowded = (pair for crowd in matched.crowds for pair in pairwise(crowd))
    perhaps = joined(person, [*((id, first) for id, first in person.items()), *chained, *crowded])
    return [_statement(victim, person[victim.id], perhaps[victim.id]) for victim in matched.victims]


def _statement(victim: Victim, person: str, perhaps: str) -> Statement:
    source = victim.list or None
    claim = Claim(
        id="c1",
        span=(0, len(victim.id)),
        text=victim.id,
        harm=victim.harm,
        value=1,
        group=msgspec.structs.replace(victim.group, side=_side(victim), sex=victim.sex),
        window=victim.window,
        place="p1" if victim.place else None,
        rule="entered",
    )
    return Statement(
        key=f"{victim.id}#c1",
        document=victim.id,
        claim=claim,
        source=source,
        claimant=source,
        place=mention_of(victim.place) if victim.place else None,
        person=person,
        perhaps=perhaps,
    )


def only(matched: Matched, victims: Sequence[Victim]) -> Matched:
    """Return the same links between fewer victims."""
    kept = {victim.id for victim in victims}
    links: tuple[PersonLink, ...] = tuple(k for k in matched.links if k.first in kept and k.second in kept)
    crowds = (tuple(id for id in crowd if id in kept) for crowd in matched.crowds)
    return Matched(tuple(victims), links, tuple(crowd for crowd in crowds if len(crowd) > 1))


def _row(
    harm: str,
    cell: Cell,
    sure: Sequence[Victim],
    perhaps: Sequence[Victim],
    matched: Matched,
    messages: Mapping[str, str],
) -> TollRow:
    side, place, window = cell
    least, most = union(only(matched, sure)), union(only(matched, perhaps))
    return TollRow(
        harm=harm,  # type: ignore[arg-type]  # taken from a victim
        side=side,
        place=place,
        start=window.start.isoformat() if window.start else None,
        end=window.end.isoformat() if window.end else None,
        lo=least.lo,
        hi=most.hi,
        guarantee="exact-TU" if least.sharp and most.sharp else "LP-rounded",
        contributions=tuple(_told(most, messages)),
    )


def _told(found: Union, messages: Mapping[str, str]) -> Iterator[Contribution]:
    """Say how many each list names, and how many may be in two lists."""
    sizes = found.sizes.items()
    said = [(name, "hi", str(size), "named_list", {"list": name, "count": str(size)}) for name, size in sizes]
    if found.overlap is not None:
        lo, hi = map(str, found.overlap)
        said.append((" + ".join(found.sizes), "lo", f"{lo}..{hi}", "named_overlap", {"lo": lo, "hi": hi}))
    for claim, bound, quote, reason, params in said:
        sentence = messages[reason].format(**params)
        yield Contribution(claim=claim, bound=bound, quote=quote, sentence=sentence, reason=reason, params=params)


def _cells(victims: Sequence[Victim], scope: Scope, by: Sequence[str]) -> Iterator[Cell]:
    sides: list[str | None] = [scope.side]
    if "side" in by and scope.side is None:
        sides = sorted({_side(victim) or "unknown" for victim in victims})  # type: ignore[assignment]
    places: list[str | None] = [scope.place]
    if "place" in by:
        within = [v for v in victims if v.place is not None and _in_place(v, scope.place) is not False]
        places = sorted({v.place.id or v.place.name_en for v in within if v.place is not None})  # type: ignore[assignment]
    windows = [scope.window]
    if "month" in by:
        windows = sorted(
            {month for victim in victims for month in _months(victim.window, scope.window)},
            key=lambda window: str(window.start),
        )
    yield from product(sides, places, windows)


def _months(window: Window, scope: Window) -> Iterator[Window]:
    if window.start is None:
        return
    start = max(window.start, scope.start or window.start).replace(day=1)
    end = min(window.end or window.start, scope.end or window.end or window.start)
    while start <= end:
        last = calendar.monthrange(start.year, start.month)[1]
        yield Window(start=start, end=start.replace(day=last))
        start = start.replace(day=last) + dt.timedelta(days=1)


def _inside(victim: Victim, cell: Cell, sides: Collection[str | None]) -> bool | None:
    """Tell whether a victim belongs to a cell; None where the list does not say."""
    side, place, window = cell
    said = [
        True if side is None else (_side(victim) or "unknown") in sides,
        _in_place(victim, place),
        _in_time(victim.window, window),
    ]
    return False if False in said else None if None in said else True


def _side(victim: Victim) -> str | None:
    return victim.group.side or ("civilians" if victim.group.civilian else None)


def _in_place(victim: Victim, place: str | None) -> bool | None:
    if place is None:
        return True
    found = victim.place
    if found is None:
        return None
    return place in (found.id, *found.parents) or (not found.id and found.name_en == place)


def _in_time(window: Window, scope: Window) -> bool | None:
    if scope == Window() or (window.start is not None and window.inside(scope)):
        return True
    if window.start is None:
        return None
    end = window.end or window.start
    apart = (scope.end and window.start > scope.end) or (scope.start and end < scope.start)
    return False if apart else None
