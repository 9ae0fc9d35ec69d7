"""What an adapter is given and what it may give back: documents, addresses to ask, further material, refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from marsad.collect.files import Unread
from marsad.ids import sha256
from marsad.model.document import Document

State = Literal["complete", "partial", "blocked", "failed"]


@dataclass(frozen=True)
class Origin:
    """How bytes in a web archive came into it: when they were fetched, with which answer."""

    at: str
    status: int | None
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """Bytes as they came in.  `name` is what messages call them, `address` their URL or path."""

    name: str
    data: bytes
    address: str
    media_type: str = ""
    charset: str | None = None
    id: str = ""
    """The id that a document of the whole gets."""
    origin: Origin | None = None
    """Where it lay in a web archive."""

    @property
    def suffix(self) -> str:
        """The ending of the file's name, in small letters."""
        stem, dot, end = urlsplit(self.address).path.rpartition(".")
        return f".{end.lower()}" if dot and stem and "/" not in end else ""


@dataclass(frozen=True)
class Way:
    """How a source wants to be read: selectors of its pages, columns of its tables, what is known of all it says."""

    adapter: str | None = None
    text: str | None = None
    published: str | None = None
    author: str | None = None
    links: str | None = None
    following: str | None = None
    drop: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zone: str | None = None
    max_bytes: int = 20_000_000


@dataclass(frozen=True)
class Piece:
    """A document with the state that it was got in; `note` says what is missing, `author` who wrote it."""

    document: Document
    state: State = "complete"
    note: str | None = None
    author: str | None = None

    @property
    def capture_note(self) -> str | None:
        """What the capture record keeps of it besides the state."""
        said = (f"author: {self.author}" if self.author else None, self.note)
        return "; ".join(part for part in said if part) or None


@dataclass(frozen=True)
class Link:
    """An address where a document, or a further list of them, stands; `published` as the list says it.

    `more`: the next page of the same list.  `is_list`: another list.
    """

    url: str
    published: str | None = None
    more: bool = False
    is_list: bool = False

    @property
    def leads_on(self) -> bool:
        """Whether more addresses stand there, and no document."""
        return self.more or self.is_list


@dataclass(frozen=True)
class Skipped:
    """What is no document and isn't meant to be one, and why."""

    id: str
    why: str


@dataclass(frozen=True)
class Withheld:
    """An address that shows a refusal in the place of what should stand there, and why; `status` is the answer's."""

    address: str
    why: str
    status: int | None = None


Item = Piece | Link | Skipped | Withheld | Unread | Material


class Adapter(Protocol):
    """One small module: which material it takes, and what it makes of it."""

    NAME: str

    def accepts(self, material: Material) -> bool:
        """Tell whether the material is of this kind."""
        ...

    def items(self, material: Material, way: Way) -> Iterator[Item]:
        """Yield what is in it.  Raises `UnreadableDocumentError` for a whole that cannot be read."""
        ...


def document_id(address: str) -> str:
    """Return the id of a web page's document: its host and a digest of the address, the same in every run."""
    return f"{urlsplit(address).hostname or 'web'}-{sha256(address.encode())[:12]}"
