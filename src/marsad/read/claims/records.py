"""Records: 'the deadliest this year', 'the third such crash in a week' measure an incident and date nobody."""

from __future__ import annotations

from marsad.knowledge.lexicon import Hit
from marsad.read.claims.nth import numbers_kind
from marsad.read.dates import TimeFound
from marsad.read.scan import Scan
from marsad.text.tokens import WORD

_RECORD = 6
"""Tokens from 'the fiercest', 'the third' to 'since 2014', 'this week' at most."""


def of_record(scan: Scan, time: TimeFound) -> bool:
    """Tell whether the time is only what a record, or a row of incidents, is measured by.

    'the deadliest month in nine years', 'the highest toll of a day since 2013', 'for the third time this week'.
    """
    runs = scan.at(time.first, "nth_since") is not None and not (time.opens or time.is_duration)
    if not (time.is_duration or time.opens or runs):
        return False
    if (time.opens or (time.is_duration and scan.lang == "en")) and unequalled_before(scan, time.first):
        return True
    low = _low(scan, time.first)
    if any(_unequalled(scan, i) and not _tells(scan, i, time.first) for i in range(low, time.first)):
        return True
    return any(_numbered(scan, hit, time.first) for hit in _ordinals(scan, low, time.first))


def unequalled_before(scan: Scan, i: int) -> bool:
    """Tell whether a word of the highest degree stands a few words before token `i`."""
    return any(_unequalled(scan, j) for j in range(_low(scan, i), i))


def _low(scan: Scan, i: int) -> int:
    return max(scan.sents[scan.sentence_of(i)][0], i - _RECORD)


def _unequalled(scan: Scan, i: int) -> bool:
    """Tell whether a word of the highest degree stands at token `i`: 'the deadliest', 'the worst'."""
    if scan.lang == "ar":
        return scan.at(i, "unequalled") is not None
    return scan.reads(i, "superlative") or scan.lexicon.ends(scan.tokens.folds[i], "most")


def _tells(scan: Scan, first: int, last: int) -> bool:
    """Tell whether tokens [first, last) count somebody, or tell of harm: 'the most were killed this month'."""
    if any(kind != WORD for kind in scan.tokens.kinds[first:last]):
        return True
    return scan.begins(first, last, "harm_verb", "toll_noun", "casualty_noun", "denial_figure_noun", "number")


def _ordinals(scan: Scan, low: int, end: int) -> list[Hit]:
    """Return the words of tokens [low, end) that say the how many-th an incident is."""
    if scan.lang == "en":
        return list(scan.among(low, end, "date_ordinal"))
    return [hit for hit in scan.among(low, end, "person") if hit.entry.features.get("ordinal")]


def _numbered(scan: Scan, ordinal: Hit, end: int) -> bool:
    """Tell whether an incident is numbered, up to the time that begins at token `end`."""
    kind = ordinal.last == end or numbers_kind(scan, ordinal)
    return kind and not _tells(scan, ordinal.last, end)
