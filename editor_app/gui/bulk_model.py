"""What waits in many documents as rows: a heading for each document with its count, and its suggestions below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from edit_engine.request import HunkState
from editor_app.choosing import Order, Tally, Wanted, chosen, ordered, tally
from editor_app.gui.hunk_model import BESIDE_ROLE, HINDRANCE_ROLE, HUNK_ROLE
from editor_app.gui.hunk_row import HunkDelegate
from editor_app.gui.rows import Index, smaller
from editor_app.gui.theme import Theme
from editor_app.gui.wording import number, reason, spoken
from editor_app.many import Pile
from storage import Document, StoredHunk


# The row itself.
ROW_ROLE = Qt.ItemDataRole.UserRole + 10


@dataclass(frozen=True, kw_only=True)
class BulkRow:
    """A heading, or a suggestion under it."""

    document: Document
    # How many of its suggestions are listed.
    count: int
    # None for the heading.
    stored: StoredHunk | None = None


class BulkModel(QAbstractListModel):
    """See the module."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._piles: Sequence[Pile] = ()
        self._rows: list[BulkRow] = []
        self._wanted, self._order = Wanted(), Order.PLACE
        self.tally = Tally()

    def set_piles(self, piles: Sequence[Pile]) -> None:
        """Show what waits in other documents."""
        self._piles = piles
        self.tally = tally([stored.hunk for pile in piles for stored in pile.waiting])
        self._list()

    def want(self, wanted: Wanted, order: Order) -> None:
        """List only those, in an order within each document."""
        self._wanted, self._order = wanted, order
        self._list()

    @property
    def listed(self) -> list[StoredHunk]:
        """The suggestions that are listed."""
        return [row.stored for row in self._rows if row.stored is not None]

    @property
    def documents(self) -> int:
        """In how many documents they are."""
        return sum(row.stored is None for row in self._rows)

    def row_of(self, hunk_id: str) -> int:
        """The row of a suggestion; -1 if it has none."""
        found = (at for at, row in enumerate(self._rows) if row.stored is not None and row.stored.hunk.id == hunk_id)
        return next(found, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if row.stored is None:
            place = str(row.document.path or row.document.title)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                said = QCoreApplication.translate("BulkModel", "%Ln suggestion(s) in {name}", "", row.count)
                return said.format(name=row.document.title)
            return place if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        hunk = row.stored.hunk
        if role == HUNK_ROLE:
            return hunk
        if role == BESIDE_ROLE:
            return "", ""
        if role == HINDRANCE_ROLE:
            stale = hunk.state is HunkState.STALE
            return QCoreApplication.translate("HunkModel", "text changed since") if stale else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(hunk)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{spoken(hunk)}. {reason(hunk)}"
        return None

    def _list(self) -> None:
        self.beginResetModel()
        self._rows = []
        for pile in self._piles:
            by_id = {stored.hunk.id: stored for stored in pile.waiting}
            fitting = chosen((stored.hunk for stored in pile.waiting), self._wanted)
            if self._order is not Order.PLACE:
                fitting = ordered(fitting, self._order)
            if fitting:
                self._rows.append(BulkRow(document=pile.document, count=len(fitting)))
                self._rows += [
                    BulkRow(document=pile.document, count=len(fitting), stored=by_id[hunk.id]) for hunk in fitting
                ]
        self.endResetModel()


class BulkDelegate(HunkDelegate):
    """Paints the rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: BulkRow = index.data(ROW_ROLE)
        if row.stored is not None:
            super().paint(painter, option, index)
            return
        painter.save()
        self.ground(painter, option)
        inner = option.rect.adjusted(18, 8, -18, -8)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.ink))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), row.document.title)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight), number(row.count))
        painter.setFont(smaller(option.font))
        painter.setPen(QColor(self.theme.faint))
        where = str(row.document.path.parent) if row.document.path is not None else self.tr("in the library")
        where = painter.fontMetrics().elidedText(where, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), where)
        painter.restore()
