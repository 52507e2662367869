"""Between the history of a page and the session: the list of revisions, their names, and comparisons of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.comparison import Comparison
from editor_app.gui import history_wording as wording
from editor_app.gui.frame import Mode
from editor_app.gui.history_model import Row
from editor_app.preferences import Preferences
from editor_app.timeline import Page as Entries


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
        # The revision to show once it is listed, and whether its name is to be typed then.
        self._sought = ""
        self._naming = False
        # Which revisions are compared, or about to be.
        self._compared: list[str] = []
        panel = page.side.history
        panel.chosen.connect(self._choose)
        panel.wanted.connect(self._fetch)
        panel.named.connect(self._name)
        panel.opened.connect(page.focus)
        page.side.history_closed.connect(self.close)
        page.side.history.left.connect(self.close)
        page.compare.left.connect(self._leave)
        page.compare.moved.connect(page.changed)
        page.compare.said.connect(page.said)
        page.compare.side_by_side_chosen.connect(self.show_side_by_side)
        page.compare.set_side_by_side(page.desk.preferences.now.reviewing.side_by_side)
        page.desk.preferences.changed.connect(self._prefer)

    def toggle(self) -> None:
        """Show the revisions, or put them away."""
        if self._page.side.history_open:
            self.close()
        else:
            self._open()
            self._page.side.history.take_focus()

    def close(self) -> None:
        """Put the history away."""
        page = self._page
        self._compared = []
        page.arrange(Mode.WRITE if page.mode is Mode.LOOK_BACK else page.mode, history=False)
        page.side.history.clear_choice()
        page.compare.forget()
        page.changed.emit()
        page.focus()

    def load_if_open(self) -> None:
        """Fetch the newest revisions anew, if they are shown."""
        session = self._page.session
        if self._page.side.history_open and session is not None:
            session.timeline(None, self._begin)

    def reset(self) -> None:
        """Another document comes."""
        self._compared, self._sought = [], ""
        self._page.side.history.forget()
        self._page.compare.forget()

    def restore(self) -> None:
        """Make the revision shown the newest text."""
        page = self._page
        if page.session is not None and page.side.history.current:
            page.session.restore(page.side.history.current)
            self._leave()

    def name(self) -> None:
        """Let the person name the chosen revision, or the text as it is."""
        page = self._page
        if page.session is None:
            return
        page.session.record()
        self._naming = True
        if not page.side.history_open:
            self._open()
        elif page.side.history.current:
            self._sought = page.side.history.current
            self._find()
        else:
            self.load_if_open()

    def seek(self, revision_id: str) -> None:
        """Show a revision in the history, however old it is."""
        self._sought = revision_id
        self._open()

    def show_side_by_side(self, on: bool) -> None:
        """Compare that way from now on."""
        self._page.desk.preferences.change("reviewing", side_by_side=on)

    def _prefer(self, preferences: Preferences) -> None:
        self._page.compare.set_side_by_side(preferences.reviewing.side_by_side)
        self._page.changed.emit()

    def _open(self) -> None:
        self._page.arrange(self._page.mode, history=True)
        self.load_if_open()

    def _begin(self, entries: Entries) -> None:
        # What the page says is the newest; the session may not have heard of it yet.
        if self._naming and not self._sought:
            self._sought = entries.head_id
        self._page.side.history.begin(entries, entries.head_id)
        self._find()

    def _fetch(self, older: int) -> None:
        if self._page.session is not None:
            self._page.session.timeline(older, self._go_on)

    def _go_on(self, entries: Entries) -> None:
        self._page.side.history.go_on(entries)
        self._find()

    def _find(self) -> None:
        """Show what is sought, or fetch on until it comes."""
        if not self._sought:
            return
        panel = self._page.side.history
        if panel.list.reveal(self._sought):
            self._sought = ""
            panel.take_focus()
            if self._naming:
                panel.list.rename()
            self._naming = False
        elif panel.list.rows.complete:
            self._sought, self._naming = "", False
        else:
            panel.list.rows.fetchMore()

    def _name(self, revision_id: str, name: str) -> None:
        if self._page.session is not None:
            self._page.session.name_revision(revision_id, name, lambda _: self.load_if_open())

    def _choose(self, revisions: list[str]) -> None:
        page = self._page
        if revisions == self._compared:
            return
        self._compared = revisions
        if not revisions or page.session is None:
            if page.mode is Mode.LOOK_BACK:
                page.arrange(Mode.WRITE)
                page.changed.emit()
            return
        rows = page.side.history.ends

        def show(comparison: Comparison) -> None:
            if self._compared == revisions:  # nothing else was chosen meanwhile
                self._show(comparison, rows)

        page.session.compare(revisions[0], revisions[1] if len(revisions) > 1 else None, show)

    def _show(self, comparison: Comparison, rows: list[Row]) -> None:
        page = self._page
        page.arrange(Mode.LOOK_BACK)
        newer = _called(rows[1]) if len(rows) > 1 else self.tr("the text as it is")
        between = f"{_called(rows[0])}  →  {newer}"
        changed = wording.amount(*comparison.words)
        about = f"{between}   ·   {changed}" if changed else between
        page.compare.show_comparison(comparison, about, restorable=len(rows) == 1)
        page.changed.emit()

    def _leave(self) -> None:
        self._compared = []
        self._page.arrange(Mode.WRITE)
        self._page.side.history.clear_choice()
        self._page.compare.forget()
        self._page.changed.emit()
        self._page.focus()


def _called(row: Row) -> str:
    """A revision in a few words."""
    assert row.moment is not None  # days cannot be chosen
    time = row.moment.revision.created_at
    title = row.title if len(row.title) < 40 else row.title[:40].rpartition(" ")[0] + "…”"
    return f"{title}, {wording.short(time, datetime.now(UTC))}"
