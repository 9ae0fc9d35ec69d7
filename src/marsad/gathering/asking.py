"""Asking the network: an address, what it leads to, and again what a list named earlier; never more than is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from marsad.collect.files import Given
from marsad.collect.material import Link, Material, Way, document_id
from marsad.collect.web import Answer, BlockedError, FetchError
from marsad.errors import LedgerError
from marsad.gathering.ahead import Ahead
from marsad.gathering.remembering import UNREAD, Memory, reason, to_ask_with
from marsad.gathering.steps import Extent, Step
from marsad.gathering.stopping import StopError
from marsad.gathering.taking import Arrival, Taking
from marsad.ids import sha256
from marsad.ledger import Capture, ErasedError
from marsad.ledger.captured import GONE, Captured
from marsad.ledger.inquiries import Inquiry, validators
from marsad.ledger.opened import TOOL
from marsad.pipeline import Ledger

if TYPE_CHECKING:
    from marsad.collect.web import Fetcher

AGAIN_DAYS = 30
"""Days for which a page that no list names any more is still asked for."""
AT_ONCE = 500
"""Addresses that are looked up in the ledger together."""
CAPTURED = "captured"
"""The act by which the custody record tells that a list came in."""
KEPT_BEFORE = "read from the archive"
IN_A_FILE = "is an address in a file; give the address to fetch it"
ASKED_BEFORE = "was asked by the run before, which was cut off"
_REFUSED = (401, 402, 403, 407, 429, 451)
_OK, _NOT_MODIFIED, _MISSING, _TOO_MANY = 200, 304, (404, 410), 429

Open = Callable[[], AbstractContextManager[None]]
"""Around what waits for others, so that it can be broken off there and nowhere else."""


@dataclass
class Gathering:
    """One run over one target.  Everything that it needs to go on later is in the ledger.

    `every`: what is asked again and again is left alone until it is due (see `Memory`).  None: everything is asked, but
    what the run before asked, if that was cut off.  `extent` tells how far it is.
    """

    ledger: Ledger
    fetcher: Fetcher | None = None
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    operator: str | None = None
    every: dt.timedelta | None = None
    open: Open = nullcontext
    extent: Extent = field(default_factory=Extent)
    seen: set[str] = field(default_factory=set)
    _lists: bool = False
    _ahead: Ahead = field(default_factory=Ahead)
    _fresh: dict[str, Inquiry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._taking = Taking(self.ledger, self.way, self.given, self.operator)
        self._memory = Memory(self.ledger, self.every)

    def web(self, url: str) -> Iterator[Step]:
        """Collect an address and what it leads to; after a list, ask again for what it named earlier."""
        self._memory.begin(url)
        try:
            yield from self._ask(Link(url), 0)
            yield from self._read()
            yield from self._follow()
            if self._lists and self.fetcher is not None:
                since = self.ledger.store.now() - dt.timedelta(days=AGAIN_DAYS)
                beginning = url[: url.index("/", url.index("//") + 2) + 1]
                named = self.ledger.store.addresses_since((beginning,), since)
                self._ahead.again([address for address in named if "#" not in address])
                yield from self._follow()
        except StopError:
            yield from self._read(follow=False)
            raise
        self._memory.finish(url)

    def material(self, material: Material) -> Iterator[Step]:
        """Collect what lies in a file."""
        capture = Capture(tool=TOOL, operator=self.operator, clock="system", state="complete")
        try:
            self._taking.keep(Arrival(material, capture))
        except ErasedError as error:
            yield Step(material.address, "failed", error=error)
        yield from self._read()

    def _ask(self, link: Link, depth: int, *, is_new: bool = True) -> Iterator[Step]:
        """Ask for an address; a further page of a list is left alone until it is due, unless much `is_new`."""
        if link.url not in self.seen:
            store = self.ledger.store
            known, before = store.captured(link.url), store.inquiry(link.url)
            if link.more and not is_new and self._memory.is_early(before) and before and before.sha256:
                self.seen.add(link.url)
                yield from self._from_archive(_as_it_was(link), link, before, depth, before.due)
            else:
                yield from self._ask_known(link, depth, known, before)

    def _ask_known(self, link: Link, depth: int, known: Captured | None, before: Inquiry | None) -> Iterator[Step]:
        if link.url in self.seen or self.fetcher is None:
            return
        self.seen.add(link.url)
        is_beginning = depth == 0 and not link.more
        if not link.more and not is_beginning and self._memory.is_early(before):
            return
        cut_off = not is_beginning and (self._memory.is_done(before) or self._memory.is_waiting(before))
        if cut_off and known is None and before is not None and before.sha256 is not None:
            yield from self._from_archive(_as_it_was(link), link, before, depth, before.due)
            return
        try:
            with self.open():
                answer = self.fetcher.fetch(link.url, to_ask_with(known, before))
        except BlockedError as error:
            capture = Capture(tool=TOOL, operator=self.operator, clock="system", network="direct")
            yield self._withheld(link.url, error, capture, known, before)
            return
        except FetchError as error:
            self._memory.note_failure(link.url, before)
            yield Step(link.url, "failed", error=error)
            return
        yield from self._answered(answer, link, known, before, depth)

    def _answered(
        self, answer: Answer, link: Link, known: Captured | None, before: Inquiry | None, depth: int
    ) -> Iterator[Step]:
        if answer.status == _NOT_MODIFIED and known is not None:
            yield self._unchanged(known, answer, fetched=False)
        elif answer.status == _NOT_MODIFIED and before is not None and before.sha256 is not None:
            yield from self._from_archive(answer, link, before, depth, self._memory.due_of(link))
        elif answer.status in _MISSING and known is not None:
            if not known.is_gone:
                gone = msgspec.structs.replace(self._capture(answer), state="failed", note=GONE)
                self.ledger.store.capture_again(known, gone)
            self._memory.note_page(known)
            yield Step(link.url, "unchanged" if known.is_gone else "gone", known.document, why=GONE)
        elif answer.status in _REFUSED:
            error = BlockedError.of("{url}: the server answers {status}", url=link.url, status=answer.status)
            yield self._withheld(link.url, error, self._capture(answer), known, before, answer.body)
        elif answer.status != _OK:
            self._memory.note_failure(link.url, before)
            failure = FetchError.of("{url}: the server answers {status}", url=link.url, status=answer.status)
            yield Step(link.url, "failed", error=failure)
        elif known is not None and known.sha256 == sha256(answer.body):
            yield self._unchanged(known, answer, fetched=True)
        else:
            yield from self._arrived(answer, link, known, before, depth)

    def _unchanged(self, known: Captured, answer: Answer, *, fetched: bool) -> Step:
        if known.is_gone or known.is_blocked:
            self.ledger.store.capture_again(known, self._capture(answer))
        self._memory.note_page(known)
        return Step(known.address, "unchanged", known.document, fetched=fetched)

    def _withheld(
        self,
        url: str,
        error: BlockedError,
        capture: Capture,
        known: Captured | None,
        before: Inquiry | None,
        body: bytes = b"",
    ) -> Step:
        """Record a refusal; who says that we ask too often is asked again like who fails, others after a day."""
        why = str(error)
        self._taking.withholding.record(url, why, capture, before, body)
        if capture.status == _TOO_MANY:
            self._memory.note_failure(url, before, why)
        else:
            self._memory.note_blocked(url, before, why)
        return Step(url, "blocked", known.document if known else None, error=error)

    def _arrived(
        self, answer: Answer, link: Link, known: Captured | None, before: Inquiry | None, depth: int
    ) -> Iterator[Step]:
        """Keep what is new, a page or a list; it is read with others, and a list is told before it is followed."""
        name = known.document if known else document_id(link.url)
        material = Material(link.url, answer.body, link.url, answer.media_type, answer.charset, name)
        capture, digest = self._capture(answer), sha256(answer.body)
        is_new = known is None and (before is None or before.sha256 != digest)

        def note_list() -> None:
            if is_new:
                self._note_list(link.url, capture, digest)

        told = validators(answer.headers) | reason(before) | {UNREAD: "yes"}
        now, due = self.ledger.store.now().isoformat(), self._memory.due_of(link)
        inquiry = Inquiry(address=link.url, at=now, sha256=digest, headers=told, due=due) if known is None else None
        try:
            self._taking.keep(Arrival(material, capture, known, depth, link.published, note_list), inquiry)
        except ErasedError as error:
            yield Step(link.url, "failed", error=error)
            return
        self._fresh[link.url] = inquiry or Inquiry(address=link.url, at="")
        if self._taking.is_due:
            yield from self._read()

    def _note_list(self, url: str, capture: Capture, digest: str) -> None:
        """Write the capture of a list, which is no document, into the custody record."""
        said = {"sha256": digest, **msgspec.to_builtins(capture)}
        detail = {key: value for key, value in said.items() if value is not None}
        self.ledger.store.note(CAPTURED, actor=self.operator or TOOL, item=url, detail=detail)

    def _from_archive(self, answer: Answer, link: Link, before: Inquiry, depth: int, due: str | None) -> Iterator[Step]:
        """Go through a list that is as it was, or a page that a run was cut off over, from the archive."""
        assert before.sha256 is not None
        try:
            body = self.ledger.store.original(before.sha256)
        except LedgerError:
            self._memory.note(Inquiry(address=link.url, at=""))
            self.seen.discard(link.url)
            yield from self._ask(link, depth)
            return
        again = Answer(answer.asked, answer.url, _OK, validators(before.headers), body)
        material = Material(link.url, body, link.url, again.media_type, again.charset, document_id(link.url))
        capture = msgspec.structs.replace(self._capture(again), note=f"{KEPT_BEFORE}, asked at {before.at}")
        self._taking.keep(Arrival(material, capture, None, depth, link.published))
        self._fresh[link.url] = msgspec.structs.replace(before, failures=0, due=due)
        if self._taking.is_due:
            yield from self._read()

    def _read(self, *, follow: bool = True) -> Iterator[Step]:
        """Read what was kept, note what came of it, then follow where it leads."""
        fresh, self._fresh = self._fresh, {}
        leads = yield from self._taking.read()
        self._note_read(fresh)
        for links, depth in leads if follow else ():
            yield from self._lead(links, depth)

    def _note_read(self, fresh: Mapping[str, Inquiry]) -> None:
        withheld = self._taking.withholding.take()
        pages = self.ledger.store.known_addresses(list(fresh))
        self._memory.note_fresh([url for url in fresh if url in pages and url not in withheld])
        for url, why in withheld.items():
            self._memory.note_blocked(url, fresh.get(url), why)
        lists = [one for url, one in fresh.items() if url not in pages and url not in withheld]
        self._memory.note(*(msgspec.structs.replace(one, headers=validators(one.headers)) for one in lists))

    def _lead(self, links: list[Link], depth: int) -> Iterator[Step]:
        """Take in what a list names; what a file names isn't asked for."""
        self._lists = True
        if self.fetcher is None:
            yield from (Step(link.url, "skipped", why=IN_A_FILE) for link in links)
            return
        pages = [link.url for link in links if not link.leads_on]
        is_new = len(self.ledger.store.known_addresses(pages)) < len(set(pages))
        yield from self._ahead.lead(links, depth, is_new=is_new)

    def _follow(self) -> Iterator[Step]:
        """Ask for what lists named: further lists first, then pages, some of which may lead on."""
        while self._ahead:
            for one in self._ahead.lists():
                yield from self._ask(one.link, one.depth, is_new=one.is_new)
                yield from self._read()
            yield from self._pages()

    def _pages(self) -> Iterator[Step]:
        """Ask for the pages that lists named, the unknown first: a run that was cut off goes on where it was."""
        wanted = self._ahead.pages()
        addresses = [url for url in wanted if url not in self.seen]
        self.extent.expected += len(addresses)
        known = self.ledger.store.known_addresses(addresses)
        for is_known in (False, True):
            some = [url for url in addresses if (url in known) == is_known]
            for at in range(0, len(some), AT_ONCE):
                before = self._memory.of_all(some[at : at + AT_ONCE])
                for url in some[at : at + AT_ONCE]:
                    yield from self._page(*wanted[url], known.get(url), before.get(url))
                    self.extent.done += 1
        yield from self._read()

    def _page(self, link: Link, depth: int, document: str | None, before: Inquiry | None) -> Iterator[Step]:
        if document is not None and link.url not in self.seen and self._memory.is_done(before):
            self.seen.add(link.url)
            yield Step(link.url, "unchanged", document, why=ASKED_BEFORE)
            return
        known = self.ledger.store.captured(link.url) if document is not None else None
        yield from self._ask_known(link, depth, known, before)

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


def _as_it_was(link: Link) -> Answer:
    return Answer(link.url, link.url, _OK, {}, b"")
