"""What was captured at an address, and what is seen there later: the same bytes again, or nothing any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from marsad.ids import sha256
from marsad.ledger.append import Batch, capture_row
from marsad.ledger.items import Capture
from marsad.ledger.packing import Packed
from marsad.ledger.tables import captures, documents, originals, revisions
from marsad.model.noun import Noun

GONE = "gone at source"
"""What a capture notes where the page that was kept isn't there any more."""
MANY = 500
"""Addresses in one question."""


class Captured(Noun, frozen=True, kw_only=True):
    """The latest revision at an address and its latest capture."""

    document: str
    address: str
    revision: int
    sha256: str
    published: str | None
    source: str | None
    at: str
    status: int | None
    state: str | None
    headers: dict[str, str]
    note: str | None

    @property
    def is_gone(self) -> bool:
        """Whether it wasn't there when it was last asked for."""
        return self.note == GONE

    @property
    def is_blocked(self) -> bool:
        """Whether it was withheld when it was last asked for."""
        return self.state == "blocked"


def captured(connection: Connection, address: str) -> Captured | None:
    """Return what is known of an address, None where nothing is."""
    name = connection.execute(select(documents.c.id).where(documents.c.address == address)).scalar()
    if name is None:
        return None
    latest = connection.execute(
        select(revisions).where(revisions.c.document == name).order_by(revisions.c.number.desc()).limit(1)
    ).one()
    seen = connection.execute(
        select(captures)
        .where(captures.c.document == name, captures.c.revision == latest.number)
        .order_by(captures.c.number.desc())
    ).all()
    told = next((row.headers for row in seen if row.headers and row.note != GONE and row.state != "blocked"), None)
    return Captured(
        document=name,
        address=address,
        revision=latest.number,
        sha256=latest.sha256,
        published=latest.published,
        source=latest.source,
        at=seen[0].at,
        status=seen[0].status,
        state=seen[0].state,
        headers=msgspec.json.decode(told, type=dict[str, str]) if told else {},
        note=seen[0].note,
    )


def known_addresses(connection: Connection, addresses: Sequence[str]) -> dict[str, str]:
    """Return the document at each of these addresses that is known."""
    found: dict[str, str] = {}
    for at in range(0, len(addresses), MANY):
        of = documents.c.address.in_(addresses[at : at + MANY])
        rows = connection.execute(select(documents.c.address, documents.c.id).where(of)).all()
        found.update({row.address: row.id for row in rows if row.address is not None})
    return found


def addresses_since(connection: Connection, beginnings: tuple[str, ...], since: str) -> Iterator[str]:
    """Yield the addresses that begin so and were last revised at `since` or later, by address."""
    last = func.max(revisions.c.captured)
    found = (
        select(documents.c.address)
        .join(revisions, revisions.c.document == documents.c.id)
        .where(documents.c.address.is_not(None))
        .group_by(documents.c.address)
        .having(last >= since)
        .order_by(documents.c.address)
    )
    for address in connection.execute(found).scalars():
        if address is not None and address.startswith(beginnings):
            yield address


def capture_again(connection: Connection, known: Captured, capture: Capture, at: str) -> None:
    """Write that a revision was asked for again, and what was seen."""
    of_it = (captures.c.document == known.document, captures.c.revision == known.revision)
    number = (connection.execute(select(func.max(captures.c.number)).where(*of_it)).scalar() or 0) + 1
    row = capture_row(known.document, known.revision, capture, at) | {"number": number}
    batch = Batch(connection, at)
    batch.add(captures, f"{known.document}@{known.revision}:{number}", row)
    batch.write()


def archive(connection: Connection, data: bytes, media_type: str, at: str) -> bool:
    """Keep bytes before anything is made of them; False where they are kept already."""
    digest = sha256(data)
    if connection.execute(select(originals.c.sha256).where(originals.c.sha256 == digest)).scalar() is not None:
        return False
    batch = Batch(connection, at)
    row = {"sha256": digest, "size": len(data), "media_type": media_type, "bytes": Packed.of(data)}
    batch.add(originals, digest, row)
    batch.write()
    return True
