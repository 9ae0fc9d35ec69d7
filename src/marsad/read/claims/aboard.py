"""Those aboard, or inside: 'a boat with 60 migrants sank, 12 of them died, and the rest are missing'.

Nobody says that all of them were harmed: their number is no claim, but says who its parts are.  Arabic.
"""

from __future__ import annotations

from marsad.read.claims.bases import hand_on
from marsad.read.claims.draft import Draft, parts_of
from marsad.read.claims.quantities import Quantity
from marsad.read.scan import Scan

ABOARD = "who was aboard"
"""Why such a number is no claim, as the lexicon says it."""


def carried_away(scan: Scan, q: Quantity) -> bool:
    """Tell whether 'buses carrying 400 people left the town' counts who left.  English."""
    fleet = scan.ending(q.first, "fleet")
    noun = scan.at(q.core_last, "person")
    if scan.lang != "en" or fleet is None or noun is None or noun.entry.features.get("harm"):
        return False
    return scan.at(noun.last, "departs") is not None


def bring_aboard(draft: Draft) -> None:
    """Mark a count of those aboard, of which others may be parts."""
    draft.kind, draft.harm = "aboard", "other"
    draft.rules.append("count.aboard")


def leave_ship(drafts: list[Draft]) -> None:
    """Drop the counts of those aboard, with such parts as nothing is said of but that they were there."""
    parts = parts_of(drafts)
    for draft in drafts:
        if draft.kind != "aboard":
            continue
        draft.drop = ABOARD
        hand_on(draft, parts.get(draft, []))
        for part in parts.get(draft, ()):
            part.side = part.side or draft.side
            if "harm.of_whole" in part.rules and not part.drop:
                part.drop = ABOARD
