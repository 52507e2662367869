"""Write mode: the text itself, with suggestions marked quietly and nothing else in the way."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from edit_engine.request import Hunk
from edit_engine.text import Change, Span
from editor_app.gui.mark_bar import MarkKind
from editor_app.gui.marks import Mark, Marks, stale_units
from editor_app.gui.positions import Border, Units
from editor_app.gui.text_view import TextView
from editor_app.gui.theme import Theme
from editor_app.gui.typesetting import GUTTER
from editor_app.gui.undo_steps import DecisionStep, UndoSteps
from editor_app.moving import Moved
from editor_app.together import together
from storage import Decision


# Milliseconds without a key after which what is typed is another step to undo; the end of a sentence is one as well.
PAUSE_MS = 1500
# Edits that take a while, and milliseconds until they are made behind the review, which is painted first.
MANY, CATCH_UP_MS = 200, 150
_SENTENCE_ENDS = ".!?…"


class Editor(TextView):
    """See the module.

    Signals:
        typed(): the person changed the text.
        edited(int, int, int): there, so many UTF-16 units gave way to so many others, whoever did it.
        review_requested(str): the suggestion of that id was double-clicked with Ctrl held.
        undo_changed(): what can be undone or redone is another now.
    """

    typed = Signal()
    edited = Signal(int, int, int)
    undo_changed = Signal()
    review_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # What is still to be done behind the review, in order. The view asks for its document while it is made.
        self._put_off: list[Callable[[], None]] = []
        super().__init__(theme, parent)
        self.setAccessibleName(self.tr("Text"))
        # Shown where the text begins; Qt would put its own at the edge of the column.
        self.invitation = self.tr("Write here, or open a file.")
        self.steps = UndoSteps()
        self._marks = Marks()
        self._matches: Sequence[Span] = ()
        self._searched: Span | None = None
        # Set while the text follows the library instead of the keyboard.
        self._following = False
        self._catching_up = QTimer(self, singleShot=True, interval=CATCH_UP_MS)
        self._catching_up.timeout.connect(self.catch_up)
        # What else marks a stretch of text that can be seen.
        self.decorators: list[Callable[[Span], list[QTextEdit.ExtraSelection]]] = []
        # What else is painted over the text, between those two positions.
        self.gutter_painters: list[Callable[[QPainter, Span], None]] = []
        # Scrolling and typing ask for fresh decorations; one pass answers them all.
        self._decorating = QTimer(self, singleShot=True, interval=0)
        self._decorating.timeout.connect(self._decorate)
        # Not `start` itself: it would take the value for milliseconds.
        self.verticalScrollBar().valueChanged.connect(lambda _: self._decorating.start())
        # Before a new document is laid out, nobody knows what of it can be seen.
        self._settling.timeout.connect(self._decorating.start)
        # What is typed is one step to undo, until a sentence ends or nobody types for a while.
        self._pausing = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pausing.timeout.connect(self._part_steps)
        self._listen()

    # Behind the review

    @property
    def behind(self) -> bool:
        """Whether something was put off."""
        return bool(self._put_off)

    def put_off(self, act: Callable[[], None]) -> None:
        """Do something that takes a while once the screen is up to date, or when somebody looks at the text before."""
        self._put_off.append(act)
        self._catching_up.start()

    def in_turn(self, act: Callable[[], None]) -> None:
        """Do something after what was put off, or now if nothing was."""
        if self._put_off:
            self._put_off.append(act)
        else:
            act()

    def catch_up(self) -> None:
        """Do what was put off."""
        acts, self._put_off = self._put_off, []
        for act in acts:
            act()

    def document(self) -> QTextDocument:
        self.catch_up()
        return super().document()

    def textCursor(self) -> QTextCursor:  # noqa: N802 - Qt's name
        self.catch_up()
        return super().textCursor()

    def load(self, text: str) -> None:
        """Show another text. What could be undone before cannot be any more."""
        self._following = True
        self._marks = Marks()
        self._matches, self._searched = (), None
        self.steps = UndoSteps()
        border = Border(text)
        self.fill(border, [(border.to_qt(text), QTextCharFormat())])
        self.document().setUndoRedoEnabled(True)
        self._listen()
        self._following = False

    def _listen(self) -> None:
        document = self.document()
        document.contentsChange.connect(self._changed)
        document.contentsChanged.connect(self._decorating.start)
        document.undoAvailable.connect(self.undo_changed)
        document.redoAvailable.connect(self.undo_changed)

    def follow(self, edits: Sequence[Change], text: str, decision: Decision | None = None) -> None:
        """Make the text on the screen `text` as one step that can be undone; the caret stays where it was.

        Args:
            edits: what leads there from the text on the screen, in order.
            text: what must come out.
            decision: what was decided or taken back, if that is why.
        """
        self._following = True
        height = self.document().availableUndoSteps()
        with self._unseen(len(edits)):
            through = decision is not None and self._through_stack(text, decision, height)
            if not through:
                self._edit(edits)
        if not through and decision is not None and decision.accepted:
            self.steps.decided(height, self.document().availableUndoSteps(), decision.accepted)
        self._following = False
        if self.text() != text:  # a character came in that the border was not made for
            self.load(text)

    def _through_stack(self, text: str, decision: Decision, height: int) -> bool:
        """Undo or redo a decision in the widget, if that is where it stands in the stack. Whether `text` came out."""
        document = self.document()
        if decision.pending and self.steps.to_undo(height) is not None:
            document.undo()
            if self.text() == text:
                self.steps.undone()
                return True
            document.redo()
        elif decision.accepted and self.redo_decision() is not None:
            document.redo()
            if self.text() == text:
                self.steps.redone()
                return True
            document.undo()
        return False

    def undo_decision(self) -> DecisionStep | None:
        """The decision that the next undo takes back; None if it takes back typing."""
        return self.steps.to_undo(self.document().availableUndoSteps())

    def redo_decision(self) -> DecisionStep | None:
        """The decision that the next redo makes again; None if it types again."""
        document = self.document()
        return self.steps.to_redo(document.availableUndoSteps()) if document.isRedoAvailable() else None

    @contextmanager
    def _unseen(self, count: int) -> Iterator[None]:
        """Lay out nothing while so many edits are made that nobody sees; it is done when the text is shown."""
        document = self.document()
        if not self.isHidden() or count < MANY:
            self.lay_out()
            yield
            return
        document.setLayoutEnabled(False)
        try:
            yield
        finally:
            document.setLayoutEnabled(True)
            self._settled = False

    def _edit(self, edits: Sequence[Change]) -> None:
        units = self.units()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        # Nearly always it is one, and then nobody need know the text.
        for edit in reversed(edits if len(edits) == 1 else together(self.text(), edits)):
            cursor.setPosition(units.unit(edit.start))
            cursor.setPosition(units.unit(edit.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self.border.to_qt(edit.after))
        # WORKAROUND: Qt merges what is typed next to the last insertion into this step, unless something else ends it.
        cursor.setBlockFormat(cursor.blockFormat())
        cursor.endEditBlock()

    def set_hunks(self, shown: Iterable[Hunk], hunks: Iterable[Hunk]) -> None:
        """Mark where suggestions wait. Their positions are in the text on the screen.

        Args:
            shown: those that can be decided now.
            hunks: all of them, stale ones too.
        """
        units = self.units()
        marks = [Mark(start=units.unit(hunk.start), end=units.unit(hunk.end), hunk=hunk) for hunk in shown]
        self._marks = Marks(marks)
        self.mark_bar.set_marks(MarkKind.SUGGESTION, [mark.start for mark in marks])
        self.mark_bar.set_marks(MarkKind.STALE, stale_units(hunks, units))
        self._decorating.start()

    def decorate(self) -> None:
        """Mark what can be seen anew, soon."""
        self._decorating.start()

    def set_matches(self, spans: Sequence[Span], within: Span | None = None) -> None:
        """Mark what a search found, in UTF-16 units.

        Args:
            spans: in order.
            within: the part of the text that was searched, if it was not all of it.
        """
        self._matches, self._searched = spans, within
        self.mark_bar.set_marks(MarkKind.MATCH, [span.start for span in spans])
        self._decorating.start()

    def replace(self, edits: Sequence[Change]) -> None:
        """Type for the person: make `edits`, in order of place, as one step; not while typing has to wait."""
        if not self.isReadOnly():
            self.lay_out()
            self._edit(edits)

    def put(self, edits: Sequence[Change], units: Units, *, goes_on: bool) -> None:
        """Type what is typed in the review: `edits`, in order of place, as one step, or as part of the last one.

        Args:
            edits: what is typed.
            units: the way between positions in the text and in the widget.
            goes_on: whether it is part of the last step.
        """
        cursor = QTextCursor(self.document())
        if goes_on:
            cursor.joinPreviousEditBlock()
        else:
            cursor.beginEditBlock()
        # Nearly always it is one, and then nobody need know the text.
        for edit in reversed(edits if len(edits) == 1 else together(self.text(), edits)):
            cursor.setPosition(units.unit(edit.start))
            cursor.setPosition(units.unit(edit.end), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self.border.to_qt(edit.after))
        cursor.endEditBlock()

    def change_places(self, how: Callable[[str, Span], Moved | None]) -> None:
        """Move whole paragraphs, as one step; the selection goes with them.

        Args:
            how: makes it of the text and the selection.
        """
        cursor = self.textCursor()
        chosen = self.units().points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        moved = how(self.text(), chosen)
        if moved is not None:
            self.replace(moved.changes)
            self.select(moved.chosen)

    def refill(self) -> None:
        # The height of lines is part of the document, and to change it there would be a step of its own to undo.
        cursor = self.textCursor()
        anchor, position, scroll, marks = (
            cursor.anchor(),
            cursor.position(),
            self.verticalScrollBar().value(),
            self._marks,
        )
        self.load(self.text())
        self._marks = marks
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if scroll:
            self.reveal(position)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self._decorating.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # A line break inside a paragraph is a newline like any other in plain text.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)
        if event.text() == "\r" or (event.text() == " " and self._letter_before(2) in _SENTENCE_ENDS):
            self._part_steps()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        mark = self._mark_at(self.cursorForPosition(event.position().toPoint()).position())
        if mark is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.review_requested.emit(mark.hunk.id)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), _tip(mark.hunk) if mark is not None else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.mark))
        cursor = QTextCursor(self.document())
        if self.document().isEmpty() and not cursor.block().layout().preeditAreaText():
            self._invite(painter)
        seen = self.visible()
        for mark in self._marks.between(*seen):
            cursor.setPosition(mark.start)
            middle = self.cursorRect(cursor).center().y()
            painter.drawEllipse(GUTTER // 2 - 2, middle - 2, 5, 5)
        for paint in self.gutter_painters:
            painter.save()
            paint(painter, seen)
            painter.restore()
        painter.end()

    def _invite(self, painter: QPainter) -> None:
        """Say in an empty text what can be done."""
        painter.save()
        painter.setPen(QColor(self.theme.faint))
        painter.setFont(self.document().defaultFont())
        begin = self.cursorRect(QTextCursor(self.document()))
        painter.drawText(begin.left(), begin.top() + painter.fontMetrics().ascent(), self.invitation)
        painter.restore()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self.catch_up()
        super().showEvent(event)
        self._decorating.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if hasattr(self, "_decorating"):  # the first size is set before there is one
            self._decorating.start()

    def _changed(self, position: int, removed: int, added: int) -> None:
        self._marks.follow(position, removed, added)
        self.edited.emit(position, removed, added)
        if not self._following:
            self._matches, self._searched = (), None
            if not self.document().isRedoAvailable():
                self.steps.typed()
            self._pausing.start()
            self.typed.emit()

    def _letter_before(self, by: int) -> str:
        """The character so many places before the caret."""
        return self.document().characterAt(max(0, self.textCursor().position() - by))

    def _part_steps(self) -> None:
        """Let what is typed next be another step to undo."""
        # Qt joins steps while a document is modified; nothing else here asks whether it is.
        self.document().setModified(False)

    def _decorate(self) -> None:
        """Underline what is marked among the lines that can be seen."""
        if self.isHidden():  # behind the review, which types into it; it is decorated when it is shown
            return
        seen = self.visible()
        marked = QTextCharFormat()
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        marked.setUnderlineColor(QColor(self.theme.mark))
        found = QTextCharFormat()
        found.setBackground(QColor(self.theme.match))
        first = bisect_left(self._matches, seen.start, key=lambda span: span.end)
        ranges = [(span, found) for span in takewhile(lambda span: span.start <= seen.end, self._matches[first:])]
        if self._searched is not None:
            part = QTextCharFormat()
            part.setBackground(QColor(self.theme.code_under))
            within = Span(max(seen.start, self._searched.start), min(seen.end, self._searched.end))
            if within.start < within.end:
                ranges.insert(0, (within, part))
        for mark in self._marks.between(*seen):
            # An insertion has no letters of its own: the one before it shows where.
            ranges.append((Span(mark.start - (mark.start == mark.end and mark.start > 0), mark.end), marked))
        added = [selection for decorator in self.decorators for selection in decorator(seen)]
        self.setExtraSelections([*added, *(self._range(span, how) for span, how in ranges)])
        self.viewport().update()

    def _range(self, span: Span, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(span.start, last))
        cursor.setPosition(min(span.end, last), QTextCursor.MoveMode.KeepAnchor)
        # mypy: the stubs know these only as Qt's fields
        selection.cursor = cursor
        selection.format = how
        return selection

    def _mark_at(self, unit: int) -> Mark | None:
        return next(iter(self._marks.between(unit, unit)), None)


def _tip(hunk: Hunk) -> str:
    nothing = QCoreApplication.translate("Editor", "nothing")
    said = QCoreApplication.translate("Editor", "Suggested: “{before}” → “{after}”")
    return said.format(before=hunk.before.strip() or nothing, after=hunk.after.strip() or nothing)
