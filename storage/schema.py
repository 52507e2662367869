"""Bringing a library's tables up to date when it is opened: create, migrate after a backup, or refuse.

A new library gets its tables from tables.py, an older one by the steps in `migrations/`, which are Alembic's. To add
one: change tables.py, write the next file in `migrations/versions` (its constraints named as tables.py names them) and
set `NEWEST` to its number.
"""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

from sqlalchemy import (
    URL,
    Column,
    Connection,
    MetaData,
    NullPool,
    PrimaryKeyConstraint,
    String,
    Table,
    create_engine,
    inspect,
    select,
)

from storage.connections import BUSY_TIMEOUT_S, is_sqlite, plain_errors, sqlite_engine
from storage.copying import copy_database
from storage.errors import DamagedError, LibraryError, NotALibraryError, TooNewError
from storage.tables import metadata


# The schema this code works with: the number of the last migration.
NEWEST = "0004"
MIGRATIONS = Path(__file__).parent / "migrations"
# Where Alembic keeps the schema a library has, made as Alembic makes it.
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
# "RDFT": tells a library from other SQLite files.
APPLICATION_ID = 0x52444654


def prepare(url: URL, *, newest: str = NEWEST, migrations: Path = MIGRATIONS) -> None:
    """Create the library at `url` or bring it up to date.

    Args:
        newest: the schema wanted.
        migrations: the folder of the steps that lead to it.

    Raises:
        TooNewError: a newer Redraft made it.
        NotALibraryError: it is something else.
        LibraryError: it cannot be opened or written.
    """
    if is_sqlite(url):
        _prepare_file(url, newest, migrations)
        return
    engine = create_engine(url, poolclass=NullPool)
    with plain_errors(url.render_as_string()), engine.begin() as connection:
        found = _version(connection, newest)
        if found is None:
            found = _create(connection)
        if found != newest:
            _upgrade(connection, migrations)


def _prepare_file(url: URL, newest: str, migrations: Path) -> None:
    path = Path(url.database or "")
    _create_private(path)
    reader = sqlite_engine(url, begin="BEGIN", read_only=True, poolclass=NullPool)
    # Tables are copied and renamed on the way, which foreign keys would stop; they are checked at the end instead.
    writer = sqlite_engine(url, begin="BEGIN IMMEDIATE", foreign_keys=False, poolclass=NullPool)
    with plain_errors(str(path)):
        with reader.begin() as connection:
            # The ordinary start; and a file that is not ours is refused before anything touches it.
            if _version(connection, newest) == newest:
                return
        with writer.connect() as connection:
            _use_write_ahead_log(connection)
        with writer.begin() as connection:
            # Again, for another process may have been quicker.
            found = _version(connection, newest)
            if found == newest:
                return
            if found is None:
                found = _create(connection)
            else:
                # The lock is held: nobody can write between the copy and the migration.
                copy_database(path, path.with_name(f"{path.name}.before-{newest}"))
            if found != newest:
                _upgrade(connection, migrations)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise DamagedError(
                    f"{path} holds rows that point nowhere, so it was left at schema {found}. Run a check."
                )
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _create_private(path: Path) -> None:
    """An empty file that only its owner may read; SQLite gives its companion files the same rights."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise LibraryError(f"the library {path} cannot be opened: {error.strerror}. Choose another folder.") from error


def _use_write_ahead_log(connection: Connection) -> None:
    """Switch the file to a write-ahead log. SQLite does not wait for other connections here, so we do."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # narrows the type only
    until = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _version(connection: Connection, newest: str) -> str | None:
    """The schema the library has; None if it is empty."""
    name = connection.engine.url.database
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    version = None
    if "alembic_version" in tables:
        version = connection.execute(select(_VERSION.c.version_num)).scalar()
    ours = connection.dialect.name != "sqlite" or (
        connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
    )
    if version is None or not ours:
        raise NotALibraryError(f"{name} is not a Redraft library: it holds other tables ({', '.join(tables[:3])}).")
    if str(version) > newest:
        raise TooNewError(
            f"{name} was written by a newer Redraft (schema {version}; this one knows {newest}). "
            "Update Redraft, or open a backup made before that."
        )
    return str(version)


def _create(connection: Connection) -> str:
    """Make the tables of a new library; the schema it has then."""
    # No table is there, so none need be looked for.
    metadata.create_all(connection, checkfirst=False)
    _VERSION.create(connection, checkfirst=False)
    connection.execute(_VERSION.insert().values(version_num=NEWEST))
    return NEWEST


def _upgrade(connection: Connection, migrations: Path) -> None:
    # Imported here: it takes longer than all of an ordinary start, and is needed once a release.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise LibraryError(f"{connection.engine.url.database} cannot be brought up to date: {error}") from error
