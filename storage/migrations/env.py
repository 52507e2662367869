"""Alembic runs this file to carry out the steps, on the connection and in the transaction that schema.py holds."""

from __future__ import annotations

from alembic import context

from storage.tables import metadata


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter most of a table: the batch operations copy it.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
