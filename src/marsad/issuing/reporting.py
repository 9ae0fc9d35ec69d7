"""What is public of a day or a month, as the values of a report to print."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter

from marsad.errors import UsageError
from marsad.issuing.composing import compose
from marsad.issuing.desk import PUBLISHED_STATE, BulletinDesk
from marsad.issuing.picturing import Shown, bounds, picture, shown
from marsad.model import Scope, Window
from marsad.pipeline import Ledger
from marsad.publish.pictures.values import Bound, Picture
from marsad.publish.printed.report import Corrected, Report
from marsad.releasing.kept import read_stored
from marsad.releasing.openness import load_rules

PICTURES = ("toll", "sides", "map", "control")


def period(text: str) -> tuple[str, Window]:
    """Return the unit and the days of YYYY-MM or YYYY-MM-DD.  Raises `UsageError` for anything else."""
    for form, unit in (("%Y-%m-%d", "day"), ("%Y-%m", "month")):
        try:
            first = dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
        last = first if unit == "day" else first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return unit, Window(start=first, end=last)
    raise UsageError.of("{text}: a report is of a month or a day: YYYY-MM or YYYY-MM-DD", text=text)


def report(
    ledger: Ledger, asked: str | None = None, *, as_of: dt.date | None = None, publisher: str = "marsad"
) -> Report:
    """Return the report of a period, by default the month of the newest document.

    Raises `UsageError` where nothing in the ledger has a day, and for a period that is none.
    """
    if asked is None:
        newest = shown(ledger, as_of=as_of).window.end
        asked = f"{newest:%Y-%m}"
    unit, window = period(asked)
    found = shown(ledger, start=window.start, end=window.end, as_of=as_of)
    desk = BulletinDesk(ledger.store)
    bulletin = compose(
        ledger, start=window.start, end=window.end, as_of=as_of, publisher=publisher, before=desk.last_published()
    )
    release, changes = _release(ledger)
    return Report(
        unit=unit,
        bulletin=bulletin,
        rows=_rows(found),
        happenings=tuple(sorted(found.inside, key=lambda one: (str(one.start), one.id))),
        pictures=_pictures(found),
        corrected=_corrected(desk, window),
        release=release,
        changes=changes,
        small_cell=load_rules().small_cell,
    )


def _rows(found: Shown) -> tuple[Bound, ...]:
    """Return bounds of each harm over all sides and, where several suffered it, by side."""
    scope = Scope(window=found.window)
    sides = [row for row in bounds(found.case, scope, ("side",)) if row.lo or row.hi]
    out: list[Bound] = []
    for whole in bounds(found.case, scope, ()):
        own = sorted((row for row in sides if row.harm == whole.harm), key=lambda row: (-row.lo, row.side or ""))
        if whole.lo or whole.hi:
            out += [whole, *own] if len(own) > 1 else own
    return tuple(out)


def _pictures(found: Shown) -> tuple[Picture, ...]:
    """Return the pictures that have something to show; of one day nothing goes over time."""
    made = [picture(found, kind) for kind in PICTURES if kind != "toll" or found.window.start != found.window.end]
    full = [one for one in made if one.held or any(row.lo or row.hi for row in one.rows)]
    return tuple(one for one in full if one.kind != "map" or one.marks)


def _corrected(desk: BulletinDesk, window: Window) -> tuple[Corrected, ...]:
    issues = {one.bulletin.id: one for one in desk.issues() if one.state == PUBLISHED_STATE}
    return tuple(
        Corrected(id=id, by=one.corrected_by, why=issues[one.corrected_by].bulletin.why or "")
        for id, one in issues.items()
        if one.corrected_by in issues and _meet(one.bulletin.window, window)
    )


def _meet(one: Window, other: Window) -> bool:
    assert one.start and one.end and other.start and other.end
    return one.start <= other.end and other.start <= one.end


def _release(ledger: Ledger) -> tuple[str | None, dict[str, int] | None]:
    every = ledger.store.releases()
    if not every:
        return None, None
    latest = read_stored(every[-1])
    counts = Counter(one.what for one in latest.corrections.incidents) if latest.corrections.before else Counter()
    return latest.release.id, dict(sorted(counts.items()))
