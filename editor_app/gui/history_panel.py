"""The list of revisions beside the text. Choosing one shows what restoring it would change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor_app.gui.history import Entry, entries
from editor_app.gui.theme import Theme
from storage import Revision


ROW_PX = 54
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Entries, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_revisions(self, revisions: Sequence[Revision]) -> None:
        """Show others."""
        self.beginResetModel()
        self._entries = entries(revisions, datetime.now(UTC))
        self.endResetModel()

    def row_of(self, revision_id: str) -> int:
        """The row of a revision; -1 if it has none."""
        return next((row for row, entry in enumerate(self._entries) if entry.revision.id == revision_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.title}, {entry.when}{', now' if entry.newest else ''}"
        return None


class HistoryDelegate(QStyledItemDelegate):
    """Paints a row: what happened and when."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(self.theme.selection if chosen else self.theme.hover))
            painter.drawRoundedRect(area.adjusted(6, 2, -6, -2), 7, 7)
        # A line of time with a dot for each state; the filled one is now.
        middle = area.center().y()
        painter.setBrush(QColor(self.theme.accent if entry.newest else self.theme.border))
        painter.drawEllipse(area.left() + 18, middle - 4, 8, 8)
        inner = area.adjusted(38, 8, -16, -8)
        font = QFont(option.font)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.ink))
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), title)
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.soft if chosen else self.theme.faint))
        when = f"{entry.when}  ·  now" if entry.newest else entry.when
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), when)
        painter.restore()


class HistoryPanel(QListView):
    """The list.

    Signals:
        chosen(str): the revision of that id should be shown; empty for the text as it is now.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.revisions = HistoryModel(self)
        self._delegate = HistoryDelegate(theme, self)
        self.setModel(self.revisions)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("History")
        self.selectionModel().currentChanged.connect(self._moved)

    def show_revisions(self, revisions: Sequence[Revision]) -> None:
        """Show the history as it is now; what was chosen stays chosen."""
        chosen = self.current
        self.selectionModel().currentChanged.disconnect(self._moved)
        self.revisions.set_revisions(revisions)
        row = self.revisions.row_of(chosen)
        if row >= 0:
            self.setCurrentIndex(self.revisions.index(row))
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def current(self) -> str:
        """Id of the chosen revision; empty for none, or for the newest."""
        entry = self.currentIndex().data(ENTRY_ROLE)
        return entry.revision.id if isinstance(entry, Entry) and not entry.newest else ""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def _moved(self, *_: object) -> None:
        self.chosen.emit(self.current)
