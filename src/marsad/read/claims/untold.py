"""Counts whose own words of time cannot be resolved: never the day of publication.

'On 31 June', 'on the 10th of the same month' with no month before it, 'over the weekend' on a Saturday: the text dates
the count, but nobody can say when.  And 'published yesterday the killing of nine': they died by then, not today.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from marsad.model.time import Window
from marsad.read.claims.draft import Draft
from marsad.read.claims.timing import one_day
from marsad.read.dates import DatesFound, TimeFound
from marsad.read.scan import Scan

_PUBLISHED = 7
"""Tokens from 'published' to its day at most: in Arabic the subject stands between."""


def leave_untold(
    scan: Scan, drafts: list[Draft], found: DatesFound, kept: Sequence[TimeFound], dated: Collection[Draft]
) -> None:
    """Take the text's own day from counts that their sentence dates otherwise.

    `kept` are the times that may date a count, `dated` the counts that have a window of their own.
    """
    unclear = {scan.sentence_of(time.first) for time in _unclear(scan, found)}
    stamped = {scan.sentence_of(time.first): time for time in found.times if _published(scan, time)}
    if not unclear and not stamped:
        return
    told = {scan.sentence_of(time.first) for time in kept}
    for draft in drafts:
        number = scan.sentence_of(draft.core)
        if number in told or draft in dated or draft.whole in dated or draft.background:
            continue
        stamp = stamped.get(number)
        if number in unclear:
            draft.window, draft.cumulative = Window(), False
        elif stamp is not None and stamp.last <= draft.first and not draft.toll:
            draft.window = Window(end=stamp.window.start)


def _unclear(scan: Scan, found: DatesFound) -> list[TimeFound]:
    """Return the calendar words that name a day which nobody can tell."""
    spans = {date.span for date in found.dates if date.value is None}
    return [time for time in found.times if scan.span(time.first, time.last) in spans] if spans else []


def _published(scan: Scan, time: TimeFound) -> bool:
    """Tell whether it is the day on which something was published."""
    if not one_day(time) or time.opens or time.is_duration:
        return False
    first, _ = scan.sents[scan.sentence_of(time.first)]
    return scan.begins(max(first, time.first - _PUBLISHED), time.first, "published_verb")
