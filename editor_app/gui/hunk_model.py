"""The suggestions of a document as rows: those that are wanted, in an order, changed row by row as they are decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from edit_engine.request import HunkState
from editor_app.choosing import Order, Suggestion, Tally, Wanted, chosen, clear, ordered, tally
from editor_app.gui.row_steps import row_steps
from editor_app.gui.rows import Index
from editor_app.gui.wording import around, reason, spoken


# The suggestion of a row.
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
        changed(): other suggestions are listed, or there are others to choose from.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._given: tuple[Sequence[Suggestion], Sequence[Suggestion]] = ((), ())
        self._by_id: dict[str, Suggestion] = {}
        self._sorted: list[Suggestion] = []
        self._rows: list[Suggestion] = []
        # By id; None until it is asked for.
        self._row_of: dict[str, int] | None = None
        self._free: set[str] = set()
        # As `decidable`; None until it is asked for.
        self._decidable: list[Suggestion] | None = None
        self.wanted = Wanted(state=HunkState.PENDING)
        self.order = Order.PLACE
        self.tally = Tally()

    def set_suggestions(self, text: str, shown: Sequence[Suggestion], others: Sequence[Suggestion] = ()) -> None:
        """Show others.

        Args:
            text: what they are places in.
            shown: those that the text shows.
            others: those it cannot show: stale, or overlapping one that is shown.
        """
        if text == self._text and (shown, others) == self._given:
            return
        self._text, self._given = text, (shown, others)
        self._free = {one.id for one in shown}
        every = [*shown, *others]
        self._by_id = {one.id: one for one in (*others, *shown)}
        self._sorted = ordered(every, self.order)
        self.tally = tally(every)
        self._list()

    def reword(self, one: Suggestion) -> None:
        """Show what one of them says now; where it stands in the order and what is wanted are looked at later."""
        if one.id not in self._by_id:
            return
        self._by_id[one.id] = one
        self._sorted = [one if other.id == one.id else other for other in self._sorted]
        row = self.row_of(one.id)
        if row >= 0:
            self._rows[row], self._decidable = one, None
            self.dataChanged.emit(self.index(row), self.index(row))

    def want(self, wanted: Wanted, order: Order) -> None:
        """List only those, in an order."""
        if order is not self.order:
            self.order, self._sorted = order, ordered(self._sorted, order)
        self.wanted = wanted
        self._list()

    @property
    def listed(self) -> Sequence[Suggestion]:
        """Those that are listed."""
        return self._rows

    @property
    def decidable(self) -> list[Suggestion]:
        """Those of them that can be accepted together, in order of place."""
        if self._decidable is None:
            self._decidable = clear(self._rows)
        return self._decidable

    def find(self, name: str) -> Suggestion | None:
        """A suggestion of the document, listed or not."""
        return self._by_id.get(name)

    def row_of(self, name: str) -> int:
        """The row of a suggestion; -1 if it has none."""
        if self._row_of is None:
            self._row_of = {one.id: row for row, one in enumerate(self._rows)}
        return self._row_of.get(name, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == HUNK_ROLE:
            return one
        if role == BESIDE_ROLE:
            # Where its text was edited since, what is there now says nothing.
            return around(self._text, one, BESIDE) if one.state is not HunkState.STALE else ("", "")
        if role == HINDRANCE_ROLE:
            return self._hindrance(one)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (spoken(one), reason(one), self._hindrance(one)) if part)
        return None

    def _hindrance(self, one: Suggestion) -> str:
        if one.state is HunkState.STALE:
            return QCoreApplication.translate("HunkModel", "text changed since")
        return "" if one.id in self._free else QCoreApplication.translate("HunkModel", "overlaps another")

    def _list(self) -> None:
        """Let the rows be what is wanted now; the view hears only of those that go, come and change."""
        before, after = self._rows, chosen(self._sorted, self.wanted)
        steps = row_steps([one.id for one in before], [one.id for one in after])
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
        self.changed.emit()

    def _place(self, rows: Sequence[Suggestion]) -> None:
        self._rows, self._row_of, self._decidable = list(rows), None, None
