"""What is public of a period, as values of pictures: bounds by step, side and group, places with tolls, holders."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from marsad import __version__
from marsad.chronicle import Chronicle
from marsad.errors import UsageError
from marsad.issuing.composing import sources_of
from marsad.issuing.described import Kinds
from marsad.knowledge.placebook import place_book
from marsad.link.control import Holding
from marsad.model import Scope, Statement, Window
from marsad.model.toll import TollRow
from marsad.pipeline import Ledger
from marsad.publish.dataset import Happening, Spot
from marsad.publish.pictures.values import Bound, Held, Mark, Picture, Step
from marsad.publish.public import COARSE, public_view
from marsad.reckon.case import Case
from marsad.reckon.table import contradictions_of, prepared, rows_of
from marsad.releasing.openness import CENTRE
from marsad.releasing.rows import public_rows, public_statements

MOST_DAYS, MOST_MONTHS = 45, 60
"""Steps of a picture, before coarser ones are taken."""
POLICY = "lead"
KM_A_DEGREE = 111.2
COARSE_KM = {"area": KM_A_DEGREE * 10.0**-COARSE / 2, "admin": KM_A_DEGREE * 10.0**-CENTRE / 2, "country": 300.0}
"""How far around its point a place may lie that no gazetteer gives a radius of: what rounding leaves open."""
STEPPED, BY_SIDE = ("toll", "multiples"), ("sides", "multiples")


class Shown(NamedTuple):
    """What several pictures of one period have in common: the public rows are found once."""

    ledger: Ledger
    statements: Sequence[Statement]
    case: Case
    kinds: Kinds
    window: Window
    as_of: str
    inside: tuple[Happening, ...]
    undated: int


def shown(
    ledger: Ledger, *, start: dt.date | None = None, end: dt.date | None = None, as_of: dt.date | None = None
) -> Shown:
    """Return what is public of a period; by default from the first day of an incident to the newest document's.

    Raises `UsageError` where nothing in the ledger has a day, or the period ends before it starts.
    """
    statements = public_statements(ledger, as_of=as_of)
    public = public_rows(ledger, statements, as_of=as_of)
    rows = public.dataset.incidents
    newest = max((one.published for one in statements if one.published), default=None)
    if newest is None:
        raise UsageError.of("nothing that has a day is in the ledger; add documents first")
    end = end or (min(newest, as_of) if as_of else newest)
    first = min((one.start for one in rows if one.start and one.start <= end), default=end)
    start = start or first
    if end < start:
        raise UsageError.of("--to {end} lies before --from {start}", start=start, end=end)
    window = Window(start=start, end=end)
    return Shown(
        ledger,
        statements,
        prepared(statements, POLICY, as_of, ledger.umbrella()),
        Kinds(ledger, statements, public.bare),
        window,
        (as_of or newest).isoformat(),
        tuple(one for one in rows if one.start and one.end and Window(start=one.start, end=one.end).inside(window)),
        sum(one.start is None or one.end is None for one in rows),
    )


def picture(shown: Shown, kind: str, harm: str = "killed") -> Picture:
    """Return the values of a picture of one kind and harm."""
    unit, steps = _steps(shown.window)
    steps = [step for step in steps if str(step.start) <= shown.as_of]
    by = ("side",) if kind == "multiples" else ()
    scope = Scope(harm=harm, window=shown.window)  # type: ignore[arg-type]  # of the closed list
    rows = [] if kind == "control" else bounds(shown.case, scope, ())
    if kind in BY_SIDE:
        rows += bounds(shown.case, scope, ("side",))
    if kind == "sides":
        rows += [_bound(row) for row in shown.kinds.within(scope)]
    marks = tuple(_marks(shown, harm)) if kind == "map" else ()
    held = tuple(_held(shown)) if kind == "control" else ()
    placed = {id for mark in marks for id in mark.incidents}
    counted = {one.id for one in shown.inside if one.total(harm) is not None}
    left = {"unplaced": len(counted - placed), "undated": shown.undated} if kind == "map" else {}
    return Picture(
        kind=kind,
        harm=harm,
        window=shown.window,
        as_of=shown.as_of,
        policy=POLICY,
        tool=f"marsad {__version__}",
        unit=unit,
        steps=tuple(_stepped(shown, scope, by, steps, until=kind == "toll")) if kind in STEPPED else (),
        rows=tuple(rows),
        marks=marks,
        held=held,
        left_out={why: count for why, count in left.items() if count},
        sources=sources_of(shown.ledger, shown.inside, shown.statements),
        contradictions=len(contradictions_of(shown.case, scope)) if kind != "control" else 0,
        overlaps=any(row.overlaps for row in rows),
    )


def bounds(case: Case, scope: Scope, by: tuple[str, ...]) -> list[Bound]:
    """Return the bounds of a scope of a prepared case."""
    return [_bound(row) for row in rows_of(case, scope, by)]


def _bound(row: TollRow) -> Bound:
    return Bound(
        harm=row.harm,
        side=row.side,
        group=row.group,
        lo=row.lo,
        hi=row.hi,
        claims=row.claims,
        overlaps=row.overlaps,
    )


def _steps(window: Window) -> tuple[str, list[Window]]:
    """Return the finest unit of which the period has few enough, and its steps, cut to the period."""
    assert window.start and window.end
    first, last = window.start, window.end
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return "day", [Window(start=day, end=day) for day in (first + dt.timedelta(days=n) for n in range(days))]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= MOST_MONTHS:
        numbers = (first.year * 12 + first.month - 1 + n for n in range(months))
        cut = [_cut(dt.date(n // 12, n % 12 + 1, 1), window) for n in numbers]
        return "month", cut
    years = range(first.year, last.year + 1)
    return "year", [
        Window(start=max(first, dt.date(year, 1, 1)), end=min(last, dt.date(year, 12, 31))) for year in years
    ]


def _cut(month: dt.date, window: Window) -> Window:
    assert window.start and window.end
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return Window(start=max(month, window.start), end=min(last, window.end))


def _stepped(
    shown: Shown, scope: Scope, by: tuple[str, ...], steps: Iterable[Window], *, until: bool
) -> Iterator[Step]:
    for step in steps:
        assert step.start and step.end
        own = bounds(shown.case, msgspec.structs.replace(scope, window=step), by)
        so_far = Window(start=shown.window.start, end=step.end)
        whole = bounds(shown.case, msgspec.structs.replace(scope, window=so_far), by) if until else []
        yield Step(start=step.start, end=step.end, own=tuple(own), until=tuple(whole))


def _marks(shown: Shown, harm: str) -> Iterator[Mark]:
    """Yield the places of the period's incidents that count a harm, the most first."""
    at: dict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for one in shown.inside:
        if one.place is not None and one.place.lat is not None and one.total(harm) is not None:
            at[one.place.lat, one.place.lon, one.place.precision].append(one)
    marks = []
    for here in at.values():
        place = here[0].place
        assert place is not None
        ids = tuple(one.id for one in here)
        marks.append(
            Mark(spot=place, radius_km=radius(place), incidents=ids, bound=_together(shown, here, frozenset(ids), harm))
        )
    yield from sorted(marks, key=lambda mark: (-(mark.bound.lo if mark.bound else 0), mark.incidents))


def _together(shown: Shown, here: Sequence[Happening], ids: frozenset[str], harm: str) -> Bound | None:
    """Return the toll of incidents at one place: of several, reckoned from their claims."""
    if len(here) == 1:
        one = here[0].total(harm)
        if one is None:
            return None
        return Bound(harm=harm, side=None, lo=one.lo, hi=one.hi, claims=one.claims, overlaps=one.overlaps)
    own = [one for one in shown.statements if (one.incident or one.key) in ids]
    case = prepared(own, POLICY, umbrella=shown.case.umbrella)
    return next(iter(bounds(case, Scope(harm=harm, window=shown.window), ())), None)  # type: ignore[arg-type]


def radius(spot: Spot) -> float | None:
    """Return how far around its point a place may lie, in kilometres; None for one that is known as a point."""
    if spot.precision == "exact":
        return None
    found = place_book().find(spot.gazetteer) if spot.gazetteer else []
    known = found[0].radius_km if len(found) == 1 else None
    return max(known or 0.0, COARSE_KM.get(spot.precision or "", 5.0))


def _held(shown: Shown) -> Iterator[Held]:
    """Yield who held each place at the period's end, as far as public documents of the standpoint say."""
    end = shown.window.end
    assert end is not None
    known = {one.document for one in shown.ledger.readings(as_of=dt.date.fromisoformat(shown.as_of[:10]))}
    for line in Chronicle(shown.ledger).timelines():
        spot = msgspec.convert(public_view("place", msgspec.to_builtins(line.place)), Spot)
        told = [one for one in line.holdings if {key.partition("#")[0] for key in one.keys} <= known]
        now = [one for one in told if _holds(one, end)]
        if now and spot.lat is not None and spot.lon is not None and now[-1].state != "unknown":
            one = now[-1]
            yield Held(
                spot=spot,
                radius_km=radius(spot),
                state=one.state,
                holder=one.holder,
                since=one.start,
                precision=one.precision,
                between=one.between,
                besieged_by=one.besieged_by,
                claims=one.keys,
            )


def _holds(one: Holding, day: dt.date) -> bool:
    return (one.start is None or one.start <= day) and (one.end is None or day <= one.end)
