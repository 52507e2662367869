"""Between the list of other suggestions and the library: looking for them, taking one, leaving it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from editor_app import alternatives
from editor_app.alternatives import Candidate, Found, Search
from editor_app.workspace import Workspace


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page

# Milliseconds between looks at what was found.
LOOK_MS = 350


class Alternatives(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._search: Search | None = None
        # What is waited for before the next one can begin.
        self._beginning = False
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        page.alternatives.chosen.connect(self._take)
        page.alternatives.left.connect(self.leave)
        page.review.current_changed.connect(lambda _: self.leave())

    @property
    def open(self) -> bool:
        """Whether others are looked for, or shown."""
        return self._beginning or self._search is not None

    def begin(self, hunk_ids: tuple[str, ...]) -> None:
        """Look for other suggestions in place of some hunks, which count as one."""
        page = self._page
        if page.session is None or not hunk_ids or self.open:
            return
        self._beginning = True
        page.session.record()
        page.alternatives.begin()
        desk, document_id = page.desk, page.session.document_id
        desk.library.run(
            lambda: alternatives.seek(desk.library_of(), document_id, hunk_ids), self._begun, self._not_begun
        )

    def leave(self) -> None:
        """Keep the suggestion there was."""
        if self._search is not None:
            self._end(alternatives.leave)
        elif self._beginning:  # what has not begun ends as soon as it has
            self._beginning = False
            self._page.alternatives.hide()
            self._page.focus()

    def _begun(self, search: Search) -> None:
        wanted, self._beginning, self._search = self._beginning, False, search
        if not wanted or self._page.session is None:
            self._end(alternatives.leave)
            return
        self._page.desk.look_soon()
        self._looking.start()

    def _not_begun(self, error: Exception) -> None:
        self._beginning = False
        self._page.alternatives.hide()
        self._page.said.emit(str(error))
        self._page.focus()

    def _look(self) -> None:
        if (search := self._search) is None:
            return
        desk = self._page.desk
        desk.look_soon()

        def show(found: Found) -> None:
            if self._search is search:
                self._page.alternatives.show_found(found)
                if found.working:
                    self._looking.start()

        desk.library.run(lambda: alternatives.look(desk.library_of(), search), show, self._not_looked)

    def _not_looked(self, error: Exception) -> None:
        self._page.said.emit(str(error))
        self.leave()

    def _take(self, candidate: Candidate) -> None:
        if self._search is not None:
            self._page.reviewing.show_next(candidate.hunk_ids[0])
            self._end(
                lambda workspace, document_id, search: alternatives.take(workspace, document_id, search, candidate)
            )

    def _end(self, how: Callable[[Workspace, str, Search], None]) -> None:
        search, self._search = self._search, None
        self._looking.stop()
        page = self._page
        page.alternatives.hide()
        if search is not None and page.session is not None:
            page.session.do(partial(_ended, how, search))
            page.focus()


def _ended(
    how: Callable[[Workspace, str, Search], None], search: Search, workspace: Workspace, document_id: str
) -> str:
    how(workspace, document_id, search)
    return ""
