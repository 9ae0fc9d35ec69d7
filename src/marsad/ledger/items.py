"""What the ledger hands out: frozen values, no rows."""

from __future__ import annotations

from typing import Literal, Self

import msgspec

from marsad.model.document import Document
from marsad.model.noun import Noun
from marsad.model.reading import Reading

Result = Literal["added", "revised", "unchanged"]


class Plan(Noun, frozen=True, kw_only=True):
    """What adding a document will do: nothing, a new document, or the revision `number` of a known one.

    `document` carries the id that it has in the ledger, and what was said of an earlier revision where the new
    one says nothing (published, source, lang, pack).
    """

    result: Result
    document: Document
    number: int


State = Literal["complete", "partial", "blocked", "failed"]


class Capture(Noun, frozen=True, kw_only=True):
    """How the bytes came in: by which tool and person, with which HTTP answer (None for files).

    `url` is where they came from after every redirection, `clock` whose time it is, `network` how the network was
    reached (direct, proxy, ...), `note` what is missing where the state isn't complete.
    """

    tool: str
    operator: str | None = None
    status: int | None = None
    headers: dict[str, str] | None = None
    url: str | None = None
    clock: str | None = None
    network: str | None = None
    state: State | None = None
    note: str | None = None


class Custody(Noun, frozen=True, kw_only=True):
    """One act upon the ledger or an item of it.  `at` is UTC, ISO 8601; `item` None is the whole ledger."""

    number: int
    at: str
    actor: str
    act: str
    item: str | None = None
    detail: dict[str, object] = msgspec.field(default_factory=dict)


class StoredRelease(Noun, frozen=True, kw_only=True):
    """A publication as it was issued: `body` is its JSON, `sha256` the digest of that by which it is cited."""

    id: str
    sha256: str
    body: bytes
    at: str


class Head(Noun, frozen=True, kw_only=True, omit_defaults=True):
    """The end of the chain at a moment, which seals all before it; signed where `signature` is given.

    `ledger` is the hash of the first entry: which ledger it is.  Digests, key (Ed25519, raw) and signature in hex.
    """

    format: str = "marsad-head-1"
    ledger: str
    seq: int
    head: str
    at: str
    key: str | None = None
    signature: str | None = None


class Stamp(Noun, frozen=True, kw_only=True):
    """A third party's word that a seal, and so all entries up to `seq`, existed at `time` (UTC, ISO 8601)."""

    seal: int
    number: int
    seq: int
    authority: str
    time: str
    at: str
    """When it was put into the ledger."""


class Tombstone(Noun, frozen=True, kw_only=True):
    """What is left of a document that was erased for someone's safety: its hashes, who, who else, why, when."""

    id: str
    document: str
    sha256: tuple[str, ...]
    who: str
    second: str
    why: str
    at: str
    erased: int
    """How many rows went."""
    releases: tuple[str, ...] = ()
    """Releases that name the document and were left as they are."""


class StoredDocument(Noun, frozen=True, kw_only=True):
    """A document with its latest revision.  `captured` is UTC, ISO 8601."""

    id: str
    address: str | None
    revisions: int
    sha256: str
    published: str | None
    source: str | None
    captured: str


class StoredReading(Noun, frozen=True, kw_only=True):
    """A reading, the revision that it reads, and since when the ledger has both.  `at` is UTC, ISO 8601."""

    document: str
    revision: int
    at: str
    reading: Reading
    number: int = 1

    @property
    def name(self) -> str:
        """DOCUMENT@REVISION:NUMBER."""
        return f"{self.document}@{self.revision}:{self.number}"


class Bad(Noun, frozen=True, kw_only=True):
    """An item that isn't what the chain says it was, and why: `why` is `template` with its `values` filled in."""

    kind: str
    id: str
    why: str
    template: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)

    @classmethod
    def of(cls, kind: str, item: str, template: str, **values: object) -> Self:
        """Build it from an English template, which is the key of its translations."""
        said = {name: str(value) for name, value in values.items()}
        return cls(kind=str(kind), id=item, why=template.format(**said), template=template, values=said)


class Verification(Noun, frozen=True, kw_only=True):
    """The answer of `marsad verify`.

    `head` is the hash of the last entry, number `entries`, in hex: keep it elsewhere.  `sealed` is the last entry
    that a signature that holds covers, 0 where there is none; `stamped` the last that a time stamp covers (None: nobody
    could look), and `stamped_at` the time that it tells.
    """

    schema_version: str
    ok: bool
    checked: int
    entries: int
    head: str
    sealed: int = 0
    stamped: int | None = 0
    stamped_at: str | None = None
    bad: tuple[Bad, ...] = ()
