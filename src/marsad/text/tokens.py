"""Tokens of the original text: words, numbers and marks with their exact places.

Quotation marks, underscores and hash signs (`#place_name`), and hyphens inside words are no tokens: names read the same
with or without them.  A number glued to a word is a token of its own.
"""

from __future__ import annotations

import re

from marsad.text.fold import CONTROLS, MARKS, TATWEEL, FoldMemo, fold

_DIGITS = "0-9\u0660-\u0669\u06f0-\u06f9"
_INNER = f"{MARKS}{TATWEEL}{CONTROLS}"
_LETTER = r"[^\W\d_]"
_QUOTES = "\"\u201c\u201d\u00ab\u00bb\u2018\u2019'#*|\u25aa\ufe0f\U0001f000-\U0001ffff"
_GENITIVE = r"['\u2019][sS]\b"
_TOKEN = (
    rf"(?P<w>{_LETTER}+(?:[{_INNER}]+{_LETTER}*|['\u2019](?={_LETTER}[{_INNER}]*{_LETTER}){_LETTER}*)*)"
    rf"|(?P<n>[{_DIGITS}]{{1,3}}(?:[,\u066c\u060c.][{_DIGITS}]{{3}})+(?![{_DIGITS}])"  # 12,500
    rf"|[{_DIGITS}]+(?:[.,\u066b](?=[{_DIGITS}])[{_DIGITS}]+)?)"  # 48  2.5
    rf"|(?P<p>\.\.+|[^\w\s{_INNER}{_QUOTES}])"
    r"|(?P<l>\n)"
    rf"|(?P<s>{_GENITIVE})"
)
"""One token; what begins with a letter, a digit or a mark begins no other kind."""
_BETWEEN = rf"(?:[^\S\n]|(?!{_GENITIVE}|{_LETTER})[{_INNER}{_QUOTES}_]|(?![{_DIGITS}])\d){{0,999}}"
"""What stands before a token: white space and what is no token; at most so much at once that little is kept of it.

No repeat is possessive (`*+`): Python 3.11.0 to 3.11.4, of which Debian 12 has 3.11.2, then reads 26 as 6
(https://github.com/python/cpython/issues/100061).
"""
_BARE = re.sub(r"\?P<\w>", "?:", _TOKEN)
_PLAIN = r" [A-Za-z\u0621-\u063a\u0641-\u064a]+(?=[ .,\u060c\n])"
"""A word as most are, which ends before one of these marks: told twice as fast as by the rule for all of them."""
_PIECES = re.compile(rf"{_PLAIN}| ?(?:{_BARE})|{_BETWEEN}(?:{_BARE}|.|\Z)")
"""A token with what stands before it: such pieces, side by side, are the whole text."""
_PIECE = re.compile(f"{_BETWEEN}(?:{_TOKEN})")
_HYPHENS = "-\u2010\u2011"
_GROUPED = re.compile(rf"[{_DIGITS}]{{1,3}}(?:[,\u066c\u060c.][{_DIGITS}]{{3}})+")

WORD, NUMBER, PUNCT, BREAK = "w", "n", "p", "l"
_HYPHEN, _NONE = "h", "s"
"""Kinds of pieces: a hyphen, which is no token inside a word; a genitive's ending or what is no token at all."""


class Tokens:
    """Parallel lists, one element a token: `starts`, `ends` (indices into `text`), `folds`, `kinds`."""

    __slots__ = ("ends", "folds", "kinds", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folds: list[str] = []
        self.kinds: list[str] = []

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
    starts, ends, folds, kinds = out.starts, out.ends, out.folds, out.kinds
    known = memo.pieces
    end = 0
    for piece in _PIECES.findall(text):
        lead, folded, kind = known.get(piece) or _taken_apart(piece, memo)
        start = end + lead
        end += len(piece)
        if kind == _HYPHEN:
            if _joins_words(text, start, end):
                continue
            kind = PUNCT
        elif kind == _NONE:
            if not folded or not _goes_on(text, end):
                continue
            start, kind = end - len(folded), WORD  # in `'s5` the s is a word
        starts.append(start)
        ends.append(end)
        folds.append(folded)
        kinds.append(kind)
    return out


def _taken_apart(piece: str, memo: FoldMemo) -> tuple[int, str, str]:
    """Return where in a piece its token begins, its folded spelling, and its kind; remember it for the next time."""
    match = _PIECE.fullmatch(piece)
    kind = match.lastgroup if match is not None else None
    if match is None or kind is None:
        found = 0, "", _NONE
    elif kind == _NONE:
        found = 0, memo[piece[-1]], _NONE
    else:
        word = match[kind]
        found = match.start(kind), word if kind == BREAK else memo[word], _HYPHEN if word in _HYPHENS else kind
    memo.keep(piece, found)
    return found


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and (text[end] == "_" or text[end].isalnum())


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
