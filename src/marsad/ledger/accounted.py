"""Derived tables of what each incident adds to the tables and pictures of all; beside those of `marsad.ledger.cached`.

An account stands until its incident changes: then its row is emptied, and filled again by whoever asks next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from marsad.ledger import engine

MANY = 400
"""Names in one query."""

metadata = MetaData()

accounts = Table(
    "cache_link_accounts",
    metadata,
    Column("leader", Text, primary_key=True),
    Column("made", Integer, nullable=False, index=True, doc="rises with every change of this table"),
    Column("body", LargeBinary, nullable=False, doc="MessagePack; empty where it is to be made anew"),
)

_EMPTY = func.length(accounts.c.body) == 0
Index("cache_link_accounts_empty", accounts.c.leader, sqlite_where=_EMPTY, postgresql_where=_EMPTY)

retractions = Table(
    "cache_link_retractions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("document", Text, nullable=False, index=True),
)
"""The statements that take a figure back: they bear on other incidents than their own."""


programs = Table("cache_link_account_program", metadata, Column("stamp", Text, primary_key=True))
"""By which program the accounts were made."""


def believe(connection: Connection, stamp: str) -> bool:
    """Tell whether the accounts that there are were made by a program."""
    return connection.execute(select(programs.c.stamp)).scalars().all() == [stamp]


def empty_all(connection: Connection) -> None:
    """Let all accounts be made anew, and whoever holds them in memory know of it."""
    connection.execute(update(accounts).values(made=last_change(connection) + 1, body=b""))


def begin(connection: Connection, stamp: str) -> None:
    """Let all accounts be made anew, by a program."""
    empty_all(connection)
    connection.execute(delete(programs))
    connection.execute(insert(programs), [{"stamp": stamp}])


def come_apart(connection: Connection) -> None:
    """Beside a ledger that cannot be written: take what it has into a table that can."""
    if engine.has_own_table(connection, accounts.name):
        return
    held = [row._asdict() for row in connection.execute(select(accounts))]
    stamps = [row._asdict() for row in connection.execute(select(programs))]
    accounts.create(connection)
    programs.create(connection)
    for table, rows in ((accounts, held), (programs, stamps)):
        if rows:
            connection.execute(insert(table), rows)


def last_change(connection: Connection) -> int:
    """Return the number of the last change; 0 before any."""
    if not engine.has_table(connection, accounts.name):
        return 0
    return int(connection.execute(select(func.coalesce(func.max(accounts.c.made), 0))).scalar_one())


def empty(connection: Connection, leaders: Iterable[str]) -> None:
    """Let the accounts of incidents be made anew."""
    put(connection, ((leader, b"") for leader in leaders))


def put(connection: Connection, bodies: Iterable[tuple[str, bytes]]) -> None:
    """Keep the accounts of incidents."""
    made = last_change(connection) + 1
    rows = [{"leader": leader, "made": made, "body": body} for leader, body in sorted(set(bodies))]
    for at in range(0, len(rows), MANY):
        part = rows[at : at + MANY]
        connection.execute(delete(accounts).where(accounts.c.leader.in_([row["leader"] for row in part])))
        connection.execute(insert(accounts), part)


def next_change(connection: Connection, after: int) -> int | None:
    """Return the number of the first change after one, None where it was the last."""
    if not engine.has_table(connection, accounts.name):
        return None
    found: int | None = connection.execute(select(func.min(accounts.c.made)).where(accounts.c.made > after)).scalar()
    return found


def changed(connection: Connection, after: int, upto: int | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield leader and body of the accounts that changed after a change, and until one (None: the last).

    The body is empty where there is no account.
    """
    query = select(accounts.c.leader, accounts.c.body).where(accounts.c.made > after)
    query = query if upto is None else query.where(accounts.c.made <= upto)
    for row in connection.execute(query, execution_options={"yield_per": MANY}):
        yield row.leader, row.body


def missing(connection: Connection, limit: int) -> list[str]:
    """Return the leaders of incidents that have no account, those first whose account was emptied."""
    found = list(connection.execute(text(_EMPTIED), {"most": limit}).scalars())
    return found or list(connection.execute(text(_NEVER_MADE), {"most": limit}).scalars())


def missing_count(connection: Connection) -> int:
    """Return how many incidents have no account; every account that is not empty is one of an incident."""
    return int(connection.execute(text(_WANTING)).scalar_one())


def retracting(connection: Connection) -> list[tuple[str, str]]:
    """Return key and document of the statements that take a figure back."""
    return [(row.key, row.document) for row in connection.execute(select(retractions))]


def told_of(connection: Connection, harm: str, start: dt.date | None, end: dt.date | None, by: dt.date) -> list[Any]:
    """Return scene and body of the statements of a harm whose figure one published on a day may take back."""
    from marsad.ledger.cached import statements

    query = select(statements.c.scene, statements.c.body).where(statements.c.harm == harm)
    query = query.where(or_(statements.c.published.is_(None), statements.c.published <= by.isoformat()))
    if end is not None:
        query = query.where(or_(statements.c.first.is_(None), statements.c.first <= end.isoformat()))
    if start is not None:
        day = start.isoformat()
        query = query.where(or_(statements.c.last.is_(None), statements.c.last >= day, statements.c.published >= day))
    return list(connection.execute(query))


def counted(connection: Connection, most: int | None = None) -> int:
    """Return how many statements there are, `most` at most."""
    from marsad.ledger.cached import statements

    found = select(func.count()).select_from(statements)
    if most is not None:
        found = select(func.count()).select_from(select(statements.c.key).limit(most).subquery())
    return int(connection.execute(found).scalar_one())


def counted_within(connection: Connection, first: str, last: str, most: int) -> int:
    """Return how many statements speak of some days, `most` at most."""
    from marsad.ledger.cached import meets, statements

    found = select(statements.c.key).where(meets(first, last), statements.c.last >= first).limit(most)
    return int(connection.execute(select(func.count()).select_from(found.subquery())).scalar_one())


def listed(connection: Connection, harm: str | None, side: str | None, after: int, limit: int) -> list[Any]:
    """Return scene and body of a page of the statements of a harm and side (None: of all), by key."""
    from marsad.ledger.cached import statements

    query = select(statements.c.scene, statements.c.body).order_by(statements.c.key)
    for column, value in ((statements.c.harm, harm), (statements.c.side, side)):
        query = query.where(column == value) if value is not None else query
    return list(connection.execute(query.offset(after).limit(limit)))


def last_day(connection: Connection) -> str | None:
    """Return the last day on which a statement was published."""
    from marsad.ledger.cached import statements

    found: str | None = connection.execute(select(func.max(statements.c.published))).scalar()
    return found


_EMPTIED = (
    "SELECT d.leader FROM cache_link_accounts a JOIN cache_link_days d ON a.leader = d.leader"
    " WHERE length(a.body) = 0 ORDER BY a.leader LIMIT :most"
)
_NEVER_MADE = (
    "SELECT d.leader FROM cache_link_days d LEFT JOIN cache_link_accounts a ON a.leader = d.leader"
    " WHERE a.leader IS NULL ORDER BY d.day DESC, d.leader DESC LIMIT :most"
)
_WANTING = (
    "SELECT (SELECT count(*) FROM cache_link_days) - (SELECT count(*) FROM cache_link_accounts)"
    " + (SELECT count(*) FROM cache_link_accounts WHERE length(body) = 0)"
)
