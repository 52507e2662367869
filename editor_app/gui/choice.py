"""A combo box with a chevron in the theme's colours, which a style sheet cannot draw."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QStandardItemModel
from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """See the module."""

    def allow(self, at: int, allowed: bool) -> None:
        """Let people choose an item, or show it as one they cannot choose now."""
        model = self.model()
        assert isinstance(model, QStandardItemModel)  # what a combo box makes for itself
        flags = model.item(at).flags()
        model.item(at).setFlags(flags | Qt.ItemFlag.ItemIsEnabled if allowed else flags & ~Qt.ItemFlag.ItemIsEnabled)

    def narrow(self, letters: int) -> None:
        """Take no more room than that many letters need, where room is scarce."""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(letters)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * letters + 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6))
        x, y = self.width() - 14, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()
