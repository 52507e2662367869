"""Connections to the library's database: one way in for writers, one for readers, and plain words for what fails.

Python's sqlite3 begins no transaction before a SELECT, and SQLite's own BEGIN takes the write lock too late, so two
programs that read and then write would overwrite each other without any error. Here a writer takes the lock first
(BEGIN IMMEDIATE) and a reader cannot write at all. Never use a library across a fork.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.errors import BusyError, DamagedError, FullError, InvalidError, LibraryError, NotALibraryError


# How long a writer waits for another one.
BUSY_TIMEOUT_S = 30.0
# The write-ahead log is cut back to this size once its content is in the file.
_JOURNAL_LIMIT = 64 << 20  # bytes
_READERS = 4  # connections kept open

_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}",
    # A committed transaction survives a power cut.
    "PRAGMA synchronous = FULL",
    f"PRAGMA journal_size_limit = {_JOURNAL_LIMIT}",
    # A prepared file must not run functions through its schema, nor pages that contradict themselves be believed.
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)


class Connections:
    """The two engines on one database. SQLite's settings are made for SQLite only; PostgreSQL needs none of them."""

    def __init__(self, url: URL) -> None:
        self.name = url.database if is_sqlite(url) else url.render_as_string()
        if is_sqlite(url):
            # One writer a process: threads queue here in order instead of racing for the file's lock.
            self._writer = sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0)
            self._reader = sqlite_engine(url, begin="BEGIN", read_only=True, pool_size=_READERS)
        else:
            self._writer = create_engine(url)
            self._reader = create_engine(url, isolation_level="REPEATABLE READ")

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return is_sqlite(self._writer.url)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write: committed at the end, rolled back if anything is raised.

        Raises:
            LibraryError: the database could not do it; nothing of it was done.
        """
        with plain_errors(self.name), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the library and cannot change it.

        Raises:
            LibraryError: the database could not be read.
        """
        with plain_errors(self.name), self._reader.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._reader.dispose()
        self._writer.dispose()


def is_sqlite(url: URL) -> bool:
    """Whether `url` names a SQLite file."""
    return url.get_backend_name() == "sqlite"


def sqlite_engine(
    url: URL, *, begin: str, read_only: bool = False, foreign_keys: bool = True, **options: Any
) -> Engine:
    """An engine on a SQLite file.

    Args:
        begin: the statement that begins a transaction.
        read_only: refuse to write.
        foreign_keys: whether they are checked; only a migration may switch that off.
        options: for `create_engine`.
    """
    pool_timeout = {} if "poolclass" in options else {"pool_timeout": BUSY_TIMEOUT_S}
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S}, **pool_timeout, **options)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        # From here on sqlite3 begins nothing by itself.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute(f"PRAGMA query_only = {'ON' if read_only else 'OFF'}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def plain_errors(name: str | None) -> Iterator[None]:
    """Raise what the database reports as a `LibraryError`.

    Args:
        name: of the library, for the message.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise BusyError(f"{name} is busy: waited {BUSY_TIMEOUT_S:.0f} s for another thread. Try again.") from error
    except IntegrityError as error:
        raise InvalidError(f"{name} refuses rows that contradict others: {error.orig}. Nothing was stored.") from error
    except DBAPIError as error:
        raise _plain(name, error.orig if isinstance(error.orig, Exception) else error) from error
    except UnicodeDecodeError as error:
        # sqlite3 trips over messages that quote a damaged schema.
        raise DamagedError(f"{name} is damaged ({error}). Restore a backup.") from error
    except UnicodeEncodeError as error:
        raise InvalidError(f"a word with a lone surrogate cannot be stored: {error.object!r:.80}") from error
    except sqlite3.Error as error:
        raise _plain(name, error) from error
    except SQLAlchemyError as error:
        raise LibraryError(f"{name}: {error}") from error


def is_damage(error: DBAPIError) -> bool:
    """Whether the database itself found that what it stores is not what it should be."""
    return _is_damage(error.orig)


def _is_damage(error: object) -> bool:
    # The second is how Python's sqlite3 reports text that is no UTF-8; it has no code.
    return _code(error) == sqlite3.SQLITE_CORRUPT or str(error).startswith("Could not decode to UTF-8")


def _code(error: object) -> int | None:
    """SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _plain(name: str | None, error: Exception) -> LibraryError:
    if _is_damage(error):
        return DamagedError(f"{name} is damaged ({error}). Run a check, and restore a backup if it names lost texts.")
    match _code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return BusyError(f"{name} is busy: another program has held it for {BUSY_TIMEOUT_S:.0f} s. Try again.")
        case sqlite3.SQLITE_FULL:
            return FullError(f"no room left for {name}: free some space on its disk and try again. Nothing was lost.")
        case sqlite3.SQLITE_NOTADB:
            return NotALibraryError(f"{name} is not a Redraft library: it is no SQLite file.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return LibraryError(f"{name} cannot be written: change the permissions of the file and its folder.")
        case sqlite3.SQLITE_CANTOPEN:
            return LibraryError(f"{name} cannot be opened: check that its folder exists and may be read and written.")
        case _:
            return LibraryError(f"{name}: the database says: {error}")
