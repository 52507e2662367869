"""What nobody expected to go wrong: written down, told once, and the program goes on."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

from editor_app.crash_log import CrashLog


class Mishaps(QObject):
    """Stands in for Python's own hooks while it lives.

    Signals:
        happened(str): something went wrong for the first time; a sentence for the person.

    Args:
        log: where it is written down.
    """

    happened = Signal(str)
    # Threads may not show anything themselves.
    _elsewhere = Signal(str)

    def __init__(self, log: CrashLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._hooks = sys.excepthook, threading.excepthook
        self._elsewhere.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._hooks

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hooks[0](kind, error, trace)
        elif self._log.write(kind, error, trace):
            self._elsewhere.emit(self._says(kind, error))

    def _take_of_thread(self, found: threading.ExceptHookArgs) -> None:
        if self._log.write(found.exc_type, found.exc_value, found.exc_traceback):
            self._elsewhere.emit(self._says(found.exc_type, found.exc_value))

    def _says(self, kind: type[BaseException], error: BaseException | None) -> str:
        first = self.tr("Something went wrong inside Redraft. Your text is safe, and you can go on writing.")
        details = self.tr("Details are in %1").replace("%1", str(self._log.path))
        return f"{first}\n\n{details}\n{kind.__name__}: {error}"
