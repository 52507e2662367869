"""Between the review of a page and the session: going in and out, the current suggestion, its card and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.gui.draft import State
from editor_app.gui.frame import Mode


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class Reviewing(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        # The hunk to begin a review with; None while no review is about to begin.
        self._entering: str | None = None
        review = page.review
        page.editor.review_requested.connect(self.begin)
        review.current_changed.connect(lambda _: self._show_current())
        review.accept_requested.connect(lambda _: self.accept())
        review.reject_requested.connect(lambda _: self.reject())
        page.side.hunks.chosen.connect(review.set_current)

    def begin(self, hunk_id: str = "") -> None:
        """Review once what was typed is recorded, from a hunk on, or from where the caret is."""
        if self._page.session is not None:
            self._entering = hunk_id
            self._page.session.refresh()

    def leave(self) -> None:
        """Go back to writing, where the review was."""
        page = self._page
        position = page.review.position()
        page.arrange(Mode.WRITE)
        cursor = page.editor.textCursor()
        unit = page.editor.units().unit(position)
        cursor.setPosition(min(unit, page.editor.document().characterCount() - 1))
        page.editor.setTextCursor(cursor)
        page.editor.reveal(cursor.position())
        page.focus()
        page.changed.emit()

    def step(self, by: int) -> None:
        """Go to another suggestion, and into the review if need be."""
        if self._page.mode is Mode.REVIEW:
            self._page.review.step(by)
        else:
            self.begin()

    def accept(self) -> None:
        """Put the current suggestion into the text."""
        if self._page.session is not None and self._page.review.current is not None:
            self._page.session.accept([self._page.review.current.id])

    def reject(self) -> None:
        """Turn the current suggestion down."""
        if self._page.session is not None and self._page.review.current is not None:
            self._page.session.reject([self._page.review.current.id])

    def show(self, state: State) -> None:
        """Show how things stand."""
        page = self._page
        if self._entering is not None:
            self._enter(state, self._entering)
        elif page.mode is Mode.REVIEW:
            page.review.show_hunks(state.text, state.hunks)
        page.side.hunks.hunks.set_hunks(state.text, state.hunks)
        page.side.show_count(len(state.hunks))
        self._show_current()

    def _enter(self, state: State, hunk_id: str) -> None:
        self._entering = None
        page = self._page
        caret = page.editor.units().point(page.editor.textCursor().position())
        page.arrange(Mode.REVIEW, history=False)
        page.review.show_hunks(state.text, state.hunks)
        if hunk_id:
            page.review.set_current(hunk_id)
        else:
            page.review.go_to(caret)
        page.focus()

    def _show_current(self) -> None:
        page = self._page
        reviewed = page.review.projection.hunks
        text = page.review.projection.document if page.mode is Mode.REVIEW else ""
        page.card.show_hunk(page.review.current, text, page.review.number, len(reviewed))
        page.side.hunks.set_current(page.review.current.id if page.review.current is not None else "")
        page.changed.emit()
