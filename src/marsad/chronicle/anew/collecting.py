"""Collecting: everything that a document gives by itself, some hundred documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from marsad.chronicle.anew import alone
from marsad.chronicle.anew.alone import Asked, Given, collect_rows, gathered
from marsad.chronicle.anew.portions import DOCUMENTS, SCENES, Documents, Scenes, packed
from marsad.chronicle.works import bodies
from marsad.ledger.making import Making
from marsad.link.decided import by_document, obeying
from marsad.model import Decision, settled

if TYPE_CHECKING:
    from marsad.blocks import Engine
    from marsad.pipeline import Ledger

DOCUMENTS_AT_ONCE = 1_000
"""Documents of one step."""

TEXTS_AT_ONCE = 100

BAND = 8
"""Bytes of a band."""

BLOCK = 50
"""Documents of one block: what a worker takes at a time, and what is written at a time."""


class Collected(msgspec.Struct):
    """How far collecting is: the last document, how many there were, and how many steps were taken."""

    after: str = ""
    documents: int = 0
    steps: int = 0
    whole: bool = False
    """Whether all documents are collected, the claims entered by hand too."""


def collect(
    making: Making, ledger: Ledger, decisions: Iterable[Decision], so_far: Collected, engine: Engine
) -> Collected:
    """Collect the next documents and return how far that is; after the last of them, the claims entered by hand.

    Raises `LedgerError` where one could not be collected.
    """
    held, found = settled(decisions), _Found(making, so_far)
    for body in bodies(collect_rows, _asked(making, held, so_far.after), engine, BLOCK):
        found.take(alone.opened(body))
    whole = not found.names
    if whole:  # nothing was read: what stands is entered
        for one in _entered(held, ledger):
            found.take(one)
    found.end()
    after = so_far.after if whole else found.names[-1]
    return Collected(after, so_far.documents + len(found.names), so_far.steps + 1, whole=whole)


def _asked(making: Making, held: Sequence[Decision], after: str) -> Iterator[bytes]:
    """Yield the documents of a step as rows, read out of the ledger as they are asked for."""
    about, left = by_document(held), DOCUMENTS_AT_ONCE
    while left and (found := making.readings(after, min(TEXTS_AT_ONCE, left))):
        yield from (Asked.row(one, about.get(one.document, [])) for one in found)
        after = found[-1].document
        left -= len(found)


def _entered(held: Sequence[Decision], ledger: Ledger) -> Iterator[Given]:
    """Yield what claims entered by hand give."""
    told = obeying((), held, fold=ledger.lore.fold_source).statements
    for document in sorted({one.document for one in told}):
        yield gathered(document, [one for one in told if one.document == document])


class _Found:
    """What documents gave: rows written some documents at a time, numbers kept at the end of the step."""

    def __init__(self, making: Making, so_far: Collected) -> None:
        self.making = making
        self.so_far = so_far
        self.names: list[str] = []
        self._unwritten: list[Given] = []
        self._bands: list[bytes] = []
        self._ranks: list[str] = []
        self._homes: list[int] = []
        self._blocks: list[bytes] = []
        self._counts: list[int] = []

    def take(self, one: Given) -> None:
        """Take in what one document gave."""
        number = self.so_far.documents + len(self.names)
        self.names.append(one.document)
        self._bands.append(one.bands)
        self._ranks += one.ranks
        self._homes += [number] * len(one.ranks)
        self._blocks.append(one.blocks)
        self._counts += one.counts
        self._unwritten.append(one)
        if len(self._unwritten) == BLOCK:
            self._write()

    def _write(self) -> None:
        begin = self.so_far.documents + len(self.names) - len(self._unwritten)
        for table in alone.TABLES:
            self.making.put_values(table, chain.from_iterable(one.rows[table.name] for one in self._unwritten))
        self.making.keep_runs({begin + at: one.runs for at, one in enumerate(self._unwritten) if one.bands})
        self._unwritten.clear()

    def end(self) -> None:
        """Write the rest, and keep what later stages need."""
        self._write()
        each = packed((len(one) // BAND for one in self._bands), "<u4")
        documents = Documents(self.names, b"".join(self._bands), each)
        self.making.keep(DOCUMENTS, self.so_far.steps, msgspec.msgpack.encode(documents))
        kept = Scenes(
            ranks=self._ranks,
            homes=packed(self._homes, "<u4"),
            blocks=b"".join(self._blocks),
            counts=packed(self._counts, "<u4"),
        )
        self.making.keep(SCENES, self.so_far.steps, msgspec.msgpack.encode(kept))
