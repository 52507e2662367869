"""Queues with leases in the queue file. Knows nothing of kombu: payloads are text."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from worker.broker.file import QueueFile
from worker.broker.owner import Owner, alive, this_process


# Seconds a message in a private queue (a ping, its answer, progress) is worth keeping.
PRIVATE_TTL_S = 60.0

MINE = "host = ? AND pid = ? AND birth = ?"
FREE = "UPDATE message SET host = NULL, pid = NULL, birth = NULL, lease = NULL"
TAKE = """
UPDATE message SET host = ?, pid = ?, birth = ?, lease = ?, deliveries = deliveries + 1
WHERE id = (
    SELECT id FROM message
    WHERE pid IS NULL AND queue IN ({queues}) AND (expires IS NULL OR expires > ?)
    ORDER BY priority, id LIMIT 1
)
RETURNING id, queue, payload, deliveries
"""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A message this process holds until it acknowledges or releases it."""

    id: int
    queue: str
    payload: str
    # How often it was given out, this time included: more than 1 means somebody did not finish it.
    deliveries: int


class MessageStore:
    """The queues of one file, as one process sees them.

    Args:
        file: the connection to use; closed with the store.
        lease_s: seconds after which a message of an owner on another machine counts as abandoned.
        owner: who takes messages.
    """

    def __init__(self, file: QueueFile, *, lease_s: float = 60.0, owner: Owner | None = None) -> None:
        self._file = file
        self._lease_s = lease_s
        self._owner = owner or this_process()
        self._closed = threading.Event()
        self._heart: threading.Thread | None = None

    def put(self, queue: str, payload: str, *, priority: int = 0) -> None:
        """Add a message. Lower `priority` is taken first; equal ones in the order they came."""
        self.put_all([queue], payload, priority=priority)

    def put_all(self, queues: Iterable[str], payload: str, *, priority: int = 0) -> None:
        """Add a copy of one message to each of `queues`, all or none."""
        with self._file.transaction():
            for queue in queues:
                private = self._file.run("SELECT 1 FROM private_queue WHERE name = ?", [queue])
                expires = time.time() + PRIVATE_TTL_S if private else None
                self._file.run(
                    "INSERT INTO message (queue, priority, payload, expires) VALUES (?, ?, ?, ?)",
                    [queue, priority, payload, expires],
                )

    def take(self, queues: Collection[str], *, vanishing: Collection[str] = ()) -> Taken | None:
        """Hold the first waiting message of `queues`; None when there is none.

        Args:
            queues: whose messages may be taken.
            vanishing: those of them whose messages are done with as soon as they are taken.
        """
        if not queues:
            return None
        marks = ", ".join("?" * len(queues))
        now = time.time()
        rows = self._file.run(TAKE.format(queues=marks), [*self._owner, now + self._lease_s, *queues, now])
        if not rows:
            return None
        taken = Taken(id=rows[0][0], queue=rows[0][1], payload=rows[0][2], deliveries=rows[0][3])
        if taken.queue in vanishing:
            self.ack(taken.id)
        elif self._heart is None:
            self._heart = threading.Thread(target=self._beat, name="redraft-leases", daemon=True)
            self._heart.start()
        return taken

    def ack(self, id: int) -> bool:
        """Remove a message this process holds; False if it lost it meanwhile."""
        return bool(self._file.run(f"DELETE FROM message WHERE id = ? AND {MINE} RETURNING id", [id, *self._owner]))

    def release(self, id: int) -> bool:
        """Give a message back, to the place it had; False if this process does not hold it."""
        return bool(self._file.run(f"{FREE} WHERE id = ? AND {MINE} RETURNING id", [id, *self._owner]))

    def size(self, queue: str) -> int:
        """How many messages wait in `queue`; those being worked on do not count."""
        count = self._file.run("SELECT count(*) FROM message WHERE queue = ? AND pid IS NULL", [queue])[0][0]
        return int(count)

    def purge(self, queue: str) -> int:
        """Remove the waiting messages of `queue`; how many there were."""
        return len(self._file.run("DELETE FROM message WHERE queue = ? AND pid IS NULL RETURNING id", [queue]))

    def make_private(self, queue: str) -> None:
        """Let `queue`, with its messages and bindings, end with this process."""
        self._file.run("INSERT OR REPLACE INTO private_queue VALUES (?, ?, ?, ?)", [queue, *self._owner])

    def bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        """Let what is sent to `exchange` reach `queue`."""
        self._file.run("INSERT OR IGNORE INTO binding VALUES (?, ?, ?, ?)", [exchange, routing_key, pattern, queue])

    def bindings(self, exchange: str) -> list[tuple[str, str, str]]:
        """(routing key, pattern, queue) of every binding of `exchange`, made by any process."""
        rows = self._file.run("SELECT routing_key, pattern, queue FROM binding WHERE exchange = ?", [exchange])
        return [(key, pattern, queue) for key, pattern, queue in rows]

    def delete(self, queue: str) -> None:
        """Remove `queue`, its messages and its bindings."""
        with self._file.transaction():
            self._file.run("DELETE FROM message WHERE queue = ?", [queue])
            self._file.run("DELETE FROM binding WHERE queue = ?", [queue])
            self._file.run("DELETE FROM private_queue WHERE name = ?", [queue])

    def sweep(self) -> int:
        """Free what dead owners held and drop what they alone needed; how many messages came free.

        An owner of this machine keeps its messages for as long as it lives, whatever the clock says; one of another
        machine keeps them for as long as it renews its lease.
        """
        now = time.time()
        if self._file.run("SELECT 1 FROM message WHERE expires < ? LIMIT 1", [now]):
            self._file.run("DELETE FROM message WHERE expires < ?", [now])
        freed = 0
        for *who, lease in self._file.run(
            "SELECT host, pid, birth, max(lease) FROM message WHERE pid IS NOT NULL GROUP BY host, pid, birth"
        ):
            runs = alive(Owner(*who))
            if runs is False or (runs is None and lease < now):
                freed += len(self._file.run(f"{FREE} WHERE {MINE} RETURNING id", who))
        for name, *who in self._file.run("SELECT name, host, pid, birth FROM private_queue"):
            if alive(Owner(*who)) is False:
                self.delete(name)
        return freed

    def state(self) -> tuple[int, int]:
        """A value that changes whenever somebody wrote to the file."""
        return self._file.state()

    def close(self) -> None:
        """Stop renewing leases and close the file. What is still held stays held while the process lives."""
        self._closed.set()
        if self._heart is not None and self._heart is not threading.current_thread():
            self._heart.join()
        self._file.close()

    def _beat(self) -> None:
        while not self._closed.wait(self._lease_s / 4):
            # A busy or full disk now is no reason to stop: the next beat tries again.
            with contextlib.suppress(sqlite3.OperationalError):
                lease = time.time() + self._lease_s
                self._file.run(f"UPDATE message SET lease = ? WHERE {MINE}", [lease, *self._owner])
