"""A number that no reader took, read by a person: it becomes a claim in the words of its text."""

from __future__ import annotations

import msgspec

from marsad.errors import UsageError
from marsad.review.desk import Desk
from marsad.review.outcome import Entry
from marsad.review.sheet import Cells, claim_of
from marsad.review.signature import Signature
from marsad.review.subjects import Subjects

AROUND = 60
"""Characters of the text on each side of the number that are kept as the claim's evidence."""


def read_number(desk: Desk, id: str, cells: Cells, by: Signature) -> Entry:
    """Say what an unread number counts; the words around it are the claim's evidence.

    The claim is of the document's publisher and day unless the row says otherwise.  Raises `UsageError` where the
    document or the number isn't there.
    """
    document, _, part = id.rpartition("#n")
    start, _, end = part.partition("-")
    reading = Subjects(desk.store).reading(document)[1]
    text = desk.store.text(document) if reading is not None else ""
    if reading is None or not (start.isdigit() and end.isdigit() and int(start) < int(end) <= len(text)):
        raise UsageError.of("{id}: there is no such number; `marsad review --kind unread` lists them", id=id)
    words = text[max(0, int(start) - AROUND) : int(end) + AROUND].strip()
    said = {"quote": (words,), **cells}
    for name, value in (("source", reading.source), ("published", reading.published.value)):
        if value:
            said.setdefault(name, (value,))
    claim = claim_of(said)
    return desk.decide("amend", id, by, saw=cells.get("saw", ()), claim=msgspec.structs.replace(claim, number=id))
