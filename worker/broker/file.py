"""The SQLite file under the embedded queue and its ledger: one connection, shared by the threads that use it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from worker.errors import BrokerFileError


VERSION = 1
# Seconds a statement waits for another process that is writing.
BUSY_TIMEOUT_S = 10.0

SCHEMA = """
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    priority INTEGER NOT NULL,
    payload TEXT NOT NULL,
    expires REAL,
    host TEXT,
    pid INTEGER,
    birth REAL,
    lease REAL,
    deliveries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX IF NOT EXISTS message_waiting ON message (queue, priority, id) WHERE pid IS NULL;
CREATE INDEX IF NOT EXISTS message_taken ON message (pid) WHERE pid IS NOT NULL;
CREATE INDEX IF NOT EXISTS message_expires ON message (expires) WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS private_queue (
    name TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL,
    birth REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS binding (
    exchange TEXT NOT NULL,
    routing_key TEXT NOT NULL,
    pattern TEXT NOT NULL,
    queue TEXT NOT NULL,
    PRIMARY KEY (exchange, routing_key, pattern, queue)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cancelled (job_id TEXT PRIMARY KEY, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS chunk (
    request_id TEXT PRIMARY KEY,
    starts INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    at REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS result (
    mailbox TEXT NOT NULL,
    request_id TEXT NOT NULL,
    payload TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (mailbox, request_id)
) STRICT;
"""


class QueueFile:
    """A connection to the queue file. Safe to share between threads; not between processes.

    Args:
        path: the file; it and its folder are made when missing, readable by its owner only.

    Raises:
        BrokerFileError: the file is no queue, is damaged, or was made by a newer Redraft.
        sqlite3.OperationalError: the folder cannot be written, or another process keeps the file locked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._own_writes = 0
        with contextlib.suppress(OSError):  # sqlite says below, in its words, what is wrong with the folder
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        advice = f"Close Redraft and delete {self.path}: jobs are in the library, and are sent again."
        try:
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise BrokerFileError(
                    f"the queue file is of version {version}, this program knows {VERSION}. Update Redraft. {advice}"
                )
            self._connection.execute("PRAGMA journal_mode = WAL")
            # A killed process loses nothing; a power cut may undo the last moments, which the library then repeats.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            if version < VERSION:
                # One lock around all of it: two processes may open a new file at once.
                self._connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            raise BrokerFileError(f"the queue file is damaged ({error}). {advice}") from error

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement, which is a transaction of its own."""
        with self._lock:
            rows = self._connection.execute(statement, values).fetchall()
            if not statement.lstrip().startswith(("SELECT", "PRAGMA")):
                self._own_writes += 1
            return rows

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens together or not at all; other processes wait."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself where the disk is full, for example.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def state(self) -> tuple[int, int]:
        """A value that changes whenever somebody wrote to the file; asking costs microseconds and no lock."""
        with self._lock:
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self._own_writes

    def close(self) -> None:
        """Close the connection; later calls raise sqlite3.ProgrammingError."""
        with self._lock:
            self._connection.close()
