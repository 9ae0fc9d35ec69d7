"""Moving a ledger from one version of its layout to the next, by Alembic; one environment for both engines.

`versions/vNNNN.py` are frozen: what a released version laid out never changes again.  The truth about a ledger's
version is its append-only table `schema_versions`; Alembic's own note, `cache_alembic_version`, is derived from it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

FOLDER = Path(__file__).parent
NOTE = "cache_alembic_version"


def migrate(connection: Connection, present: int, wanted: int) -> None:
    """Move the layout from version `present` to `wanted` in the transaction that is given."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if not inspect(connection).has_table(NOTE):
        command.stamp(config, revision(present))
    command.upgrade(config, revision(wanted))


def revision(version: int) -> str:
    """Return Alembic's name of a version."""
    return f"{version:04}"
