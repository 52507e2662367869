"""One connection to the broker, made when it is needed and thrown away when it breaks."""

# mypy: allow-untyped-calls
# (kombu is annotated in parts only)

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import kombu.exceptions
from kombu.messaging import Consumer

from edit_engine.request import EditEvent, RecordError, load


logger = logging.getLogger(__name__)


class Line:
    """A connection of a Celery app. Hold `lock` around what must not be interrupted by another thread."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self._connection: Any = None
        self._consumer: Any = None
        self.lock = threading.RLock()
        self.errors: tuple[type[Exception], ...] = (kombu.exceptions.OperationalError, OSError)

    @property
    def connected(self) -> bool:
        """Whether it was connected before; the other side may be gone since."""
        return self._connection is not None

    def connect(self) -> Any:
        """The kombu connection, established; one of `errors` if that fails."""
        if self._connection is None:
            connection = self._app.connection_for_write()
            self.errors = (
                *connection.connection_errors,
                *connection.channel_errors,
                kombu.exceptions.OperationalError,
                OSError,
            )
            try:
                connection.connect()
            except BaseException:
                connection.release()
                raise
            self._connection = connection
        return self._connection

    def consume(self, make_queue: Callable[[], Any], hear: Callable[[EditEvent], None]) -> None:
        """Listen to a queue of its own, if it does not yet."""
        if self._consumer is not None:
            return

        def on_message(body: Any, message: Any) -> None:
            try:
                hear(load(EditEvent, body))
            except RecordError as error:  # a worker of another version: its results still arrive
                logger.debug("dropped a live event: %s", error)

        self._consumer = Consumer(
            self._connection.default_channel,
            [make_queue()],
            callbacks=[on_message],
            accept=["json"],
            no_ack=True,
            on_decode_error=lambda message, error: logger.debug("dropped a live event: %s", error),
        )
        self._consumer.consume()

    def close(self) -> None:
        """Drop the connection; `connect` makes a new one."""
        with self.lock:
            connection, self._connection, self._consumer = self._connection, None, None
            if connection is not None:
                try:
                    connection.release()
                except Exception as error:  # the line is gone already
                    logger.debug("closing a broken connection: %r", error)
