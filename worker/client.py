"""The side of the queue that a face sees: send chunks, hear what becomes of them, cancel. Imports no torch."""

# mypy: allow-untyped-calls, disable-error-code="import-untyped"
# (celery ships no types, kombu's are partial)

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

from kombu.utils.url import maybe_sanitize_url

from edit_engine.request import EditEvent, EditRequest, EventKind, Priority, RecordError, dump
from worker.app import CANCEL, EDIT_CHUNK, PRIORITIES, make_app
from worker.errors import BrokerUnreachable, LedgerError
from worker.ledger import Ledger, open_ledger
from worker.line import Line
from worker.live import live_queue
from worker.results import FINAL, Result, decode
from worker.settings import WorkerSettings


logger = logging.getLogger(__name__)

T = TypeVar("T")

# Seconds after which a result that was given out and not acknowledged is given out again.
GIVE_AGAIN_S = 30.0
# Results given out by one poll.
RESULTS_A_POLL = 100
# Seconds between looks into the mailbox while waiting, in case the bell was not heard.
LOOK_S = 0.25
# Seconds to go on collecting live events once one came, and how many at most.
GATHER_S = 0.005
GATHER_LIMIT = 500


class QueueClient:
    """Talks to the workers of one broker on behalf of one library. Safe to share between threads.

    It connects with the first call that needs it, and again by itself after the broker was away.

    Args:
        settings: where the queue is.
    """

    def __init__(self, settings: WorkerSettings | None = None) -> None:
        self._settings = settings or WorkerSettings()
        self._app = make_app(self._settings)
        self._mailbox = self._settings.mailbox_name()
        self._opened: Ledger | None = None
        # One connection to send on and one to listen on, so that a long poll never delays a cancel.
        self._sending = Line(self._app)
        self._listening = Line(self._app)
        self._live: list[EditEvent] = []
        # When each result that is not acknowledged yet was given out, on the monotonic clock.
        self._given: dict[str, float] = {}
        self._mailbox_lock = threading.Lock()

    def publish(self, request: EditRequest, attempt: int = 1) -> None:
        """Send a chunk to the queue of its priority. It is there, whatever dies, once this returns.

        Args:
            request: the chunk; its `id` names the result.
            attempt: which time it is sent, from 1. The same attempt sent twice gives one result.

        Raises:
            BrokerUnreachable: the queue does not answer; nothing was sent, or (rarely) it was and nobody could say so.
        """
        task_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{request.id}#{attempt}"))

        def send(connection: Any) -> None:
            with self._app.amqp.Producer(connection.default_channel) as producer:
                self._app.send_task(
                    EDIT_CHUNK,
                    args=[dump(request), attempt],
                    task_id=task_id,
                    queue=request.priority.value,
                    priority=PRIORITIES[request.priority],
                    reply_to=self._mailbox,
                    # The text of a document has no place in logs and in the headers of messages.
                    argsrepr=f"({request.id}, {attempt})",
                    kwargsrepr="{}",
                    producer=producer,
                    retry=False,
                    ignore_result=True,
                )

        self._on(self._sending, send)

    def poll(self, timeout: float = 0.0) -> list[EditEvent | Result]:
        """What happened since the last call, waiting up to `timeout` seconds for something to happen.

        An EditEvent is live news (progress, previews, hunks as they are found) and may be missed or seen twice. A
        Result is final for its request and carries all its hunks; store it and then `ack` it, or it comes again.

        Raises:
            BrokerUnreachable: the queue does not answer.
        """
        give_up = time.monotonic() + timeout
        while True:
            results = self._results()
            left_s = 0.0 if results else max(0.0, min(LOOK_S, give_up - time.monotonic()))
            live, bell = self._listen(left_s)
            if bell and not results:
                results = self._results()
            if live or results or time.monotonic() >= give_up:
                return [*live, *results]

    def ack(self, result: Result) -> None:
        """`result` is stored: do not give it out again.

        Raises:
            BrokerUnreachable: the queue does not answer; the result will come again, which is harmless.
        """
        self._in_ledger(lambda ledger: ledger.forget_results(self._mailbox, [result.request_id]))
        with self._mailbox_lock:
            self._given.pop(result.request_id, None)

    def cancel(self, job_id: str) -> None:
        """Drop the waiting chunks of a job and stop the running ones within one denoising step.

        Each answers with a CANCELLED result, unless it was done before.

        Raises:
            BrokerUnreachable: the queue does not answer.
        """
        # The mark first: a chunk that starts between the two finds it.
        self._in_ledger(lambda ledger: ledger.cancel(job_id))
        self._on(
            self._sending,
            lambda connection: self._app.control.broadcast(CANCEL, {"job_id": job_id}, connection=connection),
        )

    def ping(self, timeout: float = 1.0) -> list[str]:
        """The names of the workers that answer within `timeout` seconds.

        Raises:
            BrokerUnreachable: the queue does not answer.
        """
        answers: list[dict[str, Any]] = self._on(
            self._sending, lambda connection: self._app.control.ping(timeout=timeout, connection=connection)
        )
        return sorted(name for answer in answers for name in answer)

    def depth(self) -> dict[Priority, int]:
        """How many chunks wait in each queue; those being worked on do not count.

        Raises:
            BrokerUnreachable: the queue does not answer.
        """

        def count(connection: Any) -> dict[Priority, int]:
            channel = connection.default_channel
            return {
                name: self._app.amqp.queues[name.value](channel).queue_declare(passive=False).message_count
                for name in Priority
            }

        return self._on(self._sending, count)

    def close(self) -> None:
        """Let go of the connections. Results that were not acknowledged stay for the next client."""
        self._sending.close()
        self._listening.close()
        with self._mailbox_lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _results(self) -> list[Result]:
        now = time.monotonic()
        waiting = self._in_ledger(lambda ledger: ledger.waiting(self._mailbox))
        with self._mailbox_lock:
            self._given = {name: at for name, at in self._given.items() if now - at < GIVE_AGAIN_S}
            new = [name for name in waiting if name not in self._given][:RESULTS_A_POLL]
            self._given.update(dict.fromkeys(new, now))
        payloads = self._in_ledger(lambda ledger: ledger.results(self._mailbox, new)) if new else {}
        results = []
        for name, payload in payloads.items():
            try:
                results.append(decode(payload))
            except RecordError as error:
                message = f"The answer of the worker cannot be read; are both of one version? {error}"
                results.append(Result(request_id=name, kind=EventKind.FAILED, message=message))
        return results

    def _listen(self, timeout: float) -> tuple[list[EditEvent], bool]:
        """Live events that came within `timeout` seconds, and whether one of them rang for a result."""

        def collect(connection: Any) -> None:
            self._listening.consume(lambda: live_queue(self._mailbox), self._live.append)
            wait_s = timeout
            for _ in range(GATHER_LIMIT):
                try:
                    connection.drain_events(timeout=max(wait_s, GATHER_S))
                except TimeoutError:
                    return
                wait_s = 0.0

        with self._listening.lock:
            self._on(self._listening, collect)
            heard = self._live[:]
            self._live.clear()
        return [event for event in heard if event.kind not in FINAL], any(event.kind in FINAL for event in heard)

    def _on(self, line: Line, act: Callable[[Any], T]) -> T:
        """`act` on a connection; once more on a fresh one if it had gone stale."""
        with line.lock:
            if line.connected:
                try:
                    return act(line.connect())
                except line.errors as error:
                    logger.debug("connecting again: %r", error)
                    line.close()
            try:
                return act(line.connect())
            except line.errors as error:
                line.close()
                raise self._unreachable(error) from error

    def _in_ledger(self, act: Callable[[Ledger], T]) -> T:
        try:
            with self._mailbox_lock:
                if self._opened is None:
                    self._opened = open_ledger(self._settings)
                ledger = self._opened
            return act(ledger)
        except LedgerError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> BrokerUnreachable:
        where = self._settings.broker_file if self._settings.embedded else maybe_sanitize_url(self._settings.broker)
        advice = (
            "Check that the folder exists, can be written and has space."
            if self._settings.embedded
            else "Check that Redis runs there and that the address and password in REDRAFT_BROKER_URL are right."
        )
        return BrokerUnreachable(f"The queue at {where} does not answer ({error}). {advice} Jobs are kept until then.")
