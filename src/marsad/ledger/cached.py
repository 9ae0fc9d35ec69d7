"""Derived tables of incidents: statements by scene, blocks, links, sub-events.  Never vouched for, always rebuildable.

`Cache` is an open transaction on them.  What goes in and what it means is the business of `marsad.chronicle`; here are
only rows.  Every table is named `cache_link_...`; dropping them all loses nothing but time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
)

from marsad.ledger import accounted, engine, queries
from marsad.ledger.chain import head
from marsad.ledger.deciding import latest_reading
from marsad.ledger.items import StoredReading
from marsad.ledger.reach import FARTHEST
from marsad.ledger.tables import WORDS, documents

FORMAT = "10"
"""Raised whenever the same readings give other rows: tables of another format are made anew."""

MANY = 400
"""Names in one query."""

metadata = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


state = Table("cache_link_state", metadata, _key("key"), Column("value", Text, nullable=False))

statements = Table(
    "cache_link_statements",
    metadata,
    _key("key"),
    Column("document", Text, nullable=False, index=True),
    Column("scene", Text, nullable=False, index=True),
    Column("harm", Text, nullable=False),
    Column("side", Text),
    Column("published", Text),
    Column("first", Text, doc="first day of its window"),
    Column("last", Text, doc="last day of its window"),
    Column("reach", Integer, doc="the window has less than 2 ** reach days between its first and its last"),
    Column("place", Text),
    Column("body", LargeBinary, nullable=False, doc="the statement as JSON, packed"),
)

places = Table(
    "cache_link_places",
    metadata,
    _key("place"),
    Column("first", Text, primary_key=True, doc="'' where unknown"),
    _key("statement"),
    Column("document", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)
"""Under which names a statement is found: its place, by id and by name, and all that contain it."""

scenes = Table(
    "cache_link_scenes",
    metadata,
    _key("scene"),
    Column("document", Text, nullable=False, index=True),
    Column("rank", Text, nullable=False),
    Column("leader", Text, nullable=False, index=True),
    Column("body", LargeBinary, nullable=False, doc="its features as MessagePack"),
)

blocks = Table(
    "cache_link_blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("rank", Text, primary_key=True, doc="when the scene was told, a blank, and its key"),
    sqlite_with_rowid=False,
)

links = Table(
    "cache_link_links",
    metadata,
    _key("first"),
    Column("second", Text, primary_key=True, index=True),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False, doc="features as JSON"),
)

bands = Table(
    "cache_link_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Text, primary_key=True, index=True),
    sqlite_with_rowid=False,
)

alike = Table(
    "cache_link_alike",
    metadata,
    _key("first"),
    Column("second", Text, primary_key=True, index=True),
    Column("share", Float, nullable=False),
)

events = Table(
    "cache_link_events",
    metadata,
    _key("key"),
    Column("document", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("place", Text),
    Column("alone", Text, doc="its type, where it may be an incident without a count"),
    Column("told", Text, doc="when it was published"),
    Column("first", Text, doc="first day on which it may have happened; None where only its last is known"),
    Column("last", Text, doc="last day on which it may have happened"),
    Column("body", LargeBinary, nullable=False, doc="the sub-event as JSON, packed"),
)

tolls = Table(
    "cache_link_tolls",
    metadata,
    _key("leader"),
    _key("harm"),
    _key("side"),
    Column("lo", Integer, nullable=False),
    Column("hi", Integer),
)
"""What each incident's statements allow, by harm and side; filled where it is asked for."""

names = Table(
    "cache_link_names",
    metadata,
    _key("id"),
    Column("scene", Text, nullable=False, index=True),
)
"""What an incident is called that a scene leads, of every scene."""

days = Table(
    "cache_link_days",
    metadata,
    Column("leader", WORDS, primary_key=True),
    Column("day", WORDS, nullable=False, doc="the last opening day of its statements, '' where none is dated"),
)
"""The order in which incidents are listed."""

_ALONE = events.c.alone.is_not(None)
_CONTROL = events.c.kind == literal_column("'control'")
_UNSURE = links.c.verdict == literal_column("'unsure'")  # a bound value would not find the index
_LIKELIEST = (links.c.score.desc(), links.c.first, links.c.second)
Index("cache_link_days_order", days.c.day, days.c.leader)
Index("cache_link_events_control", events.c.kind, events.c.place, sqlite_where=_CONTROL, postgresql_where=_CONTROL)
Index("cache_link_events_places", events.c.place, events.c.last)
Index("cache_link_events_latest", events.c.last, events.c.key, sqlite_where=_ALONE, postgresql_where=_ALONE)
Index("cache_link_links_unsure", *_LIKELIEST, sqlite_where=_UNSURE, postgresql_where=_UNSURE)
Index("cache_link_statements_published", statements.c.published)
Index("cache_link_statements_days", statements.c.reach, statements.c.first, statements.c.last)
Index("cache_link_statements_places", statements.c.place, statements.c.first)


class Cache:
    """The derived tables within one transaction of the ledger."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def head(self) -> int:
        """The number of the ledger's last entry."""
        return head(self.connection)[0]

    def seen(self) -> int | None:
        """Return the last entry that the tables hold, None where they are not there or of another format."""
        if not engine.is_readable(self.connection, state.name):
            return None
        notes = {row.key: row.value for row in self.connection.execute(select(state))}
        return int(notes["head"]) if notes.get("format") == FORMAT and "head" in notes else None

    def note(self, seen: int) -> None:
        """Note the last entry that the tables hold."""
        self.connection.execute(delete(state))
        rows = [{"key": "format", "value": FORMAT}, {"key": "head", "value": str(seen)}]
        self.connection.execute(insert(state), rows)

    def come_apart(self) -> None:
        """Beside a ledger that cannot be written: make tables that can, of what will be written.

        That is the tolls, and everything where what the ledger has is not up to date.
        """
        if engine.has_own_table(self.connection, state.name):
            return
        if self.seen() != self.head:
            self.begin()
            return
        if not engine.has_own_table(self.connection, tolls.name):
            tolls.create(self.connection)
        accounted.come_apart(self.connection)

    def begin(self) -> None:
        """Make the tables anew, empty."""
        self.drop()
        for table in EVERY:
            table.create(self.connection)

    def drop(self, *, but: Table | None = None) -> None:
        """Throw the tables away, all but one."""
        for table in EVERY:
            if table is not but and engine.has_own_table(self.connection, table.name):
                table.drop(self.connection)

    def news(self, seen: int) -> list[tuple[str, str]]:
        """Return kind and item of the entries after one, in their order."""
        return queries.news(self.connection, seen)

    def put(self, table: Table, rows: Sequence[dict[str, object]]) -> None:
        """Insert rows."""
        if rows:
            self.connection.execute(_INSERT[table.name], rows)

    def take_out(self, table: Table, column: str, names: Iterable[object]) -> None:
        """Delete the rows whose column is one of `names`."""
        for part in _parts(names):
            self.connection.execute(delete(table).where(table.c[column].in_(part)))

    def find(self, table: Table, column: str, names: Iterable[object]) -> list[Any]:
        """Return the rows whose column is one of `names`."""
        out: list[Any] = []
        for part in _parts(names):
            out += self.connection.execute(select(table).where(table.c[column].in_(part)))
        return out

    def lead(self, leaders: dict[str, str]) -> None:
        """Note the leading scene of scenes."""
        if leaders:
            rows = [{"of": scene, "by": leader} for scene, leader in leaders.items()]
            self.connection.execute(_LEAD, rows)

    def members(self, found: Iterable[int]) -> list[list[str]]:
        """Return the scenes of each of some blocks that has any, in the order of telling."""
        ranks: dict[int, list[str]] = {}
        for part in _parts(found):
            for row in self.connection.execute(select(blocks).where(blocks.c.block.in_(part))):
                ranks.setdefault(row.block, []).append(row.rank)
        return [[rank.partition(" ")[2] for rank in sorted(ranks[block])] for block in sorted(ranks)]

    def leave(self, rank: str, found: Iterable[int]) -> None:
        """Take a scene out of blocks."""
        for part in _parts(found):
            self.connection.execute(delete(blocks).where(blocks.c.rank == rank, blocks.c.block.in_(part)))

    def meeting(self, band: int) -> list[str]:
        """Return the documents of a band, in order of their names."""
        return sorted(self.connection.execute(_MEETING, {"band": band}).scalars())

    def reading(self, document: str) -> StoredReading | None:
        """Return the reading of a document that counts, None where there is none."""
        name = latest_reading(self.connection, document)
        return queries.stored_reading(self.connection, name) if name else None

    def read_texts(self, names: Iterable[str]) -> dict[str, str]:
        """Return the latest texts of those of some documents that were read, by document."""
        told = (queries.read_texts(self.connection, part) for part in _parts(names))
        return {name: text for part in told for name, text in part.items()}

    def text(self, document: str, revision: int | None = None) -> str:
        """Return a revision's text.  Raises `LedgerError` for an unknown one."""
        return queries.text(self.connection, document, revision)

    def within(self, first: str | None, last: str | None, place: str | None) -> list[tuple[str, str]]:
        """Return day and leader of the incidents that a statement within days and a place belongs to, the newest first.

        The day is the last opening one of its statements, '' where none is dated.
        """
        query = select(scenes.c.leader, func.max(statements.c.first).label("day"))
        query = query.join(statements, statements.c.scene == scenes.c.scene)
        if place is not None:
            query = query.join(places, places.c.statement == statements.c.key).where(places.c.place == place)
        if first is not None and last is not None and place is None:
            query = query.where(meets(first, last))
        if first is not None:
            query = query.where(statements.c.last >= first)
        if last is not None:
            query = query.where(statements.c.first <= last)
        found = self.connection.execute(query.group_by(scenes.c.leader))
        return sorted(((row.day or "", row.leader) for row in found), reverse=True)

    def newest(self) -> Iterator[tuple[str, str]]:
        """Yield day and leader of every incident, the newest first."""
        query = select(days.c.day, days.c.leader).order_by(days.c.day.desc(), days.c.leader.desc())
        for row in self.connection.execute(query, execution_options={"yield_per": MANY}):
            yield row.day, row.leader

    def put_in_order(self, leaders: Iterable[str] | None = None) -> None:
        """Find the days of incidents anew, of all or of some, in which their place in the order is."""
        found = select(scenes.c.leader, func.coalesce(func.max(statements.c.first), ""))
        found = found.join(statements, statements.c.scene == scenes.c.scene).group_by(scenes.c.leader)
        if leaders is None:
            self.connection.execute(insert(days).from_select(["leader", "day"], found))
            return
        for part in _parts(leaders):
            self.connection.execute(delete(days).where(days.c.leader.in_(part)))
            some = found.where(scenes.c.leader.in_(part))
            self.connection.execute(insert(days).from_select(["leader", "day"], some))

    def control(self, place: str | None = None) -> list[Any]:
        """Return the changes of control; where a name is given, those at every place that one of them gives it to."""
        query = select(events).where(_CONTROL)
        if place is not None:
            named = select(events.c.place).join(places, places.c.statement == events.c.key)
            query = query.where(events.c.place.in_(named.where(places.c.place == place)))
        return list(self.connection.execute(query))

    def control_after(self, place: str, most: int) -> list[Any]:
        """Return the changes of control at the places that come after one, at most so many places, by their letters."""
        name: ColumnElement[Any] = events.c.place
        if self.connection.dialect.name == "postgresql":
            name = name.collate("C")
        following = select(name.label("place")).where(_CONTROL, name > place).group_by(name).order_by(name).limit(most)
        found = self.connection.execute(following).scalars().all()
        return list(self.connection.execute(select(events).where(_CONTROL, events.c.place.in_(found)))) if found else []

    def told(self, leaders: Iterable[str]) -> list[Any]:
        """Return body and leader of the statements of incidents."""
        out: list[Any] = []
        for part in _parts(leaders):
            query = select(statements.c.body, scenes.c.leader).join(scenes, scenes.c.scene == statements.c.scene)
            out += self.connection.execute(query.where(scenes.c.leader.in_(part)))
        return out

    def unsure(self, after: int, limit: int) -> list[Any]:
        """Return a page of the links that join nothing by themselves but may, the likeliest first."""
        query = select(links).where(_UNSURE).order_by(*_LIKELIEST).offset(after).limit(limit)
        return list(self.connection.execute(query))

    def has(self, table: Table, column: str, value: str) -> bool:
        """Tell whether a table has a row of that value."""
        query = select(table.c[column]).where(table.c[column] == value).limit(1)
        return self.connection.execute(query).first() is not None

    def documents(self) -> int:
        """Return how many documents the ledger has."""
        return int(self.connection.execute(select(func.count()).select_from(documents)).scalar_one())

    def every(self, table: Table) -> Iterable[Any]:
        """Return all rows of a table."""
        return self.connection.execute(select(table))


EVERY: tuple[Table, ...] = (*metadata.tables.values(), *accounted.metadata.tables.values())


def meets(first: str, last: str) -> ColumnElement[bool]:
    """Return that a statement's window may meet days: it opens not after them, and not before its reach allows."""
    opening = dt.date.fromisoformat(first).toordinal()
    since = {far: dt.date.fromordinal(max(1, opening - 2**far)).isoformat() for far in range(FARTHEST)}
    opens = statements.c.first
    near = [and_(statements.c.reach == far, opens >= day, opens <= last) for far, day in since.items()]
    return or_(*near, and_(statements.c.reach == FARTHEST, opens <= last))


def _parts(names: Iterable[object]) -> Iterable[list[object]]:
    listed = sorted(set(names), key=repr)
    return (listed[at : at + MANY] for at in range(0, len(listed), MANY))


_INSERT = {table.name: insert(table) for table in EVERY}
_LEAD = scenes.update().where(scenes.c.scene == bindparam("of")).values(leader=bindparam("by"))
_MEETING = select(bands.c.document).where(bands.c.band == bindparam("band"))
