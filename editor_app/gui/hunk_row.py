"""A suggestion as a row of a list: what goes, what comes, why, and how sure the model is, in number and bar."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from editor_app.choosing import Suggestion
from editor_app.gui import translation
from editor_app.gui.hunk_model import BESIDE_ROLE, HINDRANCE_ROLE, HUNK_ROLE
from editor_app.gui.rows import Index, RowDelegate, is_chosen, smaller
from editor_app.gui.theme import Theme
from editor_app.gui.wording import on_one_line, share


ROW_PX = 58
# Pixels between what goes and what comes.
AIR_PX = 5
BAR_PX = (46, 4)
# No model is certain, whatever rounding says.
_MOST_SURE = 0.99


class HunkDelegate(RowDelegate):
    """See the module."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, ROW_PX, parent=parent)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hunk: Suggestion = index.data(HUNK_ROLE)
        hindrance: str = index.data(HINDRANCE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.ground(painter, option)
        inner = option.rect.adjusted(18, 9, -18, -9)
        painter.setFont(option.font)
        line = QRect(inner.left(), inner.top(), inner.width(), painter.fontMetrics().height())
        self._change(painter, line, index, faint=bool(hindrance))
        painter.setFont(smaller(option.font))
        painter.setPen(QColor(self.theme.soft if is_chosen(option) else self.theme.faint))
        below = QRect(inner.left(), line.bottom() + 4, inner.width(), painter.fontMetrics().height())
        said = translation.intent(hunk.provenance.intent)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), f"{said}  ·  {hindrance}" if hindrance else said)
        self._confidence(painter, below, hunk.confidence, faint=bool(hindrance))
        painter.restore()

    def _confidence(self, painter: QPainter, line: QRect, confidence: float, *, faint: bool) -> None:
        """The number, and a bar that is as full."""
        width, height = BAR_PX
        bar = QRectF(line.right() - width, line.center().y() - height / 2 + 1, width, height)
        full = QRectF(bar.left(), bar.top(), width * min(confidence, _MOST_SURE), height)
        number = QRect(line.left(), line.top(), line.width() - width - 7, line.height())
        painter.drawText(number, int(Qt.AlignmentFlag.AlignRight), share(min(confidence, _MOST_SURE)))
        painter.setPen(Qt.PenStyle.NoPen)
        for area, colour in ((bar, self.theme.well), (full, self.theme.faint if faint else self.theme.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(area, height / 2, height / 2)

    def _change(self, painter: QPainter, line: QRect, index: Index, *, faint: bool) -> None:
        """One line: what stands before it, what goes, what comes, what stands behind it, as far as there is room."""
        hunk: Suggestion = index.data(HUNK_ROLE)
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
