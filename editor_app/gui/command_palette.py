"""Everything by its name: type some letters of a command, a document, a heading or a setting, and press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor_app.gui.theme import Theme
from editor_app.palette import Offer, rank


WIDTH_PX, HEIGHT_PX = 620, 460
ROW_PX, SIDE_PX, GAP_PX = 36, 14, 14
OFFER_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CommandPalette(QDialog):
    """See the module.

    Signals:
        chosen(Offer): do it, go there. The palette is closed already.

    Args:
        offers: what can be chosen now.
        more: finds what is worth offering only once a letter is typed, and may take a while in a long text.
        recent: keys of what was chosen lately, the last one first.
        theme: its colours.
        parent: the window it lies over.
    """

    chosen = Signal(object)

    def __init__(
        self,
        offers: Sequence[Offer],
        more: Callable[[], Sequence[Offer]],
        recent: Sequence[str],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = parent
        self._offers = offers
        self._more: Callable[[], Sequence[Offer]] | None = more
        self._recent = recent
        self.typed = QLineEdit(placeholderText=self.tr("Search for a command, a document, a heading or a setting"))
        self.typed.setAccessibleName(self.typed.placeholderText())
        self.list = QListView()
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Offers(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Row(theme, self.list))
        self._nothing = QLabel(self.tr("Nothing is called that."))
        self._nothing.setObjectName("hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self.typed)
        box.addWidget(self._nothing)
        box.addWidget(self.list, 1)
        self.typed.textChanged.connect(self._search)
        self.typed.returnPressed.connect(self._choose)
        self.typed.installEventFilter(self)
        self.list.clicked.connect(self._choose)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self._search("")

    def popup(self) -> None:
        """Show it over the upper part of its window."""
        window = self._window
        self.move(window.mapToGlobal(QPoint((window.width() - WIDTH_PX) // 2, window.height() // 8)))
        self.show()
        self.typed.setFocus()

    @property
    def found(self) -> list[Offer]:
        """What is shown, the best first."""
        return self._model.offers

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            page = max(1, self.list.viewport().height() // ROW_PX - 1)
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
            if (step := steps.get(Qt.Key(event.key()))) is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        rows = len(self.found)
        if rows:
            at = self.list.currentIndex().row() + by
            # One step after the last comes the first; a page stops at the end.
            self._light(at % rows if abs(by) == 1 else min(max(at, 0), rows - 1))

    def _light(self, row: int) -> None:
        index = self._model.index(row, 0)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def _search(self, letters: str) -> None:
        if letters and self._more is not None:
            self._offers, self._more = [*self._offers, *self._more()], None
        self._model.show(rank(self._offers, letters, self._recent))
        self._nothing.setVisible(not self.found)
        if self.found:
            self._light(0)

    def _choose(self) -> None:
        offer = self.list.currentIndex().data(OFFER_ROLE)
        if isinstance(offer, Offer) and not offer.why_not:
            self.close()
            self.chosen.emit(offer)


class _Offers(QAbstractListModel):
    """What is shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: list[Offer] = []

    def show(self, offers: list[Offer]) -> None:
        """Show these."""
        self.beginResetModel()
        self.offers = offers
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name; it is never changed
        return 0 if parent.isValid() else len(self.offers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        offer = self.offers[index.row()]
        if role == OFFER_ROLE:
            return offer
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return offer.why_not or offer.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (offer.title, offer.place, offer.shortcut, offer.why_not)))
        return None


class _Row(QStyledItemDelegate):
    """The title, where it belongs or why it cannot be chosen, and its key at the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        offer: Offer = index.data(OFFER_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        beside_ink = QColor(self._theme.faint)
        if state & QStyle.StateFlag.State_Selected:
            beside_ink = QColor(self._theme.soft)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.hover))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        room = area.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        metrics = QFontMetrics(painter.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        if offer.shortcut:
            painter.setPen(beside_ink)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, offer.shortcut)
            room.setRight(room.right() - metrics.horizontalAdvance(offer.shortcut) - GAP_PX)
        title = metrics.elidedText(offer.title, Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(beside_ink if offer.why_not else QColor(self._theme.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, title)
        room.setLeft(room.left() + metrics.horizontalAdvance(title) + GAP_PX)
        beside = metrics.elidedText(offer.why_not or offer.place, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.setPen(beside_ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, beside)
        painter.restore()
