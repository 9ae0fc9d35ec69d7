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


class Capture(Noun, frozen=True, kw_only=True):
    """How the bytes came in: by which tool and person, with which HTTP answer (None for files)."""

    tool: str
    operator: str | None = None
    status: int | None = None
    headers: dict[str, str] | None = None


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
    """The answer of `marsad verify`.  `head` is the last entry's hash in hex: keep it elsewhere."""

    schema_version: str
    ok: bool
    checked: int
    head: str
    bad: tuple[Bad, ...] = ()
