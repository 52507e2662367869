"""Carries chunks to the queue and results into the library, and sends again what the queue has lost.

The jobs table is the truth and the queue only a bell: a chunk is sent, and forgotten, and whatever comes back is stored
by its id, once. Calls never raise because the queue is away; `problem` says so, and the next call tries again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from edit_engine.request import EditEvent, EventKind
from editor_app.changes import Change, ChangeKind
from storage import ChunkRow, InvalidError, Job, JobState, Library, LibraryError, NotFoundError
from worker import BrokerUnreachable, Result
from worker.results import job_of


if TYPE_CHECKING:  # it brings Celery, which the window does not wait for
    from worker.client import QueueClient

logger = logging.getLogger(__name__)

# Seconds between looks into the library for what other processes did with open jobs.
LOOK_S = 0.5
# Seconds between looks for chunks the queue does not know.
RECONCILE_S = 5.0
OPEN = (JobState.QUEUED, JobState.RUNNING)
_LIVE = {
    EventKind.PROGRESS: ChangeKind.PROGRESS,
    EventKind.PREVIEW: ChangeKind.PREVIEW,
    EventKind.HUNKS: ChangeKind.PREVIEW,
}


class Dispatch:
    """Between one library and one queue. `collect` is for one thread at a time; the rest may be called from any.

    Args:
        library: where jobs and hunks are.
        connect: gives the queue; called when it is needed first.
        silence_s: seconds without a sign of life after which a chunk is taken as lost, if the queue is empty. Workers
            give one every `worker.tasks.SIGN_OF_LIFE_S`, also of chunks that wait for their model.
    """

    def __init__(self, library: Library, connect: Callable[[], QueueClient], *, silence_s: float) -> None:
        self._library = library
        self._connect = connect
        self._silence_s = silence_s
        self._problem = ""
        # When the queue first failed to answer, on the monotonic clock.
        self._away_since: float | None = None
        # When each open chunk was last heard of, on the monotonic clock.
        self._heard: dict[str, float] = {}
        # Chunks the library knows to be running.
        self._running: set[str] = set()
        # Jobs that were cancelled while the queue was away.
        self._untold: set[str] = set()
        # Share of each running chunk that is done, 0..1.
        self._shares: dict[str, float] = {}
        # Document, state and finished chunks of the open jobs, as last told.
        self._open: dict[str, tuple[str, JobState, int]] = {}
        self._looked = self._reconciled = -RECONCILE_S
        self._lock = threading.Lock()

    @property
    def problem(self) -> str:
        """Why the queue or the library could not be used just now; empty when all is well."""
        return self._problem

    @property
    def away_s(self) -> float:
        """Seconds since the queue stopped answering; 0 while it answers."""
        away_since = self._away_since
        return 0.0 if away_since is None else time.monotonic() - away_since

    def send(self, rows: Iterable[ChunkRow]) -> bool:
        """Put chunks into the queue; whether it took them all. What it did not take is sent by a later `collect`."""
        try:
            for row in rows:
                # Sent first, noted second: after a crash in between, the same attempt goes out again and counts once.
                self._connect().publish(row.request, row.attempts + 1)
                self._library.mark_published(row.id)
                self._heard[row.id] = time.monotonic()
        except BrokerUnreachable as error:
            self._lost(error)
            return False
        self._answers()
        return True

    def follow(self, job: Job) -> None:
        """Tell of `job` from now on, however soon it ends."""
        self._open[job.id] = (job.document_id, job.state, job.chunks_done)

    def cancel(self, job_id: str) -> None:
        """Tell the workers that a job, cancelled in the library, is over."""
        try:
            self._connect().cancel(job_id)
            self._untold.discard(job_id)
        except BrokerUnreachable as error:  # until it is told, its results will find the job closed
            self._untold.add(job_id)
            self._lost(error)

    def share(self, job_id: str, chunks_done: int, chunks_total: int) -> float:
        """How much of a job is done, 0..1, counting what workers said about parts they have not finished."""
        with self._lock:
            begun = sum(share for chunk, share in self._shares.items() if job_of(chunk) == job_id)
        return min(1.0, (chunks_done + begun) / chunks_total) if chunks_total else 1.0

    def collect(self, timeout: float = 0.0) -> list[Change]:
        """Store what came back and say what changed, waiting up to `timeout` seconds for something to come."""
        began = time.monotonic()
        changes: list[Change] = []
        stored = False
        try:
            items = self._connect().poll(timeout)
            self._answers()
            for item in items:
                try:
                    if isinstance(item, Result):
                        stored = self._store(item) or stored
                    elif change := self._live(item):
                        changes.append(change)
                except LibraryError as error:  # what was not stored is not acknowledged, and comes again
                    self._problem = str(error)
                    logger.warning("could not store what came from the queue: %s", error)
        except BrokerUnreachable as error:
            self._lost(error)
            # Callers loop; a queue that is away must not make them spin.
            time.sleep(max(0.0, timeout - (time.monotonic() - began)))
        if stored or time.monotonic() - self._looked >= LOOK_S:
            changes += self._look()
        if time.monotonic() - self._reconciled >= RECONCILE_S:
            try:
                self._reconcile()
            except LibraryError as error:  # one damaged text must not stop the jobs about others
                self._problem = str(error)
                logger.warning("could not look for lost chunks: %s", error)
        return changes

    def _store(self, result: Result) -> bool:
        """Keep a result, and let the queue forget it; whether it was news."""
        chunk = result.request_id
        try:
            if result.kind is EventKind.DONE:
                try:
                    news = self._library.finish_chunk(chunk, result.hunks, result.seconds)
                except InvalidError as error:  # it would be no better the next time
                    news = self._library.fail_chunk(chunk, f"The worker's answer does not fit the document: {error}")
            elif result.kind is EventKind.CANCELLED:
                news = self._library.cancel_job(result.job_id)
            else:
                news = self._library.fail_chunk(chunk, result.message)
        except NotFoundError:  # its document was removed
            news = False
        self._connect().ack(result)
        with self._lock:
            self._heard.pop(chunk, None)
            self._shares.pop(chunk, None)
            self._running.discard(chunk)
        return news

    def _live(self, event: EditEvent) -> Change | None:
        """What a live event tells about a job that is still open."""
        job_id = job_of(event.request_id)
        kind = _LIVE.get(event.kind)
        # A job that another process began is known at the next look; until then its news may be missed.
        if kind is None or job_id not in self._open:
            return None
        self._heard[event.request_id] = time.monotonic()
        if event.request_id not in self._running:
            self._library.mark_running(event.request_id)
            self._running.add(event.request_id)
        if event.kind is EventKind.PROGRESS and event.total:
            with self._lock:
                self._shares[event.request_id] = event.done / event.total
        return Change(kind=kind, job_id=job_id, document_id=self._open[job_id][0], event=event)

    def _look(self) -> list[Change]:
        """Compare the open jobs with what was last told of them; other processes may have moved them too."""
        self._looked = time.monotonic()
        before = self._open
        self._open = {
            job.id: (job.document_id, job.state, job.chunks_done) for state in OPEN for job in self._library.jobs(state)
        }
        changes = []
        for job_id, then in list(before.items()):
            if job_id in self._open and self._open[job_id] == then:
                continue
            try:
                job = self._library.job(job_id)
            except NotFoundError:
                continue
            if job.chunks_done != then[2]:
                changes.append(Change(kind=ChangeKind.HUNKS, job_id=job_id, document_id=job.document_id))
            changes.append(Change(kind=ChangeKind.JOB, job_id=job_id, document_id=job.document_id))
        changes += [
            Change(kind=ChangeKind.JOB, job_id=job_id, document_id=now[0])
            for job_id, now in list(self._open.items())
            if job_id not in before
        ]
        return changes

    def _reconcile(self) -> None:
        """Send chunks that were never sent, and those the queue has lost; tell what could not be told."""
        now = self._reconciled = time.monotonic()
        for job_id in list(self._untold):
            self.cancel(job_id)
        rows = self._library.open_chunks()
        self._heard = {row.id: self._heard.get(row.id, now) for row in rows}
        # A job made just now by another process is being sent by that process.
        unsent = [row for row in rows if not row.attempts and now - self._heard[row.id] >= RECONCILE_S]
        silent = [row for row in rows if row.attempts and now - self._heard[row.id] >= self._silence_s]
        try:
            if silent and any(self._connect().depth().values()):
                silent = []  # they may simply be waiting
        except BrokerUnreachable as error:
            self._lost(error)
            return
        if silent:
            logger.warning("sending %d chunks again that nobody was heard of for %.0f s", len(silent), self._silence_s)
        if unsent or silent:
            self.send([*unsent, *silent])

    def _lost(self, error: BrokerUnreachable) -> None:
        self._problem = str(error)
        if self._away_since is None:
            self._away_since = time.monotonic()
            logger.warning("%s", error)

    def _answers(self) -> None:
        self._problem = ""
        self._away_since = None
