"""The derived tables of incidents while they are made anew: step by step, each in a transaction of its own.

What a step leaves for later ones stands in tables of work, dropped at the end: a making that was killed goes on where
its last step ended.  Until the end the tables are not there for anybody else (`Cache.seen` says so).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    insert,
    select,
)
from sqlalchemy.schema import CreateTable

from marsad.ledger import accounted, cached, engine, queries
from marsad.ledger.accounted import MANY, accounts
from marsad.ledger.cached import FORMAT, Cache, state
from marsad.ledger.held import Held
from marsad.ledger.packing import Packed
from marsad.ledger.tables import originals, readings, revisions

AT_ONCE = 5_000
"""Rows that are inserted by one call."""

metadata = MetaData()

work = Table(
    "cache_link_work",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)

runs = Table(
    "cache_link_runs",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
"""The runs of words of documents, by their numbers."""

Row = Mapping[str, object]


def _loose(table: Table) -> Table:
    """Return a table of the same rows in the order in which they come, without keys."""
    columns = [Column(column.name, column.type, nullable=column.nullable) for column in table.columns]
    return Table(table.name.replace("cache_link_", "cache_link_loose_"), metadata, *columns)


LOOSE = {table.name: _loose(table) for table in (cached.places, cached.names, cached.links, cached.alike)}
"""Tables whose rows come in no order: they are written loose, and sorted at once."""


class Stage(NamedTuple):
    """How far a making is: the ledger's last entry when it began, its own name, its stage, and what of it is done."""

    head: int
    id: str
    name: str
    done: str


class Making:
    """A making within one transaction of the ledger."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self.connection = cache.connection

    def stage(self) -> Stage | None:
        """Return how far the making is that goes on, None where there is none of this format."""
        notes = self._notes()
        if notes.get("format") != FORMAT or "making" not in notes:
            return None
        return Stage(int(notes["since"]), notes["making"], notes["stage"], notes["done"])

    def _notes(self) -> dict[str, str]:
        if not engine.is_readable(self.connection, state.name):
            return {}
        return {row.key: row.value for row in self.connection.execute(select(state))}

    def begin(self, stage: str) -> Stage:
        """Throw away what there is and begin with a stage: the tables are laid out without their indexes.

        Of the accounts it stays which there were, emptied: whoever holds them in memory is told that they changed.
        """
        there = self._notes().get("format") == FORMAT and engine.has_own_table(self.connection, accounts.name)
        kept = accounts if there else None
        self.cache.drop(but=kept)
        self._clear()
        if kept is not None:
            accounted.empty_all(self.connection)
        for table in (*cached.EVERY, *metadata.tables.values()):
            if table is not kept:
                self.connection.execute(CreateTable(table))
        begun = Stage(self.cache.head, uuid4().hex, stage, "")
        self.note(begun)
        return begun

    def note(self, reached: Stage) -> None:
        """Note how far the making is."""
        notes = {
            "format": FORMAT,
            "since": str(reached.head),
            "making": reached.id,
            "stage": reached.name,
            "done": reached.done,
        }
        self.connection.execute(delete(state))
        self.connection.execute(insert(state), [{"key": key, "value": value} for key, value in notes.items()])

    def readings(self, after: str, most: int) -> list[Held]:
        """Return the readings that count, with their texts, of the documents after one, at most so many, by id."""
        name = readings.c.document
        found = select(name).where(name > after).distinct().order_by(name).limit(most)
        names = list(self.connection.execute(found).scalars())
        if not names:
            return []
        within = (readings.c.document > after, readings.c.document <= names[-1])
        latest: dict[str, tuple[int, int]] = {}
        keys = select(readings.c.document, readings.c.revision, readings.c.number).where(*within)
        for row in self.connection.execute(keys):
            latest[row.document] = max(latest.get(row.document, (0, 0)), (row.revision, row.number))
        columns = select(readings.c.document, readings.c.revision, readings.c.number, readings.c.at, readings.c.body)
        every = self.connection.execute(columns.where(*within)).all()
        held = {r.document: r for r in every if latest[r.document] == (r.revision, r.number)}
        texts = self._texts(names)
        out = []
        for name_ in names:
            text = texts.get((name_, held[name_].revision))
            if text is None:
                text = Packed.of(queries.text(self.connection, name_, held[name_].revision).encode()).stored
            out.append(Held(*held[name_], text))
        return out

    def _texts(self, names: Sequence[str]) -> dict[tuple[str, int], bytes]:
        """Return the texts of all revisions of documents, packed."""
        out = {}
        for at in range(0, len(names), MANY):
            part = names[at : at + MANY]
            columns = select(revisions.c.document, revisions.c.number, revisions.c.text, originals.c.bytes)
            query = columns.join(originals, originals.c.sha256 == revisions.c.sha256)
            for row in self.connection.execute(query.where(revisions.c.document.in_(part))):
                out[row.document, row.number] = row.text if row.text is not None else row.bytes
        return out

    def put(self, table: Table, rows: Iterable[Row]) -> None:
        """Insert rows; those of a table whose rows come in no order stand loose until they are sorted."""
        into, made = LOOSE.get(table.name, table), iter(rows)
        while part := list(islice(made, AT_ONCE)):
            engine.insert_all(self.connection, into, part)

    def put_values(self, table: Table, values: Iterable[tuple[object, ...]]) -> None:
        """Insert rows as `put` does, each as its values in the order of the table's columns."""
        into, made = LOOSE.get(table.name, table), iter(values)
        while part := list(islice(made, AT_ONCE)):
            engine.insert_values(self.connection, into, part)

    def sort(self, table: Table) -> None:
        """Put the rows of a table that stand loose into it, in its order."""
        loose = LOOSE[table.name]
        columns = [loose.c[column.name] for column in table.columns]
        ordered = select(*columns).order_by(*(loose.c[column.name] for column in table.primary_key))
        self.connection.execute(insert(table).from_select([column.name for column in columns], ordered))
        loose.drop(self.connection)

    def index(self, table: Table) -> None:
        """Make the indexes of a table."""
        for one in sorted(table.indexes, key=lambda index: str(index.name)):
            one.create(self.connection, checkfirst=True)

    def keep(self, kind: str, number: int, body: bytes) -> None:
        """Keep something for later steps."""
        self.connection.execute(insert(work), {"kind": kind, "number": number, "body": body})

    def kept(self, kind: str) -> Iterator[bytes]:
        """Yield what was kept of a kind, in order of its numbers."""
        numbers = self.connection.execute(select(work.c.number).where(work.c.kind == kind)).scalars()
        for number in sorted(numbers):
            query = select(work.c.body).where(work.c.kind == kind, work.c.number == number)
            yield self.connection.execute(query).scalar_one()

    def keep_runs(self, bodies: Mapping[int, bytes]) -> None:
        """Keep the runs of documents, by number."""
        if bodies:
            engine.insert_all(self.connection, runs, [{"number": n, "body": b} for n, b in sorted(bodies.items())])

    def kept_runs(self, numbers: Iterable[int]) -> dict[int, bytes]:
        """Return the runs of documents."""
        return {row.number: row.body for row in self.cache.find(runs, "number", numbers)}

    def end(self, reached: Stage) -> None:
        """Throw away what was only of use to the making, and let the tables be there."""
        self._clear()
        self.cache.note(reached.head)

    def _clear(self) -> None:
        for table in metadata.tables.values():
            if engine.has_own_table(self.connection, table.name):
                table.drop(self.connection)
