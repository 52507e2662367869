"""What the rows of lists share: one height, the ground under a chosen one, the ring of the focus, small letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor_app.gui.theme import Theme


Index = QModelIndex | QPersistentModelIndex
# What small letters are of the others.
SMALL = 0.88
_SIDE_PX, _RADIUS_PX = 6, 7


class RowDelegate(QStyledItemDelegate):
    """See the module.

    Args:
        theme: its colours.
        height: pixels of each row: the same for all, so that a list need not ask about each of ten thousand.
        air: pixels between the grounds of two rows, halved.
    """

    def __init__(self, theme: Theme, height: int, air: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._height = height
        self._air = air

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, self._height)

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint what lies under a row: more where it is chosen, a little under the mouse, a ring with the focus."""
        area = option.rect.adjusted(_SIDE_PX, self._air, -_SIDE_PX, -self._air)
        if is_chosen(option) or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.selection if is_chosen(option) else self.theme.hover))
            painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self.theme.accent), 1.4))
            painter.drawRoundedRect(area, _RADIUS_PX, _RADIUS_PX)


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Whether the row is chosen."""
    return bool(option.state & QStyle.StateFlag.State_Selected)


def smaller(font: QFont) -> QFont:
    """The same, for what is less important."""
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * SMALL)
    return small
