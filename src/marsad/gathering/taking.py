"""Taking in what came: the bytes are kept first, each by themselves; then what adapters find is read and appended.

What came together is read and appended together, so that a backlog needs no transaction for each page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from time import monotonic

import msgspec

from marsad.adding import add_all
from marsad.collect.adapters import choose
from marsad.collect.files import Given, Unread
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way, Withheld
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.gathering.steps import Step
from marsad.gathering.withholding import Withholding
from marsad.ids import sha256
from marsad.ledger import Capture, ErasedError
from marsad.ledger.captured import Captured
from marsad.ledger.inquiries import Inquiry
from marsad.model.document import Document
from marsad.model.reading import Reading
from marsad.pipeline import Ledger, read_document

BATCH = 64
MOST_BYTES = 16_000_000
"""Bytes that wait to be read at most, but for the last that came."""
LONGEST = 0.5
"""Seconds after which what came is read, however little it is."""
SLOW = 0.1
"""Seconds between two arrivals from which on each is read by itself: nothing is won by waiting."""
DEEPEST = 4
"""How far lists may lead to lists, and packed material hold packed material."""
TOO_DEEP = "lists lead too deep"
_NONE = UnreadableDocumentError("is no document")
_NAMES = {"added": "new", "revised": "revised", "unchanged": "unchanged", "refused": "failed"}

Led = tuple[list[Link], int]
"""The addresses that material leads to, and how deep in lists it lay."""


@dataclass(frozen=True)
class Arrival:
    """Material with how it came in: its capture, what is known of its address, how deep in lists, the list's day."""

    material: Material
    capture: Capture
    known: Captured | None = None
    depth: int = 0
    published: str | None = None
    on_list: Callable[[], None] = lambda: None
    """What is done when it turns out to be a list."""


@dataclass
class _Heard:
    """What one batch says in its order: addresses to follow, how each document came in, and what is to be told.

    A step in `steps` without a result is told when its document is written, with what came of that.
    """

    links: list[Led] = field(default_factory=list)
    captures: dict[tuple[str | None, str], Capture] = field(default_factory=dict)
    steps: deque[Step] = field(default_factory=deque)

    def told(self, step: Step) -> Unread:
        """Note what is to be told; in its place among the documents stands what is none."""
        self.steps.append(step)
        return Unread(step.address, step.error or _NONE)

    def coming(self, document: Document, capture: Capture, error: MarsadError | None = None) -> Document:
        """Note how a document comes in."""
        self.captures[document.address, document.sha256] = capture
        address = document.address or document.id
        self.steps.append(Step(address, "", error=error, state=capture.state, note=capture.note))
        return document

    def capture(self, document: Document) -> Capture:
        """Return how a document came in."""
        return self.captures[document.address, document.sha256]


@dataclass
class Taking:
    """Takes material into a ledger, as its source wants to be read."""

    ledger: Ledger
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    operator: str | None = None
    _waiting: list[Arrival] = field(default_factory=list)
    _bytes: int = 0
    _first: float = 0.0
    _last: float = field(default_factory=monotonic)
    _is_slow: bool = False

    def __post_init__(self) -> None:
        self.withholding = Withholding(self.ledger, self.operator)

    def keep(self, arrival: Arrival, inquiry: Inquiry | None = None) -> None:
        """Keep the bytes of material, and that they were asked for; what it holds is read by `read`.

        Raises `ErasedError` for what was erased for someone's safety.
        """
        if arrival.material.data:
            self.ledger.store.archive(_whole(arrival.material), inquiry)
        elif inquiry is not None:
            self.ledger.store.note_inquiry(inquiry)
        now = monotonic()
        self._is_slow, self._last = now - self._last > SLOW, now
        if not self._waiting:
            self._first = now
        self._waiting.append(arrival)
        self._bytes += len(arrival.material.data)

    @property
    def is_due(self) -> bool:
        """Whether enough waits to be read, or something for long enough, or there is time between what comes."""
        many = len(self._waiting) >= BATCH or self._bytes > MOST_BYTES
        return many or (bool(self._waiting) and (self._is_slow or monotonic() - self._first > LONGEST))

    def read(self) -> Generator[Step, None, list[Led]]:
        """Read and append what all material holds that was kept; return where it leads."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        heard = _Heard()
        yield from self._append((document for one in waiting for document in self._documents(one, heard)), heard)
        self._last = monotonic()
        return heard.links

    def _documents(self, arrival: Arrival, heard: _Heard) -> Iterator[Document | Unread]:
        """Yield what is to be read and appended of material, and what is only to be told in its place."""
        material = arrival.material
        try:
            if not material.data:
                raise UnreadableDocumentError.of("{name}: is empty; there is nothing to read in it", name=material.name)
            way = self.way if arrival.depth == 0 else replace(self.way, adapter=None)
            yield from self._items(choose(material, way).items(material, way), arrival, heard)
        except (ErasedError, UsageError) as error:
            yield heard.told(Step(material.address, "failed", error=error))
        except UnreadableDocumentError as error:
            yield from self._unread(arrival, error, heard)

    def _unread(self, arrival: Arrival, error: MarsadError, heard: _Heard) -> Iterator[Document | Unread]:
        """Yield a document without text, so that bytes that cannot be read have their capture."""
        whole = _whole(arrival.material)
        if not whole.data:
            yield heard.told(Step(whole.address or whole.id, "failed", whole.id, error))
            return
        failed = msgspec.structs.replace(arrival.capture, state="failed", note=str(error))
        yield heard.coming(self._completed(whole, arrival.published), failed, error)

    def _items(self, found: Iterator[Item], arrival: Arrival, heard: _Heard) -> Iterator[Document | Unread]:
        links: list[Link] = []
        for item in found:
            if isinstance(item, Piece):
                yield from self._piece(item, arrival, heard)
            elif isinstance(item, Link):
                links.append(item)
            elif isinstance(item, Material):
                yield from self._inside(item, arrival, heard)
            elif isinstance(item, Skipped):
                yield heard.told(Step(item.id, "skipped", why=item.why))
            elif isinstance(item, Withheld):
                yield heard.told(self._withheld(item, arrival))
            else:
                yield heard.told(Step(f"{arrival.material.address}#{item.id}", "failed", item.id, item.error))
        if links:
            arrival.on_list()
            heard.links.append((links, arrival.depth))

    def _piece(self, piece: Piece, arrival: Arrival, heard: _Heard) -> Iterator[Document | Unread]:
        """Yield a document; where only the bytes around the same text changed, note that they were kept."""
        said = "; ".join(part for part in (arrival.capture.note, piece.capture_note) if part) or None
        capture = msgspec.structs.replace(arrival.capture, state=piece.state, note=said)
        document, known = self._completed(piece.document, arrival.published), arrival.known
        is_known = known is not None and document.address == known.address and document.extracted
        if known is None or not is_known or document.text != self.ledger.store.text(known.document, known.revision):
            yield heard.coming(document, capture)
            return
        note = f"other bytes, the same text: {document.sha256}"
        if known.note != note:
            self.ledger.store.capture_again(known, msgspec.structs.replace(capture, note=note))
        yield heard.told(Step(known.address, "unchanged", known.document, fetched=True))

    def _withheld(self, item: Withheld, arrival: Arrival) -> Step:
        """Record that an address, or this material itself, shows a refusal in the place of what it should."""
        capture = msgspec.structs.replace(arrival.capture, status=item.status or arrival.capture.status)
        before = self.ledger.store.inquiry(item.address)
        body = arrival.material.data if item.address == arrival.material.address else b""
        self.withholding.record(item.address, item.why, capture, before, body)
        return Step(item.address, "blocked", arrival.known.document if arrival.known else None, why=item.why)

    def _inside(self, item: Material, arrival: Arrival, heard: _Heard) -> Iterator[Document | Unread]:
        if arrival.depth >= DEEPEST:
            yield heard.told(Step(item.address, "skipped", why=TOO_DEEP))
            return
        capture = arrival.capture
        if item.origin is not None:
            capture = msgspec.structs.replace(
                capture,
                status=item.origin.status,
                headers=dict(item.origin.headers),
                url=item.address,
                network="archive",
                note=f"from a web archive, fetched at {item.origin.at}",
            )
        known = self.ledger.store.captured(item.address)
        if known is not None and known.sha256 == sha256(item.data):
            yield heard.told(Step(item.address, "unchanged", known.document, fetched=True))
            return
        inner = replace(item, id=known.document) if known is not None else item
        yield from self._documents(Arrival(inner, capture, known, arrival.depth + 1), heard)

    def _append(self, found: Iterable[Document | Unread], heard: _Heard) -> Iterator[Step]:
        lore, store = self.ledger.lore, self.ledger.store

        def read(one: Document) -> Reading:
            return read_document(one, lore)

        for outcome in add_all(store, found, read, batch=BATCH, capture=heard.capture):
            step = heard.steps.popleft()
            if step.result:
                yield step
            elif step.error is not None:
                yield replace(step, result="failed", document=outcome.id)
            else:
                told = replace(step, result=_NAMES[outcome.result], document=outcome.id, error=outcome.error)
                yield replace(told, fetched=outcome.result != "refused")

    def _completed(self, document: Document, published: str | None) -> Document:
        return msgspec.structs.replace(
            document,
            published=document.published or published or self.given.published,
            source=self.given.source or document.source,
            lang=document.lang or self.given.lang,
            pack=document.pack or self.given.pack,
        )


def _whole(material: Material) -> Document:
    return Document(
        id=material.id,
        text="",
        sha256=sha256(material.data),
        data=material.data,
        extracted=True,
        address=material.address,
        media_type=material.media_type or "application/octet-stream",
    )
