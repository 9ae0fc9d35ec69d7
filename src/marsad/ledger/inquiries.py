"""When an address was last asked, what it answered, and when it may be asked again: what polite polling remembers.

A derived table: losing it costs one more request an address, no knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    inspect,
    select,
)

from marsad.model.noun import Noun

metadata = MetaData()

inquiries = Table(
    "cache_inquiries",
    metadata,
    Column("address", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("due", Text, doc="when it may be asked again; NULL where nothing says so"),
    Column("sha256", Text, doc="of the archived bytes of a list, which no document is"),
    Column("headers", Text, nullable=False, doc="its validators as JSON"),
    Column("failures", Integer, nullable=False, doc="failures one after another"),
)

MANY = 500
"""Addresses in one question."""
VALIDATORS = ("etag", "last-modified", "content-type")


class Inquiry(Noun, frozen=True, kw_only=True):
    """The last time that an address was asked.  `at` and `due` are UTC, ISO 8601 that sorts."""

    address: str
    at: str
    due: str | None = None
    sha256: str | None = None
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    failures: int = 0


def validators(headers: Mapping[str, str]) -> dict[str, str]:
    """Return those of an answer's headers that are worth remembering."""
    return {name: headers[name] for name in VALIDATORS if headers.get(name)}


def last(connection: Connection, address: str) -> Inquiry | None:
    """Return the last inquiry at an address, None where there was none."""
    if not inspect(connection).has_table(inquiries.name):
        return None
    row = connection.execute(_LAST, {"address": address}).first()
    return _inquiry(row) if row is not None else None


def of_all(connection: Connection, addresses: Sequence[str]) -> dict[str, Inquiry]:
    """Return the last inquiry of each of these addresses that was ever asked."""
    found: dict[str, Inquiry] = {}
    if not inspect(connection).has_table(inquiries.name):
        return found
    for at in range(0, len(addresses), MANY):
        of = inquiries.c.address.in_(addresses[at : at + MANY])
        found.update({row.address: _inquiry(row) for row in connection.execute(select(inquiries).where(of))})
    return found


def note(connection: Connection, made: Sequence[Inquiry]) -> None:
    """Note inquiries, each in the place of the one before at its address."""
    if not made:
        return
    if not inspect(connection).has_table(inquiries.name):
        metadata.create_all(connection)
    connection.execute(_FORGET, [{"of": inquiry.address} for inquiry in made])
    connection.execute(_NOTE, [_row(inquiry) for inquiry in {one.address: one for one in made}.values()])


def _row(inquiry: Inquiry) -> dict[str, object]:
    row = {name: getattr(inquiry, name) for name in ("address", "at", "due", "sha256", "failures")}
    return row | {"headers": msgspec.json.encode(inquiry.headers, order="sorted").decode()}


def _inquiry(row: Row[*tuple[Any, ...]]) -> Inquiry:
    told = msgspec.json.decode(row.headers, type=dict[str, str])
    return Inquiry(address=row.address, at=row.at, due=row.due, sha256=row.sha256, headers=told, failures=row.failures)


_LAST = select(inquiries).where(inquiries.c.address == bindparam("address"))
_FORGET = delete(inquiries).where(inquiries.c.address == bindparam("of"))
_NOTE = insert(inquiries)
