"""The index in SQLite: FTS5 without content of its own, so that it costs a fraction of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from marsad.ledger.search.items import Bounds, Candidate, Row
from marsad.text.query import LONGEST_WORD, Query, Term

TABLES = (
    "cache_search_words",
    "cache_search_written",
    "cache_search_documents",
    "cache_search_sources",
    "cache_search_state",
)

_CREATE = (
    # Words come folded and parted by spaces; the tokenizer only splits at them ('.' and ' belong to words).
    "CREATE VIRTUAL TABLE cache_search_words USING fts5(words, claims, facets, content='', columnsize=0, "
    "tokenize=\"ascii tokenchars '.'''\")",
    # which words are written how, without their places: enough for what is looked for literally
    "CREATE VIRTUAL TABLE cache_search_written USING fts5(words, content='', columnsize=0, detail=none, "
    "tokenize=\"ascii tokenchars '.'''\")",
    "CREATE TABLE cache_search_documents "
    "(place INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL, reading INTEGER NOT NULL)",
    "CREATE TABLE cache_search_sources (source TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE cache_search_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


def create(connection: Connection) -> None:
    """Lay out an empty index."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)


def put(connection: Connection, rows: Sequence[Row]) -> None:
    """Add rows, in the order of their places."""
    ordered = sorted(rows, key=lambda row: row.place)
    connection.exec_driver_sql(
        "INSERT INTO cache_search_documents (place, document, revision, reading) VALUES (?, ?, ?, ?)",
        [(row.place, row.document, row.revision, row.reading) for row in ordered],
    )
    connection.exec_driver_sql(
        "INSERT INTO cache_search_words (rowid, words, claims, facets) VALUES (?, ?, ?, ?)",
        [_cells(row) for row in ordered],
    )
    connection.exec_driver_sql(
        "INSERT INTO cache_search_written (rowid, words) VALUES (?, ?)",
        [(row.place, _written(row)) for row in ordered],
    )


def remove(connection: Connection, row: Row) -> None:
    """Take out a row; its words must be those that were put in."""
    connection.exec_driver_sql(
        "INSERT INTO cache_search_words (cache_search_words, rowid, words, claims, facets) "
        "VALUES ('delete', ?, ?, ?, ?)",
        _cells(row),
    )
    connection.exec_driver_sql(
        "INSERT INTO cache_search_written (cache_search_written, rowid, words) VALUES ('delete', ?, ?)",
        (row.place, _written(row)),
    )
    connection.exec_driver_sql("DELETE FROM cache_search_documents WHERE place = ?", (row.place,))


def compact(connection: Connection) -> None:
    """Merge what many insertions left in pieces."""
    for table in ("cache_search_words", "cache_search_written"):
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # nosec B608


def candidates(connection: Connection, query: Query, bounds: Bounds, *, claims: bool, count: int) -> list[Candidate]:
    """Return the last `count` documents by place in which every term stands.

    Of a literal query the words stand as they are written; where it asks for words in a row, or in claims, how they are
    written there is for the caller to see.
    """
    folded = _expression(query, bounds, "claims" if claims else "words")
    table, values, more = "cache_search_words", [folded], ""
    if query.literal:
        table, values = "cache_search_written", [_literal(query, bounds)]
        if claims or any(len(term.words) > 1 for term in query.terms):
            more = "AND +w.rowid IN (SELECT rowid FROM cache_search_words WHERE cache_search_words MATCH ?) "
            values.append(folded)
    found = connection.exec_driver_sql(
        f"SELECT d.place, d.document, d.revision, d.reading FROM {table} AS w "  # nosec B608
        "CROSS JOIN cache_search_documents AS d ON d.place = w.rowid "
        f"WHERE w.{table} MATCH ? {more}AND w.rowid >= ? AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?",
        (*values, bounds.first, bounds.limit, count),
    )
    return [Candidate(place=r[0], document=r[1], revision=r[2], reading=r[3]) for r in found]


def _cells(row: Row) -> tuple[int, str, str, str]:
    facets = [_lang(row.lang), *([_source(row.source)] if row.source else [])]
    return row.place, " ".join(row.words), " ".join(row.claims), " ".join(facets)


def _written(row: Row) -> str:
    """Return the words as written, each a token that keeps its capitals and signs, and the facets."""
    return " ".join([*map(_kept, row.written), _cells(row)[3]])


def _kept(word: str) -> str:
    """Return a word as a token: what the tokenizer would split at or make small is moved out of its sight."""
    return "".join(char if char > "\x7f" or char in _PLAIN else chr(_HIDDEN + ord(char)) for char in word)


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_HIDDEN = 0xE000
"""Characters of private use, which no text means anything by."""


def _literal(query: Query, bounds: Bounds) -> str:
    words = [_quoted((_kept(word[:LONGEST_WORD]),)) + star for word, star in _stars(query)]
    return " AND ".join([*words, *_facets(bounds)])


def _stars(query: Query) -> Iterator[tuple[str, str]]:
    """Yield every word as written, with a star where it is the last of a term that may go on."""
    for term in query.terms:
        last = len(term.written) - 1
        for at, word in enumerate(term.written):
            yield word, " *" if term.prefix and at == last else ""


def _facets(bounds: Bounds, column: str = "") -> list[str]:
    parts = []
    if bounds.lang is not None:
        parts.append(column + _quoted((_lang(bounds.lang),)))
    if bounds.sources is not None:
        sources = " OR ".join(_quoted((_source(source),)) for source in bounds.sources)
        parts.append(f"{column}({sources})")
    return parts


def _lang(lang: str) -> str:
    return f"l.{lang}"


def _source(source: str) -> str:
    return f"s.{hashlib.sha256(source.encode()).hexdigest()[:12]}"


def _expression(query: Query, bounds: Bounds, column: str) -> str:
    """Return the FTS5 expression.  Words hold only letters, digits, marks, '.' and ', and are quoted all the same."""
    words = f"{column} : ({' AND '.join(_term(term) for term in query.terms)})"
    return " AND ".join([words, *_facets(bounds, "facets : ")])


def _term(term: Term) -> str:
    star = " *" if term.prefix else ""
    return f"({' OR '.join(_quoted(row) + star for row in term.spellings)})"


def _quoted(words: Sequence[str]) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'
