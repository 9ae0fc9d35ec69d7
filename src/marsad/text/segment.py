"""Passages and sentences: where a text may be cut without cutting a statement."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.text.tokens import BREAK, PUNCT, WORD, Tokens

_ENDS = frozenset({".", "!", "?", "\u061f", "..", "...", "\u2026", "\u06d4"})
_MARKS = frozenset({BREAK, PUNCT})
_COMMAS = frozenset({",", "\u060c", ";", "\u061b"})
_CLOSES = frozenset({")", "\u00bb", '"', "]"})
LONGEST = 600
"""Tokens of a sentence at most: what goes on for longer is cut at a comma, so that reading takes linear time."""


def sentences(
    tokens: Tokens, abbreviations: frozenset[str] = frozenset(), marks: Sequence[int] | None = None
) -> list[tuple[int, int]]:
    """Return token ranges [first, last) of the sentences, in order, covering every token but line breaks.

    A line break always ends a sentence; a full stop does unless it follows a single letter (an initial) or a word of
    `abbreviations` (folded), or an initial and a bracket follow it.  None is longer than
    `LONGEST`.  `marks` are the tokens that are marks or ends of lines, where they are known.
    """
    out: list[tuple[int, int]] = []
    first = comma = 0
    kinds, folds = tokens.kinds, tokens.folds
    for i in [i for i, kind in enumerate(kinds) if kind in _MARKS] if marks is None else marks:
        while i - first > LONGEST:
            first = _cut(out, first, comma)
        if kinds[i] == BREAK:
            if i > first:
                out.append((first, i))
            first = i + 1
        elif folds[i] in _ENDS and not _abbreviated(tokens, i, abbreviations):
            out.append((first, i + 1))
            first = i + 1
        elif i - first >= LONGEST:
            first = _cut(out, first, comma)
        elif folds[i] in _COMMAS:
            comma = i
    while len(kinds) - first > LONGEST:
        first = _cut(out, first, comma)
    if first < len(kinds):
        out.append((first, len(kinds)))
    return out


def _cut(out: list[tuple[int, int]], first: int, comma: int) -> int:
    """Cut off a sentence that goes on for too long, at its last comma; return where the next one begins."""
    last = comma + 1 if comma > first else first + LONGEST
    out.append((first, last))
    return last


def _abbreviated(tokens: Tokens, i: int, abbreviations: frozenset[str]) -> bool:
    if i == 0 or tokens.folds[i] != "." or tokens.ends[i - 1] != tokens.starts[i]:
        return False
    before = tokens.folds[i - 1]
    if tokens.kinds[i - 1] != WORD:
        return False
    return len(before) == 1 or before in abbreviations or _initial(tokens, i + 1)


def _initial(tokens: Tokens, i: int) -> bool:
    """Tell whether token `i` is a single letter before a closing bracket: '(Ahmad. A)' is one name."""
    letter = tokens.folds[i : i + 2]
    return len(letter) == 2 and len(letter[0]) == 1 and tokens.kinds[i] == WORD and letter[1] in _CLOSES


def passages(text: str) -> list[tuple[int, int]]:
    """Return the character spans [start, end) of the non-empty lines of `text`."""
    out = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            out.append((start, start + len(line)))
        start += len(line) + 1
    return out
