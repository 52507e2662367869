"""Between the history of a page and the session: the list of revisions, and an older one against the text as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from edit_engine.text import Change
from editor_app.gui.frame import Mode
from editor_app.gui.history_panel import ENTRY_ROLE
from editor_app.gui.positions import Border
from editor_app.gui.projection import compare


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class LookingBack(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        page.side.history.chosen.connect(self._choose)
        page.side.history_closed.connect(self.close)
        page.looked_back.connect(self._leave)

    def toggle(self) -> None:
        """Show the revisions, or put them away."""
        if self._page.side.history_open:
            self.close()
        else:
            self._page.arrange(self._page.mode, history=True)
            self.load_if_open()

    def close(self) -> None:
        """Put the history away."""
        page = self._page
        page.arrange(Mode.WRITE if page.mode is Mode.LOOK_BACK else page.mode, history=False)
        page.changed.emit()

    def load_if_open(self) -> None:
        """Fetch the revisions anew, if they are shown."""
        if self._page.side.history_open and self._page.session is not None:
            self._page.session.history(self._page.side.history.show_revisions)

    def restore(self) -> None:
        """Make the revision shown the newest text."""
        page = self._page
        if page.session is not None and page.side.history.current:
            page.session.restore(page.side.history.current)
            page.arrange(Mode.WRITE)
            page.focus()

    def _choose(self, revision_id: str) -> None:
        page = self._page
        if not revision_id or page.session is None:
            page.arrange(Mode.WRITE)
            page.changed.emit()
            return
        entry = page.side.history.currentIndex().data(ENTRY_ROLE)

        def show(found: tuple[str, list[Change]]) -> None:
            text, changes = found
            page.preview.draw(compare(text, changes), Border(text, *(change.after for change in changes)))
            what = "nothing would change" if not changes else f"{_changes(len(changes))} against the text as it is"
            page.describe_preview(f"{entry.title}, {entry.when}: {what}.")
            page.arrange(Mode.LOOK_BACK)
            page.preview.reveal(
                page.preview.places.unit(page.preview.projection.place(changes[0].start)) if changes else 0
            )
            page.changed.emit()

        page.session.compare(revision_id, show)

    def _leave(self) -> None:
        self._page.side.history.clearSelection()
        self._page.arrange(Mode.WRITE)
        self._page.changed.emit()


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"
