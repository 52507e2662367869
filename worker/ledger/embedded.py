"""The ledger in the queue file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from worker.broker.file import QueueFile
from worker.errors import LedgerError
from worker.ledger.base import MARK_KEEP_S, Past


class EmbeddedLedger:
    """See Ledger.

    Args:
        path: the queue file.
        keep_s: seconds until a result nobody collects is dropped.
    """

    def __init__(self, path: Path, *, keep_s: float) -> None:
        self._path = path
        try:
            self._file = QueueFile(path)
            self._drop_old(keep_s)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def keep_result(self, mailbox: str, request_id: str, payload: str) -> None:
        """See Ledger."""
        self._run("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", [mailbox, request_id, payload, time.time()])

    def waiting(self, mailbox: str) -> list[str]:
        """See Ledger."""
        return [row[0] for row in self._run("SELECT request_id FROM result WHERE mailbox = ? ORDER BY at", [mailbox])]

    def results(self, mailbox: str, request_ids: Sequence[str]) -> dict[str, str]:
        """See Ledger."""
        marks = ", ".join("?" * len(request_ids))
        return dict(
            self._run(
                f"SELECT request_id, payload FROM result WHERE mailbox = ? AND request_id IN ({marks})",
                [mailbox, *request_ids],
            )
        )

    def forget_results(self, mailbox: str, request_ids: Sequence[str]) -> None:
        """See Ledger."""
        marks = ", ".join("?" * len(request_ids))
        self._run(f"DELETE FROM result WHERE mailbox = ? AND request_id IN ({marks})", [mailbox, *request_ids])

    def cancel(self, job_id: str) -> None:
        """See Ledger."""
        self._run("INSERT OR REPLACE INTO cancelled VALUES (?, ?)", [job_id, time.time()])

    def is_cancelled(self, job_id: str) -> bool:
        """See Ledger."""
        return bool(self._run("SELECT 1 FROM cancelled WHERE job_id = ?", [job_id]))

    def past(self, request_id: str, attempt: int) -> Past:
        """See Ledger."""
        rows = self._run("SELECT starts, done FROM chunk WHERE request_id = ?", [request_id])
        starts, done = rows[0] if rows else (0, 0)
        return Past(starts=starts, done=done >= attempt)

    def begin(self, request_ids: Sequence[str]) -> None:
        """See Ledger."""
        marks = ", ".join("(?, 1, ?)" for _ in request_ids)
        now = time.time()
        self._run(
            f"INSERT INTO chunk (request_id, starts, at) VALUES {marks} "
            "ON CONFLICT DO UPDATE SET starts = starts + 1, at = excluded.at",
            [value for request_id in request_ids for value in (request_id, now)],
        )

    def finish(self, request_id: str, attempt: int | None) -> None:
        """See Ledger."""
        self._run(
            "INSERT INTO chunk (request_id, starts, done, at) VALUES (?, 0, ?, ?) "
            "ON CONFLICT DO UPDATE SET starts = 0, done = max(done, excluded.done), at = excluded.at",
            [request_id, attempt or 0, time.time()],
        )

    def close(self) -> None:
        """See Ledger."""
        self._file.close()

    def _run(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        try:
            return self._file.run(statement, values)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def _failed(self, error: sqlite3.Error) -> LedgerError:
        return LedgerError(f"the queue file {self._path} could not be used: {error}")

    def _drop_old(self, keep_s: float) -> None:
        now = time.time()
        for table, age_s in (("result", keep_s), ("cancelled", MARK_KEEP_S), ("chunk", MARK_KEEP_S)):
            if self._file.run(f"SELECT 1 FROM {table} WHERE at < ? LIMIT 1", [now - age_s]):
                self._file.run(f"DELETE FROM {table} WHERE at < ?", [now - age_s])
