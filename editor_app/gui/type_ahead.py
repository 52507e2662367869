"""What is pressed while a decision is on its way waits for it, for it is meant for what comes to light then."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class TypeAhead(QObject):
    """Holds up commands, and the keys of the widgets it watches, in the order in which they come.

    Args:
        listening: whether those widgets can be seen: keys that waited for them are dropped otherwise.
    """

    def __init__(self, listening: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._listening = listening
        self._held = False
        self._watched: list[QWidget] = []
        self._waiting: deque[Callable[[], None]] = deque()

    def watch(self, widget: QWidget) -> None:
        """Hold up its keys as well."""
        self._watched.append(widget)

    def do(self, act: Callable[[], None]) -> None:
        """Do something now, or in turn."""
        if self._held:
            self._waiting.append(act)
        else:
            act()

    def hold(self, held: bool) -> None:
        """Hold up what comes, or do what waits, until something of it has to be waited for."""
        self._held = held
        # Only now, for a filter in Python sees every repaint and every step of the mouse.
        for widget in self._watched:
            widget.removeEventFilter(self)
            if held:
                widget.installEventFilter(self)
        while self._waiting and not self._held:
            act = self._waiting.popleft()
            try:
                act()
            except BaseException:
                self.forget()
                raise

    def forget(self) -> None:
        """Let nothing wait any longer: it was meant for what will not be there."""
        self._waiting.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        self._waiting.append(partial(self._press, watched, event.clone()))
        return True

    def _press(self, watched: QObject, event: QKeyEvent) -> None:
        if self._listening():
            QCoreApplication.sendEvent(watched, event)
