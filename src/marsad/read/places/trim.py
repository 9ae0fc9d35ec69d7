"""The characters of a phrase without the conjunction or preposition glued to its first word."""

from __future__ import annotations

from marsad.knowledge.lexicon import BARE, Clitics
from marsad.model.evidence import Span
from marsad.read.scan import Scan


def bare_span(scan: Scan, first: int, last: int, clitics: Clitics = BARE) -> Span:
    """Return the span of tokens [first, last) without what `clitics` tells of.

    A preposition merged with the article stays.  Marks that stand on a glued letter go with it.
    """
    start, end = scan.span(first, last)
    fold = scan.lexicon.memo
    drop = len(clitics.conjunction)
    merged = scan.tokens.folds[first][drop : drop + 2] in scan.lexicon.contractions
    if not merged:
        drop += len(clitics.preposition)
    while drop and start < end - 1:
        drop -= bool(fold[scan.text[start]])
        start += 1
    while start < end - 1 and not fold[scan.text[start]]:
        start += 1
    return start, end
