"""The words around a quote: evidence is shown inside its sentence, never alone."""

from __future__ import annotations

from typing import NamedTuple

from marsad.model.evidence import Span

_SENTENCE_ENDS = ".!?\u061f\n"
_CUT = "\u2026"


class Passage(NamedTuple):
    """A quote with the text before and after it, cut at words; an ellipsis stands where text was left out."""

    before: str
    quote: str
    after: str


def passage(text: str, span: Span, limit: int = 110) -> Passage:
    """Return the sentence around `span`, with at most about `limit` characters on either side of the quote."""
    start, end = span
    return Passage(_before(text, start, limit), text[start:end], _after(text, end, limit))


def _before(text: str, start: int, limit: int) -> str:
    first = start
    while first > 0 and not _ends_sentence(text, first - 1):
        first -= 1
    out = text[first:start].lstrip()
    if len(out) <= limit:
        return out
    kept = out[-limit:]
    space = kept.find(" ")
    return f"{_CUT} {kept[space + 1 :]}"


def _after(text: str, end: int, limit: int) -> str:
    last = end
    while last < len(text) and not _ends_sentence(text, last):
        last += 1
    out = text[end : last + 1].rstrip()
    if len(out) <= limit:
        return out
    kept = out[:limit]
    space = kept.rfind(" ")
    return f"{kept[:space]} {_CUT}" if space > 0 else kept + _CUT


def _ends_sentence(text: str, at: int) -> bool:
    """Tell whether the sentence ends at character `at`: no stop inside a number, a word or '..' ends one."""
    if text[at] not in _SENTENCE_ENDS:
        return False
    if text[at] == "\n":
        return True
    dots = text[at] == "." and "." in (text[at - 1 : at], text[at + 1 : at + 2])
    return not dots and (at + 1 >= len(text) or text[at + 1].isspace())
