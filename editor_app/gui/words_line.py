"""The line for an instruction in one's own words; up and down bring back what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from editor_app.recall import Recall


class WordsLine(QLineEdit):
    """See the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Gives what was asked before, newest first.
        self.asked: Callable[[], Sequence[str]] = tuple
        self._recall: Recall | None = None
        self.setObjectName("words")
        self.setAccessibleName(self.tr("Instruction in your own words"))
        self.setPlaceholderText(self.tr("or say it in your own words…"))
        self.setToolTip(self.tr("Up and Down bring back what was asked before"))

    def forget_place(self) -> None:
        """The next key up begins with the newest again."""
        self._recall = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if (
            event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
            return
        if self._recall is None:
            self._recall = Recall(self.asked())
        up = event.key() == Qt.Key.Key_Up
        found = self._recall.older(self.text()) if up else self._recall.newer(self.text())
        if found is not None:
            self.setText(found)
