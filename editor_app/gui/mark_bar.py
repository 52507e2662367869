"""A scroll bar that shows where in the text something waits: suggestions, those whose text changed, what was found.

Each kind has its own column and shape, so that none needs its colour: a stroke at the left for a suggestion, a hollow
one for what is outdated, a tick at the right for a match. What is painted is worked out when marks come, not on scroll.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QToolTip, QWidget

from editor_app.gui.minimap import Heights, buckets, nearest
from editor_app.gui.theme import Theme


class MarkKind(Enum):
    """What a mark stands for; later ones are painted over earlier ones."""

    SUGGESTION = "suggestion"
    STALE = "stale"
    MATCH = "match"
    CURRENT = "current"


# Left edge and width in the bar, of 12 pixels, and the height of each mark.
_SHAPES: dict[MarkKind, tuple[int, int, int]] = {
    MarkKind.SUGGESTION: (1, 4, 2),
    MarkKind.STALE: (1, 4, 3),
    MarkKind.MATCH: (8, 3, 2),
    MarkKind.CURRENT: (0, 11, 3),
}
# Marks begin at every so many pixels, so that many stay countable strokes.
GRID_PX = 3
# Pixels a click may miss a mark by.
REACH_PX = 4
# What ends a paragraph in the raw text of a document.
_BLOCK = "\u2029"


class MarkBar(QScrollBar):
    """See the module.

    Signals:
        jump_requested(int): the mark of that place was clicked, in UTF-16 units of the text beside.

    Args:
        theme: its colours.
        text: the raw text beside it.
        letters: how many of its letters fit into a line.
        height: of all of it in pixels; only asked for where it fits on the screen.
        edges: pixels above its first line and below its last.
    """

    jump_requested = Signal(int)

    def __init__(
        self,
        theme: Theme,
        text: Callable[[], str],
        letters: Callable[[], int],
        height: Callable[[], float],
        edges: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._text, self._letters, self._height, self._edges = text, letters, height, edges
        self._places: dict[MarkKind, Sequence[int]] = {}
        self._heights: Heights | None = None
        # By kind, how far down each of its places stands.
        self._shares: dict[MarkKind, list[float]] = {}
        # By kind, the place of each pixel row; what is painted of it.
        self._rows: dict[MarkKind, dict[int, int]] = {}
        self._shapes: dict[MarkKind, list[QRect]] = {}
        # By kind, the first row and the number of rows its marks were placed among.
        self._placed: dict[MarkKind, tuple[int, int]] = {}
        # Marks, sizes and the length of the text change together: one pass answers them all.
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place)
        self.rangeChanged.connect(lambda *_: self._places and self._placing.start())

    def set_marks(self, kind: MarkKind, places: Sequence[int]) -> None:
        """Show marks of a kind instead of those before.

        Args:
            kind: theirs.
            places: UTF-16 units of the text beside, in order.
        """
        if not places and not self._places.get(kind):
            return
        self._places[kind] = places
        self._placed.pop(kind, None)
        self._shares.pop(kind, None)
        if kind is not MarkKind.CURRENT:  # that one moves in the same text
            self._heights = None
        self._placing.start()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def marks(self, kind: MarkKind) -> list[int]:
        """The pixel rows where marks of a kind are painted."""
        return sorted(self._rows.get(kind, ()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._shapes:
            return
        colours = {
            MarkKind.SUGGESTION: self._theme.mark,
            MarkKind.STALE: self._theme.warning,
            MarkKind.MATCH: self._theme.accent,
            MarkKind.CURRENT: self._theme.accent,
        }
        painter = QPainter(self)
        for kind, shapes in self._shapes.items():
            hollow = kind is MarkKind.STALE
            painter.setPen(QColor(colours[kind]) if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QColor(colours[kind]))
            painter.drawRects(shapes)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        place = self._place_at(event)
        if place is None:
            super().mousePressEvent(event)
        else:
            self.jump_requested.emit(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._shapes:
            QToolTip.showText(event.globalPos(), self._tip(event.pos().y()), self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._places:
            self._placing.start()

    def _place(self) -> None:
        """Work out which pixel rows have marks."""
        letters = self._letters()
        if self._heights is None or self._heights.letters != letters:
            self._heights = Heights(self._text(), _BLOCK, letters)
            self._placed.clear()
            self._shares.clear()
        groove = self._groove()
        top, bottom = self._edges
        scale = groove.height() / max(1, self.maximum() + self.pageStep())
        # A text that ends on the first screen fills only a part of the bar.
        whole = groove.height() if self.maximum() else min(groove.height(), round(self._height() * scale))
        first = groove.top() + round(top * scale)
        room = max(1, whole - round((top + bottom) * scale))
        for kind, places in self._places.items():
            if self._placed.get(kind) == (first, room):
                continue  # thousands of suggestions stay where they are while the current one moves
            self._placed[kind] = (first, room)
            if kind not in self._shares:  # where the bar only grows, they stay
                self._shares[kind] = [self._heights.share(place) for place in places]
            found = buckets(places, self._shares[kind], room // GRID_PX)
            self._rows[kind] = {first + row * GRID_PX: place for row, place in found.items()}
            left, width, height = _SHAPES[kind]
            self._shapes[kind] = [QRect(left, row - height // 2, width, height) for row in self._rows[kind]]
        self.update()

    def _place_at(self, event: QMouseEvent) -> int | None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return None
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        spot = event.position().toPoint()
        control = self.style().hitTestComplexControl(QStyle.ComplexControl.CC_ScrollBar, option, spot, self)
        if control == QStyle.SubControl.SC_ScrollBarSlider:
            return None  # it is dragged
        every = {row: place for rows in self._rows.values() for row, place in rows.items()}
        row = nearest(sorted(every), spot.y(), REACH_PX)
        return None if row is None else every[row]

    def _tip(self, y: int) -> str:
        names = {
            MarkKind.SUGGESTION: self.tr("Suggestions"),
            MarkKind.STALE: self.tr("Suggestions whose text changed"),
            MarkKind.MATCH: self.tr("What was found"),
            MarkKind.CURRENT: self.tr("The current suggestion"),
        }
        return ", ".join(
            names[kind] for kind in reversed(MarkKind) if nearest(self.marks(kind), y, REACH_PX) is not None
        )

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self
        )
