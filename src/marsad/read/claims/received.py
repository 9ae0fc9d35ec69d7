"""Counts of those whom somebody received or brought in ('its hospital took in 29 bodies'): a share of all, no rival."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.read.claims.draft import Draft
from marsad.read.places import PlacesFound
from marsad.read.scan import Scan

RECEIVED = "count.received"
"""The rule of a count of those only whom the one who tells of them saw."""
_NEAR = 8
"""Tokens between the verb and its count at most."""
_WHOM = 3
"""Tokens of 'the hospital had received' behind a count at most."""
_SUBJECT = 7
"""Tokens of who received them, with who says so, at most."""
_NOBODYS = frozenset({None, "unknown", "mixed"})
_HARMED = frozenset({"killed", "injured"})


def tell_received(scan: Scan, drafts: list[Draft]) -> None:
    """Mark what a hospital received, or a crew brought in, where the text tells of more before it.

    '51 were killed, the ministry said; a hospital had received 29 bodies': nobody contradicts the ministry.  What goes
    on from such a count in its sentence ('and 48 wounded') is such a count, too.
    """
    if not scan.firsts("receives"):
        return
    most: dict[tuple[str, str | None], int] = {}
    last: Draft | None = None
    for draft in drafts:
        if draft.harm not in _HARMED or draft.value is None or draft.whole is not None or draft.background:
            continue
        seen = _received(scan, draft) or _whom_he_received(scan, draft) or _goes_on(scan, last, draft)
        if seen and _told_of_more(most, draft):
            draft.rules.append(RECEIVED)
            last = draft
        elif seen and draft.claimant is None and most.get((draft.harm or "", draft.side)):
            draft.claimant = _who_received(scan, draft)  # more than were told of: the hospital contradicts
        key = draft.harm or "", draft.side
        most[key] = max(most.get(key, 0), draft.value)


def place_received(scan: Scan, drafts: list[Draft], places: PlacesFound) -> None:
    """Take the place of a hospital from what it received: 'a hospital in X received 16 bodies' tells of no scene.

    Those whom the text counted before it died where these did.
    """
    if not scan.firsts("receives"):
        return
    for k, draft in enumerate(drafts):
        if draft.harm not in _HARMED or draft.place is None or not _received(scan, draft):
            continue
        first, _ = scan.sents[scan.sentence_of(draft.core)]
        verb = next(i for i in range(draft.first - 1, first - 1, -1) if scan.at(i, "receives") is not None)
        of_hospital = places.at(first, verb)
        if of_hospital is None or of_hospital.id != draft.place:
            continue
        before = (d for d in reversed(drafts[:k]) if d.harm == draft.harm and d.side == draft.side)
        told = next((d for d in before if not d.background and d.whole is None), None)
        if told is not None and told.place is not None:
            draft.place = told.place


def _told_of_more(most: Mapping[tuple[str, str | None], int], draft: Draft) -> bool:
    """Tell whether a count before counts more, of whom these may be some; `most` is told by harm and side."""
    return any(
        harm == draft.harm and (side == draft.side or not {side, draft.side}.isdisjoint(_NOBODYS))
        for (harm, side), value in most.items()
        if value > (draft.value or 0)
    )


def _who_received(scan: Scan, draft: Draft) -> str | None:
    """Return the words for who received those counted: a hospital, or who confirms that it did."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    verb = next((i for i in range(draft.first - 1, first - 1, -1) if scan.at(i, "receives") is not None), None)
    if verb is None or verb - first > _SUBJECT:
        return None
    said = scan.at(first, "attribution_verb")
    place = next((hit for i in range(first, draft.first) if (hit := scan.at(i, "care_place")) is not None), None)
    if said is not None and said.last < verb:
        return scan.quote(said.last, verb)
    return scan.quote(place.first, place.last) if place is not None else None


def _whom_he_received(scan: Scan, draft: Draft) -> bool:
    """Tell whether 'he received', 'the hospital had received' stands behind a count, with no mark between.  English."""
    if scan.lang != "en":
        return False
    who = next((i for i in (draft.last, draft.last + 1) if scan.at(i, "no_speaker", "determiner") is not None), None)
    return who is not None and scan.begins(who + 1, who + _WHOM, "receives")


def _received(scan: Scan, draft: Draft) -> bool:
    """Tell whether a verb of receiving stands before a count in its sentence, and no other count between."""
    first, _ = scan.sents[scan.sentence_of(draft.core)]
    return scan.begins(max(first, draft.first - _NEAR), draft.first, "receives")


def _goes_on(scan: Scan, before: Draft | None, draft: Draft) -> bool:
    return before is not None and scan.sentence_of(before.core) == scan.sentence_of(draft.core)
