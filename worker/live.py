"""Progress and previews: a broadcast for whoever listens. Best effort: sending never raises and never waits."""

# mypy: allow-untyped-calls, disable-error-code="import-untyped"
# (celery ships no types, kombu's are partial)

from __future__ import annotations

import logging
import queue
import threading
import time
import uuid
from typing import Any

from celery import Celery
from kombu.entity import Exchange, Queue
from kombu.messaging import Producer

from edit_engine.request import EditEvent, EventKind, dump


logger = logging.getLogger(__name__)

# Seconds between two previews of one request: more than an eye can follow.
PREVIEW_EVERY_S = 0.1
# Events that may wait to be sent; newer ones are dropped.
BACKLOG = 1000
# Seconds without trying after the broker did not answer.
PAUSE_S = 1.0


def live_exchange(mailbox: str) -> Exchange:
    """Where the live events for the clients of one library go."""
    return Exchange(f"redraft.live.{mailbox}", type="fanout", durable=False, delivery_mode="transient")


def live_queue(mailbox: str) -> Queue:
    """A new queue that hears them, and ends with the process that listens."""
    name = f"redraft.live.{mailbox}.{uuid.uuid4().hex}"
    return Queue(name, live_exchange(mailbox), durable=False, exclusive=True, auto_delete=True)


class LivePublisher:
    """Sends events on a thread of its own, so that a slow broker never holds up the model."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._backlog: queue.Queue[tuple[str, EditEvent] | None] = queue.Queue(BACKLOG)
        self._previewed: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name="redraft-live", daemon=True)
        self._thread.start()

    def send(self, mailbox: str, event: EditEvent) -> None:
        """Let the clients of `mailbox` see `event`, if all goes well."""
        if event.kind is EventKind.PREVIEW:
            now = time.monotonic()
            if now - self._previewed.get(event.request_id, 0.0) < PREVIEW_EVERY_S:
                return
            self._previewed[event.request_id] = now
        try:
            self._backlog.put_nowait((mailbox, event))
        except queue.Full:
            logger.debug("dropped a live event of %s", event.request_id)

    def forget(self, request_id: str) -> None:
        """The request is over."""
        self._previewed.pop(request_id, None)

    def close(self) -> None:
        """Send what waits, within a second, and stop."""
        try:
            self._backlog.put_nowait(None)
        except queue.Full:
            return  # the broker is away; the thread ends with the process
        self._thread.join(1.0)

    def _run(self) -> None:
        connection: Any = None
        retry_at = 0.0
        while (item := self._backlog.get()) is not None:
            if time.monotonic() < retry_at:
                continue
            mailbox, event = item
            try:
                if connection is None:
                    connection = self._app.connection_for_write()
                exchange = live_exchange(mailbox)
                with Producer(connection.default_channel, serializer="json", auto_declare=False) as producer:
                    producer.publish(dump(event), exchange=exchange, declare=[exchange], retry=False)
            except Exception as error:  # whatever it is, a preview is not worth a chunk
                logger.debug("live events are off for a moment: %r", error)
                retry_at = time.monotonic() + PAUSE_S
                _close(connection)
                connection = None
        _close(connection)


def _close(connection: Any) -> None:
    try:
        if connection is not None:
            connection.release()
    except Exception as error:  # the line is gone already
        logger.debug("closing a broken connection: %r", error)
