"""Locks and unlocks what a person points at, and shows what is locked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from edit_engine.text import Span
from editor_app.gui.frame import Mode
from editor_app.gui.lock_marks import LockMarks
from editor_app.gui.locks_dialog import LocksDialog
from editor_app.gui.state import State
from editor_app.locks import is_term, reached
from editor_app.scope import Scope, place_of
from editor_app.workspace import Workspace
from storage import Lock


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class Locking(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.marks = LockMarks(page.editor)
        self._dialog: LocksDialog | None = None
        page.editor.menu_wanted.connect(self._fill_menu)

    @property
    def locks(self) -> Sequence[Lock]:
        """What is locked in the document."""
        return self._page.session.state.locks if self._page.session is not None else ()

    def show(self, state: State) -> None:
        """Show what is locked; the text on the screen is that of the state."""
        self.marks.show(state.locks)
        if self._dialog is not None:
            self._dialog.show_locks(state.locks)

    def toggle(self) -> None:
        """Lock the selection or the paragraph at the caret; if any of it is locked, unlock that."""
        page, session = self._page, self._page.session
        if session is None or page.mode is not Mode.WRITE:
            return
        chosen = page.asking_of.chosen()
        span = chosen if chosen.length else place_of(Scope.PARAGRAPH, page.editor.text(), chosen)
        if span is None:
            page.said.emit(self.tr("There is no text where the caret is."))
            return
        unlocked, locked = self.tr("Unlocked."), self.tr("Locked: no suggestion will change it.")

        def act(workspace: Workspace, document_id: str) -> str:
            there = reached(workspace.locks.of(document_id), chosen if chosen.length else span)
            if there:
                workspace.locks.remove(document_id, [lock.id for lock in there])
                return unlocked
            workspace.locks.add_place(workspace.head(document_id).id, span)
            return locked

        session.do(act)

    def lock_term(self) -> None:
        """Lock the selected words, or the word at the caret, wherever they stand."""
        page, session = self._page, self._page.session
        if session is None or page.mode is not Mode.WRITE:
            return
        cursor = page.editor.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        term = " ".join(page.editor.border.to_text(cursor.selectedText()).split())
        if not is_term(page.editor.border.to_text(cursor.selectedText())):
            page.said.emit(self.tr("Select a few words to lock them wherever they stand."))
            return
        said = self.tr("Locked wherever it stands: {term}").format(term=term)

        def act(workspace: Workspace, document_id: str) -> str:
            workspace.locks.add_term(document_id, term)
            return said

        session.do(act)

    def unlock(self, lock_ids: Sequence[str]) -> None:
        """Let what is locked be changed again."""

        def act(workspace: Workspace, document_id: str) -> str:
            workspace.locks.remove(document_id, lock_ids)
            return ""

        if self._page.session is not None:
            self._page.session.do(act)

    def list_locks(self) -> None:
        """Show all that is locked."""
        if self._dialog is None:
            self._dialog = LocksDialog(self._page.window())
            self._dialog.unlock_requested.connect(self.unlock)
            self._dialog.place_requested.connect(self._go_to)
            self._dialog.finished.connect(self._closed)
        self._dialog.show_locks(self.locks)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _go_to(self, lock: Lock) -> None:
        if lock.span is not None:
            self._page.arrange(Mode.WRITE)
            self._page.editor.select(lock.span)
            self._page.changed.emit()

    def _fill_menu(self, menu: QMenu, unit: int) -> None:
        """Put what can be locked into a menu for a place in the text."""
        page = self._page
        if page.session is None or page.editor.isReadOnly():
            return
        cursor = page.editor.textCursor()
        if not cursor.hasSelection():
            cursor.setPosition(min(unit, page.editor.document().characterCount() - 1))
        menu.addSeparator()
        span = Span(cursor.selectionStart(), cursor.selectionEnd())
        locked = any(place.overlaps(span) if span.length else self.marks.at(unit) for place in self.marks.places)
        lock = self.tr("Lock Selection") if span.length else self.tr("Lock Paragraph")
        menu.addAction(self.tr("Unlock") if locked else lock, lambda: self._at(cursor, self.toggle))
        if not locked:
            menu.addAction(self.tr("Lock Term"), lambda: self._at(cursor, self.lock_term))

    def _at(self, cursor: QTextCursor, act: Callable[[], None]) -> None:
        self._page.editor.setTextCursor(cursor)
        act()
