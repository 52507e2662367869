"""What is drawn on the text one writes in: waiting suggestions underlined, what a search found, and what others add.

Only lines that can be seen are decorated, anew whenever others come into sight; the document knows nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from edit_engine.request import Hunk
from edit_engine.text import Span
from editor_app.gui.mark_bar import MarkKind
from editor_app.gui.marks import Mark, Marks, stale_units
from editor_app.gui.text_view import TextView
from editor_app.gui.typesetting import GUTTER


class Decorations(QObject):
    """See the module.

    Args:
        view: which text.
    """

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        # Where suggestions wait.
        self.marks = Marks()
        self._matches: Sequence[Span] = ()
        self._searched: Span | None = None
        # What else marks a stretch of text that can be seen.
        self.decorators: list[Callable[[Span], list[QTextEdit.ExtraSelection]]] = []
        # What else is painted over the text, between those two positions.
        self.gutter_painters: list[Callable[[QPainter, Span], None]] = []
        # Scrolling and typing ask for fresh decorations; one pass answers them all.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._decorate)
        view.verticalScrollBar().valueChanged.connect(self.renew)

    def renew(self) -> None:
        """Decorate what can be seen anew, soon."""
        self._soon.start()

    def forget(self) -> None:
        """Another text is shown, of which nothing is known yet."""
        self.marks = Marks()
        self.forget_matches()

    def forget_matches(self) -> None:
        """What was found may be another text by now."""
        self._matches, self._searched = (), None

    def set_hunks(self, shown: Iterable[Hunk], hunks: Iterable[Hunk]) -> None:
        """Mark where suggestions wait. Their positions are in the text on the screen.

        Args:
            shown: those that can be decided now.
            hunks: all of them, stale ones too.
        """
        units = self._view.units()
        marks = [Mark(start=units.unit(hunk.start), end=units.unit(hunk.end), hunk=hunk) for hunk in shown]
        self.marks = Marks(marks)
        self._view.mark_bar.set_marks(MarkKind.SUGGESTION, [mark.start for mark in marks])
        self._view.mark_bar.set_marks(MarkKind.STALE, stale_units(hunks, units))
        self.renew()

    def set_matches(self, spans: Sequence[Span], within: Span | None = None) -> None:
        """Mark what a search found, in UTF-16 units.

        Args:
            spans: in order.
            within: the part of the text that was searched, if it was not all of it.
        """
        self._matches, self._searched = spans, within
        self._view.mark_bar.set_marks(MarkKind.MATCH, [span.start for span in spans])
        self.renew()

    @property
    def matches(self) -> Sequence[Span]:
        """What a search found, in UTF-16 units."""
        return self._matches

    def mark_at(self, unit: int) -> Mark | None:
        """The suggestion that waits at a position in the widget."""
        return next(iter(self.marks.between(unit, unit)), None)

    def tip(self, unit: int) -> str:
        """What is suggested at a position in the widget, in words; empty for nothing."""
        mark = self.mark_at(unit)
        if mark is None:
            return ""
        nothing = QCoreApplication.translate("Editor", "nothing")
        said = QCoreApplication.translate("Editor", "Suggested: “{before}” → “{after}”")
        before, after = mark.hunk.before.strip(), mark.hunk.after.strip()
        return said.format(before=before or nothing, after=after or nothing)

    def paint(self, painter: QPainter) -> None:
        """Paint a dot beside each suggestion that can be seen, and what others have to paint."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._view.theme.mark))
        cursor, seen = QTextCursor(self._view.document()), self._view.visible()
        for mark in self.marks.between(*seen):
            cursor.setPosition(mark.start)
            middle = self._view.cursorRect(cursor).center().y()
            painter.drawEllipse(GUTTER // 2 - 2, middle - 2, 5, 5)
        for paint in self.gutter_painters:
            painter.save()
            paint(painter, seen)
            painter.restore()

    def _decorate(self) -> None:
        """Underline what is marked among the lines that can be seen."""
        view = self._view
        if view.isHidden():  # behind the review, which types into it; it is decorated when it is shown
            return
        seen = view.visible()
        marked = QTextCharFormat()
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        marked.setUnderlineColor(QColor(view.theme.mark))
        found = QTextCharFormat()
        found.setBackground(QColor(view.theme.match))
        first = bisect_left(self._matches, seen.start, key=lambda span: span.end)
        ranges = [(span, found) for span in takewhile(lambda span: span.start <= seen.end, self._matches[first:])]
        if self._searched is not None:
            part = QTextCharFormat()
            part.setBackground(QColor(view.theme.code_under))
            within = Span(max(seen.start, self._searched.start), min(seen.end, self._searched.end))
            if within.start < within.end:
                ranges.insert(0, (within, part))
        for mark in self.marks.between(*seen):
            # An insertion has no letters of its own: the one before it shows where.
            ranges.append((Span(mark.start - (mark.start == mark.end and mark.start > 0), mark.end), marked))
        added = [selection for decorator in self.decorators for selection in decorator(seen)]
        view.setExtraSelections([*added, *(self._range(span, how) for span, how in ranges)])
        view.viewport().update()

    def _range(self, span: Span, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        document = self._view.document()
        cursor = QTextCursor(document)
        last = document.characterCount() - 1
        cursor.setPosition(min(span.start, last))
        cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
        # mypy: the stubs know these only as Qt's fields
        selection.cursor = cursor
        selection.format = how
        return selection
