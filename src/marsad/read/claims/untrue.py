"""What is told and did not happen: the words of harm of plans, and their days, are of nothing that happened."""

from __future__ import annotations

import datetime as dt

from marsad.read.dates import DatesFound, TimeFound
from marsad.read.denial import Denial
from marsad.read.scan import Scan

_PLANNED = dt.timedelta(days=7)
"""What ended longer ago is no time of a plan, though it stands beside one."""


def untrue(scan: Scan, denials: list[Denial]) -> set[int]:
    """Return the tokens of what is only planned or feared, in English also of what is negated.

    Their words of harm befell nobody else ('a guard fired, and nobody was hurt'); Arabic says 'none but three died'.
    """
    kinds = ("plan", "negated") if scan.lang == "en" else ("plan",)
    return {i for denial in denials if denial.kind in kinds for i in range(denial.first, denial.last)}


def without_plans(found: DatesFound, denials: list[Denial], published: dt.date | None) -> DatesFound:
    """Return the times without those ahead and those of plans ('will be freed on Saturday'): nothing happened then."""
    if published is None:
        return found
    plans = {i for denial in denials if denial.kind == "plan" for i in range(denial.first, denial.last)}
    times = tuple(t for t in found.times if not _ahead(t, published) and (t.first not in plans or _past(t, published)))
    return found if len(times) == len(found.times) else found._replace(times=times)


def _ahead(time: TimeFound, published: dt.date) -> bool:
    """Tell whether a time begins after the text was published: 'flights will take them home tomorrow'."""
    return time.window.start is not None and time.window.start > published


def _past(time: TimeFound, published: dt.date) -> bool:
    """Tell whether a time ended so long ago that no plan can be for it."""
    return time.window.end is not None and published - time.window.end > _PLANNED
