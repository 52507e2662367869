"""A sheet of a comparison: what went struck, what came underlined, one change at a time in the light."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from edit_engine.text import Span
from editor_app.gui.positions import Border
from editor_app.gui.projection import Projection, Run, RunKind
from editor_app.gui.projection_view import ProjectionView
from editor_app.gui.theme import Theme


class ComparedSheet(ProjectionView):
    """See the module. Changes are called by their number, from 0, as text.

    Signals:
        step_requested(int): the change so many further should be shown.
        left(): the person is done.

    Args:
        theme: the colours to begin with.
        leave_out: runs of this kind are not shown: the other sheet has them.
    """

    step_requested = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, leave_out: RunKind | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._leave_out = leave_out
        self._lit = ""

    def show_runs(self, runs: tuple[Run, ...], border: Border) -> None:
        """Show others from the start.

        Args:
            runs: of the whole comparison.
            border: made for all of them.
        """
        self._lit = ""
        # Nothing of what was shown is kept: a sheet beside another has its lines moved.
        self.projection = Projection((), ())
        self.draw(Projection([run for run in runs if run.kind is not self._leave_out], ()), border)

    def place_of(self, change: str) -> int:
        """The place of a change in the widget; -1 if it is only in the other sheet."""
        span = self.projection.span(change)
        return self.places.unit(span.start) if span is not None else -1

    def light(self, change: str) -> None:
        """Put more colour under a change."""
        self._lit = change
        span = self.projection.span(change)
        lit = []
        at = span.start if span is not None else 0
        for run in self.projection.pieces(*span) if span is not None else ():
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

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.light(self._lit)

    def event(self, event: QEvent) -> bool:
        # Plain letters do nothing else here: it cannot be typed in.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if by := _step(event):
            self.step_requested.emit(by)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        if self._leave_out is None:
            return super().createMimeDataFromSelection()
        # One of the two texts, as it is.
        data = QMimeData()
        data.setText(self.border.to_text(self.textCursor().selectedText()))
        return data


def _step(event: QKeyEvent) -> int:
    """How many changes further a key asks for."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
        return 0
    return {Qt.Key.Key_N: 1, Qt.Key.Key_J: 1, Qt.Key.Key_P: -1, Qt.Key.Key_K: -1}.get(Qt.Key(event.key()), 0)
