"""The suggestions of a document as rows: those that are wanted, in an order, changed row by row as they are decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from edit_engine.request import Hunk, HunkState
from editor_app.choosing import Order, Tally, Wanted, chosen, ordered, tally
from editor_app.gui.projection import shown
from editor_app.gui.row_steps import row_steps
from editor_app.gui.rows import Index
from editor_app.gui.wording import around, reason, spoken


# The hunk of a row.
HUNK_ROLE = Qt.ItemDataRole.UserRole + 1
# Why it cannot be taken now; empty if it can.
HINDRANCE_ROLE = Qt.ItemDataRole.UserRole + 2
# The text before and behind it in its line.
BESIDE_ROLE = Qt.ItemDataRole.UserRole + 3
# Code points of that text.
BESIDE = 24
# More steps than this, and the view is told to look at everything anew.
_MOST_STEPS = 64


class HunkModel(QAbstractListModel):
    """See the module. Those that cannot be taken now come with the reason.

    Signals:
        listed(): other suggestions are listed, or there are others to choose from.
    """

    listed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._given: Sequence[Hunk] = ()
        self._sorted: list[Hunk] = []
        self._rows: list[Hunk] = []
        # By id; None until it is asked for.
        self._row_of: dict[str, int] | None = None
        self._free: set[str] = set()
        # As `decidable`; None until it is asked for.
        self._decidable: list[Hunk] | None = None
        self.wanted = Wanted(state=HunkState.PENDING)
        self.order = Order.PLACE
        self.tally = Tally()

    def set_hunks(self, text: str, hunks: Sequence[Hunk]) -> None:
        """Show others, which are places in `text`."""
        if text == self._text and hunks == self._given:
            return
        self._text, self._given = text, hunks
        self._free = {hunk.id for hunk in shown(hunks)}
        self._sorted = ordered(hunks, self.order)
        self.tally = tally(hunks)
        self._list()

    def want(self, wanted: Wanted, order: Order) -> None:
        """List only those, in an order."""
        if order is not self.order:
            self.order, self._sorted = order, ordered(self._sorted, order)
        self.wanted = wanted
        self._list()

    @property
    def hunks(self) -> Sequence[Hunk]:
        """Those that are listed."""
        return self._rows

    @property
    def decidable(self) -> list[Hunk]:
        """Those of them that can be accepted together, in order of place."""
        if self._decidable is None:
            self._decidable = shown(self._rows)
        return self._decidable

    def hunk(self, hunk_id: str) -> Hunk | None:
        """A suggestion of the document, listed or not."""
        return next((hunk for hunk in self._given if hunk.id == hunk_id), None)

    def row_of(self, hunk_id: str) -> int:
        """The row of a hunk; -1 if it has none."""
        if self._row_of is None:
            self._row_of = {hunk.id: row for row, hunk in enumerate(self._rows)}
        return self._row_of.get(hunk_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hunk = self._rows[index.row()]
        if role == HUNK_ROLE:
            return hunk
        if role == BESIDE_ROLE:
            # Where its text was edited since, what is there now says nothing.
            return around(self._text, hunk, BESIDE) if hunk.state is not HunkState.STALE else ("", "")
        if role == HINDRANCE_ROLE:
            return self._hindrance(hunk)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(hunk)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (spoken(hunk), reason(hunk), self._hindrance(hunk)) if part)
        return None

    def _hindrance(self, hunk: Hunk) -> str:
        if hunk.state is HunkState.STALE:
            return QCoreApplication.translate("HunkModel", "text changed since")
        return "" if hunk.id in self._free else QCoreApplication.translate("HunkModel", "overlaps another")

    def _list(self) -> None:
        """Let the rows be what is wanted now; the view hears only of those that go, come and change."""
        before, after = self._rows, chosen(self._sorted, self.wanted)
        steps = row_steps([hunk.id for hunk in before], [hunk.id for hunk in after])
        if steps is None or len(steps) > _MOST_STEPS:
            self.beginResetModel()
            self._place(after)
            self.endResetModel()
        else:
            rows = list(before)
            for step in steps:
                last = step.first + step.count - 1
                if step.comes:
                    self.beginInsertRows(QModelIndex(), step.first, last)
                    rows[step.first : step.first] = after[step.first : last + 1]
                    self._place(rows)
                    self.endInsertRows()
                else:
                    self.beginRemoveRows(QModelIndex(), step.first, last)
                    del rows[step.first : last + 1]
                    self._place(rows)
                    self.endRemoveRows()
            self._place(after)
            if after:  # places and hindrances may be others; only what can be seen is painted
                self.dataChanged.emit(self.index(0), self.index(len(after) - 1))
        self.listed.emit()

    def _place(self, rows: Sequence[Hunk]) -> None:
        self._rows, self._row_of, self._decidable = list(rows), None, None
