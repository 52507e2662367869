"""The embedded queue as a kombu transport. A thin skin: what is kept and how is in `messages.py`."""

# mypy: allow-untyped-calls
# (kombu is annotated in parts only)

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, virtual
from kombu.utils.json import dumps, loads

from worker.broker.file import QueueFile
from worker.broker.messages import MessageStore


# Seconds between looks at the file. A look at a file nobody wrote to is one PRAGMA: some microseconds.
POLL_S = 0.02
# Seconds between searches for messages of dead workers.
SWEEP_S = 0.5


class Channel(virtual.Channel):
    """One channel; the channels of a connection share its store."""

    supports_fanout = True

    def __init__(self, connection: Any, **kwargs: Any) -> None:
        super().__init__(connection, **kwargs)
        self.store: MessageStore = connection.store
        self._vanishing: set[str] = set()
        # The store's state when the queues were last found empty; None: look.
        self._empty_at: tuple[int, int] | None = None
        self._swept_at = 0.0

    def basic_consume(self, queue: str, no_ack: bool, *args: Any, **kwargs: Any) -> None:
        """Consume from `queue`; with `no_ack`, a message is gone once it was taken."""
        if no_ack:
            self._vanishing.add(queue)
        self._empty_at = None
        super().basic_consume(queue, no_ack, *args, **kwargs)

    def basic_get(self, queue: str, no_ack: bool = False, **kwargs: Any) -> virtual.Message | None:
        """One message of `queue` now, or None."""
        message: virtual.Message | None = super().basic_get(queue, no_ack=no_ack, **kwargs)
        if message is not None and no_ack:
            self.store.ack(message.delivery_tag)
        return message

    def basic_ack(self, delivery_tag: int, multiple: bool = False) -> None:
        """The message is done with. May be called from any thread."""
        self.store.ack(delivery_tag)
        super().basic_ack(delivery_tag, multiple)

    def basic_reject(self, delivery_tag: int, requeue: bool = False) -> None:
        """The message is not done: back to the queue, or away."""
        if requeue:
            self.store.release(delivery_tag)
        else:
            self.store.ack(delivery_tag)
        # Plain "no longer held here": the base would publish a copy for requeue.
        self.qos.ack(delivery_tag)

    def _get_many(self, queues: list[str], timeout: float | None = None) -> None:
        now = time.monotonic()
        if now - self._swept_at >= SWEEP_S:
            self._swept_at = now
            self.store.sweep()
        state = self.store.state()
        if state == self._empty_at:
            raise Empty
        taken = self.store.take(queues, vanishing=self._vanishing)
        if taken is None:
            self._empty_at = state
            raise Empty
        self.connection._deliver(_message(taken.payload, taken.id, taken.deliveries), taken.queue)

    def _get(self, queue: str, timeout: float | None = None) -> dict[str, Any]:
        self.store.sweep()
        taken = self.store.take([queue])
        if taken is None:
            raise Empty
        return _message(taken.payload, taken.id, taken.deliveries)

    def _put(self, queue: str, message: dict[str, Any], **kwargs: Any) -> None:
        self.store.put(queue, dumps(message), priority=self._get_message_priority(message))

    def _put_fanout(self, exchange: str, message: dict[str, Any], routing_key: str, **kwargs: Any) -> None:
        queues = {queue for _, _, queue in self.store.bindings(exchange)}
        if queues:
            self.store.put_all(sorted(queues), dumps(message), priority=self._get_message_priority(message))

    def _restore(self, message: virtual.Message) -> None:
        # Called for what is still unacknowledged when a channel closes: it keeps its place in the queue.
        self.store.release(message.delivery_tag)

    def _new_queue(self, queue: str, exclusive: bool = False, auto_delete: bool = False, **kwargs: Any) -> None:
        if exclusive or auto_delete:
            self.store.make_private(queue)

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        self.store.bind(exchange, routing_key or "", pattern or "", queue)

    def get_table(self, exchange: str) -> list[tuple[str, str, str]]:
        """Bindings of `exchange`: shared by all processes, unlike kombu's own table."""
        return self.store.bindings(exchange)

    def _delete(self, queue: str, *args: Any, **kwargs: Any) -> None:
        self.store.delete(queue)

    def _size(self, queue: str) -> int:
        return self.store.size(queue)

    def _purge(self, queue: str) -> int:
        return self.store.purge(queue)


class Transport(virtual.Transport):
    """`sqlite:///path` for kombu.

    Transport options: `lease_s`, see WorkerSettings; `longest_drain_s`, seconds after which `drain_events` times out
    however long it was asked to wait: Celery's loop asks for 2 s, and looks only between two calls whether to stop.
    """

    Channel = Channel
    implements = virtual.Transport.implements.extend(
        asynchronous=False, exchange_type=frozenset(["direct", "topic", "fanout"])
    )
    polling_interval = POLL_S
    driver_type = "sqlite"
    driver_name = "sqlite3"
    # A locked or full file is like a broken line: Celery tries again.
    connection_errors: Any = (*virtual.Transport.connection_errors, sqlite3.OperationalError)

    def __init__(self, client: Any, **kwargs: Any) -> None:
        super().__init__(client, **kwargs)
        self._store: MessageStore | None = None

    @property
    def store(self) -> MessageStore:
        """The queues of the connected file, opened with the first channel."""
        if self._store is None:
            client: Any = self.client
            lease_s = float(client.transport_options.get("lease_s", 60.0))
            self._store = MessageStore(QueueFile(Path(client.virtual_host)), lease_s=lease_s)
        return self._store

    def drain_events(self, connection: Any, timeout: float | None = None, **kwargs: Any) -> None:
        """Deliver one message; raises socket.timeout if none comes."""
        client: Any = self.client
        longest_s = client.transport_options.get("longest_drain_s")
        if longest_s is not None:
            timeout = longest_s if timeout is None else min(timeout, longest_s)
        super().drain_events(connection, timeout=timeout, **kwargs)

    def close_connection(self, connection: Any) -> None:
        """Close the channels, which gives back what they hold, and then the file."""
        super().close_connection(connection)
        if self._store is not None:
            self._store.close()
            self._store = None

    def driver_version(self) -> str:
        """Version of SQLite."""
        return sqlite3.sqlite_version


def _message(payload: str, tag: int, deliveries: int) -> dict[str, Any]:
    message: dict[str, Any] = loads(payload)
    # Copies of a broadcast share the tag they were sent with; the row's number is unique.
    message["properties"]["delivery_tag"] = tag
    message["properties"]["delivery_info"]["redelivered"] = deliveries > 1
    return message


def register() -> None:
    """Make kombu know `sqlite://`."""
    TRANSPORT_ALIASES["sqlite"] = f"{Transport.__module__}:{Transport.__name__}"
