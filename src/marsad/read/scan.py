"""One look at a text: tokens, sentences, and every phrase of the lexicon in it.  All readers share it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from marsad.knowledge.lexicon import Hit, Lexicon
from marsad.text.segment import sentences
from marsad.text.tokens import Tokens, tokenize

_NONE: dict[int, Hit] = {}


class Scan:
    """The tokens of one text with the lexicon's phrases at each of them.

    `hits[i]` lists the phrases that begin at token i, longest first; `sents` are token ranges [first, last).
    """

    __slots__ = ("_first_of", "_sentence_of", "hits", "index", "lang", "lexicon", "sents", "text", "tokens")

    def __init__(self, text: str, lang: str, lexicon: Lexicon, tokens: Tokens | None = None) -> None:
        self.text = text
        self.lang = lang
        self.lexicon = lexicon
        self.tokens: Tokens = tokenize(text, lexicon.memo) if tokens is None else tokens
        self.sents = sentences(self.tokens, lexicon.abbreviations)
        self.hits: list[list[Hit]] = lexicon.find(self.tokens)
        self.index: dict[str, list[Hit]] = {}
        """The phrases by class, left to right, the longest at each place, none inside another."""
        self._first_of: dict[str, dict[int, Hit]] = {}
        self._sentence_of: list[int] | None = None
        self._sort()

    def _sort(self) -> None:
        """File the phrases by class: all places where one begins, and those that lie in no other."""
        first_of, index = self._first_of, self.index
        for i, hits in enumerate(self.hits):
            for hit in hits:
                cls = hit.entry.cls
                known = first_of.get(cls)
                if known is None:
                    first_of[cls], index[cls] = {i: hit}, [hit]
                elif i not in known:
                    known[i] = hit
                    apart = index[cls]
                    if i >= apart[-1].last:
                        apart.append(hit)

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
        best: Hit | None = None
        for cls in classes:
            known = self._first_of.get(cls)
            if known is not None:
                hit = known.get(i)
                if hit is not None and (best is None or hit.last > best.last):
                    best = hit
        return best

    def firsts(self, cls: str) -> Mapping[int, Hit]:
        """Return the longest phrase of class `cls` by each token where one begins."""
        return self._first_of.get(cls, _NONE)

    def all(self, cls: str) -> Iterator[Hit]:
        """Yield every phrase of class `cls`, left to right, the longest at each place, none inside another."""
        yield from self.index.get(cls, ())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the characters of tokens [first, last)."""
        return self.tokens.span(first, last)

    def quote(self, first: int, last: int) -> str:
        """Return the original words of tokens [first, last)."""
        return self.tokens.quote(first, last)
