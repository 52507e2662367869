"""Review mode: the text with what would go and what would come, one suggestion at a time in the light.

It shows a projection, which is read only: keys decide instead of typing. Write mode is one key away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from edit_engine.request import Hunk
from edit_engine.text import Span
from editor_app.gui.positions import Border
from editor_app.gui.projection import Projection, RunKind, project
from editor_app.gui.projection_view import ProjectionView
from editor_app.gui.text_view import GUTTER
from editor_app.gui.theme import Theme


# What each key does; none of them types, as nothing can be typed here.
_KEYS: Mapping[Qt.Key, str] = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_R: "reject",
    Qt.Key.Key_N: "next",
    Qt.Key.Key_J: "next",
    Qt.Key.Key_Down: "next",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_P: "previous",
    Qt.Key.Key_K: "previous",
    Qt.Key.Key_Up: "previous",
    Qt.Key.Key_Left: "previous",
}


class ReviewView(ProjectionView):
    """See the module.

    Signals:
        current_changed(str): another suggestion is in the light; empty for none.
        accept_requested(str): the suggestion of that id should go in.
        reject_requested(str): it should not.
        run_out(): the last suggestion of the text was decided; the view stays there.
    """

    current_changed = Signal(str)
    accept_requested = Signal(str)
    reject_requested = Signal(str)
    run_out = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Suggestions in the text"))
        # Whether the next suggestion comes to light when one is decided.
        self.advancing = True
        self._current = ""
        # Where in the document the last one was that was decided.
        self._left = 0

    @property
    def current(self) -> Hunk | None:
        """The suggestion in the light."""
        return next((hunk for hunk in self.projection.hunks if hunk.id == self._current), None)

    @property
    def number(self) -> int:
        """Its place among those shown, counted from 1; 0 for none."""
        return next((at for at, hunk in enumerate(self.projection.hunks, 1) if hunk.id == self._current), 0)

    def show_hunks(self, text: str, hunks: Iterable[Hunk]) -> None:
        """Show `text` with `hunks`, changing only what differs from what is shown; the next one comes to light."""
        before = self.projection
        after = project(text, hunks)
        self.draw(after, Border(text, *(hunk.after for hunk in after.hunks)))
        if self._current not in {hunk.id for hunk in after.hunks}:
            self._move_on(before)
        self._light()

    def set_current(self, hunk_id: str) -> None:
        """Put a suggestion in the light."""
        if self.projection.span(hunk_id) is None:
            return
        changed = hunk_id != self._current
        self._current = hunk_id
        self._light()
        self._show_current()
        if changed:
            self.current_changed.emit(hunk_id)

    def step(self, by: int) -> None:
        """Go `by` suggestions on (or back); from one end to the other."""
        hunks = self.projection.hunks
        if hunks:
            # Without one in the light it goes on from where the last one was.
            gap = bisect_left(hunks, self._left, key=lambda hunk: hunk.start) - (by > 0)
            self.set_current(hunks[((self.number - 1 if self.number else gap) + by) % len(hunks)].id)

    def go_to(self, position: int) -> None:
        """Put the first suggestion at or behind a position of the document in the light."""
        hunks = self.projection.hunks
        if hunks:
            at = bisect_left(hunks, position, key=lambda hunk: hunk.end)
            self.set_current(hunks[min(at, len(hunks) - 1)].id)

    def position(self) -> int:
        """The position in the document of the current suggestion, or of the first line that can be seen."""
        if self.current is not None:
            return self.current.start
        return self.projection.position(self.places.point(self.visible().start))

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._light()

    def event(self, event: QEvent) -> bool:
        # The keys of the review belong to it alone while it has the focus, whatever they do elsewhere.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _action(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        action = _action(event)
        if action == "next":
            self.step(+1)
        elif action == "previous":
            self.step(-1)
        elif action == "accept" and self._current:
            self.accept_requested.emit(self._current)
        elif action == "reject" and self._current:
            self.reject_requested.emit(self._current)
        elif not action:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            place = self.places.point(self.cursorForPosition(event.position().toPoint()).position())
            hunk = self.projection.hunk_at(place)
            if hunk is not None:
                self.set_current(hunk.id)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        seen = self.places.points(self.visible())
        painter = QPainter(self.viewport())
        font = QFont(self.document().defaultFont())
        font.setBold(True)
        painter.setFont(font)
        first = bisect_left(self.projection.hunks, self.projection.position(seen.start), key=lambda hunk: hunk.end)
        lines: dict[int, tuple[str, bool]] = {}
        for hunk in self.projection.hunks[first:]:
            span = self.projection.span(hunk.id)
            if span is None or span.start > seen.end:
                break
            middle = self._middle(span.start)
            sign, lit = lines.get(middle, ("", False))
            lines[middle] = (_both(sign, _sign(hunk)), lit or hunk.id == self._current)
        metrics = painter.fontMetrics()
        for middle, (sign, lit) in lines.items():
            painter.setPen(QColor(self.theme.accent if lit else self.theme.faint))
            baseline = middle + (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF((GUTTER - metrics.horizontalAdvance(sign)) / 2 - 4, baseline), sign)
        painter.end()

    def _light(self) -> None:
        """Put more colour under the current suggestion."""
        span = self.projection.span(self._current)
        if span is None:
            self.setExtraSelections([])
            return
        at, lit = span.start, []
        for run in self.projection.pieces(*span):
            selection = QTextEdit.ExtraSelection()
            start, end = self.places.units(Span(at, at + len(run.text)))
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            under = QTextCharFormat()
            deleted = run.kind is RunKind.DELETED
            under.setBackground(QColor(self.theme.deleted_current if deleted else self.theme.inserted_current))
            selection.cursor, selection.format = cursor, under
            lit.append(selection)
            at += len(run.text)
        self.setExtraSelections(lit)
        self.viewport().update()

    def _show_current(self) -> None:
        span = self.projection.span(self._current)
        if span is not None:
            cursor = self.textCursor()
            cursor.setPosition(self.places.unit(span.start))
            self.setTextCursor(cursor)
            self.reveal(self.places.unit(span.start))

    def _move_on(self, before: Projection) -> None:
        """Find what comes to light when the one that was there is gone: the next in the text, or what came back."""
        hunks, was = self.projection.hunks, {hunk.id for hunk in before.hunks}
        old = next((hunk for hunk in before.hunks if hunk.id == self._current), None)
        if old is not None:
            left = {hunk.id for hunk in hunks}
            behind = (hunk.id for hunk in before.hunks[before.hunks.index(old) + 1 :] if hunk.id in left)
            self._left = old.start
            self._current = next(behind, "") if self.advancing else ""
        else:
            self._current = next((hunk.id for hunk in hunks if hunk.id not in was), "")
        self.current_changed.emit(self._current)
        if self._current:
            self._show_current()
        elif old is not None and (self.advancing or not hunks):
            self.run_out.emit()

    def _middle(self, place: int) -> int:
        """The height of the line that shows a place, in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.places.unit(place))
        return self.cursorRect(cursor).center().y()


def _action(event: QKeyEvent) -> str:
    """What a key asks the review to do; empty if it is none of its keys."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ControlModifier:
        return "accept" if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) else ""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
        return ""
    return _KEYS.get(Qt.Key(event.key()), "")


def _sign(hunk: Hunk) -> str:
    if not hunk.before:
        return "+"
    return "±" if hunk.after else "−"


def _both(a: str, b: str) -> str:
    return b if not a or a == b else "±"
