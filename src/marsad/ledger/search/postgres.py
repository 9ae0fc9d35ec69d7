"""The index in PostgreSQL: tsvectors of the words as `text` folds them ('simple': the database folds nothing)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from marsad.ledger.search.items import Bounds, Candidate, Row
from marsad.text.query import LONGEST_WORD, Query, Term

TABLES = ("cache_search_documents", "cache_search_sources", "cache_search_state")
LAST_POSITION = 16_383
"""A tsvector knows no position beyond; words from there on are found, but not as part of a phrase."""
MOST_POSITIONS = 255
"""Positions of one word that a tsvector keeps."""
LARGEST = 900_000
"""Bytes of words of one document that are indexed; a tsvector takes a million."""

_CREATE = (
    "CREATE TABLE cache_search_documents (place BIGINT PRIMARY KEY, document TEXT NOT NULL UNIQUE, "
    "revision INTEGER NOT NULL, reading INTEGER NOT NULL, words TSVECTOR NOT NULL, claims TSVECTOR NOT NULL, "
    "written TSVECTOR NOT NULL, lang TEXT NOT NULL, source TEXT)",
    "CREATE INDEX cache_search_by_words ON cache_search_documents USING GIN (words)",
    "CREATE INDEX cache_search_by_claims ON cache_search_documents USING GIN (claims)",
    "CREATE INDEX cache_search_by_written ON cache_search_documents USING GIN (written)",
    "CREATE TABLE cache_search_sources (source TEXT PRIMARY KEY)",
    "CREATE TABLE cache_search_state (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
)


def create(connection: Connection) -> None:
    """Lay out an empty index."""
    for statement in _CREATE:
        connection.execute(text(statement))


def put(connection: Connection, rows: Sequence[Row]) -> None:
    """Add rows."""
    connection.execute(
        text(
            "INSERT INTO cache_search_documents "
            "(place, document, revision, reading, words, claims, written, lang, source) "
            "VALUES (:place, :document, :revision, :reading, CAST(:words AS tsvector), CAST(:claims AS tsvector), "
            "CAST(:written AS tsvector), :lang, :source)"
        ),
        [
            {
                "place": row.place,
                "document": row.document,
                "revision": row.revision,
                "reading": row.reading,
                "words": _vector(row.words),
                "claims": _vector(row.claims),
                "written": _listed(row.written),
                "lang": row.lang,
                "source": row.source,
            }
            for row in rows
        ],
    )


def remove(connection: Connection, row: Row) -> None:
    """Take out a row."""
    connection.execute(text("DELETE FROM cache_search_documents WHERE place = :place"), {"place": row.place})


def compact(connection: Connection) -> None:
    """Let the planner know how often each word stands."""
    connection.execute(text("ANALYZE cache_search_documents"))


def candidates(connection: Connection, query: Query, bounds: Bounds, *, claims: bool, count: int) -> list[Candidate]:
    """Return the last `count` documents by place in which every term stands."""
    wanted = [f"{'claims' if claims else 'words'} @@ CAST(:query AS tsquery)", "place >= :first", "place < :limit"]
    values: dict[str, object] = {
        "query": _expression(query),
        "first": bounds.first,
        "limit": bounds.limit,
        "count": count,
    }
    if query.literal:
        wanted.append("written @@ CAST(:written AS tsquery)")
        values["written"] = _written(query)
    if bounds.lang is not None:
        wanted.append("lang = :lang")
        values["lang"] = bounds.lang
    if bounds.sources is not None:
        wanted.append("source = ANY(:sources)")
        values["sources"] = list(bounds.sources)
    found = connection.execute(
        text(
            "SELECT place, document, revision, reading FROM cache_search_documents "  # nosec B608 # values are bound
            f"WHERE {' AND '.join(wanted)} ORDER BY place DESC LIMIT :count"
        ),
        values,
    )
    return [Candidate(place=r.place, document=r.document, revision=r.revision, reading=r.reading) for r in found]


def _vector(words: Iterable[str]) -> str:
    """Return the words with their positions as a tsvector is written."""
    places: dict[str, list[int]] = {}
    size = 0
    for position, word in enumerate(words, 1):
        known = places.get(word)
        if known is None:
            size += len(word.encode()) + 8
            if size > LARGEST:
                break
            known = places[word] = []
        if position <= LAST_POSITION and len(known) < MOST_POSITIONS and size + 2 <= LARGEST:
            size += 2
            known.append(position)
    return " ".join(f"{_quoted(word)}{_positions(at)}" for word, at in places.items())


def _listed(words: Iterable[str]) -> str:
    """Return words as a tsvector without positions, as many as it takes."""
    out, size = [], 0
    for word in words:
        size += len(word.encode()) + 8
        if size > LARGEST:
            break
        out.append(_quoted(word))
    return " ".join(out)


def _written(query: Query) -> str:
    """Return the words as written, the last of a term that may go on with a star."""
    words = []
    for term in query.terms:
        *first, last = term.written
        words += [_quoted(word[:LONGEST_WORD]) for word in first]
        words.append(_quoted(last[:LONGEST_WORD]) + (":*" if term.prefix else ""))
    return " & ".join(words)


def _positions(at: list[int]) -> str:
    return ":" + ",".join(map(str, at)) if at else ""


def _expression(query: Query) -> str:
    return " & ".join(f"({_term(term)})" for term in query.terms)


def _term(term: Term) -> str:
    star = ":*" if term.prefix else ""
    return " | ".join("(" + " <-> ".join(map(_quoted, row)) + star + ")" for row in term.spellings)


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"
