"""The review beside the text: which suggestions to list, the list, all that is known of one, and bulk decisions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from edit_engine.request import HunkState
from editor_app.choosing import Suggestion
from editor_app.gui.actions import Actions
from editor_app.gui.hunk_details import HunkDetails
from editor_app.gui.hunk_filter import HunkFilter
from editor_app.gui.hunk_list import HunkList
from editor_app.gui.theme import Theme
from editor_app.gui.wording import number


# Milliseconds within which somebody who goes from one suggestion to the next does not read all that is said of it.
STAY_MS = 60


class ReviewPanel(QWidget):
    """See the module.

    Signals:
        listed(): the list shows others, or other bulk decisions can be made.
        left(): back to the text.

    Args:
        actions: the window's.
        theme: its colours.
    """

    listed = Signal()
    left = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = HunkList(theme)
        self.filter = HunkFilter()
        self.details = HunkDetails()
        self._text = ""
        self._staying = QTimer(self, singleShot=True, interval=STAY_MS)
        self._staying.timeout.connect(self._tell_details)
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("hint")
        self._hint.setContentsMargins(18, 4, 18, 0)
        self._reject = _bulk(actions, "reject_shown")
        self._accept = _bulk(actions, "accept_shown")
        self.filter.changed.connect(lambda: self.list.hunks.want(self.filter.wanted, self.filter.sorted_by))
        self.list.hunks.changed.connect(self._listed)
        self.list.chosen.connect(lambda _: self._show_details())
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # From the list and from what chooses among its rows, none of which has a use for it.
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def set_suggestions(self, text: str, shown: Sequence[Suggestion], others: Sequence[Suggestion]) -> None:
        """List the suggestions for a text: those it shows, and those it cannot show."""
        self._text = text
        self.filter.setVisible(bool(shown or others))
        self.list.hunks.set_suggestions(text, shown, others)
        self._listed()

    def reword(self, one: Suggestion) -> None:
        """Show what one of them says now."""
        self.list.hunks.reword(one)
        self._show_details()

    def set_current(self, hunk_id: str) -> None:
        """Mark the one in the light, unless one is picked that cannot be there."""
        if not self.at_stale:
            self.list.set_current(hunk_id)
        self._show_details()

    @property
    def at_stale(self) -> bool:
        """Whether a suggestion is picked whose text was edited since."""
        return self.picked is not None and self.picked.state is HunkState.STALE

    @property
    def picked(self) -> Suggestion | None:
        """The suggestion of the chosen row."""
        return self.list.hunks.find(self.list.current)

    @property
    def filtered(self) -> bool:
        """Whether the list leaves out some that wait."""
        return not self.filter.wanted.everything

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.list.set_theme(theme)

    def _listed(self) -> None:
        rows = self.list.hunks
        listed, decidable = len(rows.listed), len(rows.decidable)
        self.filter.show_tally(rows.tally, listed)
        nothing = self.tr("Nothing fits.") if rows.tally.total else self.tr("Nothing waits for a decision.")
        self._hint.setText("" if listed else nothing)
        self._hint.setVisible(not listed)
        if rows.wanted.state is HunkState.STALE:
            accept, reject = self.tr("Accept"), self.tr("Dismiss all ({count})")
        elif self.filtered:
            accept, reject = self.tr("Accept shown ({count})"), self.tr("Reject shown ({count})")
        else:
            accept, reject = self.tr("Accept all ({count})"), self.tr("Reject all ({count})")
        self._accept.setText(accept.format(count=number(decidable)))
        self._reject.setText(reject.format(count=number(listed)))
        self._accept.setVisible(rows.wanted.state is not HunkState.STALE)
        self._show_details()
        self.listed.emit()

    def _show_details(self) -> None:
        if not self._staying.isActive():
            self._tell_details()
        self._staying.start()

    def _tell_details(self) -> None:
        self.details.show_hunk(self.picked, self._text)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 14)
        foot.setSpacing(8)
        foot.addWidget(self._reject, 1)
        foot.addWidget(self._accept, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filter)
        box.addWidget(self._hint)
        box.addWidget(self.list, 1)
        box.addWidget(self.details)
        box.addLayout(foot)


def _bulk(actions: Actions, name: str) -> QPushButton:
    """A button that does what a command does, with a text that says to how many."""
    action = actions[name]
    button = QPushButton()
    button.setObjectName("bulk")
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button
