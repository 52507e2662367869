"""Shows what is locked: a small lock in the margin, the locked text on a tinted ground, locked terms underlined."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from edit_engine.text import Span
from editor_app.gui.editor import Editor
from editor_app.gui.positions import Units
from editor_app.locks import Kept, kept
from storage import Lock


LEFT_PX = 5


class LockMarks(QObject):
    """See the module. Places follow what is typed until the library says anew where they are.

    Args:
        editor: whose text it is.
    """

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        # UTF-16 units, in order.
        self.places: list[Span] = []
        self._terms: tuple[str, ...] = ()
        editor.edited.connect(self._follow)
        editor.decorations.decorators.append(self._tinted)
        editor.decorations.gutter_painters.append(self._paint)

    def show(self, locks: Iterable[Lock]) -> None:
        """Show these; their places count in the text on the screen."""
        keep = kept(locks)
        before = self.places, self._terms
        units = self._editor.units() if keep.places else Units("")
        self.places, self._terms = [units.units(span) for span in keep.places], keep.terms
        if before != (self.places, self._terms):
            self._editor.decorations.renew()

    def at(self, unit: int) -> bool:
        """Whether a place of the widget is locked."""
        return any(place.start <= unit <= place.end for place in self.places)

    def _follow(self, position: int, removed: int, added: int) -> None:
        end, shift = position + removed, added - removed
        moved = []
        for place in self.places:
            if place.end <= position and not (place.end == position and removed):
                moved.append(place)
            elif place.start >= end:
                moved.append(place.shift(shift))
            else:  # typed inside: it grows or shrinks
                start = min(place.start, position)
                moved.append(Span(start, max(start, max(place.end, end) + shift)))
        self.places = [place for place in moved if place.length]

    def _tinted(self, seen: Span) -> list[QTextEdit.ExtraSelection]:
        ground = QTextCharFormat()
        ground.setBackground(QColor(self._editor.theme.code_under))
        term = QTextCharFormat()
        term.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        term.setUnderlineColor(QColor(self._editor.theme.faint))
        ranges = [(place, ground) for place in self._visible(seen)]
        return [self._range(place, how) for place, how in [*ranges, *((place, term) for place in self._found(seen))]]

    def _visible(self, seen: Span) -> list[Span]:
        within = (Span(max(place.start, seen.start), min(place.end, seen.end)) for place in self.places)
        return [place for place in within if place.start < place.end]

    def _found(self, seen: Span) -> list[Span]:
        """Where locked terms stand among the lines that can be seen."""
        if not self._terms:
            return []
        cursor = QTextCursor(self._editor.document())
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(seen.start, last))
        cursor.setPosition(min(seen.end, last), QTextCursor.MoveMode.KeepAnchor)
        text = self._editor.border.to_text(cursor.selectedText())
        units = Units(text)
        return [units.units(span).shift(seen.start) for span in Kept(terms=self._terms).spans(text)]

    def _range(self, span: Span, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._editor.document())
        last = self._editor.document().characterCount() - 1
        cursor.setPosition(min(span.start, last))
        cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
        # mypy: the stubs know these only as Qt's fields
        selection.cursor = cursor
        selection.format = how
        return selection

    def _paint(self, painter: QPainter, seen: Span) -> None:
        for place in self._visible(seen):
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(place.start)
            self._draw_lock(painter, self._editor.cursorRect(cursor).center().y())

    def _draw_lock(self, painter: QPainter, middle: float) -> None:
        colour = QColor(self._editor.theme.soft)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(LEFT_PX, middle - 1, 9, 7), 1.5, 1.5)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(LEFT_PX + 2, middle - 6, 5, 8), 0, 180 * 16)
        for x in (LEFT_PX + 2, LEFT_PX + 7):
            painter.drawLine(QPointF(x, middle - 2), QPointF(x, middle - 1))
