"""Where one is in a document, taken down and found again: caret, selection, first line, review, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor

from editor_app.arrangement import Place
from editor_app.gui.frame import Mode


if TYPE_CHECKING:  # a page finds its place again with this
    from editor_app.gui.page import Page


def take(page: Page) -> Place | None:
    """Where one is; None where nothing is to be gone on with."""
    if page.asleep is not None:
        return page.asleep
    session = page.session
    if session is None or page.blank:
        return None
    editor, units = page.editor, page.editor.units()
    cursor = editor.textCursor()
    reviewing = page.mode is Mode.REVIEW
    current = page.review.current if reviewing else None
    return Place(
        document_id=session.document_id,
        title=page.title,
        caret=units.point(cursor.position()),
        anchor=units.point(cursor.anchor()),
        top=units.point(editor.cursorForPosition(QPoint(editor.viewport().width() // 2, 0)).position()),
        mode="review" if reviewing else "write",
        hunk=current.id if current is not None else "",
        history=page.side.history_open,
    )


def find_again(page: Page, place: Place) -> None:
    """Go back to where one was, as far as the text still goes."""
    editor, units = page.editor, page.editor.units()
    last = editor.document().characterCount() - 1
    cursor = editor.textCursor()
    cursor.setPosition(min(units.unit(place.anchor), last))
    cursor.setPosition(min(units.unit(place.caret), last), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    if place.top:
        first = QTextCursor(editor.document())
        first.setPosition(min(units.unit(place.top), last))
        bar = editor.verticalScrollBar()
        bar.setValue(bar.value() + editor.cursorRect(first).top())
    if place.history and not page.side.history_open:
        page.looking_back.toggle()
    if place.mode == "review" and page.session is not None and page.session.pending:
        page.reviewing.begin(place.hunk)
