"""One thread that owns the models and steps the engine, event by event, for all requests of a worker.

Requests that wait together and ask for the same model go to one call of the engine, which batches their windows.
Interactive ones come first: they are looked for between any two events of a bulk batch, run to their end, and then the
bulk batch goes on where it was. An error of the engine costs only the request that causes it.

The batcher knows nothing of Celery and imports no torch: an editor comes from the factory it is given.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from edit_engine.request import EditEvent, EditRequest, EventKind, Hunk, Priority
from worker.results import FINAL


logger = logging.getLogger(__name__)


class Editor(Protocol):
    """The engine, as the batcher sees it.

    `edit` must be re-entrant: a second call may run to its end between two events of a first.
    """

    def edit(self, requests: Sequence[EditRequest], cancelled: Callable[[str], bool]) -> Iterator[EditEvent]:
        """Work on `requests` together; ask `cancelled(request id)` at least once per denoising step."""


@dataclass(frozen=True)
class Stopped:
    """The last thing a sink gets when the worker stops first: the request must go back to the queue."""

    request_id: str


# Takes what happens to a request, on the batcher's thread; must not block.
Sink = Callable[[EditEvent | Stopped], None]


class Batcher:
    """Runs requests on editors.

    Args:
        load: gives the editor of a model, by name; called on the batcher's thread, once while the model is kept.
        cancelled: whether the request with this id should stop.
        begun: called on the batcher's thread with the ids of requests, once each, right before the engine gets them.
        batch_limit: requests in one call of the engine at most.
        models_kept: editors kept at once.
    """

    def __init__(
        self,
        load: Callable[[str], Editor],
        *,
        cancelled: Callable[[str], bool],
        begun: Callable[[Sequence[str]], None] = lambda request_ids: None,
        batch_limit: int = 8,
        models_kept: int = 2,
    ) -> None:
        self._load = load
        self._cancelled = cancelled
        self._begun = begun
        self._batch_limit = batch_limit
        self._models_kept = models_kept
        self._editors: OrderedDict[str, Editor] = OrderedDict()
        self._entries: dict[str, _Entry] = {}
        self._waiting: list[_Entry] = []
        self._preload: str | None = None
        self._changed = threading.Condition()
        self._closing = False
        self._abandon = threading.Event()
        self._thread = threading.Thread(target=self._run, name="redraft-batcher", daemon=True)

    def start(self, *, preload: str | None = None) -> None:
        """Start the thread; it loads the model `preload` first, if given."""
        self._preload = preload
        self._thread.start()

    def submit(self, request: EditRequest, sink: Sink, *, alone: bool = False) -> None:
        """Work on `request`. `sink` gets its events; the last is of a final kind, DONE with all its hunks, or Stopped.

        A request that is already here under the same id (a message delivered twice) is not run again: both sinks get
        the events of the one run.

        Args:
            request: what to do.
            sink: called on the batcher's thread.
            alone: keep it out of batches, for what may end the process.
        """
        with self._changed:
            if self._closing:
                sink(Stopped(request.id))
            elif entry := self._entries.get(request.id):
                entry.sinks.append(sink)
            else:
                entry = self._entries[request.id] = _Entry(request, sink, alone=alone)
                self._waiting.append(entry)
                self._changed.notify_all()

    def working_on(self, request_id: str) -> bool:
        """Whether that request waits or runs here."""
        with self._changed:
            return request_id in self._entries

    def stop(self, grace_s: float = 0.0) -> None:
        """Take no more requests; what waits is Stopped now, what runs is if it takes longer than `grace_s` seconds."""
        with self._changed:
            self._closing = True
            waiting, self._waiting = self._waiting, []
            for entry in waiting:
                self._end(entry, Stopped(entry.request.id))
            self._changed.notify_all()
        if grace_s > 0:
            timer = threading.Timer(grace_s, self._abandon.set)
            timer.daemon = True
            timer.start()
        else:
            self._abandon.set()

    def join(self, timeout_s: float | None = None) -> bool:
        """Wait for the thread to end after `stop`; whether it has."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        if self._preload is not None:
            try:
                self._editor(self._preload)
            except BaseException:
                # The first request that needs it tries again, and tells the person.
                logger.exception("could not load the model %r", self._preload)
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if self._closing:
                    return
            self._edit(self._next_batch(Priority.INTERACTIVE) or self._next_batch(Priority.BULK))

    def _next_batch(self, priority: Priority) -> list[_Entry]:
        """Take waiting requests of `priority` that ask for the model of the first; cancelled ones end here."""
        with self._changed:
            for entry in [entry for entry in self._waiting if self._cancelled(entry.request.id)]:
                self._waiting.remove(entry)
                self._end(entry, EditEvent(kind=EventKind.CANCELLED, request_id=entry.request.id))
            mine = [entry for entry in self._waiting if entry.request.priority is priority]
            batch = [entry for entry in mine if entry.goes_with(mine[0])][: self._batch_limit]
            self._waiting = [entry for entry in self._waiting if entry not in batch]
            return batch

    def _edit(self, batch: list[_Entry]) -> None:
        try:
            self._step_through(batch)
        except BaseException as error:  # a panic in a Rust tokenizer is no Exception, and must not end this thread
            left = [entry for entry in batch if not entry.ended]
            if len(batch) == 1:
                logger.exception("request %s failed", batch[0].request.id)
                message = f"{type(error).__name__}: {error}. The worker's log has the details."
                for entry in left:
                    self._end(entry, EditEvent(kind=EventKind.FAILED, request_id=entry.request.id, message=message))
                return
            logger.warning("a batch of %d failed (%r): trying each of the %d left alone", len(batch), error, len(left))
            for entry in left:
                # The same seed gives the same hunks whatever else is in the batch: start over.
                entry.hunks.clear()
                self._edit([entry])

    def _step_through(self, batch: list[_Entry]) -> None:
        if not batch:
            return
        if self._abandon.is_set():
            self._stop(batch)
            return
        editor = self._editor(batch[0].model)
        if fresh := [one for one in batch if not one.begun]:
            for one in fresh:
                one.begun = True
            self._begun([one.request.id for one in fresh])
        events = editor.edit([entry.request for entry in batch], self._cancelled)
        by_id = {entry.request.id: entry for entry in batch}
        try:
            for event in events:
                if (entry := by_id.get(event.request_id)) is not None and not entry.ended:
                    self._pass_on(entry, event)
                for entry in batch:
                    if not entry.ended and self._cancelled(entry.request.id):
                        self._end(entry, EditEvent(kind=EventKind.CANCELLED, request_id=entry.request.id))
                if batch[0].request.priority is Priority.BULK:
                    while urgent := self._next_batch(Priority.INTERACTIVE):
                        self._edit(urgent)
                if self._abandon.is_set():
                    self._stop(batch)
                if all(entry.ended for entry in batch):
                    return
        finally:
            # A generator that is left early must free its tensors now, not when it is collected.
            if (close := getattr(events, "close", None)) is not None:
                close()
        for entry in batch:
            if not entry.ended:
                message = "The engine ended without a result for this part. Report this with the worker's log."
                self._end(entry, EditEvent(kind=EventKind.FAILED, request_id=entry.request.id, message=message))

    def _pass_on(self, entry: _Entry, event: EditEvent) -> None:
        entry.hunks.update((hunk.id, hunk) for hunk in event.hunks)
        if event.kind is EventKind.DONE:
            event = replace(event, hunks=tuple(sorted(entry.hunks.values(), key=lambda hunk: hunk.span)))
        if event.kind in FINAL:
            self._end(entry, event)
        else:
            entry.tell(event)

    def _stop(self, batch: list[_Entry]) -> None:
        for entry in batch:
            if not entry.ended:
                self._end(entry, Stopped(entry.request.id))

    def _end(self, entry: _Entry, last: EditEvent | Stopped) -> None:
        with self._changed:
            del self._entries[entry.request.id]
            entry.ended = True
            entry.tell(last)

    def _editor(self, model: str) -> Editor:
        if model not in self._editors:
            while len(self._editors) >= self._models_kept:
                self._editors.popitem(last=False)
            self._editors[model] = self._load(model)
        self._editors.move_to_end(model)
        return self._editors[model]


class _Entry:
    """A request while it is here."""

    def __init__(self, request: EditRequest, sink: Sink, *, alone: bool) -> None:
        self.request = request
        self.sinks = [sink]
        self.alone = alone
        # Whether the engine had it: one that fails in a batch is tried again.
        self.begun = False
        # By id: the engine tells them as parts are finished.
        self.hunks: dict[str, Hunk] = {}
        self.ended = False

    @property
    def model(self) -> str:
        return self.request.instruction.model

    def goes_with(self, first: _Entry) -> bool:
        """Whether it belongs into the batch that `first` begins."""
        return self is first or not (self.alone or first.alone or self.model != first.model)

    def tell(self, event: EditEvent | Stopped) -> None:
        for sink in list(self.sinks):
            sink(event)
