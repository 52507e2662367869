"""The history beside the text: what to list, the list, and all that is known of the chosen revision."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from editor_app.gui import history_wording as wording
from editor_app.gui.choice import Choice
from editor_app.gui.history_list import HistoryList
from editor_app.gui.history_model import Place, Row
from editor_app.gui.theme import Theme
from editor_app.timeline import Entry, Page, Show


# Milliseconds after the last key until the list is searched.
SEARCH_MS = 150


class HistoryPanel(QWidget):
    """See the module.

    Signals:
        chosen(list[str]): these revisions are chosen, the older one first: none, one or two.
        wanted(int): entries older than the revision of that number should be fetched.
        named(str, str): the revision of that id gets a name, or loses it (an empty one).
        opened(): the person wants to read the comparison.
        left(): the person wants to go back to the text.
    """

    chosen = Signal(list)
    wanted = Signal(int)
    named = Signal(str, str)
    opened = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = HistoryList(theme)
        self.list.rows.wanted.connect(self.wanted)
        self.list.rows.named.connect(self.named)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self.opened)
        self.list.left.connect(self.left)
        self.words = QLineEdit(clearButtonEnabled=True)
        self.words.setPlaceholderText(self.tr("Search the history"))
        self.words.setAccessibleName(self.tr("Search the history"))
        self.kinds = Choice()
        self.kinds.setAccessibleName(self.tr("Which revisions are listed"))
        for show, title in self._titles().items():
            self.kinds.addItem(title, show)
        self._search = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._search.timeout.connect(self._list)
        self.words.textChanged.connect(lambda _: self._search.start())
        self.kinds.currentIndexChanged.connect(self._list)
        self._empty = QLabel(self.tr("Nothing fits."), wordWrap=True)
        self._empty.setObjectName("hint")
        self._empty.setContentsMargins(18, 8, 18, 0)
        self._details = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self._details.setObjectName("details")
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._details.setAccessibleName(self.tr("About the chosen revision"))
        self._details.setContentsMargins(18, 10, 18, 0)
        self._lay_out()
        self._show_details()

    def begin(self, page: Page, now_id: str) -> None:
        """Show the newest entries, and keep what is chosen.

        Args:
            page: the first.
            now_id: id of the newest revision.
        """
        self.list.rows.begin(page, now_id)
        self._listed()

    def go_on(self, page: Page) -> None:
        """Show older entries as well."""
        self.list.rows.go_on(page)
        self._listed()

    def forget(self) -> None:
        """Another document comes."""
        self.list.rows.forget()
        self._show_details()

    def clear_choice(self) -> None:
        """Choose nothing."""
        self.list.clearSelection()

    @property
    def current(self) -> str:
        """Id of the one chosen revision; empty if none is, or several, or the newest."""
        picked = self.list.picked
        return picked[0].revision_id if len(picked) == 1 and not picked[0].now else ""

    @property
    def ends(self) -> list[Row]:
        """The chosen row, or the oldest and the newest of several, the older first."""
        picked = [row for row in self.list.picked if row.place is not Place.DAY]
        return [picked[-1], picked[0]] if len(picked) > 1 else picked

    def take_focus(self) -> None:
        """Let the keys move through the list."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.list.set_theme(theme)

    def _titles(self) -> dict[Show, str]:
        return {
            Show.ALL: self.tr("Everything"),
            Show.NAMED: self.tr("Named"),
            Show.TYPING: self.tr("Typing"),
            Show.DECISIONS: self.tr("Decisions"),
            Show.PROPOSALS: self.tr("Proposals"),
            Show.OTHER: self.tr("File and restored"),
        }

    def _list(self) -> None:
        # Qt hands the word back, not the member.
        self.list.rows.list_only(Show(self.kinds.currentData()), self.words.text())
        self._listed()

    def _listed(self) -> None:
        nothing = self.list.rows.rowCount() == 0
        self._empty.setText(self.tr("Nothing fits.") if self.list.rows.complete else self.tr("Searching…"))
        self._empty.setVisible(nothing)
        self._show_details()

    def _chosen(self) -> None:
        self._show_details()
        ends = self.ends
        if len(ends) == 1 and ends[0].now:
            ends = []
        self.chosen.emit([row.revision_id for row in ends])

    def _show_details(self) -> None:
        picked = self.list.picked
        self._details.setVisible(bool(picked))
        self._rule.setVisible(bool(picked))
        if len(picked) == 1 and picked[0].entry is not None:
            self._details.setText(_table(wording.details(_about(picked[0]), datetime.now(UTC))))
        elif picked:
            count = self.tr("%n revision(s) chosen", "", len(picked))
            self._details.setText(escape(f"{count}. {self.tr('The oldest and the newest of them are compared.')}"))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 0, 12, 6)
        top.setSpacing(6)
        top.addWidget(self.words, 1)
        top.addWidget(self.kinds)
        self._rule = QFrame()
        self._rule.setObjectName("rule")
        self._rule.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self._empty)
        box.addWidget(self.list, 1)
        box.addWidget(self._rule)
        box.addWidget(self._details)


def _about(row: Row) -> Entry:
    """What a row stands for: an entry, or one revision of it."""
    assert row.entry is not None  # a day is never chosen
    assert row.moment is not None
    if row.place is Place.ENTRY:
        return row.entry
    return Entry(moments=(row.moment,), amount=row.moment.amount)


def _table(lines: list[tuple[str, str]]) -> str:
    rows = (
        f"<tr><td style='padding-right:8px'>{escape(name)}</td><td>{escape(value)}</td></tr>" for name, value in lines
    )
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"
