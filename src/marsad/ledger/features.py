"""What this installation's SQLite can do."""

from __future__ import annotations

import sqlite3

OLDEST = (3, 36, 0)
"""The first SQLite whose databases in memory several connections share, which ledgers that cannot be written need."""


def sqlite_version() -> str:
    """Return the version of the library, not of Python's module."""
    return sqlite3.sqlite_version


def is_recent() -> bool:
    """Tell whether the library can keep a ledger."""
    return sqlite3.sqlite_version_info >= OLDEST


def has_full_text() -> bool:
    """Tell whether the library was built with FTS5, which the search needs."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
