"""Adding documents: each is planned, read and written; many in one transaction, told only when that is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from marsad.collect.files import Unread
from marsad.errors import MarsadError, UsageError
from marsad.model.document import Document
from marsad.model.reading import Reading

if TYPE_CHECKING:
    from marsad.ledger import Capture, Plan, Store
    from marsad.ledger.append import CaptureOf

    Prepared: TypeAlias = "Outcome | tuple[Plan, Reading]"
    """What is to be written of a document, or what became of it where nothing is."""

LONGEST = 0.5
"""Seconds after which what was read is written, however little it is."""


@dataclass(frozen=True)
class Outcome:
    """What became of one document: 'added', 'revised', 'unchanged', or 'refused' with the error."""

    id: str
    result: str
    error: MarsadError | None = None


@dataclass
class _Waiting:
    """Documents in the order in which they came: their outcomes, or what is to be written of them."""

    items: list[Outcome | tuple[Plan, Reading]] = field(default_factory=list)
    count: int = 0
    since: float = 0.0

    def hold(self, planned: Plan, reading: Reading) -> None:
        if not self.count:
            self.since = monotonic()
        self.items.append((planned, reading))
        self.count += 1

    def is_due(self, batch: int) -> bool:
        return self.count >= batch or (self.count > 0 and monotonic() - self.since > LONGEST)


def add_all(
    store: Store,
    found: Iterable[Document | Unread],
    read: Callable[[Document], Reading],
    *,
    batch: int = 1,
    capture: Capture | CaptureOf | None = None,
) -> Iterator[Outcome]:
    """Read and append documents, each whole or not at all, and yield what became of each in their order.

    With `batch` above 1 so many are written in one transaction, and told when it is done: for input that does not
    wait for the answers.  `capture` says how they all came in, or of each how, where they are no files.
    """
    return write_all(store, (_prepare(store, item, read) for item in found), read, batch=batch, capture=capture)


def write_all(
    store: Store,
    prepared: Iterable[Prepared],
    read: Callable[[Document], Reading],
    *,
    batch: int = 1,
    capture: Capture | CaptureOf | None = None,
) -> Iterator[Outcome]:
    """Append what is planned and read, and yield what became of each in their order (see `add_all`)."""
    waiting = _Waiting()
    for item in prepared:
        if isinstance(item, Outcome):
            waiting.items.append(item)
        else:
            waiting.hold(*item)
        if waiting.is_due(batch) or not waiting.count:
            yield from _write(store, waiting, read, capture)
            waiting = _Waiting()
    yield from _write(store, waiting, read, capture)


def planned(store: Store, found: Document | Unread) -> Outcome | Plan:
    """Return what is to be done with a document, or the outcome where nothing is."""
    from marsad.ledger import ErasedError

    if isinstance(found, Unread):
        return Outcome(found.id, "refused", found.error)
    try:
        plan = store.plan(found)
    except ErasedError as error:
        return Outcome(found.id, "refused", error)
    return Outcome(plan.document.id, plan.result) if plan.result == "unchanged" else plan


def _prepare(store: Store, found: Document | Unread, read: Callable[[Document], Reading]) -> Prepared:
    """Return what is to be written, or the outcome where nothing is."""
    plan = planned(store, found)
    if isinstance(plan, Outcome):
        return plan
    try:
        return plan, read(plan.document)
    except UsageError as error:
        return Outcome(found.id, "refused", error)


def _write(
    store: Store, waiting: _Waiting, read: Callable[[Document], Reading], capture: Capture | CaptureOf | None
) -> Iterator[Outcome]:
    """Write what waits; what another document or program overtook is planned and read again by itself."""
    held = [item for item in waiting.items if not isinstance(item, Outcome)]
    written = iter(store.append_all(held, capture) if held else ())
    for item in waiting.items:
        yield item if isinstance(item, Outcome) else _told(store, item, next(written), read, capture)


def _told(
    store: Store,
    item: tuple[Plan, Reading],
    written: bool,
    read: Callable[[Document], Reading],
    capture: Capture | CaptureOf | None,
) -> Outcome:
    plan = item[0]
    while not written:
        prepared = _prepare(store, plan.document, read)
        if isinstance(prepared, Outcome):
            return prepared
        plan = prepared[0]
        (written,) = store.append_all([prepared], capture)
    return Outcome(plan.document.id, plan.result)
