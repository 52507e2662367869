"""The list of suggestions beside the text: a model over hunks, and rows that read without colour too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from edit_engine.request import Hunk, HunkState
from editor_app.gui.projection import shown
from editor_app.gui.theme import Theme
from editor_app.gui.wording import around, on_one_line, reason, spoken


ROW_PX = 62
# Pixels between what goes and what comes.
AIR_PX = 5
_Index = QModelIndex | QPersistentModelIndex
# The hunk of a row.
HUNK_ROLE = Qt.ItemDataRole.UserRole + 1
# The text before and behind it in its line.
BESIDE_ROLE = Qt.ItemDataRole.UserRole + 3
# Code points of that text.
BESIDE = 24
# Why it cannot be taken now; empty if it can.
HINDRANCE_ROLE = Qt.ItemDataRole.UserRole + 2


class HunkModel(QAbstractListModel):
    """Hunks in order of place; those that cannot be taken now come with the reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._hunks: list[Hunk] = []
        self._free: set[str] = set()

    def set_hunks(self, text: str, hunks: Sequence[Hunk]) -> None:
        """Show others, which are places in `text`."""
        if list(hunks) == self._hunks:
            return
        self._text = text
        self.beginResetModel()
        self._hunks = list(hunks)
        self._free = {hunk.id for hunk in shown(hunks)}
        self.endResetModel()

    def row_of(self, hunk_id: str) -> int:
        """The row of a hunk; -1 if it has none."""
        return next((row for row, hunk in enumerate(self._hunks) if hunk.id == hunk_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self._hunks)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        hunk = self._hunks[index.row()]
        if role == HUNK_ROLE:
            return hunk
        if role == BESIDE_ROLE:
            # Where its text was edited since, what is there now says nothing.
            return around(self._text, hunk, BESIDE) if hunk.state is not HunkState.STALE else ("", "")
        if role == HINDRANCE_ROLE:
            return self._hindrance(hunk)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(hunk)
        return None

    def _hindrance(self, hunk: Hunk) -> str:
        if hunk.state is HunkState.STALE:
            return self.tr("text changed since")
        return "" if hunk.id in self._free else self.tr("overlaps another")


class HunkDelegate(QStyledItemDelegate):
    """Paints a row: what goes, what comes, and why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hunk: Hunk = index.data(HUNK_ROLE)
        hindrance: str = index.data(HINDRANCE_ROLE)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection if chosen else self.theme.hover))
            painter.drawRoundedRect(area.adjusted(6, 2, -6, -2), 7, 7)
        inner = area.adjusted(18, 10, -18, -10)
        font = QFont(option.font)
        painter.setFont(font)
        line = QRect(inner.left(), inner.top(), inner.width(), painter.fontMetrics().height())
        self._change(painter, line, index, faint=bool(hindrance))
        font.setPointSizeF(font.pointSizeF() * 0.88)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.soft if chosen else self.theme.faint))
        below = QRect(inner.left(), line.bottom() + 4, inner.width(), painter.fontMetrics().height())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), hindrance or reason(hunk))
        painter.restore()

    def _change(self, painter: QPainter, line: QRect, index: _Index, *, faint: bool) -> None:
        """One line: what stands before it, what goes, what comes, what stands behind it, as far as there is room."""
        hunk: Hunk = index.data(HUNK_ROLE)
        before, behind = index.data(BESIDE_ROLE)
        metrics = painter.fontMetrics()
        goes, comes = on_one_line(hunk.before), on_one_line(hunk.after)
        goes = metrics.elidedText(goes, Qt.TextElideMode.ElideMiddle, line.width() // 2)
        comes = metrics.elidedText(
            comes, Qt.TextElideMode.ElideMiddle, line.width() - metrics.horizontalAdvance(goes) - AIR_PX
        )
        left = line.width() - metrics.horizontalAdvance(goes) - metrics.horizontalAdvance(comes) - AIR_PX
        while before and metrics.horizontalAdvance(before) > left // 2:  # whole words, as the eye starts here
            rest = before.removeprefix("…").lstrip().partition(" ")[2]
            before = f"…{rest}" if rest else ""
        left -= metrics.horizontalAdvance(before)
        at = line.left()
        for text, colour, strike, under, air in (
            (before, self.theme.faint, False, False, 0),
            (goes, self.theme.deleted, True, False, AIR_PX if goes and comes else 0),
            (comes, self.theme.inserted, False, True, 0),
            (metrics.elidedText(behind, Qt.TextElideMode.ElideRight, left), self.theme.faint, False, False, 0),
        ):
            font = QFont(painter.font())
            font.setStrikeOut(strike)
            font.setUnderline(under)
            painter.save()
            painter.setFont(font)
            painter.setPen(QColor(self.theme.faint if faint else colour))
            painter.drawText(at, line.top() + metrics.ascent(), text)
            painter.restore()
            at += metrics.horizontalAdvance(text) + air


class HunkList(QListView):
    """The list.

    Signals:
        chosen(str): the row of that suggestion was picked.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hunks = HunkModel(self)
        self._delegate = HunkDelegate(theme, self)
        self.setModel(self.hunks)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Suggestions"))
        self.clicked.connect(lambda index: self.chosen.emit(index.data(HUNK_ROLE).id))

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_current(self, hunk_id: str) -> None:
        """Mark a row and scroll to it."""
        row = self.hunks.row_of(hunk_id)
        if row < 0:
            self.clearSelection()
            return
        index = self.hunks.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)
