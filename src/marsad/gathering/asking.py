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
from marsad.gathering.steps import Step
from marsad.gathering.taking import DEEPEST, Arrival, Taking
from marsad.ids import sha256
from marsad.ledger import Capture
from marsad.ledger.captured import GONE, Captured
from marsad.ledger.inquiries import Inquiry, validators
from marsad.ledger.opened import TOOL, stamp
from marsad.pipeline import Ledger

if TYPE_CHECKING:
    from marsad.collect.web import Fetcher

MOST_PAGES = 1_000
"""Pages of one archive that are followed."""
AGAIN_DAYS = 30
"""Days for which a page that no list names any more is still asked for."""
SHARE = 0.25
"""How long a page is left alone, as a share of the time for which it has been as it is."""
LONGEST = dt.timedelta(days=7)
"""The longest that a page is left alone, and (a day) one that failed or is forbidden."""
DAY = dt.timedelta(days=1)
CAPTURED = "captured"
"""The act by which the custody record tells that a list came in."""
_REFUSED = (401, 402, 403, 407, 451)
_OK, _NOT_MODIFIED, _MISSING = 200, 304, (404, 410)

Open = Callable[[], AbstractContextManager[None]]
"""Around what waits for others, so that it can be broken off there and nowhere else."""


@dataclass
class Gathering:
    """One run over one target.  Everything that it needs to go on later is in the ledger.

    `every`: what is asked again and again is left alone until it is due: at least so long, longer the longer a page has
    stayed as it is, twice as long after each failure.  None: everything is asked.
    """

    ledger: Ledger
    fetcher: Fetcher | None = None
    way: Way = field(default_factory=Way)
    given: Given = field(default_factory=Given)
    operator: str | None = None
    every: dt.timedelta | None = None
    open: Open = nullcontext
    seen: set[str] = field(default_factory=set)
    pages: int = 1
    _lists: bool = False

    def __post_init__(self) -> None:
        self._taking = Taking(self.ledger, self.way, self.given, self.operator)

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
        yield from self._taking.file(material, self._lead)

    def _ask(self, link: Link, depth: int) -> Iterator[Step]:
        if link.url in self.seen or self.fetcher is None:
            return
        self.seen.add(link.url)
        before = self.ledger.store.inquiry(link.url)
        if depth and self._is_early(before):
            return
        known = self.ledger.store.captured(link.url)
        try:
            with self.open():
                answer = self.fetcher.fetch(link.url, _remembered(known, before))
        except BlockedError as error:
            self._note(Inquiry(address=link.url, at="", due=self._later(DAY)))
            yield Step(link.url, "blocked", error=error)
            return
        except FetchError as error:
            self._note_failure(link.url, before)
            yield Step(link.url, "failed", error=error)
            return
        yield from self._answered(answer, link, known, before, depth)

    def _answered(
        self, answer: Answer, link: Link, known: Captured | None, before: Inquiry | None, depth: int
    ) -> Iterator[Step]:
        if answer.status == _NOT_MODIFIED and known is not None:
            self._note_page(known)
            yield Step(link.url, "unchanged", known.document)
        elif answer.status == _NOT_MODIFIED and before is not None and before.sha256 is not None:
            yield from self._same_list(answer, link, before, depth)
        elif answer.status in _MISSING and known is not None:
            if not known.is_gone:
                gone = msgspec.structs.replace(self._capture(answer), state="failed", note=GONE)
                self.ledger.store.capture_again(known, gone)
            self._note_page(known)
            yield Step(link.url, "unchanged" if known.is_gone else "gone", known.document, why=GONE)
        elif answer.status != _OK:
            self._note_failure(link.url, before)
            kind = BlockedError if answer.status in _REFUSED else FetchError
            error = kind.of("{url}: the server answers {status}", url=link.url, status=answer.status)
            yield Step(link.url, "blocked" if answer.status in _REFUSED else "failed", error=error)
        elif known is not None and known.sha256 == sha256(answer.body):
            if known.is_gone:
                self.ledger.store.capture_again(known, self._capture(answer))
            self._note_page(known)
            yield Step(link.url, "unchanged", known.document, fetched=True)
        else:
            yield from self._arrived(answer, link, known, before, depth)

    def _arrived(
        self, answer: Answer, link: Link, known: Captured | None, before: Inquiry | None, depth: int
    ) -> Iterator[Step]:
        """Take in what is new, a page or a list; that a list came in, and how, is told before it is followed."""
        name = known.document if known else document_id(link.url)
        material = Material(link.url, answer.body, link.url, answer.media_type, answer.charset, name)
        arrival = Arrival(material, self._capture(answer), known, depth, link.published)
        if known is None:
            told = validators(answer.headers)
            self._note(Inquiry(address=link.url, at="", sha256=sha256(answer.body), headers=told))
        is_new = known is None and (before is None or before.sha256 != sha256(answer.body))

        def follow(links: list[Link], at: int) -> Iterator[Step]:
            if is_new:
                self._note_list(link.url, arrival.capture, sha256(answer.body))
            yield from self._lead(links, at)

        yield from self._taking.take(arrival, follow)
        now_known = self.ledger.store.captured(link.url)
        if now_known is not None:
            self._note_page(now_known)

    def _note_list(self, url: str, capture: Capture, digest: str) -> None:
        """Write the capture of a list, which is no document, into the custody record."""
        said = {"sha256": digest, **msgspec.to_builtins(capture)}
        detail = {key: value for key, value in said.items() if value is not None}
        self.ledger.store.note(CAPTURED, actor=self.operator or TOOL, item=url, detail=detail)

    def _same_list(self, answer: Answer, link: Link, before: Inquiry, depth: int) -> Iterator[Step]:
        """Go through a list that is as it was, or a page that a run was cut off over, from the archive."""
        assert before.sha256 is not None
        try:
            body = self.ledger.store.original(before.sha256)
        except LedgerError:
            self._note(Inquiry(address=link.url, at=""))
            self.seen.discard(link.url)
            yield from self._ask(link, depth)
            return
        self._note(msgspec.structs.replace(before, failures=0, due=None))
        told = {"content-type": before.headers["content-type"]} if "content-type" in before.headers else {}
        again = Answer(answer.asked, answer.url, _OK, told, body)
        material = Material(link.url, body, link.url, again.media_type, again.charset, document_id(link.url))
        arrival = Arrival(material, self._capture(again), None, depth, link.published)
        yield from self._taking.take(arrival, self._lead)

    def _lead(self, links: list[Link], depth: int) -> Iterator[Step]:
        """Ask for what a list names, the unknown first, so that a run that was cut off goes on where it was."""
        self._lists = True
        if depth >= DEEPEST or self.fetcher is None:
            yield from (Step(link.url, "skipped", why=_no_further(self.fetcher)) for link in links)
            return
        for is_known in (False, True):
            for link in links:
                if not link.more and (self.ledger.store.captured(link.url) is not None) == is_known:
                    yield from self._ask(link, depth + 1)
        for link in links:
            if link.more and self.pages < MOST_PAGES:
                self.pages += 1
                yield from self._ask(link, depth)

    def _is_early(self, before: Inquiry | None) -> bool:
        due = before.due if before is not None else None
        return self.every is not None and due is not None and stamp(self.ledger.store.now()) < due

    def _later(self, pause: dt.timedelta) -> str | None:
        return stamp(self.ledger.store.now() + pause) if self.every is not None else None

    def _note(self, inquiry: Inquiry) -> None:
        at = stamp(self.ledger.store.now())
        self.ledger.store.note_inquiry(msgspec.structs.replace(inquiry, at=at))

    def _note_page(self, known: Captured) -> None:
        """Note that a page was asked; the longer it has been as it is, the later it is asked again."""
        age = self.ledger.store.now() - dt.datetime.fromisoformat(known.at)
        pause = min(max(age * SHARE, self.every or DAY), LONGEST)
        self._note(Inquiry(address=known.address, at="", due=self._later(pause)))

    def _note_failure(self, url: str, before: Inquiry | None) -> None:
        failures = before.failures if before is not None else 0
        pause = min((self.every or DAY) * 2 ** min(failures, 10), DAY)
        kept = before or Inquiry(address=url, at="")
        self._note(msgspec.structs.replace(kept, failures=failures + 1, due=self._later(pause)))

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


def _no_further(fetcher: Fetcher | None) -> str:
    return "lists lead too deep" if fetcher is not None else "is an address in a file; give the address to fetch it"


def _remembered(known: Captured | None, before: Inquiry | None) -> Mapping[str, str] | None:
    """Return the validators to ask with: of the page that is kept, else of the list that is archived."""
    if known is not None:
        return None if known.is_gone else known.headers
    return before.headers if before is not None and before.sha256 is not None else None
