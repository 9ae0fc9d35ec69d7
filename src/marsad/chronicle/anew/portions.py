"""What collecting keeps for the stages after it: documents and scenes by number, their bands and blocks as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from marsad.ledger.making import Making
from marsad.link.meeting import Numbers, spread

DOCUMENTS, SCENES, ALIKE, SAME = "documents", "scenes", "alike", "same"
"""Kinds of what is kept."""


class Documents(msgspec.Struct, array_like=True):
    """Documents in order of their names; `bands` are 8 bytes each, `counts` (4 bytes) how many each document has."""

    names: list[str]
    bands: bytes
    counts: bytes


class Scenes(msgspec.Struct, array_like=True):
    """Scenes: when they were told with their keys, the numbers of their documents (4 bytes), and their blocks."""

    ranks: list[str]
    homes: bytes
    blocks: bytes
    counts: bytes


_documents = msgspec.msgpack.Decoder(Documents)
_scenes = msgspec.msgpack.Decoder(Scenes)


def packed(numbers: Iterable[int], form: str) -> bytes:
    """Return numbers as bytes, of a form of numpy's."""
    return np.fromiter(numbers, dtype=form).tobytes()


def unpacked(parts: Sequence[bytes], form: str) -> Numbers:
    """Return the numbers of bytes that follow one another."""
    return np.frombuffer(b"".join(parts), dtype=form).astype(np.int64, copy=False)


def count_documents(making: Making) -> int:
    """Return how many documents were collected, claims entered by hand among them."""
    return sum(len(_documents.decode(body).names) for body in making.kept(DOCUMENTS))


class Banded:
    """All documents, by number, and the rows of their bands: band and document's number, in order."""

    def __init__(self, making: Making) -> None:
        self.names: list[str] = []
        bands, counts = [], []
        for body in making.kept(DOCUMENTS):
            part = _documents.decode(body)
            self.names += part.names
            bands.append(part.bands)
            counts.append(part.counts)
        found = unpacked(bands, "<i8")
        numbers = np.repeat(np.arange(len(self.names)), unpacked(counts, "<u4"))
        order = np.argsort(found, kind="stable")
        self.bands, self.documents = found[order], numbers[order]


class Told:
    """All scenes in the order of telling: `ranks`, the documents' numbers, and the rows of their blocks."""

    def __init__(self, making: Making) -> None:
        ranks: list[str] = []
        homes, found, counts = [], [], []
        for body in making.kept(SCENES):
            part = _scenes.decode(body)
            ranks += part.ranks
            homes.append(part.homes)
            found.append(part.blocks)
            counts.append(part.counts)
        order = np.array(sorted(range(len(ranks)), key=ranks.__getitem__), dtype=np.int64)
        place = np.empty(len(ranks), dtype=np.int64)
        place[order] = np.arange(len(ranks))
        self.ranks = [ranks[at] for at in order]
        self.homes = unpacked(homes, "<u4")[order]
        self.blocks = unpacked(found, "<i8")
        self.scenes = np.repeat(place, unpacked(counts, "<u4"))

    def key(self, number: int) -> str:
        """Return the key of a scene."""
        return str(self.ranks[number]).partition(" ")[2]


ALIKE_ROW = np.dtype([("first", "<u4"), ("second", "<u4"), ("share", "<f8")])

_LOW = 0xFFFFFFFF
"""The bits of a pair that name its second document."""


class Alike:
    """The pairs of alike documents by their numbers, with the share of their wording that is the same.

    A million bulletins had 31 million pairs: they are held once, in order, and half of the listing is read from them.
    """

    def __init__(self, making: Making, documents: int) -> None:
        self.pairs, self.shares = _alike_pairs(making)
        self._begins = np.searchsorted(self.pairs, np.arange(documents + 1, dtype=np.int64) << 32)
        seconds = (self.pairs & _LOW).astype(np.uint32)
        order = np.argsort(seconds, kind="stable")
        self._ends = np.concatenate([[0], np.cumsum(np.bincount(seconds, minlength=documents))])
        self._firsts = (self.pairs >> 32).astype(np.uint32)[order]

    def beside(self, documents: Numbers) -> tuple[Numbers, Numbers]:
        """Return the documents that some are alike to, and of each the place among them of the one that it is like."""
        after = self._begins[documents + 1] - self._begins[documents]
        before = self._ends[documents + 1] - self._ends[documents]
        later = self.pairs[spread(self._begins[documents], after)] & _LOW
        earlier = self._firsts[spread(self._ends[documents], before)].astype(np.int64)
        places = np.arange(len(documents))
        return np.concatenate([later, earlier]), np.concatenate([np.repeat(places, after), np.repeat(places, before)])

    def share(self, ours: Numbers, theirs: Numbers) -> list[float]:
        """Return the shares of pairs of documents, 0 where they are not alike."""
        if not len(self.pairs):
            return [0.0] * len(ours)
        wanted = np.minimum(ours, theirs) << 32 | np.maximum(ours, theirs)
        at = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
        found: list[float] = np.where(self.pairs[at] == wanted, self.shares[at], 0.0).tolist()
        return found


def _alike_pairs(making: Making) -> tuple[Numbers, npt.NDArray[np.float64]]:
    """Return the pairs that were kept, in order, with their shares."""
    pairs, shares = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for body in making.kept(ALIKE):
        rows = np.frombuffer(body, dtype=ALIKE_ROW)
        pairs.append(rows["first"].astype(np.int64) << 32 | rows["second"])
        shares.append(rows["share"].copy())
    every = np.concatenate(pairs)
    pairs.clear()
    order = np.argsort(every)
    every = every[order]
    each = np.concatenate(shares)
    shares.clear()
    return every, each[order]
