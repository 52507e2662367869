"""One local worker per data folder: a lock the system lets go of when its holder dies, however it dies."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self


class WorkerLock:
    """Tries to take the lock of `data_dir`; `held` says whether it did. A context manager.

    The lock is an open write transaction on an empty SQLite file: the same code on every system, and nothing to clean
    up after a kill.

    Args:
        data_dir: the folder; made when missing.
        wait_s: seconds to wait for a holder to let go.
    """

    def __init__(self, data_dir: Path, *, wait_s: float = 0.0) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(
            data_dir / "worker.lock", timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self.held = True
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            self.held = False

    def release(self) -> None:
        """Let go of it."""
        self.held = False
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def worker_runs(data_dir: Path) -> bool:
    """Whether a local worker of `data_dir` holds the lock now."""
    with WorkerLock(data_dir) as lock:
        return not lock.held
