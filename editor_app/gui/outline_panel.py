"""The headings beside the text: where one is, and a way to anywhere else."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from editor_app.outline import Heading, heading_at


WIDTH_PX = 250
# How far a level stands in, in spaces.
STEP = 4
START_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """Headings, in order of place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[Heading, ...] = ()

    def set_headings(self, headings: tuple[Heading, ...]) -> None:
        """Show others; where only places changed, nothing on the screen does."""
        if _shown(headings) == _shown(self.headings):
            self.headings = headings
            return
        self.beginResetModel()
        self.headings = headings
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        heading = self.headings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " " * STEP * (heading.level - 1) + (heading.title or "—")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Level {level}: {title}").format(level=heading.level, title=heading.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading.title
        if role == Qt.ItemDataRole.FontRole and heading.level == 1:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return heading.start if role == START_ROLE else None


class OutlinePanel(QFrame):
    """The panel.

    Signals:
        chosen(int): the heading at that position, in code points, was picked.
        left(): back to the text.
        shown(): it came on the screen, and what it says may be old.
    """

    chosen = Signal(int)
    left = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("side", "left")
        self.setFixedWidth(WIDTH_PX)
        title = QLabel(self.tr("Outline"))
        title.setObjectName("panelTitle")
        title.setContentsMargins(18, 14, 12, 8)
        self._none = QLabel(self.tr("No headings. A line that begins with # is one."), wordWrap=True)
        self._none.setObjectName("hint")
        self._none.setContentsMargins(18, 4, 18, 0)
        self.list = QListView()
        self.list.setObjectName("headings")
        self.headings = OutlineModel(self)
        self.list.setModel(self.headings)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Headings"))
        self.list.setContentsMargins(8, 0, 8, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(title)
        box.addWidget(self._none)
        box.addWidget(self.list, 1)
        self.list.clicked.connect(self._pick)
        self.list.activated.connect(self._pick)
        self.hide()

    def show_outline(self, headings: tuple[Heading, ...], position: int) -> None:
        """Show the headings of a text, and mark the one a place belongs to."""
        self.headings.set_headings(headings)
        self._none.setVisible(not headings)
        row = heading_at(headings, position)
        if not self.list.hasFocus() and row != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.headings.index(row) if row >= 0 else QModelIndex())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.shown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _pick(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(START_ROLE))


def _shown(headings: tuple[Heading, ...]) -> list[tuple[int, str]]:
    return [(heading.level, heading.title) for heading in headings]
