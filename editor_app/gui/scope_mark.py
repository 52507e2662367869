"""A line in the margin beside the part of the text that an instruction would be about, while one writes it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPainter, QTextCursor

from edit_engine.text import Span
from editor_app.gui.editor import Editor
from editor_app.gui.typesetting import GUTTER


WIDTH_PX, FROM_TEXT_PX = 3, 13


class ScopeMark(QObject):
    """See the module.

    Args:
        editor: whose margin it is.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        # UTF-16 units; None while nothing is marked.
        self.span: Span | None = None
        editor.decorations.gutter_painters.append(self._paint)

    def show(self, span: Span | None) -> None:
        """Mark a span of the text, in code points; nothing if None."""
        span = self._editor.units().units(span) if span is not None else None
        if span != self.span:
            self.span = span
            self._editor.viewport().update()

    def _paint(self, painter: QPainter, seen: Span) -> None:
        if self.span is None or self.span.end < seen.start or self.span.start >= seen.end:
            return
        cursor = QTextCursor(self._editor.document())
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(max(self.span.start, seen.start), last))
        top = self._editor.cursorRect(cursor).top()
        # The line break behind the last letter is not what is meant.
        end = self.span.end - 1 if self._editor.document().characterAt(self.span.end - 1) == "\u2029" else self.span.end
        cursor.setPosition(min(max(end, self.span.start), seen.end, last))
        bottom = self._editor.cursorRect(cursor).bottom()
        painter.setBrush(QColor(self._editor.theme.accent))
        painter.setOpacity(0.55)
        painter.drawRoundedRect(GUTTER - FROM_TEXT_PX, top, WIDTH_PX, max(4, bottom - top), 1.5, 1.5)
