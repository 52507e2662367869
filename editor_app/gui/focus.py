"""Writing with nothing else in the eye: all but the paragraph one writes in is dim, and the line stays where it is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from edit_engine.text import Span
from editor_app.gui.text_view import TextView


# Where the line one writes in stays, as a share of the height.
HEIGHT = 0.42


class Focus(QObject):
    """Focus and typewriter mode of one view.

    Args:
        view: it.
    """

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self.dims = False
        self._keeps = False
        view.cursorPositionChanged.connect(self._moved)

    def set_typewriter(self, on: bool) -> None:
        """Keep the line written in at the same height, or no longer."""
        self._keeps = on
        if on:
            self._moved()

    def dimmed(self, seen: Span) -> list[QTextEdit.ExtraSelection]:
        """What dims everything in sight but the paragraph of the caret; nothing while the mode is off.

        Args:
            seen: the positions in the widget that can be seen.
        """
        if not self.dims:
            return []
        block = self._view.textCursor().block()
        last = self._view.document().characterCount() - 1
        how = QTextCharFormat()
        how.setForeground(QColor(self._view.theme.faint))
        found = []
        for start, end in ((seen.start, block.position()), (block.position() + block.length(), seen.end)):
            if start < min(end, last):
                selection = QTextEdit.ExtraSelection()
                selection.cursor = QTextCursor(self._view.document())
                selection.cursor.setPosition(start)
                selection.cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
                selection.format = how
                found.append(selection)
        return found

    def _moved(self) -> None:
        view = self._view
        # A selection made with the mouse would run away from it.
        if self._keeps and view.isVisible() and not view.textCursor().hasSelection():
            bar = view.verticalScrollBar()
            bar.setValue(bar.value() + view.cursorRect().top() - round(HEIGHT * view.viewport().height()))
