"""Tells people who looked away that a long job ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from editor_app.dispatch import OPEN
from editor_app.gui import drawing
from editor_app.gui.news import News
from editor_app.gui.wording import suggestions
from storage import Job, JobState


if TYPE_CHECKING:  # the desk makes one
    from editor_app.gui.desk import Desk
    from editor_app.gui.page import Page

# Seconds a job takes before its end is told to people who look elsewhere.
LONG_S = 10.0
# Milliseconds the message stays, where the system lets us say; the icon goes soon after.
MESSAGE_MS, ICON_MS = 12_000, 60_000


class Notifications(QObject):
    """See the module. A click on the message leads to the review.

    Args:
        desk: its pages.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        # Jobs seen open, so that one is told of once, and none that ended before the program began.
        self._open: set[str] = set()
        # The document last told of.
        self._document_id = ""
        self._icon: QSystemTrayIcon | None = None
        self._leaving = QTimer(self, singleShot=True, interval=ICON_MS)
        self._leaving.timeout.connect(self._hide)

    def take(self, news: News) -> None:
        """Hear what the queue brought."""
        for job, _ in news.jobs.values():
            if job.state in OPEN:
                self._open.add(job.id)
            elif job.id in self._open:
                self._open.discard(job.id)
                self._ended(job)

    def close(self) -> None:
        """Leave the system's tray."""
        self._leaving.stop()
        self._hide()

    def _ended(self, job: Job) -> None:
        wanted = self._desk.preferences.now.asking.notify and job.seconds >= LONG_S
        if not wanted or job.state is JobState.CANCELLED or QApplication.activeWindow() is not None:
            return
        page = self._page(job.document_id)
        if page is None:
            return
        self._document_id = job.document_id
        QApplication.alert(page.window())
        if job.state is JobState.FAILED:
            self._show(page, self.tr("A part failed. {message}").format(message=job.message))
        else:
            # What waited before is no news.
            desk = self._desk
            desk.library.run(lambda: desk.library_of().waiting_of(job.id), lambda count: self._done(page, count))

    def _done(self, page: Page, count: int) -> None:
        self._show(page, self.tr("Done: {found}.").format(found=suggestions(count)))

    def _show(self, page: Page, said: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(drawing.app_icon(), self)
            self._icon.messageClicked.connect(self.open_review)
            self._icon.activated.connect(lambda _: self.open_review())
        self._icon.setToolTip("Redraft")
        self._icon.show()
        self._icon.showMessage(page.title, said, drawing.app_icon(), MESSAGE_MS)
        self._leaving.start()

    def open_review(self) -> None:
        """Go to the review of the document last told of."""
        self._hide()
        page = self._page(self._document_id)
        if page is not None:
            self._desk.reveal(page)
            if page.session is not None and page.session.pending:
                page.reviewing.begin()

    def _hide(self) -> None:
        if self._icon is not None:
            self._icon.hide()

    def _page(self, document_id: str) -> Page | None:
        for page in self._desk.pages:
            if page.session is not None and page.session.document_id == document_id:
                return page
        return None
