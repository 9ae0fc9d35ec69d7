"""Where a query stands in a text, and the passage that shows it best: offsets of the original, never of folded text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.text.fold import FoldMemo
from marsad.text.query import Query, Term, countable, form
from marsad.text.tokens import Tokens, tokenize

Span = tuple[int, int]

WIDTH = 240
"""Characters of a passage, about."""
BEFORE = 60
"""Characters that are shown before the first mark, at most."""
CHUNK = 50_000
"""Characters that are split into words at a time, so that the passage of a huge text is found without all of it."""
MOST_MARKS = 200


@dataclass(frozen=True)
class Hit:
    """A term met in the text: which one, and where."""

    term: int
    span: Span


@dataclass(frozen=True)
class Passage:
    """A piece of the original text and what is marked in it, both as [start, end) of the original."""

    span: Span
    marks: tuple[Span, ...]


def locate(text: str, query: Query, memo: FoldMemo) -> list[Hit]:
    """Return where the terms stand, in the order of the text; at most `MOST_MARKS`, of every term the first."""
    out: list[Hit] = []
    waiting = set(range(len(query.terms)))
    finder = _Finder(query)
    for base, piece in _pieces(text):
        for hit in finder.hits(tokenize(piece, memo)):
            if len(out) < MOST_MARKS or hit.term in waiting:
                out.append(Hit(hit.term, (base + hit.span[0], base + hit.span[1])))
                waiting.discard(hit.term)
        if not waiting and out:
            break
    return out


def passage(text: str, hits: list[Hit]) -> Passage:
    """Return the passage with the most terms in it; the beginning of the text where nothing was met."""
    if not hits:
        return Passage((0, _word_end(text, min(len(text), WIDTH))), ())
    first = max(range(len(hits)), key=lambda i: (_worth(hits, i), -i))
    anchor = hits[first].span[0]
    start = _word_start(text, max(0, anchor - BEFORE), anchor)
    end = _word_end(text, min(len(text), max(start + WIDTH, hits[first].span[1])))
    return Passage((start, end), _merged([hit.span for hit in hits if start <= hit.span[0] and hit.span[1] <= end]))


def _worth(hits: list[Hit], first: int) -> tuple[int, int]:
    limit = hits[first].span[0] + WIDTH - BEFORE
    inside = [hit for hit in hits[first : first + 50] if hit.span[1] <= limit]
    return len({hit.term for hit in inside}), len(inside)


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def _word_start(text: str, place: int, anchor: int) -> int:
    """Return where the first whole word from `place` on begins, no later than `anchor`."""
    if place == 0 or text[place - 1].isspace():
        return place
    for i in range(place, anchor):
        if text[i].isspace():
            return i + 1
    return anchor


def _word_end(text: str, place: int) -> int:
    """Return where the last whole word before `place` ends; `place` itself where there is no space near."""
    if place >= len(text) or text[place].isspace():
        return place
    for i in range(place - 1, max(0, place - BEFORE), -1):
        if text[i].isspace():
            return i
    return place


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + CHUNK
        if end < len(text):
            end = max(text.rfind("\n", start + 1, end), text.rfind(" ", start + 1, end), start) + 1
            end = end if end > start + 1 else start + CHUNK
        yield start, text[start:end]
        start = end


class _Finder:
    """The terms of a query by the words that they begin with."""

    def __init__(self, query: Query) -> None:
        self.literal = query.literal
        self.terms = query.terms
        self.starts: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self.prefixes: list[tuple[int, str]] = []
        for number, term in enumerate(query.terms):
            for row in term.spellings:
                if term.prefix and len(row) == 1:
                    self.prefixes.append((number, row[0]))
                else:
                    self.starts.setdefault(row[0], []).append((number, row))
        self.beginnings = tuple(prefix for _, prefix in self.prefixes)

    def hits(self, tokens: Tokens) -> Iterator[Hit]:
        """Yield every place of every term."""
        places = countable(tokens)
        words = [form(tokens, i) for i in places]
        for at, word in enumerate(words):
            for number, row in self.starts.get(word, ()):
                if self._follows(words, at, row, self.terms[number]):
                    yield from self._checked(tokens, places, at, number, len(row))
            if self.beginnings and word.startswith(self.beginnings):
                met = dict.fromkeys(number for number, prefix in self.prefixes if word.startswith(prefix))
                for number in met:
                    yield from self._checked(tokens, places, at, number, 1)

    def _follows(self, words: list[str], at: int, row: tuple[str, ...], term: Term) -> bool:
        if len(row) == 1:
            return True
        there = words[at : at + len(row)]
        return len(there) == len(row) and (
            tuple(there) == row
            if not term.prefix
            else (tuple(there[:-1]) == row[:-1] and there[-1].startswith(row[-1]))
        )

    def _checked(self, tokens: Tokens, places: list[int], at: int, number: int, length: int) -> Iterator[Hit]:
        first, last = places[at], places[at + length - 1]
        if not self.literal or self._as_written(tokens, places[at : at + length], self.terms[number]):
            yield Hit(number, (tokens.starts[first], tokens.ends[last]))

    def _as_written(self, tokens: Tokens, places: list[int], term: Term) -> bool:
        for n, (i, written) in enumerate(zip(places, term.written, strict=True)):
            there = tokens.quote(i, i + 1)
            goes_on = term.prefix and n == len(places) - 1
            if there != written and not (goes_on and there.startswith(written)):
                return False
        return True
