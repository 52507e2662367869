"""Asks where the text at the caret came from, and shows the answer there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from edit_engine.text import Span
from editor_app.blame import Blame
from editor_app.gui.blame_popup import BlamePopup
from editor_app.gui.frame import Mode


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class Blaming(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask(self) -> None:
        """Ask about the selection, or the sentence at the caret."""
        page = self._page
        if page.session is None or page.mode is Mode.LOOK_BACK:
            return
        page.session.blame(self._asked(), self._show)

    def _asked(self) -> Span:
        """The selection in the text as it is; empty at the caret if there is none."""
        page = self._page
        if page.mode is Mode.WRITE:
            cursor = page.editor.textCursor()
            return page.editor.units().points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        review = page.review
        cursor = review.textCursor()
        start, end = review.places.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        return Span(review.projection.position(start), review.projection.position(end))

    def _show(self, pieces: list[Blame]) -> None:
        page = self._page
        if not pieces:
            page.said.emit(self.tr("There is no text at the caret to ask about."))
            return
        sheet = page.editor if page.mode is Mode.WRITE else page.review
        popup = BlamePopup(pieces, sheet)
        popup.sought.connect(page.looking_back.seek)
        caret = sheet.cursorRect()
        popup.pop_up(QRect(sheet.viewport().mapToGlobal(caret.topLeft()), caret.size()))
