"""The index in SQLite: FTS5 without content of its own, so that it costs a fraction of the text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection

from marsad.ledger.search.items import Bounds, Candidate, Row
from marsad.text.query import Query, Term

TABLES = ("cache_search_words", "cache_search_documents", "cache_search_sources", "cache_search_state")

_CREATE = (
    # Words come folded and parted by spaces; the tokenizer only splits at them ('.' and ' belong to words).
    "CREATE VIRTUAL TABLE cache_search_words USING fts5(words, claims, facets, content='', columnsize=0, "
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


def remove(connection: Connection, row: Row) -> None:
    """Take out a row; its words must be those that were put in."""
    connection.exec_driver_sql(
        "INSERT INTO cache_search_words (cache_search_words, rowid, words, claims, facets) "
        "VALUES ('delete', ?, ?, ?, ?)",
        _cells(row),
    )
    connection.exec_driver_sql("DELETE FROM cache_search_documents WHERE place = ?", (row.place,))


def compact(connection: Connection) -> None:
    """Merge what many insertions left in pieces."""
    connection.exec_driver_sql("INSERT INTO cache_search_words (cache_search_words) VALUES ('optimize')")


def candidates(connection: Connection, query: Query, bounds: Bounds, *, claims: bool, count: int) -> list[Candidate]:
    """Return the last `count` documents by place in which every term stands."""
    found = connection.exec_driver_sql(
        "SELECT d.place, d.document, d.revision, d.reading "
        "FROM cache_search_words AS w CROSS JOIN cache_search_documents AS d ON d.place = w.rowid "
        "WHERE w.cache_search_words MATCH ? AND w.rowid >= ? AND w.rowid < ? ORDER BY w.rowid DESC LIMIT ?",
        (_expression(query, bounds, "claims" if claims else "words"), bounds.first, bounds.limit, count),
    )
    return [Candidate(place=r[0], document=r[1], revision=r[2], reading=r[3]) for r in found]


def _cells(row: Row) -> tuple[int, str, str, str]:
    facets = [_lang(row.lang), *([_source(row.source)] if row.source else [])]
    return row.place, " ".join(row.words), " ".join(row.claims), " ".join(facets)


def _lang(lang: str) -> str:
    return f"l.{lang}"


def _source(source: str) -> str:
    return f"s.{hashlib.sha256(source.encode()).hexdigest()[:12]}"


def _expression(query: Query, bounds: Bounds, column: str) -> str:
    """Return the FTS5 expression.  Words hold only letters, digits, marks, '.' and ', and are quoted all the same."""
    parts = [f"{column} : ({' AND '.join(_term(term) for term in query.terms)})"]
    if bounds.lang is not None:
        parts.append(f"facets : {_quoted((_lang(bounds.lang),))}")
    if bounds.sources is not None:
        parts.append(f"facets : ({' OR '.join(_quoted((_source(source),)) for source in bounds.sources)})")
    return " AND ".join(parts)


def _term(term: Term) -> str:
    star = " *" if term.prefix else ""
    return f"({' OR '.join(_quoted(row) + star for row in term.spellings)})"


def _quoted(words: Sequence[str]) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'
