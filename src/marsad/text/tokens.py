"""Tokens of the original text: words, numbers and marks with their exact places.

Quotation marks, underscores and hash signs (`#place_name`), and hyphens inside words are no tokens: names read the same
with or without them.  A number glued to a word is a token of its own.
"""

from __future__ import annotations

import re

from marsad.text.fold import CONTROLS, MARKS, TATWEEL, FoldMemo, Piece, fold

_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_INNER = f"{MARKS}{TATWEEL}{CONTROLS}"
_LETTER = r"[^\W\d_]"
_QUOTES = "\"\u201c\u201d\u00ab\u00bb\u2018\u2019'#*|\u25aa\ufe0f\U0001f000-\U0001ffff"
_TOKEN = (
    rf"(?P<w>{_LETTER}+(?:[{_INNER}]+{_LETTER}*|['\u2019](?={_LETTER}[{_INNER}]*{_LETTER}){_LETTER}*)*)"
    rf"|(?P<n>[{_DIGITS}]{{1,3}}(?:[,\u066c\u060c.][{_DIGITS}]{{3}})+(?![{_DIGITS}])"  # 12,500
    rf"|[{_DIGITS}]+(?:[.,\u066b](?=[{_DIGITS}])[{_DIGITS}]+)?)"  # 48  2.5
    rf"|(?P<p>\.\.+|[^\w\s{_INNER}{_QUOTES}])"
    r"|(?P<s>['\u2019][sS]\b)"
)
"""One token; none has a space or the end of a line in it, and none asks what stands behind one.

No repeat is possessive (`*+`): Python 3.11.0 to 3.11.4, of which Debian 12 has 3.11.2, then reads 26 as 6
(https://github.com/python/cpython/issues/100061).
"""
_TOKENS = re.compile(_TOKEN)
_HYPHENS = "-\u2010\u2011"
_GROUPED = re.compile(rf"[{_DIGITS}]{{1,3}}(?:[,\u066c\u060c.][{_DIGITS}]{{3}})+")

WORD, NUMBER, PUNCT, BREAK = "w", "n", "p", "l"
_NONE = "s"
"""The kind of a genitive's ending, which is no token."""


class Tokens:
    """Parallel lists, one element a token: `starts`, `ends` (indices into `text`), `folds`, `kinds`.

    `others` are the tokens that are no words, left to right.
    """

    __slots__ = ("ends", "folds", "kinds", "others", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folds: list[str] = []
        self.kinds: list[str] = []
        self.others: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters from token `first` to token `last`, last excluded."""
        return self.starts[first], self.ends[last - 1]

    def quote(self, first: int, last: int) -> str:
        """Return the original words from token `first` to token `last`, last excluded."""
        start, end = self.span(first, last)
        return self.text[start:end]


def tokenize(text: str, memo: FoldMemo) -> Tokens:
    """Split `text` into tokens; linear in its length, never raises."""
    out = Tokens(text)
    starts, ends, folds, others = out.starts, out.ends, out.folds, out.others
    signs: list[str] = []
    """The kinds of the others."""
    known = memo.pieces
    at = 0
    for line in text.split("\n"):
        if at:
            others.append(len(starts))
            signs.append(BREAK)
            starts.append(at - 1)
            ends.append(at)
            folds.append("\n")
        for piece in line.split(" "):
            size, first, last, folded, tokens = known.get(piece) or _taken_apart(piece, memo)
            if tokens is None:  # a word alone, as nearly all are
                starts.append(at + first)
                ends.append(at + last)
                folds.append(folded)
            else:
                for first, last, folded, kind in tokens:
                    if kind != WORD:
                        others.append(len(starts))
                        signs.append(kind)
                    starts.append(at + first)
                    ends.append(at + last)
                    folds.append(folded)
            at += size
    kinds = out.kinds = [WORD] * len(starts)
    for i, kind in zip(others, signs, strict=True):
        kinds[i] = kind
    return out


def _taken_apart(piece: str, memo: FoldMemo) -> Piece:
    """Return what a piece of text between two spaces holds; remember it for the next time."""
    tokens = []
    for match in _TOKENS.finditer(piece):
        kind = match.lastgroup
        if kind is None or kind == _NONE:
            continue
        start, end = match.span()
        word = match[kind]
        if not (word in _HYPHENS and _joins_words(piece, start, end)):
            tokens.append((start, end, memo[word], kind))
    found: Piece
    if len(tokens) == 1 and tokens[0][3] == WORD:
        found = len(piece) + 1, *tokens[0][:3], None
    else:
        found = len(piece) + 1, 0, 0, "", tuple(tokens)
    memo.keep(piece, found)
    return found


def plain(name: str) -> str:
    """Return the folded words of a name with single spaces between them: one spelling for what reads the same."""
    return " ".join(tokenize(fold(name), FoldMemo()).folds)


def _joins_words(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen stands inside a word ('72-hour') and not between numbers ('15-20')."""
    if start == 0 or end >= len(text):
        return False
    before, after = text[start - 1], text[end]
    return before.isalnum() and after.isalnum() and not (before.isdigit() and after.isdigit())


def number_value(folded: str) -> int | None:
    """Return the whole number written in digits, thousands separators allowed; None for a fraction or none at all."""
    if len(folded) > 15:
        return None
    if _GROUPED.fullmatch(folded):
        folded = re.sub(r"\D", "", folded)
    return int(folded) if folded.isdigit() else None
