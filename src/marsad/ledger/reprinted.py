"""Derived tables of wording: the bands by which alike documents meet, and which later one repeats which earlier one.

Like every `cache_...` table never vouched for, always rebuildable.  What goes in is the business of the gathering.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
)

from marsad.ledger import queries
from marsad.ledger.chain import head
from marsad.ledger.tables import entries, readings
from marsad.model.lineage import Lineage

metadata = MetaData()

seen = Table("cache_reprint_seen", metadata, Column("entry", Integer, primary_key=True, autoincrement=False))

bands = Table(
    "cache_reprint_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Text, primary_key=True),
    Index("cache_reprint_bands_document", "document"),
)

repeats = Table(
    "cache_reprint_repeats",
    metadata,
    Column("later", Text, primary_key=True),
    Column("earlier", Text, primary_key=True, index=True),
    Column("share", Float, nullable=False),
)


class Issue(NamedTuple):
    """A revision that was read last: its day of publication (ISO 8601) as its reading has it, and when it was read."""

    document: str
    revision: int
    day: str | None
    at: str


class Reprinted:
    """The tables within one transaction of the ledger."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_there = inspect(connection).has_table(seen.name)

    def news(self, most: int) -> tuple[int, list[str]]:
        """Return the documents read or reread since the last time, at most so many, and the entry they end with."""
        if not self.is_there:
            metadata.create_all(self.connection)
            self.is_there = True
        since = self.connection.execute(select(seen.c.entry)).scalar() or 0
        query = select(entries.c.seq, entries.c.item).where(entries.c.kind == "readings", entries.c.seq > since)
        found = self.connection.execute(query.order_by(entries.c.seq).limit(most)).all()
        last = found[-1].seq if len(found) == most else head(self.connection)[0]
        return last, list(dict.fromkeys(row.item.rpartition("@")[0] for row in found))

    def note(self, entry: int) -> None:
        """Note the last entry that the tables hold."""
        self.connection.execute(delete(seen))
        self.connection.execute(insert(seen), {"entry": entry})

    def count_news(self) -> int:
        """Return how many readings came since the last time."""
        since = (self.connection.execute(select(seen.c.entry)).scalar() or 0) if self.is_there else 0
        query = select(func.count()).where(entries.c.kind == "readings", entries.c.seq > since)
        return self.connection.execute(query).scalar() or 0

    def issue(self, document: str) -> Issue | None:
        """Return the revision of a document that counts, None where nothing was read of it."""
        row = self.connection.execute(_ISSUE, {"of": document}).first()
        return Issue(document, row.revision, row.published, row.at) if row is not None else None

    def text(self, document: str, revision: int) -> str:
        """Return a revision's text.  Raises `LedgerError` for an unknown one."""
        return queries.text(self.connection, document, revision)

    def meeting(self, found: Iterable[int], most: int) -> list[str]:
        """Return the first documents of bands, at most so many a band, by name."""
        names: set[str] = set()
        for band in set(found):
            names.update(self.connection.execute(_MEETING.limit(most), {"of": band}).scalars())
        return sorted(names)

    def put(self, document: str, found: Iterable[int]) -> None:
        """Put a document into its bands, and only those; what it repeated or was repeated by is forgotten."""
        self.connection.execute(delete(bands).where(bands.c.document == document))
        pairs = delete(repeats).where(or_(repeats.c.later == document, repeats.c.earlier == document))
        self.connection.execute(pairs)
        rows = [{"band": band, "document": document} for band in sorted(set(found))]
        if rows:
            self.connection.execute(insert(bands), rows)

    def repeat(self, earlier: str, later: str, share: float) -> None:
        """Note that a document repeats an earlier one."""
        self.connection.execute(insert(repeats), {"earlier": earlier, "later": later, "share": share})


def lineage(connection: Connection, document: str) -> tuple[Lineage, ...]:
    """Return which documents this one repeats, and which repeat it."""
    if not inspect(connection).has_table(repeats.name):
        return ()
    query = select(repeats).where(or_(repeats.c.later == document, repeats.c.earlier == document))
    found = connection.execute(query.order_by(repeats.c.earlier, repeats.c.later))
    return tuple(repetition(row.earlier, row.later, row.share) for row in found)


def repetition(earlier: str, later: str, share: float) -> Lineage:
    """Return the lineage of a reprint, by the share of common wording."""
    return Lineage(earlier=earlier, later=later, kind="repeats", why=f"wording {share:.2f}")


_ISSUE = (
    select(readings.c.revision, readings.c.published, readings.c.at)
    .where(readings.c.document == bindparam("of"))
    .order_by(readings.c.revision.desc(), readings.c.number.desc())
    .limit(1)
)
_MEETING = select(bands.c.document).where(bands.c.band == bindparam("of")).order_by(bands.c.document)
