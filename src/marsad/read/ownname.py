"""The publisher's own name in its text: 'Barada Watch' tells of no river, 'Raqqa Today' of no day."""

from __future__ import annotations

from functools import lru_cache

from marsad.read.scan import Scan
from marsad.text.clitics import glued
from marsad.text.fold import FoldMemo
from marsad.text.tokens import PUNCT, tokenize

_LEAST = 2
"""Words of a name: a single one may well be meant as what it says."""


def pass_over_own_name(scan: Scan, source: str | None) -> None:
    """Let no word of the name that the document's source is given by mean anything, wherever the text has it.

    A name that the lexicon knows is left alone, and so is one that says where somebody is ('the ministry in Gaza').
    """
    if not source:
        return
    openers, following = _words(source)
    folds, length = scan.tokens.folds, len(following) + 1
    if length < _LEAST or following[-1] not in folds or openers.isdisjoint(folds):
        return
    for i in [i for i, word in enumerate(folds) if word in openers]:
        if folds[i + 1 : i + length] == following and not _tells(scan, i, i + length):
            scan.pass_over(i, i + length)


@lru_cache(maxsize=1_000)
def _words(source: str) -> tuple[frozenset[str], list[str]]:
    """Return the spellings of a name's first folded word, with and without what may be glued to it, and its others."""
    said = tokenize(source, FoldMemo())
    name = [word for word, kind in zip(said.folds, said.kinds, strict=True) if kind != PUNCT]
    return frozenset(glued(name[0]) if name else ()), name[1:]


def _tells(scan: Scan, first: int, last: int) -> bool:
    """Tell whether the lexicon knows the name of tokens [first, last), or a preposition in it leads to a place."""
    if any(hit.last >= last and hit.entry.cls in ("source", "actor") for hit in scan.hits[first]):
        return True
    return any(scan.at(i, "place_prep") is not None for i in range(first, last))
