"""Keeps Python's garbage collector in the window's thread.

The collector runs in whichever thread happens to allocate, and widgets that it finds in a cycle would be destroyed
there. Qt allows that only in the thread of the window.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer


# Milliseconds between looks; allocations that make a look worth while; looks after which everything is gone through.
LOOK_MS, MANY, FULL = 1_000, 2_000, 60


class Garbage(QObject):
    """Collects by a timer instead. See the module."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # Modules and classes stay as long as the program; to go through them every time takes longer than the rest.
        gc.freeze()
        self._looks = 0
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def close(self) -> None:
        """Let Python collect again, now that no other thread is left."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()

    def _look(self) -> None:
        self._looks += 1
        if self._looks % FULL == 0:
            gc.collect()
        elif gc.get_count()[0] > MANY:
            gc.collect(1)
