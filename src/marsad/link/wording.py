"""Wording: which documents are reprints of one another, found by min-hash and checked word by word.

Broder 1997.  Texts are compared by runs of three folded words; digits count, so that an update differs from a reprint.
Only texts published within some days of one another are: a desk that fills in one form every day prints thousands of
texts that are alike, and none of them is another's reprint.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from rensa import RMinHash

from marsad.model import Reading
from marsad.text.fold import fold

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Runs = npt.NDArray[np.uint32]

RUN = 3
"""Words of a run."""

BANDS, ROWS = 12, 5
"""Texts that share 6 of 10 runs meet in a band with probability .62, with 8 of 10 in .99."""

FIRST = 64
"""Texts of one band that are compared with all others: a text that hundreds share is everybody's."""

PERIOD = 7
"""Days of a period.  Texts of one period or of two that follow one another are compared: published within a week of
one another always, two weeks apart never."""

NEXT = 1 << 36
"""The distance from a band to the same one of the period after."""

_WORD = re.compile(r"\w+")

Name = TypeVar("Name", str, int)


@dataclass(frozen=True, slots=True)
class Wording:
    """The runs of words of a document, hashed, and the bands by which alike ones meet."""

    document: str
    runs: frozenset[int]
    bands: tuple[int, ...]


def wording(document: str, text: str, day: dt.date | None = None) -> Wording:
    """Return the wording of a document published on a day; a text of fewer than `RUN` words has no bands.

    Documents without a day meet one another, and none that has one.
    """
    words = _WORD.findall(fold(text))
    runs = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return Wording(document, frozenset(crc32(run.encode()) for run in runs), _bands(runs, period(day)))


def day_of(reading: Reading) -> dt.date | None:
    """Return the day by which a document is compared with others: of its publication, else the last that it counts on.

    What has neither has no day in common with any other, and reprints nothing that could be linked.
    """
    windows = [claim.window for claim in reading.claims]
    return reading.published.day or max((d for w in windows if (d := w.end or w.start)), default=None)


def period(day: dt.date | None) -> int:
    """Return the number of the period of a day; 0 for none."""
    return day.toordinal() // PERIOD if day else 0


def _bands(runs: list[str], of: int) -> tuple[int, ...]:
    if not runs:
        return ()
    hasher = RMinHash(num_perm=BANDS * ROWS, seed=1)
    hasher.update(runs)
    digest = hasher.digest()
    parts = (digest[band * ROWS : (band + 1) * ROWS] for band in range(BANDS))
    return tuple(of * NEXT | crc32(repr(part).encode()) << 4 | band for band, part in enumerate(parts))


def resemblance(a: Wording, b: Wording) -> float:
    """Return the share of runs that two documents have in common (Jaccard), 0 to 1; exact."""
    if not a.runs or not b.runs:
        return 0.0
    common = len(a.runs & b.runs)
    return common / (len(a.runs) + len(b.runs) - common)


def alike(wordings: Iterable[Wording], least: float) -> dict[tuple[str, str], float]:
    """Return the pairs of documents, in order of their names, whose wording is at least so much the same."""
    known = {one.document: one for one in wordings}
    bands: dict[int, list[str]] = defaultdict(list)
    for name in sorted(known):
        for band in set(known[name].bands):
            bands[band].append(name)
    pairs = ((a, b, resemblance(known[a], known[b])) for a, b in sorted(meeting(bands, bands)))
    return {(a, b): share for a, b, share in pairs if share >= least}


def meeting(bands: Mapping[int, Sequence[Name]], before: Mapping[int, Sequence[Name]]) -> set[tuple[Name, Name]]:
    """Return the pairs that are compared: within bands, and of bands with those of the period `before`.

    Members stand in order of their names; of a pair at least one is among the first of its band.
    """
    met: set[tuple[Name, Name]] = set()
    for band, members in bands.items():
        for at, name in enumerate(members):
            met.update((other, name) for other in members[: min(at, FIRST)])
        earlier = before.get(band - NEXT, ())
        for at, name in enumerate(earlier):
            theirs = members if at < FIRST else members[:FIRST]
            met.update((name, other) if name < other else (other, name) for other in theirs)
    return met


def partners(members: Sequence[str], beside: Iterable[Sequence[str]], name: str) -> set[str]:
    """Return the documents that one of the members of a band is compared with; `beside` are the bands next to it."""
    of_all = members.index(name) < FIRST
    met = {other for band in (members, *beside) for other in (band if of_all else band[:FIRST])}
    return met - {name}


def shares(runs: Mapping[int, Runs], pairs: Collection[tuple[int, int]], least: float) -> list[tuple[int, int, float]]:
    """Return the pairs of documents by number whose wording is at least so much the same, with the share.

    `runs` are a document's, each once.  The same as `resemblance`, for many pairs at once.
    """
    import numpy as np

    known, found = sorted({number for pair in pairs for number in pair}), []
    if not known:
        return []
    sizes = np.array([len(runs[number]) for number in known])
    at = {number: place for place, number in enumerate(known)}
    ends = np.concatenate([[0], np.cumsum(sizes)])
    every = np.unique(np.concatenate([runs[number] for number in known]), return_inverse=True)[1].reshape(-1)
    mine = [every[ends[n] : ends[n + 1]] for n in range(len(known))]
    marked = np.zeros(int(every.max()) + 1 if len(every) else 0, dtype=np.int64)
    others: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(pairs):
        if len(runs[a]) and len(runs[b]):
            others[a].append(b)
    for a, met in others.items():
        own = mine[at[a]]
        marked[own] = 1
        theirs = [mine[at[b]] for b in met]
        starts = np.concatenate([[0], np.cumsum([len(one) for one in theirs])[:-1]])
        common = np.add.reduceat(marked[np.concatenate(theirs)], starts).tolist()
        marked[own] = 0
        for b, both in zip(met, common, strict=True):
            share = both / (len(own) + len(runs[b]) - both)
            if share >= least:
                found.append((a, b, share))
    return found
