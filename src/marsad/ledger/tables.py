"""The tables of a ledger, version 1.  Append-only: the database refuses UPDATE and DELETE on every one of them.

Every row names the entry of the hash chain that vouches for it (`entry`).  Names are natural keys (a document's id,
a revision's number), so that two engines hold the same ledger.  Times are UTC, as text that sorts.  Derived tables,
which may be thrown away and made again, are named `cache_...`.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

SCHEMA = 1
"""Version of the layout below; a ledger of a newer one is refused."""

metadata = MetaData()


def _vouched() -> Column[int]:
    return Column("entry", Integer, ForeignKey("entries.seq"), nullable=False)


entries = Table(
    "entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("item", Text, nullable=False),
    Column("content", LargeBinary, nullable=False, doc="SHA-256 of what the row says"),
    Column("previous", LargeBinary, nullable=False, doc="hash of the entry before; 32 zero bytes for the first"),
    Column("hash", LargeBinary, nullable=False, doc="SHA-256 of all other columns of this entry"),
    Column("at", Text, nullable=False),
)

schema_versions = Table(
    "schema_versions",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("tool", Text, nullable=False),
    _vouched(),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False, doc="zlib"),
    _vouched(),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("address", Text, unique=True, doc="path or URL; NULL where it came without one"),
    _vouched(),
    sqlite_with_rowid=False,
)

revisions = Table(
    "revisions",
    metadata,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, ForeignKey("originals.sha256"), nullable=False),
    Column("text", LargeBinary, doc="zlib of UTF-8; NULL: the original's bytes are the text in UTF-8"),
    Column("extracted", Integer, nullable=False, doc="1 where the text was taken out of other bytes (HTML)"),
    Column("published", Text, doc="as given; what is inferred stands in the reading"),
    Column("source", Text),
    Column("lang", Text),
    Column("pack", Text),
    Column("captured", Text, nullable=False),
    _vouched(),
)

captures = Table(
    "captures",
    metadata,
    Column("document", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("tool", Text, nullable=False),
    Column("operator", Text),
    Column("status", Integer, doc="HTTP status; NULL for files"),
    Column("headers", Text, doc="HTTP headers as JSON; NULL for files"),
    _vouched(),
    ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("document", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("reader", Text, nullable=False),
    Column("pack", Text, nullable=False),
    Column("gazetteer", Text, nullable=False),
    Column("published", Text, doc="day of publication, given or inferred"),
    Column("body", LargeBinary, nullable=False, doc="zlib of the reading's JSON"),
    Column("at", Text, nullable=False),
    _vouched(),
    ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False, doc="zlib of the decision's JSON"),
    Column("at", Text, nullable=False),
    _vouched(),
)

Index("revisions_sha256", revisions.c.sha256)

VOUCHED = (schema_versions, originals, documents, revisions, captures, readings, decisions)
"""Tables whose every row has an entry; the kind of the entry is the table's name."""

PACKED = frozenset({"bytes", "text", "body"})
"""Columns that are compressed at rest."""
