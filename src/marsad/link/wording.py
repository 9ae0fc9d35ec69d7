"""Wording: which documents are reprints of one another, found by min-hash and checked word by word.

Broder 1997.  Texts are compared by runs of three folded words; digits count, so that an update differs from a reprint.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from rensa import RMinHash

from marsad.text.fold import fold

RUN = 3
"""Words of a run."""

BANDS, ROWS = 12, 5
"""Texts that share 6 of 10 runs meet in a band with probability .62, with 8 of 10 in .99."""

FIRST = 64
"""Texts of one band that are compared with all others: a text that hundreds share is everybody's."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The runs of words of a document, hashed, and the bands by which alike ones meet."""

    document: str
    runs: frozenset[int]
    bands: tuple[int, ...]


def wording(document: str, text: str) -> Wording:
    """Return the wording of a document; a text of fewer than `RUN` words has no bands."""
    words = _WORD.findall(fold(text))
    runs = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return Wording(document, frozenset(crc32(run.encode()) for run in runs), _bands(runs))


def _bands(runs: list[str]) -> tuple[int, ...]:
    if not runs:
        return ()
    hasher = RMinHash(num_perm=BANDS * ROWS, seed=1)
    hasher.update(runs)
    digest = hasher.digest()
    return tuple(crc32(repr(digest[band * ROWS : (band + 1) * ROWS]).encode()) << 4 | band for band in range(BANDS))


def resemblance(a: Wording, b: Wording) -> float:
    """Return the share of runs that two documents have in common (Jaccard), 0 to 1; exact."""
    if not a.runs or not b.runs:
        return 0.0
    common = len(a.runs & b.runs)
    return common / (len(a.runs) + len(b.runs) - common)


def alike(wordings: Iterable[Wording], least: float) -> dict[tuple[str, str], float]:
    """Return the pairs of documents, in order of their names, whose wording is at least so much the same."""
    known = {one.document: one for one in wordings}
    pairs = ((a, b, resemblance(known[a], known[b])) for a, b in _meeting(known))
    return {(a, b): share for a, b, share in pairs if share >= least}


def _meeting(known: Mapping[str, Wording]) -> Iterator[tuple[str, str]]:
    bands: dict[int, list[str]] = defaultdict(list)
    for name in sorted(known):
        met: set[str] = set()
        for band in known[name].bands:
            met.update(bands[band])
            if len(bands[band]) < FIRST:
                bands[band].append(name)
        yield from ((other, name) for other in sorted(met))
