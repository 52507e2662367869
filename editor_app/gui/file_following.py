"""Between a page and the file of its document: what other programs do to it is taken over, or the person is asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from edit_engine.text import Change
from editor_app.gui.difference_dialog import DifferenceDialog
from editor_app.gui.session import Session
from editor_app.on_disk import Standing


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page

# Milliseconds until a file that is not there is looked for again: one that is replaced is away for a moment.
AGAIN_MS = 700


class FileFollowing(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._look_in)
        bar = page.disk_bar
        bar.differences_requested.connect(self.compare)
        bar.take_requested.connect(self._take)
        bar.keep_requested.connect(self._keep)
        bar.save_requested.connect(self._save)
        bar.save_as_requested.connect(page.save_as)

    @property
    def path(self) -> Path | None:
        """The file; None without one, or while no document is shown."""
        return self._page.session.state.document.path if self._page.session is not None else None

    @property
    def gone(self) -> bool:
        """Whether the file is not there any more."""
        return self._page.disk_bar.standing is Standing.GONE

    def begin(self) -> None:
        """Another document is on the screen."""
        self._again.stop()
        self._page.disk_bar.show_standing(Standing.SAME, "")
        if self._page.session is not None:
            self._page.session.file_seen.connect(self.show)
            self.look()
        self._page.desk.watching.follow()

    def look(self) -> None:
        """Find out whether another program did something to the file."""
        if self._page.session is not None and self.path is not None:
            session = self._page.session
            self._page.desk.watching.look(session.document_id, lambda standing: self._found(session, standing))

    def compare(self) -> None:
        """Show how the text differs from the file."""
        session = self._page.session
        if session is None or self.path is None:
            return
        name = self.path.name

        def show(found: tuple[str, list[Change]]) -> None:
            changed = self._page.disk_bar.standing is Standing.CHANGED
            dialog = DifferenceDialog(self._page.desk.theme, name, *found, changed=changed, parent=self._page.window())
            dialog.take_requested.connect(self._take)
            dialog.keep_requested.connect(self._keep)
            dialog.open()

        session.against_file(show)

    def show(self, standing: Standing) -> None:
        """Say how the file stands."""
        before = self.gone
        self._page.disk_bar.show_standing(standing, self.path.name if self.path is not None else "")
        self._page.desk.watching.follow()  # it may be saved under another name now
        if before != self.gone:
            self._page.changed.emit()

    def _found(self, session: Session, standing: Standing) -> None:
        """What a look beside the library's lane came to; only what is new is gone after in the lane."""
        if session is not self._page.session:
            return
        if standing is Standing.GONE and not self.gone:
            self._again.start()
        elif standing is Standing.CHANGED:
            self._look_in()
        else:
            self.show(standing)

    def _look_in(self) -> None:
        if self._page.session is not None:
            self._page.session.look_at_file()

    def _take(self) -> None:
        if self._page.session is not None:
            self._page.session.take_file()

    def _keep(self) -> None:
        if self._page.session is not None:
            self._page.session.keep_text()

    def _save(self) -> None:
        if self._page.session is not None:
            self._page.session.save()
