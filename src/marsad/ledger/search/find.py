"""Answering: candidates from the index, passages from the ledger's own text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from marsad.errors import UsageError
from marsad.ledger import queries
from marsad.ledger.packing import unpack
from marsad.ledger.search.index import backend, read_state
from marsad.ledger.search.items import Asked, Bounds, Candidate, SearchPage, SearchResult, Span
from marsad.ledger.tables import readings
from marsad.text.fold import FoldMemo
from marsad.text.query import Query, parse
from marsad.text.snippet import Hit, locate, passage
from marsad.text.title import title_of

LONGEST_QUERY = 10_000
"""Characters; what is longer is a document and no query."""
MOST_RESULTS = 1_000

_memo = FoldMemo()
_BODY = select(readings.c.body, readings.c.published)


class _Claim(msgspec.Struct):
    id: str
    span: Span


class _Said(msgspec.Struct):
    lang: str
    source: str | None = None
    claims: list[_Claim] = []


def understand(asked: Asked) -> Query:
    """Return the query's terms.  Raises `UsageError` for one that is too long, and for a limit that is none."""
    if len(asked.query) > LONGEST_QUERY:
        raise UsageError.of(
            "the query has {length} characters; write at most {most}", length=len(asked.query), most=LONGEST_QUERY
        )
    if not 1 <= asked.limit <= MOST_RESULTS:
        raise UsageError.of(
            "the limit is {limit}; write a number from 1 to {most}", limit=asked.limit, most=MOST_RESULTS
        )
    return parse(asked.query, _memo, literal=asked.literal)


def find(connection: Connection, asked: Asked, query: Query) -> SearchPage:
    """Return one page of the documents in which every term stands, the newest published first.

    Raises `UsageError` for a cursor that no page gave.
    """
    if not query.terms or asked.sources == ():
        return SearchPage()
    bits = int(read_state(connection)["bits"])
    bounds = _bounds(asked, bits)
    results: list[SearchResult] = []
    while True:
        wanted = asked.limit - len(results) + 1
        found: list[Candidate] = backend(connection).candidates(
            connection, query, bounds, claims=asked.claims, count=wanted
        )
        for candidate in found:
            if len(results) == asked.limit:
                return SearchPage(results=tuple(results), next=_cursor(bounds.limit, bits))
            result = _result(connection, candidate, query, asked)
            if result is not None:
                results.append(result)
            bounds = msgspec.structs.replace(bounds, limit=candidate.place)
        if len(found) < wanted:
            return SearchPage(results=tuple(results))


def _bounds(asked: Asked, bits: int) -> Bounds:
    first = (asked.start or dt.date.min).toordinal() << bits
    limit = ((asked.end or dt.date.max).toordinal() + 1) << bits
    if asked.cursor is not None:
        limit = min(limit, _place(asked.cursor, bits))
    return Bounds(first=first, limit=limit, lang=asked.lang, sources=asked.sources)


def _cursor(place: int, bits: int) -> str:
    return f"{dt.date.fromordinal(place >> bits).isoformat()}.{place & ((1 << bits) - 1)}"


def _place(cursor: str, bits: int) -> int:
    day, point, number = cursor.partition(".")
    try:
        if not point or not number.isascii() or not number.isdigit() or len(number) > 12:
            raise ValueError(cursor)
        return (dt.date.fromisoformat(day).toordinal() << bits) + int(number)
    except ValueError as error:
        raise UsageError.of("{cursor!r} is no cursor; give the `next` of a page", cursor=cursor) from error


def _result(connection: Connection, found: Candidate, query: Query, asked: Asked) -> SearchResult | None:
    """Return a candidate as it is shown; None where its words are not written as a literal query has them."""
    text = queries.text(connection, found.document, found.revision)
    if query.literal and not all(word in text for term in query.terms for word in term.written):
        return None
    row = connection.execute(
        _BODY.where(
            readings.c.document == found.document,
            readings.c.revision == found.revision,
            readings.c.number == found.reading,
        )
    ).one()
    said = msgspec.json.decode(unpack(row.body), type=_Said)
    hits = locate(text, query, _memo)
    if asked.claims:
        hits = _inside(hits, said.claims) or ([] if query.literal else hits)
    if query.literal and len({hit.term for hit in hits}) < len(query.terms):
        return None
    shown = passage(text, hits)
    return SearchResult(
        id=found.document,
        document=found.document,
        revision=found.revision,
        title=title_of(text),
        snippet=text[shown.span[0] : shown.span[1]],
        span=shown.span,
        marks=shown.marks,
        claims=tuple(f"{found.document}#{claim.id}" for claim in said.claims if _touched(claim, shown.marks)),
        published=row.published,
        source=said.source,
        lang=said.lang,
    )


def _inside(hits: list[Hit], claims: Sequence[_Claim]) -> list[Hit]:
    return [hit for hit in hits if any(c.span[0] <= hit.span[0] and hit.span[1] <= c.span[1] for c in claims)]


def _touched(claim: _Claim, marks: Sequence[Span]) -> bool:
    return any(start < claim.span[1] and claim.span[0] < end for start, end in marks)
