"""The one task: a chunk comes in, goes to the batcher, and its result is kept before the message is acknowledged."""

# mypy: allow-untyped-calls, allow-subclassing-any, disable-error-code="import-untyped"
# (celery ships no types, so its decorators and bases are untyped)

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from celery import Task
from celery.exceptions import Reject
from celery.worker.control import control_command

from edit_engine.request import EditEvent, EditRequest, EventKind, RecordError, load
from worker.app import CANCEL, EDIT_CHUNK
from worker.batcher import Batcher, Stopped
from worker.errors import LedgerError
from worker.ledger import Ledger, Past
from worker.live import LivePublisher
from worker.results import FINAL, Result, encode, job_of


logger = logging.getLogger(__name__)

# A chunk that began this often without coming to an end is poison: workers die on it.
MAX_STARTS = 3
# Seconds between looks at the ledger for a cancel whose broadcast was missed.
CANCEL_CHECK_S = 1.0
# Seconds without an event after which a part that is here, waiting or at work, gives a sign of life.
SIGN_OF_LIFE_S = 20.0
# Seconds a finished result is held while the broker is away; then the chunk goes back and is done again.
KEEP_TRYING_S = 120.0
# Cancelled jobs a worker remembers; older ones are in the ledger.
CANCELLED_KEPT = 10_000


class CancelledJobs:
    """The jobs this worker knows to be cancelled. Safe to share between threads."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, job_id: str) -> None:
        """Stop the chunks of `job_id`."""
        with self._lock:
            self._jobs[job_id] = None
            if len(self._jobs) > CANCELLED_KEPT:
                self._jobs.popitem(last=False)

    def covers(self, request_id: str) -> bool:
        """Whether the job of this request is cancelled."""
        with self._lock:
            return job_of(request_id) in self._jobs


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """What the tasks of one worker process share."""

    batcher: Batcher
    ledger: Ledger
    live: LivePublisher
    cancelled: CancelledJobs


class EditChunk(Task):
    """`redraft.edit_chunk(request, attempt)`; the message's `reply_to` names the mailbox of the result."""

    name = EDIT_CHUNK

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    def run(self, request: dict[str, Any], attempt: int) -> dict[str, Any]:
        """Edit one chunk.

        Args:
            request: an EditRequest as `edit_engine.request.dump` wrote it.
            attempt: which time this chunk is sent, from 1.

        Returns:
            a line for the log: how it ended.

        Raises:
            Reject: nothing can be answered (dropped), or the answer could not be kept (goes back to the queue).
        """
        mailbox, worker = self.request.reply_to, self.request.hostname or ""
        began = time.monotonic()
        try:
            record = load(EditRequest, request)
        except RecordError as error:
            name = request.get("id") if isinstance(request, dict) else None
            if not (mailbox and isinstance(name, str)):
                logger.error("dropped a message that is no request: %s", error)
                raise Reject(str(error), requeue=False) from error
            last = EditEvent(kind=EventKind.FAILED, request_id=name, message=f"The worker cannot read this: {error}")
        else:
            if not mailbox:
                logger.error("dropped request %s: it does not say where its result should go", record.id)
                raise Reject("no reply_to", requeue=False)
            past = self._past(record, attempt)
            if past.done:
                return {"request": record.id, "ended": "before"}
            last = self._work(record, past, mailbox)
        result = Result(
            request_id=last.request_id,
            kind=last.kind,
            hunks=last.hunks,
            message=last.message,
            seconds=round(time.monotonic() - began, 3),
            attempt=attempt,
            worker=worker,
        )
        self._keep(mailbox, result)
        return {"request": result.request_id, "ended": result.kind, "hunks": len(result.hunks)}

    def _past(self, request: EditRequest, attempt: int) -> Past:
        if self.runtime.batcher.working_on(request.id):
            # Delivered twice (the broker came back after a break): one run answers both.
            return Past(starts=0, done=False)
        try:
            return self.runtime.ledger.past(request.id, attempt)
        except LedgerError as error:
            logger.warning("nothing is known of %s: %s", request.id, error)
            return Past(starts=0, done=False)

    def _work(self, request: EditRequest, past: Past, mailbox: str) -> EditEvent:
        """Run `request` to its last event."""
        if self._cancelled(request.id):
            return EditEvent(kind=EventKind.CANCELLED, request_id=request.id)
        if past.starts >= MAX_STARTS:
            message = (
                f"poison: {MAX_STARTS} workers ended while they worked on this part, so it is not tried again. "
                "The worker's log shows how they ended; the rest of the job goes on."
            )
            return EditEvent(kind=EventKind.FAILED, request_id=request.id, message=message)
        events: queue.SimpleQueue[EditEvent | Stopped] = queue.SimpleQueue()
        # A worker ended with this part: if it was because of it, it takes no others along the next time.
        self.runtime.batcher.submit(request, events.put, alone=past.starts > 0)
        progress = EditEvent(kind=EventKind.PROGRESS, request_id=request.id)
        told = time.monotonic()
        while True:
            try:
                event = events.get(timeout=CANCEL_CHECK_S)
            except queue.Empty:
                self._cancelled(request.id)
                if time.monotonic() - told >= SIGN_OF_LIFE_S:
                    self.runtime.live.send(mailbox, progress)
                    told = time.monotonic()
                continue
            if isinstance(event, Stopped):
                self._finish(request.id, None)
                self.runtime.live.forget(request.id)
                raise Reject("the worker stops", requeue=True)
            if event.kind in FINAL:
                return event
            if event.kind is EventKind.PROGRESS:
                progress = event
            self.runtime.live.send(mailbox, event)
            told = time.monotonic()

    def _cancelled(self, request_id: str) -> bool:
        """Whether the job was cancelled; if the ledger says so, the batcher knows from now on."""
        try:
            if self.runtime.ledger.is_cancelled(job_of(request_id)):
                self.runtime.cancelled.add(job_of(request_id))
        except LedgerError as error:
            logger.debug("could not look for a cancel: %s", error)
        return self.runtime.cancelled.covers(request_id)

    def _keep(self, mailbox: str, result: Result) -> None:
        give_up = time.monotonic() + KEEP_TRYING_S
        pause_s = 0.1
        while True:
            try:
                self.runtime.ledger.keep_result(mailbox, result.request_id, encode(result))
                break
            except LedgerError as error:
                if time.monotonic() > give_up:
                    logger.error("could not keep the result of %s: %s", result.request_id, error)
                    raise Reject(str(error), requeue=True) from error
                logger.warning("result of %s waits for the broker: %s", result.request_id, error)
                time.sleep(pause_s)
                pause_s = min(2 * pause_s, 5.0)
        self._finish(result.request_id, result.attempt)
        # Not the result, only a bell: whoever listens now looks into the mailbox at once.
        self.runtime.live.forget(result.request_id)
        self.runtime.live.send(mailbox, EditEvent(kind=result.kind, request_id=result.request_id))

    def _finish(self, request_id: str, attempt: int | None) -> None:
        try:
            self.runtime.ledger.finish(request_id, attempt)
        except LedgerError as error:
            logger.warning("%s ended, which could not be noted: %s", request_id, error)


@control_command(name=CANCEL, args=[("job_id", str)], signature="<job_id>")  # type: ignore[untyped-decorator]
def cancel_job(state: Any, job_id: str) -> dict[str, str]:
    """Stop the chunks of a job within one denoising step. Broadcast by `QueueClient.cancel`."""
    state.app.tasks[EDIT_CHUNK].runtime.cancelled.add(job_id)
    return {"ok": f"job {job_id} stops"}
