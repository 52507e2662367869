"""A projection that can be typed in: every key, paste, drop and input method goes through `retype`, none through Qt.

Qt takes the widget for one that is only read, so nothing can change the text behind the back of the projection.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from edit_engine.text import Change, Span
from editor_app.gui.positions import pasted
from editor_app.gui.projection import Patch, patch
from editor_app.gui.projection_view import ProjectionView
from editor_app.gui.retyping import Refusal, Typed, follow, retype
from editor_app.gui.theme import Theme


_Key = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
# What keys remove if nothing is selected: from the caret to where this leads.
_REMOVING: Mapping[QKeySequence.StandardKey, QTextCursor.MoveOperation] = {
    _Key.Backspace: _Move.PreviousCharacter,
    _Key.Delete: _Move.NextCharacter,
    _Key.DeleteStartOfWord: _Move.PreviousWord,
    _Key.DeleteEndOfWord: _Move.NextWord,
    _Key.DeleteEndOfLine: _Move.EndOfBlock,
}
# Keys that are held for another one to come.
_HELD = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock)
_CARET_PX = 2


class TypingView(ProjectionView):
    """See the module.

    Signals:
        typed(Typed, bool): the person typed; whether that goes on from the last time, so that both are undone as one.
        refused(str): why nothing could be typed.
        typing_changed(bool): whether keys type.

    Attributes:
        typing: whether keys type.
        locked: whether typing has to wait while a decision is made.
    """

    typed = Signal(object, bool)
    refused = Signal(str)
    typing_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.typing = False
        self.locked = False
        # Where typing goes on from the last time, and whether that went to the document.
        self._goes_on: tuple[int, bool] | None = None

    def set_typing(self, on: bool) -> None:
        """Let keys type, or not."""
        if on == self.typing:
            return
        self.typing = on
        self._goes_on = None
        self.setCursorWidth(_CARET_PX if on else 0)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on)
        if not on:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.viewport().update()
        self.typing_changed.emit(on)

    def put(self, text: str) -> None:
        """Type `text` where the caret is, in place of what is selected."""
        cursor = self.textCursor()
        self._retype(Span(cursor.selectionStart(), cursor.selectionEnd()), text)

    def caret(self) -> int:
        """The place of the caret."""
        return self.places.point(self.textCursor().position())

    def set_caret(self, place: int) -> None:
        """Put the caret somewhere, without going there."""
        cursor = self.textCursor()
        cursor.setPosition(self.places.unit(place))
        self.setTextCursor(cursor)

    def show_typed(self, typed: Typed) -> None:
        """Show what typing did."""
        self._patch(typed.patches)
        self.projection = typed.projection
        self.set_caret(typed.caret)
        self.ensureCursorVisible()

    def follow_edit(self, edit: Change) -> None:
        """Show what became of the document that was edited elsewhere."""
        after = follow(self.projection, edit)
        if (step := patch(self.projection, after)) is not None:
            self._patch([step])
        self.projection = after
        self._goes_on = None
        self.set_caret(after.place(edit.start + len(edit.after)))
        self.ensureCursorVisible()

    # Whatever types

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self.typing or not self._take(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's name
        if not self.typing:
            event.ignore()
            return
        cursor = self.textCursor()
        if cursor.hasSelection() and (event.preeditString() or event.commitString()):
            self.put("")
            if self.textCursor().hasSelection():  # it was refused
                event.ignore()
                return
        if event.commitString() or event.replacementLength():
            start = self.textCursor().position() + event.replacementStart()
            self._compose(QInputMethodEvent())  # the letters before they were chosen
            self._retype(Span(start, start + event.replacementLength()), pasted(event.commitString()))
        if event.preeditString() or event.attributes():
            here = Span(self.caret(), self.caret())
            if event.preeditString() and isinstance(retype(self.projection, here, event.preeditString()), Refusal):
                self._refuse(Refusal.STRUCK)
            else:
                self._compose(QInputMethodEvent(event.preeditString(), event.attributes()))
        event.accept()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        if self.typing and (text := pasted(source.text())):
            self.put(text)

    def cut(self) -> None:
        """Copy what is selected, and remove it."""
        self.copy()
        if self.typing and self.textCursor().hasSelection():
            self.put("")

    def paste(self) -> None:
        """Type what was copied."""
        if self.canPaste():
            self.insertFromMimeData(QGuiApplication.clipboard().mimeData())

    def canPaste(self) -> bool:  # noqa: N802 - Qt's name
        return self.typing and self.canInsertFromMimeData(QGuiApplication.clipboard().mimeData())

    def isReadOnly(self) -> bool:  # noqa: N802 - Qt's name
        return not self.typing

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self.typing and self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        if self.typing and self.canInsertFromMimeData(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        if self.typing and self.canInsertFromMimeData(event.mimeData()):
            # What is dragged stays where it was, too: to take it away there may not be allowed.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
            self.insertFromMimeData(event.mimeData())
        else:
            super().dropEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._goes_on = None
        super().mousePressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        return not self.typing and super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        # What types is no shortcut.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self.typing
            and (_letters(event) or any(event.matches(key) for key in _REMOVING))
        ):
            event.accept()
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Type what a key types; whether it does."""
        for key, move in _REMOVING.items():
            if event.matches(key):
                self._remove(move)
                return True
        if event.key() == Qt.Key.Key_Backspace:  # with Shift, as people hold it by mistake
            self._remove(_Move.PreviousCharacter)
        elif event.matches(_Key.Paste):
            self.paste()
        elif event.matches(_Key.Cut):
            self.cut()
        elif event.matches(_Key.InsertParagraphSeparator) or event.matches(_Key.InsertLineSeparator):
            self.put("\n")
        elif letters := _letters(event):
            self.put(letters)
        else:
            if event.key() not in _HELD:
                self._goes_on = None
            return False
        return True

    def _remove(self, move: QTextCursor.MoveOperation) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        self._retype(Span(cursor.selectionStart(), cursor.selectionEnd()), "")

    def _retype(self, units: Span, text: str) -> None:
        """Put `text` where a range of the widget is."""
        if self.locked or not self.typing:
            return
        places = self.places.points(units)
        result = retype(self.projection, places, text)
        if isinstance(result, Refusal):
            self._refuse(result)
            return
        # One letter after another, all to the document or all to one suggestion, is one step to undo.
        alone = len(result.edits) + len(result.reworded) == 1 and "\n" not in text
        goes_on = alone and bool(text) and not places.length and self._goes_on == (places.start, bool(result.edits))
        self.show_typed(result)
        self._goes_on = (result.caret, bool(result.edits)) if alone and text else None
        self.typed.emit(result, goes_on)

    def _refuse(self, why: Refusal) -> None:
        if why is Refusal.STRUCK:
            said = self.tr("This is struck out. Reject the suggestion to keep it, or type beside it.")
            self.refused.emit(said)
            below = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
            QToolTip.showText(below, said, self.viewport())

    def _compose(self, event: QInputMethodEvent) -> None:
        """Show letters that an input method has not decided on yet."""
        super().inputMethodEvent(event)

    def _patch(self, patches: Sequence[Patch]) -> None:
        for step in reversed(patches):
            self._replace(Span(step.start, step.start + step.removed), step.runs)
            self.places = self.places.replaced(step.start, step.removed, "".join(run.text for run in step.runs))


def _letters(event: QKeyEvent) -> str:
    """What a key types; nothing for one that does something else."""
    held = event.modifiers()
    control = bool(held & Qt.KeyboardModifier.ControlModifier)
    alt = bool(held & Qt.KeyboardModifier.AltModifier)
    text = event.text()
    # Both together are AltGr on some systems.
    if not text or control != alt or text == "\t" or not text.isprintable():
        return ""
    return pasted(text)
