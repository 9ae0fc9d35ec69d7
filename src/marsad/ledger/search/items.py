"""What a search is asked and what it answers."""

from __future__ import annotations

import datetime as dt

from marsad.model.noun import Noun
from marsad.model.reading import SCHEMA_VERSION

Span = tuple[int, int]


class Asked(Noun, frozen=True, kw_only=True):
    """A query and what limits it.

    `sources` are the spellings of which one must be the document's; None: any.  `claims`: the words must stand in what
    a claim quotes.  `cursor` is the `next` of the page before.
    """

    query: str
    literal: bool = False
    claims: bool = False
    lang: str | None = None
    sources: tuple[str, ...] | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    limit: int = 20
    cursor: str | None = None


class SearchResult(Noun, frozen=True, kw_only=True):
    """One document in which the query stands.

    `snippet` is the text at `span`, unchanged; `marks` are the places of the words, also in the text.  `claims` are
    the DOCUMENT#CLAIM keys whose words the marks touch.
    """

    id: str
    document: str
    revision: int
    title: str
    snippet: str
    span: Span
    marks: tuple[Span, ...]
    claims: tuple[str, ...]
    published: str | None
    source: str | None
    lang: str


class SearchPage(Noun, frozen=True, kw_only=True):
    """The newest published first; `next` is None where there are no more."""

    schema_version: str = SCHEMA_VERSION
    results: tuple[SearchResult, ...] = ()
    next: str | None = None


class Row(Noun, frozen=True, kw_only=True):
    """One document as the index holds it: where (`place`, which sorts by day), which reading of it, and its words.

    `written` are the words as they are written, each once, in order of their characters.
    """

    place: int
    document: str
    revision: int
    reading: int
    words: tuple[str, ...]
    claims: tuple[str, ...]
    written: tuple[str, ...]
    lang: str
    source: str | None


class Candidate(Noun, frozen=True, kw_only=True):
    """A document that the index found."""

    place: int
    document: str
    revision: int
    reading: int


class Bounds(Noun, frozen=True, kw_only=True):
    """Which rows are wanted: `first` <= place < `limit`, of a language, of one of some sources."""

    first: int
    limit: int
    lang: str | None = None
    sources: tuple[str, ...] | None = None
