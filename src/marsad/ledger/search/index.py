"""Bringing the index up to the head of the chain, a batch at a time, each in a transaction of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, func, select, text

from marsad.ledger import engine, queries
from marsad.ledger.chain import head
from marsad.ledger.packing import unpack
from marsad.ledger.search import postgres, sqlite
from marsad.ledger.search.items import Row
from marsad.ledger.tables import entries, erasures, readings, revisions
from marsad.text.fold import FoldMemo
from marsad.text.query import forms, forms_and_written

FORMAT = "2"
"""Raised whenever the same text may give other words: an index of another format is made anew."""
BATCH = 2_000
"""Documents that one transaction takes in."""
COMPACT_SHARE = 10
"""The index is merged when every so-manieth document of it is new."""
FEWEST_BITS = 4
"""The fewer bits a place has within its day, the smaller is the index."""

_memo = FoldMemo()


class Item(NamedTuple):
    """A reading by its keys."""

    document: str
    revision: int
    reading: int


class _Claim(msgspec.Struct):
    text: str


class _Said(msgspec.Struct):
    """What the index needs of a reading."""

    lang: str
    source: str | None = None
    claims: list[_Claim] = []


def backend(connection: Connection) -> ModuleType:
    """Return the module that keeps the index in this database."""
    return postgres if connection.dialect.name == "postgresql" else sqlite


def is_fresh(connection: Connection) -> bool:
    """Tell whether the index holds everything that the ledger does."""
    if not _exists(connection):
        return False
    state = read_state(connection)
    return state.get("format") == FORMAT and int(state.get("head", "0")) == head(connection)[0]


def read_state(connection: Connection) -> dict[str, str]:
    """Return the index's own notes: format, head (the last entry that it has seen), bits (of a place within a day)."""
    return {row.key: row.value for row in connection.execute(text("SELECT key, value FROM cache_search_state"))}


def drop(connection: Connection) -> None:
    """Throw the index away, every word of it."""
    for table in backend(connection).TABLES:
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))


def catch_up(connection: Connection, *, batch: int = BATCH) -> int | None:
    """Take in the next readings; return how many, None where there was nothing left to do.

    An index that isn't there, or is of another format, is made anew.
    """
    if not _exists(connection) or read_state(connection).get("format") != FORMAT:
        _begin(connection)
    state = read_state(connection)
    seen, last = int(state["head"]), head(connection)[0]
    if seen == last:
        if int(state["since"]):
            _finish(connection, int(state["since"]))
        return None
    upto, items = _next(connection, seen, batch)
    if not _take_in(connection, items, int(state["bits"])):
        _begin(connection, bits=int(state["bits"]) + 1)
        return 0
    _note(connection, head=str(upto or last), since=str(int(state["since"]) + len(items)))
    return len(items)


def come_apart(connection: Connection) -> None:
    """Beside a ledger that cannot be written: lay out an index of one's own where the ledger's is not up to date."""
    if not engine.has_own_table(connection, _STATE) and not is_fresh(connection):
        _lay_out(connection, FEWEST_BITS)


def lay_out(connection: Connection) -> None:
    """Make an empty index of one's own, whatever the ledger has."""
    _lay_out(connection, FEWEST_BITS)


_STATE = "cache_search_state"


def _exists(connection: Connection) -> bool:
    return engine.is_readable(connection, _STATE)


def _begin(connection: Connection, *, bits: int = FEWEST_BITS) -> None:
    drop(connection)
    _lay_out(connection, bits)


def _lay_out(connection: Connection, bits: int) -> None:
    backend(connection).create(connection)
    per_day = select(func.count(readings.c.document).label("n")).group_by(readings.c.published).subquery()
    most = connection.execute(select(func.max(per_day.c.n))).scalar() or 0
    _note(connection, format=FORMAT, head="0", bits=str(max(bits, int(most).bit_length())), since="0")


def _finish(connection: Connection, since: int) -> None:
    total = connection.execute(text("SELECT count(*) FROM cache_search_documents")).scalar_one()
    if since * COMPACT_SHARE > total:
        backend(connection).compact(connection)
        _note(connection, since="0")


def _note(connection: Connection, **values: str) -> None:
    for key, value in values.items():
        connection.execute(text("DELETE FROM cache_search_state WHERE key = :key"), {"key": key})
        connection.execute(
            text("INSERT INTO cache_search_state (key, value) VALUES (:key, :value)"), {"key": key, "value": value}
        )


def _next(connection: Connection, seen: int, batch: int) -> tuple[int | None, list[Item]]:
    """Return the readings after entry `seen`, and the last entry looked at (None: all)."""
    found = (
        select(entries.c.seq, entries.c.item)
        .where(entries.c.seq > seen, entries.c.kind == readings.name, entries.c.seq.not_in(select(erasures.c.erased)))
        .order_by(entries.c.seq)
        .limit(batch)
    )
    rows = list(connection.execute(found))
    return (rows[-1].seq if len(rows) == batch else None), [_item(row.item) for row in rows]


def _item(name: str) -> Item:
    place, _, reading = name.rpartition(":")
    document, _, revision = place.rpartition("@")
    return Item(document, int(revision), int(reading))


def _take_in(connection: Connection, items: Iterable[Item], bits: int) -> bool:
    """Put the latest of the given readings in the place of what was known; False where a day has no place left."""
    latest: dict[str, Item] = {}
    for item in items:
        latest[item.document] = max(item, latest.get(item.document, item))
    known = _known(connection, latest)
    rows, taken = [], _Places(connection, bits)
    for item in latest.values():
        before = known.get(item.document)
        if before is not None and (before[1].revision, before[1].reading) > (item.revision, item.reading):
            continue
        if before is not None:
            old = _row(connection, before[1], before[0])
            if old is None:
                return False
            backend(connection).remove(connection, old)
        place = taken.next(_day(connection, item))
        row = _row(connection, item, place) if place is not None else None
        if place is None:
            return False
        if row is not None:
            rows.append(row)
    if rows:
        backend(connection).put(connection, rows)
    _keep_sources(connection, {row.source for row in rows if row.source})
    return True


def _known(connection: Connection, documents: Iterable[str]) -> dict[str, tuple[int, Item]]:
    out = {}
    one = text("SELECT place, revision, reading FROM cache_search_documents WHERE document = :document")
    for document in documents:
        row = connection.execute(one, {"document": document}).first()
        if row is not None:
            out[document] = (row.place, Item(document, row.revision, row.reading))
    return out


class _Places:
    """Numbers for new rows: they sort by day, and by arrival within it."""

    def __init__(self, connection: Connection, bits: int) -> None:
        self.connection = connection
        self.bits = bits
        self.last: dict[int, int] = {}

    def next(self, day: int) -> int | None:
        """Return the next free place of a day, None where it is full."""
        first = day << self.bits
        if day not in self.last:
            most = text("SELECT max(place) FROM cache_search_documents WHERE place >= :first AND place < :limit")
            found = self.connection.execute(most, {"first": first, "limit": (day + 1) << self.bits}).scalar()
            self.last[day] = first - 1 if found is None else int(found)
        self.last[day] += 1
        return self.last[day] if self.last[day] < (day + 1) << self.bits else None


_THIS = (
    (readings.c.document == bindparam("document"))
    & (readings.c.revision == bindparam("revision"))
    & (readings.c.number == bindparam("reading"))
)
_BODY = select(readings.c.body).where(_THIS)
_DAY = (
    select(func.coalesce(readings.c.published, func.substr(revisions.c.captured, 1, 10)))
    .join(revisions, (revisions.c.document == readings.c.document) & (revisions.c.number == readings.c.revision))
    .where(_THIS)
)


def _day(connection: Connection, item: Item) -> int:
    """Return the day of publication, that of the capture where it is unknown, as an ordinal."""
    day = connection.execute(_DAY, item._asdict()).scalar_one()
    return dt.date.fromisoformat(day[:10]).toordinal()


def _row(connection: Connection, item: Item, place: int) -> Row | None:
    """Return what the index holds of a reading; None where its text is no longer in the ledger."""
    body = connection.execute(_BODY, item._asdict()).scalar_one()
    said = msgspec.json.decode(unpack(body), type=_Said)
    words, written = forms_and_written(queries.text(connection, item.document, item.revision), _memo)
    claims = [word for claim in said.claims for word in forms(claim.text, _memo)]
    return Row(
        place=place,
        document=item.document,
        revision=item.revision,
        reading=item.reading,
        words=tuple(words),
        claims=tuple(claims),
        written=tuple(sorted(set(written))),
        lang=said.lang,
        source=said.source,
    )


def _keep_sources(connection: Connection, sources: Iterable[str]) -> None:
    known = set(stored_sources(connection))
    for source in sorted(set(sources) - known):
        connection.execute(text("INSERT INTO cache_search_sources (source) VALUES (:source)"), {"source": source})


def stored_sources(connection: Connection) -> Iterator[str]:
    """Yield every spelling of a source that a document has."""
    for row in connection.execute(text("SELECT source FROM cache_search_sources ORDER BY source")):
        yield str(row.source)
