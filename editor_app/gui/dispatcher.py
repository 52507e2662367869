"""The one way to do what may take time: an operation runs beside the window, its result comes back into it.

    lane.run(lambda: workspace.history(document_id), done=self.show_history)

Operations of one lane run one after the other, in the order they were given, so each sees what those before it did.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid


logger = logging.getLogger(__name__)

Result = TypeVar("Result")
# Seconds the last operations get when the program ends.
LAST_S = 15.0


@dataclass(frozen=True, kw_only=True)
class _Operation:
    run: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None
    owner: QObject | None


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    operation: _Operation
    value: Any = None
    error: Exception | None = None


class Lane(QObject):
    """A background thread with a queue.

    Signals:
        failed(Exception): an operation raised, and nobody said what to do then.
    """

    failed = Signal(object)
    # Says that an outcome waits. It carries nothing: Python objects stay out of Qt's queue between threads.
    _ended = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[_Operation | None] = SimpleQueue()
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self._closed = False
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._waiting = 0
        self._thread = threading.Thread(target=self._work, name=f"redraft-{name}", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Operations whose result has not been delivered."""
        return self._waiting

    def run(
        self,
        operation: Callable[[], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Do `operation` in the lane, then call one of the others in this thread.

        Args:
            operation: must touch no widget.
            done: gets what it returned.
            failed: gets what it raised; without it, the signal of that name tells.
            owner: what belongs to a document that may be closed meanwhile: then nobody is told anything.
        """
        self._waiting += 1
        self._queue.put(_Operation(run=operation, done=done, failed=failed, owner=owner))

    def close(self) -> bool:
        """Finish what was asked and end the thread; results are not delivered any more. Whether it ended in time."""
        self._closed = True
        self._queue.put(None)
        self._thread.join(LAST_S)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (operation := self._queue.get()) is not None:
            try:
                outcome = _Outcome(operation=operation, value=operation.run())
            except Exception as error:  # whatever it is, the window has to hear of it
                outcome = _Outcome(operation=operation, error=error)
            self._outcomes.put(outcome)
            if not self._closed:
                self._ended.emit()

    @Slot()
    def _deliver(self) -> None:
        if self._closed:
            return
        outcome = self._outcomes.get()
        self._waiting -= 1
        operation = outcome.operation
        if operation.owner is not None and not isValid(operation.owner):
            return
        if outcome.error is None:
            if operation.done is not None:
                operation.done(outcome.value)
        elif operation.failed is not None:
            operation.failed(outcome.error)
        else:
            logger.error("a background operation failed", exc_info=outcome.error)
            self.failed.emit(outcome.error)
