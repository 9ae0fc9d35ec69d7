"""A claim in its context: what the reckoning sees of many documents."""

from __future__ import annotations

import datetime as dt

from marsad.model.claim import Claim
from marsad.model.noun import Noun
from marsad.model.place import PlaceMention


class Statement(Noun, frozen=True, kw_only=True):
    """One claim of one document, with who published it when.

    `key` is DOCUMENT#CLAIM and unique.  `claimant` is the source that the words are attributed to, folded to
    one id by the pack ('the Observatory', 'SOHR' -> 'sohr'), else the publisher's; None where neither is known.
    `incident` is the linked happening; statements of one incident share it.
    """

    key: str
    document: str
    claim: Claim
    published: dt.date | None = None
    source: str | None = None
    claimant: str | None = None
    place: PlaceMention | None = None
    incident: str | None = None
    person: str | None = None
    """Of a statement that counts one person by name: one id for all that certainly name that person."""
    perhaps: str | None = None
    """One id for all that possibly name that person; None is `person`."""
    headline: bool = False
    """Stands in the document's first line."""
    unread: int = 0
    """Characters before it that are no letters of their own (Arabic marks, tatweel), and no distance."""
