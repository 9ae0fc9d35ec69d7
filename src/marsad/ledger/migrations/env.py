"""What Alembic runs: the migrations, on the connection and in the transaction that it was handed."""

from __future__ import annotations

from alembic import context

from marsad.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table="cache_alembic_version",
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
