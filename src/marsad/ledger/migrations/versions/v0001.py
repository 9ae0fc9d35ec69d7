"""Version 1: originals, documents, revisions, captures, readings, decisions under one chain.  SQLite only."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing is done: ledgers of version 1 were laid out by the marsad that made them."""
