"""Collecting: what is fetched is kept before it is read, then read and appended; run again, only changes are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from marsad.adding import add_all
from marsad.collect.adapters import choose
from marsad.collect.files import Given, Unread
from marsad.collect.material import Item, Link, Material, Piece, Skipped, Way, document_id
from marsad.collect.web import Answer, BlockedError, FetchError
from marsad.errors import MarsadError, UnreadableDocumentError, UsageError
from marsad.ids import sha256
from marsad.ledger import Capture, ErasedError
from marsad.ledger.captured import GONE, Captured
from marsad.ledger.opened import TOOL
from marsad.model.document import Document
from marsad.pipeline import Ledger, read_document

if TYPE_CHECKING:
    from marsad.collect.web import Fetcher

RESULTS = ("new", "revised", "unchanged", "gone", "blocked", "failed", "skipped")
BATCH = 64
DEEPEST = 4
"""How far lists may lead to lists."""
MOST_PAGES = 1_000
"""Pages of one archive that are followed."""
AGAIN_DAYS = 30
"""Days for which a page that no list names any more is still asked for."""
_NAMES = {"added": "new", "revised": "revised", "unchanged": "unchanged", "refused": "failed"}
_REFUSED = (401, 402, 403, 407, 451)
_OK, _NOT_MODIFIED, _MISSING, _ERROR = 200, 304, (404, 410), 400


@dataclass(frozen=True)
class Step:
    """What became of one address or record.  `fetched`: a document's page came in whole."""

    address: str
    result: str
    document: str | None = None
    error: MarsadError | None = None
    why: str | None = None
    fetched: bool = False


@dataclass
class Gathering:
    """One run over one target.  Everything that it needs to go on later is in the ledger."""

    ledger: Ledger
    fetcher: Fetcher | None = None
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    operator: str | None = None
    seen: set[str] = field(default_factory=set)
    pages: int = 1
    _lists: bool = False

    def web(self, url: str) -> Iterator[Step]:
        """Collect an address and what it leads to; after a list, ask again for what it named earlier."""
        yield from self._ask(Link(url), 0)
        if self._lists and self.fetcher is not None:
            since = self.ledger.store.now() - dt.timedelta(days=AGAIN_DAYS)
            beginning = url[: url.index("/", url.index("//") + 2) + 1]
            for address in self.ledger.store.addresses_since((beginning,), since):
                if "#" not in address and address not in self.seen:
                    yield from self._ask(Link(address), DEEPEST)

    def material(self, material: Material) -> Iterator[Step]:
        """Collect what lies in a file."""
        capture = Capture(tool=TOOL, operator=self.operator, clock="system", state="complete")
        yield from self._take(material, capture, None, 0, None)

    def _ask(self, link: Link, depth: int) -> Iterator[Step]:
        if link.url in self.seen or self.fetcher is None:
            return
        self.seen.add(link.url)
        known = self.ledger.store.captured(link.url)
        try:
            answer = self.fetcher.fetch(link.url, known.headers if known and not known.is_gone else None)
        except BlockedError as error:
            yield Step(link.url, "blocked", error=error)
            return
        except FetchError as error:
            yield Step(link.url, "failed", error=error)
            return
        yield from self._answered(answer, link, known, depth)

    def _answered(self, answer: Answer, link: Link, known: Captured | None, depth: int) -> Iterator[Step]:
        capture = self._capture(answer)
        if answer.status == _NOT_MODIFIED and known is not None:
            yield Step(link.url, "unchanged", known.document)
        elif answer.status in _MISSING and known is not None:
            if not known.is_gone:
                self.ledger.store.capture_again(known, msgspec.structs.replace(capture, state="failed", note=GONE))
            yield Step(link.url, "unchanged" if known.is_gone else "gone", known.document, why=GONE)
        elif answer.status != _OK:
            kind = BlockedError if answer.status in _REFUSED else FetchError
            error = kind.of("{url}: the server answers {status}", url=link.url, status=answer.status)
            yield Step(link.url, "blocked" if answer.status in _REFUSED else "failed", error=error)
        elif known is not None and known.sha256 == sha256(answer.body):
            if known.is_gone:
                self.ledger.store.capture_again(known, capture)
            yield Step(link.url, "unchanged", known.document, fetched=True)
        else:
            material = Material(
                link.url,
                answer.body,
                link.url,
                answer.media_type,
                answer.charset,
                known.document if known else document_id(link.url),
            )
            yield from self._take(material, capture, known, depth, link.published)

    def _take(
        self, material: Material, capture: Capture, known: Captured | None, depth: int, published: str | None
    ) -> Iterator[Step]:
        """Keep material, then read what it holds."""
        whole = Document(
            id=material.id,
            text="",
            sha256=sha256(material.data),
            data=material.data,
            extracted=True,
            address=material.address,
            media_type=material.media_type or "application/octet-stream",
        )
        try:
            if not material.data:
                raise UnreadableDocumentError.of("{name}: is empty; there is nothing to read in it", name=material.name)
            self.ledger.store.archive(whole)
            way = self.way if depth == 0 else replace(self.way, adapter=None)
            found = choose(material, way).items(material, way)
            yield from self._each(found, material, capture, known, depth, published)
        except (ErasedError, UsageError) as error:
            yield Step(material.address, "failed", error=error)
        except UnreadableDocumentError as error:
            if material.data:
                failed = msgspec.structs.replace(capture, state="failed", note=str(error))
                list(self._append([self._completed(whole, published)], failed))
            yield Step(material.address, "failed", material.id, error)

    def _each(
        self,
        found: Iterator[Item],
        material: Material,
        capture: Capture,
        known: Captured | None,
        depth: int,
        published: str | None,
    ) -> Iterator[Step]:
        links: list[Link] = []
        for together, group in groupby(found, key=_together):
            if together is None:
                for item in group:
                    if isinstance(item, Link):
                        links.append(item)
                    elif isinstance(item, Skipped):
                        yield Step(item.id, "skipped", why=item.why)
                    elif isinstance(item, Material):
                        yield from self._take(item, capture, self.ledger.store.captured(item.address), depth + 1, None)
                    elif isinstance(item, Unread):
                        yield Step(f"{material.address}#{item.id}", "failed", item.id, item.error)
                continue
            state, note = together
            of_it = msgspec.structs.replace(capture, state=state, note=note)
            documents = (self._completed(item.document, published) for item in group if isinstance(item, Piece))
            if known is not None:
                yield from self._again(documents, known, of_it)
            else:
                yield from self._append(documents, of_it)
        if links:
            yield from self._lead(links, depth)

    def _lead(self, links: list[Link], depth: int) -> Iterator[Step]:
        """Ask for what a list names, the unknown first, so that a run that was cut off goes on where it was."""
        self._lists = True
        if depth >= DEEPEST or self.fetcher is None:
            yield from (Step(link.url, "skipped", why="lists lead too deep") for link in links)
            return
        for is_known in (False, True):
            for link in links:
                if not link.more and (self.ledger.store.captured(link.url) is not None) == is_known:
                    yield from self._ask(link, depth + 1)
        for link in links:
            if link.more and self.pages < MOST_PAGES:
                self.pages += 1
                yield from self._ask(link, depth)

    def _again(self, documents: Iterable[Document], known: Captured, capture: Capture) -> Iterator[Step]:
        """Append a revision; where only the bytes around the same text changed, note that they were kept."""
        for document in documents:
            if document.extracted and document.text == self.ledger.store.text(known.document, known.revision):
                note = f"other bytes, the same text: {document.sha256}"
                if known.note != note:
                    self.ledger.store.capture_again(known, msgspec.structs.replace(capture, note=note))
                yield Step(known.address, "unchanged", known.document, fetched=True)
            else:
                yield from self._append([document], capture)

    def _append(self, documents: Iterable[Document], capture: Capture) -> Iterator[Step]:
        lore = self.ledger.lore
        places: list[str] = []

        def noted() -> Iterator[Document]:
            for document in documents:
                places.append(document.address or document.id)
                yield document

        told = add_all(self.ledger.store, noted(), lambda one: read_document(one, lore), batch=BATCH, capture=capture)
        for number, outcome in enumerate(told):
            fetched = outcome.result != "refused"
            yield Step(places[number], _NAMES[outcome.result], outcome.id, outcome.error, fetched=fetched)

    def _completed(self, document: Document, published: str | None) -> Document:
        return msgspec.structs.replace(
            document,
            published=document.published or published or self.given.published,
            source=self.given.source or document.source,
            lang=document.lang or self.given.lang,
            pack=document.pack or self.given.pack,
        )

    def _capture(self, answer: Answer) -> Capture:
        return Capture(
            tool=TOOL,
            operator=self.operator,
            status=answer.status,
            headers=dict(answer.headers),
            url=answer.url,
            clock="system",
            network="direct",
            state="complete",
        )


def _together(item: Item) -> tuple[str, str | None] | None:
    """Return what documents that are written together have in common; None for what is no document."""
    return (item.state, item.note) if isinstance(item, Piece) else None
