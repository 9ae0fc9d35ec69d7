"""One look at a text: tokens, sentences, and every phrase of the lexicon in it.  All readers share it."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.knowledge.lexicon import Hit, Lexicon
from marsad.text.segment import sentences
from marsad.text.tokens import Tokens, tokenize


def _by_class(hits: list[Hit]) -> dict[str, Hit]:
    """Return the longest phrase of each class; `hits` are sorted longest first."""
    out: dict[str, Hit] = {}
    for hit in hits:
        out.setdefault(hit.entry.cls, hit)
    return out


def _length(hit: Hit) -> int:
    return hit.last


class Scan:
    """The tokens of one text with the lexicon's phrases at each of them.

    `hits[i]` lists the phrases that begin at token i, longest first; `sents` are token ranges [first, last).
    """

    __slots__ = ("_first_of", "_index", "_sentence_of", "hits", "lang", "lexicon", "sents", "text", "tokens")

    def __init__(self, text: str, lang: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lang = lang
        self.lexicon = lexicon
        self.tokens: Tokens = tokenize(text, lexicon.memo)
        self.sents = sentences(self.tokens, lexicon.abbreviations)
        self.hits: list[list[Hit]] = [
            lexicon.hits_at(self.tokens, i) if kind == "w" else self._symbol(i)
            for i, kind in enumerate(self.tokens.kinds)
        ]
        self._first_of = [_by_class(hits) if hits else None for hits in self.hits]
        self._sentence_of: list[int] | None = None
        self._index: dict[str, list[Hit]] | None = None

    @property
    def index(self) -> dict[str, list[Hit]]:
        """The phrases by class, left to right, the longest at each place, none inside another; built once."""
        if self._index is None:
            index: dict[str, list[Hit]] = {}
            for hits in self.hits:
                for hit in hits:
                    found = index.get(hit.entry.cls)
                    if found is None:
                        index[hit.entry.cls] = [hit]
                    elif hit.first >= found[-1].last:
                        found.append(hit)
            self._index = index
        return self._index

    def _symbol(self, i: int) -> list[Hit]:
        return self.lexicon.hits_at(self.tokens, i) if self.tokens.folds[i] in self.lexicon.words else []

    def __len__(self) -> int:
        return len(self.tokens)

    def sentence_of(self, i: int) -> int:
        """Return the number of the sentence that holds token `i` (line breaks belong to the one before)."""
        if self._sentence_of is None:
            owner = [0] * len(self.tokens)
            for number, (first, last) in enumerate(self.sents):
                owner[first:last] = [number] * (last - first)
            self._sentence_of = owner
        return self._sentence_of[i]

    def at(self, i: int, *classes: str) -> Hit | None:
        """Return the longest phrase of one of `classes` that begins at token `i`, or None (also past the end)."""
        if not 0 <= i < len(self._first_of):
            return None
        known = self._first_of[i]
        if not known:
            return None
        if len(classes) == 1:
            return known.get(classes[0])
        found = [known[cls] for cls in classes if cls in known]
        return max(found, key=_length) if len(found) > 1 else found[0] if found else None

    def all(self, cls: str) -> Iterator[Hit]:
        """Yield every phrase of class `cls`, left to right, the longest at each place, none inside another."""
        yield from self.index.get(cls, ())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of tokens [first, last)."""
        return self.tokens.span(first, last)

    def quote(self, first: int, last: int) -> str:
        """Return the original words of tokens [first, last)."""
        return self.tokens.quote(first, last)
