"""The tables of a ledger, version 2.  Append-only: the database refuses UPDATE and DELETE on every one of them.

Every row names the entry of the hash chain that vouches for it (`entry`).  Names are natural keys (a document's id,
a revision's number), so that two engines hold the same ledger.  Times are UTC, as text that sorts; text sorts by its
bytes on every engine.  Derived tables, which may be thrown away and made again, are named `cache_...`.

A column that a later version adds to a table stands behind `entry`, may be NULL and says since when (`since`): where
it is NULL it is left out of the seal, so that rows of older versions keep theirs.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
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

SCHEMA = 2
"""Version of the layout below; a ledger of a newer one is refused, one of an older is upgraded (`migrations`)."""

metadata = MetaData()

WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared by its bytes."""


def _vouched() -> Column[int]:
    return Column("entry", Integer, ForeignKey("entries.seq"), nullable=False)


def _number(name: str = "number") -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _later(name: str, doc: str, since: int = 2) -> Column[str]:
    return Column(name, WORDS, doc=doc, info={"since": since})


entries = Table(
    "entries",
    metadata,
    _number("seq"),
    Column("kind", WORDS, nullable=False),
    Column("item", WORDS, nullable=False),
    Column("content", LargeBinary, nullable=False, doc="SHA-256 of what the row says"),
    Column("previous", LargeBinary, nullable=False, doc="hash of the entry before; 32 zero bytes for the first"),
    Column("hash", LargeBinary, nullable=False, doc="SHA-256 of all other columns of this entry"),
    Column("at", WORDS, nullable=False),
)

schema_versions = Table(
    "schema_versions",
    metadata,
    _number("version"),
    Column("tool", WORDS, nullable=False),
    _vouched(),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", WORDS, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("media_type", WORDS, nullable=False),
    Column("bytes", LargeBinary, nullable=False, doc="zlib"),
    _vouched(),
)

documents = Table(
    "documents",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("address", WORDS, unique=True, doc="path or URL; NULL where it came without one"),
    _vouched(),
    sqlite_with_rowid=False,
)

revisions = Table(
    "revisions",
    metadata,
    Column("document", WORDS, ForeignKey("documents.id"), primary_key=True),
    _number(),
    Column("sha256", WORDS, ForeignKey("originals.sha256"), nullable=False),
    Column("text", LargeBinary, doc="zlib of UTF-8; NULL: the original's bytes are the text in UTF-8"),
    Column("extracted", Integer, nullable=False, doc="1 where the text was taken out of other bytes (HTML)"),
    Column("published", WORDS, doc="as given; what is inferred stands in the reading"),
    Column("source", WORDS),
    Column("lang", WORDS),
    Column("pack", WORDS),
    Column("captured", WORDS, nullable=False),
    _vouched(),
)

captures = Table(
    "captures",
    metadata,
    Column("document", WORDS, primary_key=True),
    _number("revision"),
    _number(),
    Column("at", WORDS, nullable=False),
    Column("tool", WORDS, nullable=False),
    Column("operator", WORDS),
    Column("status", Integer, doc="HTTP status; NULL for files"),
    Column("headers", WORDS, doc="HTTP headers as JSON; NULL for files"),
    _vouched(),
    _later("url", "where the bytes came from in the end, after every redirection; NULL for files"),
    _later("clock", "whose clock `at` is"),
    _later("network", "how the network was reached: direct, proxy, ...; NULL for files"),
    _later("state", "complete, partial, blocked or failed"),
    _later("note", "what is missing, and why"),
    ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
    sqlite_with_rowid=False,
)

readings = Table(
    "readings",
    metadata,
    Column("document", WORDS, primary_key=True),
    _number("revision"),
    _number(),
    Column("reader", WORDS, nullable=False),
    Column("pack", WORDS, nullable=False),
    Column("gazetteer", WORDS, nullable=False),
    Column("published", WORDS, doc="day of publication, given or inferred"),
    Column("body", LargeBinary, nullable=False, doc="zlib, with a dictionary, of the reading's JSON"),
    Column("at", WORDS, nullable=False),
    _vouched(),
    ForeignKeyConstraint(["document", "revision"], ["revisions.document", "revisions.number"]),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("body", LargeBinary, nullable=False, doc="zlib of the decision's JSON"),
    Column("at", WORDS, nullable=False),
    _vouched(),
)

secrets = Table(
    "secrets",
    metadata,
    Column("id", WORDS, primary_key=True),
    _number(),
    Column("key", WORDS, nullable=False, doc="id of the key, which no ledger holds"),
    Column("sealed", LargeBinary, nullable=False, doc="AES-256-GCM: nonce, then the encrypted JSON with its tag"),
    Column("at", WORDS, nullable=False),
    _vouched(),
)
"""Restricted parts of decisions; the highest number of an id counts, lower ones are under older keys."""

releases = Table(
    "releases",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("sha256", WORDS, nullable=False, doc="of the body, by which it is cited"),
    Column("body", LargeBinary, nullable=False, doc="zlib of the release's JSON"),
    Column("at", WORDS, nullable=False),
    _vouched(),
)

seals = Table(
    "seals",
    metadata,
    _number(),
    Column("seq", Integer, nullable=False, doc="the entry that is sealed, and all before it"),
    Column("head", WORDS, nullable=False, doc="that entry's hash, hex"),
    Column("key", WORDS, nullable=False, doc="Ed25519 public key, 32 bytes in hex"),
    Column("signature", WORDS, nullable=False, doc="Ed25519 over the head's statement, hex"),
    Column("at", WORDS, nullable=False),
    _vouched(),
)

stamps = Table(
    "stamps",
    metadata,
    _number("seal"),
    _number(),
    Column("token", LargeBinary, nullable=False, doc="the reply of a time-stamping authority (RFC 3161), DER"),
    Column("authority", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
    _vouched(),
)

custody = Table(
    "custody",
    metadata,
    _number(),
    Column("at", WORDS, nullable=False),
    Column("actor", WORDS, nullable=False, doc="person or program"),
    Column("act", WORDS, nullable=False, doc="viewed, exported, backed_up, restored, upgraded, ..."),
    Column("item", WORDS, doc="what it was done to; NULL: the whole ledger"),
    Column("detail", WORDS, doc="JSON"),
    _vouched(),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", WORDS, primary_key=True),
    Column("document", WORDS, nullable=False),
    Column("sha256", WORDS, nullable=False, doc="of every original that went, parted by spaces"),
    Column("address", WORDS, doc="SHA-256 of the address, so that the same page isn't taken in again"),
    Column("who", WORDS, nullable=False),
    Column("second", WORDS, nullable=False),
    Column("why", WORDS, nullable=False),
    Column("at", WORDS, nullable=False),
    _vouched(),
    CheckConstraint("who <> second AND who <> '' AND second <> '' AND why <> ''", name="two_persons_and_a_reason"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("erased", Integer, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("tombstone", WORDS, ForeignKey("tombstones.id"), nullable=False),
    _vouched(),
    Index("erasures_tombstone", "tombstone"),
)
"""Entries whose rows a tombstone stands for.  Only such a row may be deleted, and only after this was written."""

Index("revisions_sha256", revisions.c.sha256)

VOUCHED = (
    schema_versions,
    originals,
    documents,
    revisions,
    captures,
    readings,
    decisions,
    secrets,
    releases,
    seals,
    stamps,
    custody,
    tombstones,
    erasures,
)
"""Tables whose every row has an entry; the kind of the entry is the table's name.  Parents before children."""

GUARDED = (entries, *VOUCHED)
"""Tables that are never changed."""

ERASABLE = (readings, captures, revisions, documents, originals, secrets, decisions, releases)
"""Tables whose rows an erasure may name.  Children before parents."""

PACKED = frozenset({"bytes", "text", "body"})
"""Columns that are compressed at rest."""

LATER = frozenset(
    (str(table.name), str(column.name)) for table in VOUCHED for column in table.columns if "since" in column.info
)
"""Columns that are left out of the seal where they are NULL, as (table, column)."""
