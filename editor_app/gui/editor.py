"""Write mode: the text itself, with suggestions marked quietly and nothing else in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QToolTip, QWidget

from edit_engine.text import Change, Span
from editor_app.gui.decorations import Decorations
from editor_app.gui.positions import Border, Units
from editor_app.gui.text_view import TextView
from editor_app.gui.theme import Theme
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
        # Set while the text follows the library instead of the keyboard.
        self._following = False
        self._catching_up = QTimer(self, singleShot=True, interval=CATCH_UP_MS)
        self._catching_up.timeout.connect(self.catch_up)
        self.decorations = Decorations(self)
        # Before a new document is laid out, nobody knows what of it can be seen.
        self.settled.connect(self.decorations.renew)
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
        self.decorations.forget()
        self.steps = UndoSteps()
        border = Border(text)
        self.fill(border, [(border.to_qt(text), QTextCharFormat())])
        self.document().setUndoRedoEnabled(True)
        self._listen()
        self._following = False

    def _listen(self) -> None:
        document = self.document()
        document.contentsChange.connect(self._changed)
        document.contentsChanged.connect(self.decorations.renew)
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
        if not through and decision is not None:
            if decision.pending and not height:
                # It was made before the text was on the screen. To undo this would be to type what it put in.
                self.document().clearUndoRedoStacks()
            elif decision.accepted or decision.pending:
                after, pending = self.document().availableUndoSteps(), decision.pending
                step = DecisionStep(before=height, after=after, accepted=decision.accepted, pending=pending)
                self.steps.decided(step)
        self._following = False
        if self.text() != text:  # a character came in that the border was not made for
            self.load(text)

    def _through_stack(self, text: str, decision: Decision, height: int) -> bool:
        """Undo or redo a decision in the widget, if that is where it stands in the stack. Whether `text` came out."""
        document = self.document()
        if (last := self.steps.to_undo(height)) is not None and (
            decision.pending if last.accepted else decision.accepted
        ):
            document.undo()
            if self.text() == text:
                self.steps.undone()
                return True
            document.redo()
        if (next_ := self.redo_decision()) is not None and (decision.accepted if next_.accepted else decision.pending):
            document.redo()
            if self.text() == text:
                self.steps.redone()
                return True
            document.undo()
        return False

    def undo_decision(self) -> DecisionStep | None:
        """What the next undo does to a decision; None if it takes back typing."""
        return self.steps.to_undo(self.document().availableUndoSteps())

    def redo_decision(self) -> DecisionStep | None:
        """What the next redo does to a decision; None if it types again."""
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
        anchor, position, scroll = cursor.anchor(), cursor.position(), self.verticalScrollBar().value()
        marks = self.decorations.marks
        self.load(self.text())
        self.decorations.marks = marks
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if scroll:
            self.reveal(position)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.decorations.renew()

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
        mark = self.decorations.mark_at(self.cursorForPosition(event.position().toPoint()).position())
        if mark is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.review_requested.emit(mark.hunk.id)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            unit = self.cursorForPosition(event.pos()).position()
            QToolTip.showText(event.globalPos(), self.decorations.tip(unit), self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cursor = QTextCursor(self.document())
        if self.document().isEmpty() and not cursor.block().layout().preeditAreaText():
            self._invite(painter)
        self.decorations.paint(painter)
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
        self.decorations.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if hasattr(self, "decorations"):  # the first size is set before there are any
            self.decorations.renew()

    def _changed(self, position: int, removed: int, added: int) -> None:
        self.decorations.marks.follow(position, removed, added)
        self.edited.emit(position, removed, added)
        if not self._following:
            self.decorations.forget_matches()
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
