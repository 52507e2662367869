"""Two steps added to Celery's consumer: bulk chunks never fill a worker, and claims on Redis are renewed."""

# mypy: allow-untyped-calls, allow-subclassing-any, disable-error-code="import-untyped"
# (celery ships no types, kombu's are partial)

from __future__ import annotations

import logging
import time
from typing import Any

from celery import bootsteps
from kombu.common import ignore_errors

from edit_engine.request import Priority
from worker.settings import WorkerSettings


logger = logging.getLogger(__name__)


def bulk_step(settings: WorkerSettings) -> type:
    """A step that consumes `bulk` beside `interactive`, holding at most half of the worker's threads.

    With both queues in one consumer, bulk chunks would take every slot, and a person would wait until one is done.
    """
    slots = max(1, settings.concurrency // 2)

    class BulkConsumer(bootsteps.StartStopStep):
        requires = ("celery.worker.consumer.tasks:Tasks",)

        def __init__(self, parent: Any, **kwargs: Any) -> None:
            super().__init__(parent, **kwargs)
            self._consumer: Any = None

        def start(self, parent: Any) -> None:
            channel = parent.connection.channel()
            channel.basic_qos(0, slots, False)
            self._consumer = parent.app.amqp.TaskConsumer(
                channel, queues=[parent.app.amqp.queues[Priority.BULK.value]], on_decode_error=parent.on_decode_error
            )
            self._consumer.on_message = parent.create_task_handler()
            self._consumer.consume()

        def stop(self, parent: Any) -> None:
            # Take no more. The channel stays open: running chunks still acknowledge through it.
            if self._consumer is not None:
                ignore_errors(parent.connection, self._consumer.cancel)
                self._consumer = None

    return BulkConsumer


def renewal_step(settings: WorkerSettings) -> type:
    """A step that tells Redis four times per lease that this worker lives and still holds its chunks.

    kombu gives a chunk to another worker when it is not acknowledged within the visibility timeout, and never extends
    that: without renewal the timeout must be longer than the longest chunk, and a crash costs as long.
    """

    class LeaseRenewal(bootsteps.StartStopStep):
        requires = ("celery.worker.consumer.tasks:Tasks",)

        def __init__(self, parent: Any, **kwargs: Any) -> None:
            super().__init__(parent, **kwargs)
            self._timer: Any = None

        def start(self, parent: Any) -> None:
            self.stop(parent)
            self._timer = parent.timer.call_repeatedly(settings.lease_s / 4, renew, (parent,))

        def stop(self, parent: Any) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return LeaseRenewal


def renew(consumer: Any) -> None:
    """Renew every claim of a Celery consumer on Redis once. Never raises: the next time is soon."""
    try:
        for channel in list(consumer.connection.transport.channels):
            held = set(channel.qos._delivered) - set(channel.qos._dirty) if channel.active_queues else set()
            if held:
                # A connection of the pool: `channel.client` is blocked in BRPOP, and an answer read there would be a
                # chunk lost. XX: a chunk acknowledged meanwhile must not come back.
                with channel.conn_or_acquire() as client:
                    client.zadd(channel.unacked_index_key, dict.fromkeys(held, time.time()), xx=True)
    except Exception as error:  # the line is broken; Celery's own loop connects again
        logger.warning("could not renew the claims of this worker: %r", error)
