"""What is looked for: words, "phrases" and beginnings* that must all stand in a text, and where they stand in it.

Text and query go through the same fold, so that either may be written with or without marks, hamza or Arabic digits.
No sign but the quotation mark and the star means anything; whatever else stands in a query is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.text.clitics import glued
from marsad.text.fold import FoldMemo
from marsad.text.tokens import BREAK, NUMBER, PUNCT, Tokens, tokenize

LONGEST_WORD = 100
"""Characters of a word that count; what follows them is cut off on both sides."""
MANY_WORDS = 12
"""In a query of more words than this each is looked for only as it stands."""

_PHRASE = re.compile('["\u201c\u201d\u201e\u00ab]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u00bb]')
_DECIMAL = "\u066b"
_STAR = re.compile(r"\*+")


@dataclass(frozen=True)
class Term:
    """One thing that must stand in the text: words in a row.

    `words` are folded, `written` as the query has them.  `loose`: a single word that may have something glued before
    it.  `prefix`: the last word may go on.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    loose: bool = False
    prefix: bool = False

    @property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Every row of folded words that is this term."""
        return tuple((form,) for form in glued(self.words[0])) if self.loose else (self.words,)


@dataclass(frozen=True)
class Query:
    """The terms of a query.  `literal`: the words must be written as the query writes them, and stand alone."""

    terms: tuple[Term, ...]
    literal: bool = False


def parse(text: str, memo: FoldMemo, *, literal: bool = False) -> Query:
    """Return what a query asks for; never raises.  A query without a word in it has no terms."""
    found: dict[Term, None] = {}
    last = 0
    for match in _PHRASE.finditer(text):
        found |= dict.fromkeys(_words(text[last : match.start()], memo))
        star = _STAR.match(text, match.end())
        last = star.end() if star else match.end()
        found |= dict.fromkeys(_row(match[1], memo, prefix=star is not None))
    found |= dict.fromkeys(_words(text[last:], memo))
    terms = tuple(found)
    if literal or len(terms) > MANY_WORDS:
        terms = tuple(Term(term.words, term.written, prefix=term.prefix) for term in terms)
    return Query(terms, literal)


def _words(text: str, memo: FoldMemo) -> Iterator[Term]:
    for piece in text.split():
        core = piece.rstrip("*")
        for term in _row(core, memo, prefix=len(core) < len(piece)):
            yield Term(term.words, term.written, loose=len(term.words) == 1, prefix=term.prefix)


def _row(text: str, memo: FoldMemo, *, prefix: bool) -> Iterator[Term]:
    tokens = tokenize(text, memo)
    places = countable(tokens)
    if places:
        words = tuple(form(tokens, i) for i in places)
        yield Term(words, tuple(tokens.quote(i, i + 1) for i in places), prefix=prefix)


def countable(tokens: Tokens) -> list[int]:
    """Return the tokens that are words or numbers, and more than marks."""
    return [i for i, kind in enumerate(tokens.kinds) if kind not in (PUNCT, BREAK) and tokens.folds[i]]


def form(tokens: Tokens, i: int) -> str:
    """Return the spelling by which a token is looked up: folded, a number without its separators."""
    folded = tokens.folds[i]
    if tokens.kinds[i] == NUMBER:
        whole, point, rest = folded.replace(_DECIMAL, ".").partition(".")
        grouped = not point or len(rest) == 3 or "." in rest
        folded = re.sub(r"\D", "", folded) if grouped else f"{re.sub(r'[^0-9]', '', whole)}.{rest}"
    return folded[:LONGEST_WORD]


def forms(text: str, memo: FoldMemo) -> list[str]:
    """Return the words of a text in their order as they are looked up."""
    return forms_and_written(text, memo)[0]


def forms_and_written(text: str, memo: FoldMemo) -> tuple[list[str], list[str]]:
    """Return the words of a text in their order, as they are looked up and as they are written."""
    tokens = tokenize(text, memo)
    places = countable(tokens)
    return [form(tokens, i) for i in places], [tokens.quote(i, i + 1)[:LONGEST_WORD] for i in places]
