"""The one service that app, command line and scripts use: open, submit, watch, review, save. No Qt, no terminal.

    from editor_app.workspace import Workspace

    with Workspace() as workspace:
        jobs = [workspace.submit(path, "fix the grammar") for path in Path("chapters").glob("*.md")]
        for job in workspace.wait(jobs):
            print(job.id, job.state, len(workspace.pending(job.document_id)))

Documents live in the library (`storage`), edits are made by workers (`worker`), and nothing touches a file except
`save` and `export`. All methods may be called from any thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from edit_engine.request import Instruction, Intent, Priority, boldness_of
from edit_engine.text import Span
from editor_app.changes import Change, ChangeKind
from editor_app.dispatch import OPEN, Dispatch
from editor_app.errors import NothingToEdit, UnknownInstruction
from editor_app.instructions import understand
from editor_app.listening import Exchange, Line
from editor_app.locks import kept
from editor_app.models import InstalledModel, find_model, installed_models
from editor_app.parts import is_markdown, numbered, requests_for
from editor_app.settings import AppSettings
from editor_app.shelf import Shelf
from storage import ChunkState, Document, Job
from worker import BrokerUnreachable, WorkerError, WorkerSettings
from worker.process import LocalWorker


if TYPE_CHECKING:  # see `Workspace._queue`
    from worker.client import QueueClient

# Seconds a waiting caller sleeps at most before it looks again.
STEP_S = 0.25
# Seconds between looks whether a local worker runs.
LOOK_AFTER_S = 1.0
# How often the worker may end without a word in between before a waiting caller is told.
DEATHS = 6
_OWN_ENGINE = WorkerSettings.model_fields["editor_factory"].default


class Workspace(Shelf):
    """A shelf of documents, and workers that edit them. See the module.

    Args:
        settings: where things are kept; None reads the environment.
        worker: "local" starts one worker process with the first job and stops it at `close` (with the embedded queue
            only); "external" leaves that to others.

    Raises:
        LibraryError: the library cannot be opened.
        WorkerError: a setting of the queue cannot work.
    """

    def __init__(self, settings: AppSettings | None = None, *, worker: Literal["local", "external"] = "local") -> None:
        super().__init__(settings)
        queue = self.settings.worker_settings()
        # Elsewhere, which models there are is for the workers to know.
        self._knows_models = worker == "local" and queue.embedded and queue.editor_factory == _OWN_ENGINE
        # Made when it is needed first, by whichever thread that is: with it comes Celery, and documents do not wait.
        self._client: QueueClient | None = None
        self._connecting = threading.Lock()
        self._dispatch = Dispatch(self._library, self._queue, silence_s=self.settings.silence_s)
        self._worker = LocalWorker(queue) if worker == "local" and queue.embedded else None
        self._collecting = threading.Lock()
        self._exchange = Exchange()
        # Opened by the first `poll`: without one, nothing piles up.
        self._polled: Line | None = None
        # Whether a local worker should run, and when that was last looked after, on the monotonic clock.
        self._worker_wanted = False
        self._looked_after = -LOOK_AFTER_S
        # How often the worker had ended when something was last heard of one.
        self._ended_before = 0

    def _queue(self) -> QueueClient:
        with self._connecting:
            if self._client is None:
                from worker.client import QueueClient

                self._client = QueueClient(self.settings.worker_settings())
            return self._client

    def intents(self, model: str | None = None) -> tuple[Intent, ...]:
        """What a model can do; every intent where the models are not this machine's to know.

        Raises:
            UnknownModel: it is not installed.
        """
        return self._find(model).intents if self._knows_models else tuple(Intent)

    def models(self) -> list[InstalledModel]:
        """The models that can be asked, that of the settings first; none where they are not this machine's to know.

        Raises:
            UnknownModel: the one of the settings is not installed.
        """
        if not self._knows_models:
            return []
        own = self._find(None)
        return [own, *(model for model in installed_models(self.settings.data_dir) if model.folder != own.folder)]

    def _find(self, model: str | None) -> InstalledModel:
        return find_model(model or self.settings.model, self.settings.data_dir)

    def understand(self, words: str, model: str | None = None) -> Intent:
        """The intent that `words` ask for; FREE, if they ask for something else of a model that follows words.

        Raises:
            UnknownInstruction: none or several; the text lists what the model can do.
        """
        can = self.intents(model)
        try:
            return understand(words, can, model or self.settings.model)
        except UnknownInstruction as error:
            if not self._knows_models or not words.strip():
                raise
            if Intent.FREE in can:
                return Intent.FREE
            follow = [one.name for one in installed_models(self.settings.data_dir) if one.follows_words]
            named = (
                f"These follow any words: {', '.join(follow)}." if follow else "docs/models.md says which models do."
            )
            raise UnknownInstruction(f"{error} {named}") from error

    def instruction(
        self,
        words: str = "",
        *,
        intent: Intent | None = None,
        strength: float | None = None,
        boldness: str | float | None = None,
        seed: int = 0,
        model: str | None = None,
    ) -> Instruction:
        """An instruction this workspace can carry out.

        Args:
            words: the person's own; may be empty when `intent` is given.
            intent: what is asked; None reads it from `words`.
            strength: share of the text that may be re-noised, 0..1; None for what the model finds.
            boldness: how unsure the model may be of what it suggests: "cautious", "balanced", "bold" or a number from
                0 to 1; None for what the settings say.
            seed: same seed, same text, same model: same hunks.
            model: which one to ask; None for the one of the settings.

        Raises:
            UnknownModel: it is not installed.
            UnknownInstruction: the words say nothing the model can do, it was not trained for the intent, or strength
                or boldness cannot be what was given.
        """
        model = model or self.settings.model
        can = self.intents(model)
        if strength is not None and not 0 <= strength <= 1:
            raise UnknownInstruction(f"strength must be from 0 to 1, got {strength}")
        try:
            bold = boldness_of(self.settings.boldness if boldness is None else boldness)
        except ValueError as error:
            raise UnknownInstruction(str(error)) from error
        if intent is Intent.FREE and not words.strip():
            raise UnknownInstruction("free does what words say, and there are none: give them with -i")
        intent = intent if intent is not None else self.understand(words, model)
        if intent not in can:
            known = ", ".join(can)
            raise UnknownInstruction(f"the model {model!r} was not trained for {intent.value!r}; it can: {known}")
        return Instruction(intent=intent, words=words, strength=strength, boldness=bold, seed=seed, model=model)

    def submit(
        self,
        document: Document | Path | str,
        instruction: Instruction | str,
        *,
        scope: Sequence[Span] = (),
        lock: Sequence[str] = (),
        priority: Priority = Priority.INTERACTIVE,
    ) -> Job:
        """Ask for an edit of the newest text and return at once. The job is kept even if the queue is away (`problem`).

        Args:
            document: a document, or the path of a file, which is opened.
            instruction: what to do, in words or as `instruction` made it.
            scope: the only spans that may change, code points of the newest text; none means all of it.
            lock: terms that must stay as they are, beside what is locked in the document.
            priority: whether a person is watching.

        Raises:
            FileError: the file cannot be read.
            UnknownInstruction, UnknownModel: as for `instruction`.
            NothingToEdit: there is no text in the document or in `scope`.
        """
        if isinstance(instruction, str):
            instruction = self.instruction(instruction)
        if not isinstance(document, Document):
            document = self.open(document)
        base = self._library.head(document.id)
        text = self._library.text(base.id)
        if not text.strip():
            raise NothingToEdit(f"{document.path or document.title} is empty: there is nothing to edit")
        keep = kept(self.locks.of(document.id))
        requests = requests_for(
            text,
            instruction,
            scope=scope,
            lock=[*lock, *keep.terms],
            keep=keep.places,
            markdown=is_markdown(document.path),
            priority=priority,
            size=self.settings.chunk_size,
            context=self.settings.chunk_context,
        )
        if not requests:
            free = "text that is not locked" if keep.places else "text"
            raise NothingToEdit(f"{document.path or document.title} has no {free} in the part that was asked for")
        job = self._library.create_job(
            document.id, base.id, instruction, lambda job_id: numbered(requests, job_id), priority
        )
        self._start(job)
        return job

    def resume(self, job_id: str) -> Job:
        """Go on with a job: send the open parts again, or ask anew for those that failed or were cancelled.

        Returns:
            the job itself, or, if it had ended, a new one for what is missing.

        Raises:
            NothingToEdit: it is complete.
        """
        job = self._library.job(job_id)
        rows = self._library.chunks(job_id)
        if job.state in OPEN:
            self._start(job)
            return job
        missing = [row.request for row in rows if row.state is not ChunkState.DONE]
        if not missing:
            raise NothingToEdit(f"job {job_id} is complete: there is nothing to resume")
        again = self._library.create_job(
            job.document_id,
            job.base_revision_id,
            job.instruction,
            lambda new_id: numbered(missing, new_id),
            job.priority,
        )
        self._start(again)
        return again

    def start_worker(self) -> None:
        """Let a local worker run from now on, if this workspace has one, so that its model is loaded when a job comes.

        One that another program started for the same data folder serves as well; when it ends, ours takes over.
        """
        self._worker_wanted = self._worker is not None
        self._keep_worker()

    @property
    def problem(self) -> str:
        """Why the queue or the worker does not work just now, and what to do; empty when all is well."""
        if self._dispatch.problem:
            return self._dispatch.problem
        return self._worker.problem if self._worker is not None and not self._worker.alive else ""

    def poll(self) -> list[Change]:
        """Store what workers returned and say what changed since the last call. Cheap; call it from a timer."""
        if self._polled is None:
            self._polled = self._exchange.join()
        self._collect(0.0)
        return self._polled.take()

    def watch(self, job_id: str) -> Iterator[Change]:
        """The changes of one job as they come; ends when the job has ended.

        Raises:
            BrokerUnreachable: the queue did not answer for `settings.patience_s` seconds; the job is kept.
            WorkerError: the local worker ends again and again; the job is kept.
        """
        with self._exchange.listen() as line:
            while True:
                ended = self.job(job_id).state not in OPEN
                yield from (change for change in line.take() if change.job_id == job_id)
                if ended:
                    return
                self._wait()

    def wait(self, jobs: Iterable[Job], *, each_step: Callable[[], None] | None = None) -> Iterator[Job]:
        """Each of `jobs` once it has ended, in the order they end.

        Args:
            jobs: what to wait for.
            each_step: called about four times a second, to show how far they are.

        Raises:
            BrokerUnreachable, WorkerError: as for `watch`.
        """
        left = [job.id for job in jobs]
        while left:
            running = {job.id for state in OPEN for job in self.jobs(state)}
            ended = [job_id for job_id in left if job_id not in running]
            for job_id in ended:
                left.remove(job_id)
                yield self.job(job_id)
            if each_step is not None:
                each_step()
            if left and not ended:
                self._wait()

    def cancel(self, job_id: str) -> bool:
        """End a job; what its finished parts found stays pending. Whether it was open."""
        was_open = self._library.cancel_job(job_id)
        self._dispatch.cancel(job_id)
        return was_open

    def share(self, job: Job) -> float:
        """How much of a job is done, 0..1."""
        return self._dispatch.share(job.id, job.chunks_done, job.chunks_total) if job.state in OPEN else 1.0

    def ping(self) -> list[str]:
        """The names of the workers that answer.

        Raises:
            BrokerUnreachable: the queue does not answer.
        """
        return self._queue().ping()

    def close(self) -> None:
        """Stop the local worker, which gives back what it works on, and let go of library and queue."""
        if self._worker is not None:
            self._worker.stop()
        with self._connecting:
            if self._client is not None:
                self._client.close()
        self._library.close()

    def remove(self, document_id: str) -> None:
        """Forget a document with its revisions, jobs and hunks; its open jobs are cancelled, its file stays."""
        for job in [job for state in OPEN for job in self.jobs(state) if job.document_id == document_id]:
            self.cancel(job.id)
        super().remove(document_id)

    def _start(self, job: Job) -> None:
        """Send what is open of a job, and hear of it from now on."""
        self.start_worker()
        self._dispatch.follow(job)
        rows = self._library.chunks(job.id)
        self._dispatch.send(row for row in rows if row.state in (ChunkState.QUEUED, ChunkState.RUNNING))
        self._exchange.tell([Change(kind=ChangeKind.JOB, job_id=job.id, document_id=job.document_id)])

    def _tell(self, document_id: str, head_id: str = "") -> None:
        self._exchange.tell([Change(kind=ChangeKind.DOCUMENT, document_id=document_id, head_id=head_id)])

    def _collect(self, timeout: float) -> None:
        """Take what came from the queue, or, while another thread does that, wait for it to tell."""
        if not self._collecting.acquire(blocking=False):
            if timeout:
                self._exchange.wait(timeout)
            return
        try:
            changes = self._dispatch.collect(timeout)
        finally:
            self._collecting.release()
        if changes:
            self._ended_before = self._worker.ended if self._worker is not None else 0
            self._exchange.tell(changes)
        if time.monotonic() - self._looked_after >= LOOK_AFTER_S:
            self._keep_worker()

    def _keep_worker(self) -> None:
        self._looked_after = time.monotonic()
        if self._worker_wanted and self._worker is not None and not self._worker.alive:
            self._worker.start()

    def _wait(self) -> None:
        """Collect for a moment, and raise if that has become hopeless."""
        self._collect(STEP_S)
        if self._dispatch.away_s > self.settings.patience_s:
            raise BrokerUnreachable(self._dispatch.problem)
        if self._worker is not None and self._worker.ended - self._ended_before >= DEATHS:
            raise WorkerError(f"{self._worker.problem} That happened {DEATHS} times. The job is kept.")
