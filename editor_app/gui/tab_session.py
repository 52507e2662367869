"""What was open stays open: windows and tabs are written down as they change, and the next start goes on with them.

Only the document on the screen is loaded at the start; the others sleep in their tabs until they are looked at.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer

from editor_app import arrangement
from editor_app.arrangement import Arranged, Arrangement, Place
from editor_app.errors import FileError
from editor_app.gui import drafts, places
from editor_app.gui.draft import Draft
from editor_app.gui.state import State
from storage import LibraryError, NotFoundError


if TYPE_CHECKING:  # the desk makes one
    from editor_app.gui.desk import Desk
    from editor_app.gui.page import Page
    from editor_app.gui.window import Window

logger = logging.getLogger(__name__)

# Milliseconds until something that changed is written down.
NOTE_MS = 1500
# Milliseconds between the tabs that come back behind the one on the screen: each is a page with all its parts.
TAB_MS = 20
_PLACED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


@dataclass(frozen=True, kw_only=True)
class _Coming:
    """A tab that is still to come back."""

    window: Window
    # Its place among those of its window.
    number: int
    place: Place
    # Those of its window that are there already, by number.
    there: dict[int, Page]


class TabSession(QObject):
    """See the module.

    Args:
        desk: its windows.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder = desk.preferences.editing.data_dir
        self._written: Arrangement | None = None
        self._frozen = False
        # Tabs that are still to come back.
        self._coming: deque[_Coming] = deque()
        self._next = QTimer(self, interval=TAB_MS)
        self._next.timeout.connect(self._bring)
        # Pages whose document is on its way.
        self._waking: set[Page] = set()
        # What the place of a page was taken from, and that: taking it goes through the text.
        self._taken: dict[Page, tuple[tuple[object, ...], Place | None]] = {}
        self._timer = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._timer.timeout.connect(self.write)

    # At the start

    def restore(self, files: Sequence[Path]) -> None:
        """Open the windows of the last time, as the person likes, and files in the first of them."""
        desk = self._desk
        wanted = desk.preferences.now.starting.restore and desk.recovering.alone
        last = arrangement.load(self._folder) if wanted else Arrangement()
        if ids := last.document_ids:
            desk.recovering.note(ids)
            desk.library.run(lambda: self._vanished(ids), self._leave_out)
        windows = [desk.add_window() for _ in last.windows or (None,)]
        for window, arranged in zip(windows, last.windows, strict=False):
            self._arrange(window, arranged)
        first = windows[0]
        if not last.windows and not desk.memory.geometry.isEmpty():
            first.restoreGeometry(desk.memory.geometry)
        for window in windows:
            window.show()
        self._next.start()
        if files:
            desk.open(files, first)
        elif not last.windows:
            desk.new(first, instead=True)

    def wake(self, page: Page) -> None:
        """Load the document of a page that is looked at now."""
        place = page.asleep
        if place is None or page in self._waking:
            return
        self._waking.add(page)

        def show(found: tuple[Draft, State]) -> None:
            self._waking.discard(page)
            if page in self._desk.pages and page.asleep is place:
                page.show_document(*found)

        def failed(error: Exception) -> None:
            self._waking.discard(page)
            if isinstance(error, NotFoundError):
                self._leave_out([place.document_id])
            elif page in self._desk.pages:
                page.complaints.tell(str(error))

        self._desk.library.run(lambda: drafts.find_draft(self._desk.library_of(), place.document_id), show, failed)

    @property
    def sleeping(self) -> set[str]:
        """Ids of the documents that are in a tab, or about to be, and not loaded."""
        asleep = {page.asleep.document_id for page in self._desk.pages if page.asleep is not None}
        return asleep | {coming.place.document_id for coming in self._coming}

    # While it runs

    def follow_window(self, window: Window) -> None:
        """Note what becomes of a window from now on."""
        window.installEventFilter(self)
        window.tabs.currentChanged.connect(self.note)
        window.tabs.tabMoved.connect(self.note)

    def follow_page(self, page: Page) -> None:
        """Note what becomes of a page from now on."""
        page.changed.connect(self.note)
        page.editor.cursorPositionChanged.connect(self.note)
        page.editor.verticalScrollBar().valueChanged.connect(self.note)
        page.destroyed.connect(lambda: self._taken.pop(page, None))

    def note(self) -> None:
        """Something may be another way now; it is written down soon."""
        if not self._timer.isActive() and not self._frozen:
            self._timer.start()

    def write(self) -> None:
        """Write down what is open now, if it is not written down yet."""
        self._timer.stop()
        if self._frozen:
            return
        if self._coming:  # what is written down is still right
            self._timer.start()
            return
        now = self._take()
        self._desk.recovering.note(now.document_ids)
        if now == self._written or not self._desk.recovering.alone:
            return
        self._written = now

        def save() -> None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                arrangement.save(self._folder, now)
            except (OSError, FileError) as error:  # comfort only
                logger.warning("what is open cannot be written down: %s", error)

        self._desk.library.run(save)

    def freeze(self) -> None:
        """The windows are about to go: what is open now is what the next start goes on with."""
        self.write()
        self._frozen = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _PLACED:
            self.note()
        return super().eventFilter(watched, event)

    def _take(self) -> Arrangement:
        windows = []
        for window in self._desk.windows:
            found = [(page, self._place(page)) for page in window.pages]
            kept = [(page, place) for page, place in found if place is not None]
            if kept:
                current = next((at for at, (page, _) in enumerate(kept) if page is window.page), 0)
                geometry = bytes(window.saveGeometry().toBase64().data()).decode()
                kept_places = tuple(place for _, place in kept)
                windows.append(Arranged(places=kept_places, current=current, geometry=geometry))
        return Arrangement(windows=tuple(windows))

    def _place(self, page: Page) -> Place | None:
        cursor = page.editor.textCursor()
        seen = (
            page.session,
            page.asleep,
            page.title,
            page.mode,
            page.side.history_open,
            page.review.current,
            page.editor.document().revision(),
            cursor.position(),
            cursor.anchor(),
            page.editor.verticalScrollBar().value(),
        )
        known = self._taken.get(page)
        if known is None or known[0] != seen:
            known = self._taken[page] = (seen, places.take(page))
        return known[1]

    def _arrange(self, window: Window, arranged: Arranged) -> None:
        if arranged.geometry:
            window.restoreGeometry(QByteArray.fromBase64(arranged.geometry.encode(errors="replace")))
        current = min(max(arranged.current, 0), len(arranged.places) - 1)
        window.page.asleep = arranged.places[current]
        window.show_page(window.page)
        there = {current: window.page}
        self._coming += [
            _Coming(window=window, number=number, place=place, there=there)
            for number, place in enumerate(arranged.places)
            if number != current
        ]

    def _bring(self) -> None:
        """Let the next tab come back."""
        if self._coming:
            self._bring_one(self._coming.popleft())
        else:
            self._next.stop()
            self.note()
            if ids := sorted(self.sleeping):
                self._desk.library.run(lambda: self._unsaved(ids), self._mark_unsaved)

    def _bring_one(self, coming: _Coming) -> None:
        """Let a tab come back where it was among those that are there."""
        window, place = coming.window, coming.place
        pages = window.pages if window in self._desk.windows else []
        shown = {page.session.document_id for page in self._desk.pages if page.session is not None}
        if not pages or place.document_id in shown:  # it was opened meanwhile
            return
        there = [(number, pages.index(page)) for number, page in coming.there.items() if page in pages]
        before = [at for number, at in there if number < coming.number]
        after = [at for number, at in there if number > coming.number]
        page = window.add_page(show=False, at=max(before) + 1 if before else min(after, default=len(pages)))
        page.asleep = place
        coming.there[coming.number] = page
        page.changed.emit()

    def _vanished(self, document_ids: Sequence[str]) -> list[str]:
        try:
            there = {document.id for document in self._desk.library_of().documents()}
        except LibraryError:  # which is told elsewhere
            return []
        return [document_id for document_id in document_ids if document_id not in there]

    def _unsaved(self, document_ids: Sequence[str]) -> set[str]:
        """Which of these have text that is not in their file."""
        found = set()
        for document_id in document_ids:
            try:
                if self._desk.library_of().unsaved(document_id):
                    found.add(document_id)
            except (LibraryError, FileError):  # it is told when the tab is looked at
                continue
        return found

    def _mark_unsaved(self, document_ids: set[str]) -> None:
        for page in self._desk.pages:
            if page.asleep is not None and page.asleep.document_id in document_ids:
                page.asleep_unsaved = True
                page.changed.emit()

    def _leave_out(self, document_ids: Sequence[str]) -> None:
        left = [coming.place.title for coming in self._coming if coming.place.document_id in document_ids]
        self._coming = deque(each for each in self._coming if each.place.document_id not in document_ids)
        gone = [page for page in self._desk.pages if page.asleep and page.asleep.document_id in document_ids]
        for page in gone:
            assert page.asleep is not None  # chosen for it
            left.append(page.asleep.title)
            page.asleep = None
        for page in gone:
            window = next(window for window in self._desk.windows if page in window.pages)
            coming = next((each for each in self._coming if each.window is window), None)
            if coming is not None and len(window.pages) == 1:  # it takes the place of the one that goes
                self._coming.remove(coming)
                self._bring_one(coming)
            if len(window.pages) > 1 or not self._desk.expects(window):
                window.close_page(page)
        if left and self._desk.windows:
            said = self.tr("Not there any more, so left out: %1").replace("%1", ", ".join(left))
            self._desk.windows[0].status.say(said)
