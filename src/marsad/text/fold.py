"""Folding: one spelling for what readers take as the same word.

Arabic marks, tatweel, bidi and zero-width controls go; alef/hamza, ya, ta marbuta and Persian letters are unified;
Arabic-Indic and Persian digits become ASCII; presentation forms become letters; Latin is case-folded.
A token is folded by itself, so its place in the original text is never lost.
"""

from __future__ import annotations

import re
import unicodedata

from marsad.text.memo import Memo

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
"""Arabic combining marks, as the inside of a character class."""
CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Bidi, zero-width and soft-hyphen controls, as the inside of a character class."""
TATWEEL = "\u0640"
UNREAD = re.compile(f"[{MARKS}{TATWEEL}{CONTROLS}]")
"""Characters that are no letters of their own."""


def plain(text: str) -> str:
    """Return a text as it is written, without marks, tatweel and controls."""
    return text if text.isascii() else UNREAD.sub("", text)


def _codepoints(ranges: str) -> list[int]:
    out: list[int] = []
    parts = list(ranges)
    i = 0
    while i < len(parts):
        if i + 2 < len(parts) and parts[i + 1] == "-":
            out += range(ord(parts[i]), ord(parts[i + 2]) + 1)
            i += 3
        else:
            out.append(ord(parts[i]))
            i += 1
    return out


_TABLE: dict[int, int | str | None] = dict.fromkeys(_codepoints(MARKS + CONTROLS + TATWEEL))
_TABLE |= {
    # alef with hamza, madda or wasla -> bare alef; waw and ya carry no hamza
    0x0622: 0x0627,
    0x0623: 0x0627,
    0x0625: 0x0627,
    0x0671: 0x0627,
    0x0672: 0x0627,
    0x0673: 0x0627,
    0x0624: 0x0648,
    0x0626: 0x064A,
    # alef maqsura, Farsi and Kurdish yeh -> ya; ta marbuta and Urdu/Kurdish heh -> heh; keheh -> kaf
    0x0649: 0x064A,
    0x06CC: 0x064A,
    0x06CE: 0x064A,
    0x06D2: 0x064A,
    0x0629: 0x0647,
    0x06C1: 0x0647,
    0x06BE: 0x0647,
    0x06D5: 0x0647,
    0x06A9: 0x0643,
    0x06AA: 0x0643,
    # typographic apostrophes
    0x2019: 0x27,
    0x2018: 0x27,
    0x02BC: 0x27,
}
_TABLE |= {0x0660 + d: 0x30 + d for d in range(10)}
_TABLE |= {0x06F0 + d: 0x30 + d for d in range(10)}


def fold(word: str) -> str:
    """Return the folded spelling of `word`; folding a folded word changes nothing."""
    if word.isascii():
        return word.lower()
    if any("\ufb00" <= ch <= "\ufefc" for ch in word):
        word = unicodedata.normalize("NFKC", word)
    return word.translate(_TABLE).lower()


Piece = tuple[int, int, int, str, tuple[tuple[int, int, str, str], ...] | None]
"""A piece of text between two spaces: its length with one of these; where its only word begins and ends, and the word
folded; or all its tokens, where they are not one word: first, last, folded, kind."""


class FoldMemo(Memo[str]):
    """Remembers folded words, and of pieces of text which tokens they hold (tokens.py)."""

    def __init__(self) -> None:
        super().__init__(fold, 50_000)
        self.pieces: dict[str, Piece] = {}

    def keep(self, piece: str, tokens: Piece) -> None:
        """Remember the tokens of a piece of text, within the bounds of every memo."""
        if len(piece) <= self.LONGEST:
            if len(self.pieces) >= 2 * self._limit:
                self.pieces.clear()
            self.pieces[piece] = tokens


def fold_text(text: str) -> tuple[str, list[int]]:
    """Fold a whole text; return it with the original index of each folded character (and of the end).

    `offsets[i]` is where folded character i stands in `text`; `offsets[len(folded)] == len(text)`.
    """
    out: list[str] = []
    offsets: list[int] = []
    for i, ch in enumerate(text):
        folded = fold(ch)
        out.append(folded)
        offsets += [i] * len(folded)
    offsets.append(len(text))
    return "".join(out), offsets
