"""The list of the history: rows along a line of time, chosen and named by keyboard or mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from editor_app.gui.history_model import ROW_ROLE, HistoryModel, Place, Row
from editor_app.gui.rows import Index, RowDelegate, is_chosen, smaller
from editor_app.gui.theme import Theme
from editor_app.timeline import Author


ROW_PX = 52
# Where the line of time runs, and where the words begin; parts of an entry stand further in.
LINE_PX, WORDS_PX, PART_PX = 22, 38, 14
# The sign that folds an entry, at its right.
FOLD_PX = 26


class HistoryDelegate(RowDelegate):
    """Paints a row, and edits its name in place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, ROW_PX, air=1, parent=parent)

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        field = QLineEdit(parent)
        field.setPlaceholderText(self.tr("A name for this revision"))
        field.setAccessibleName(self.tr("Name of the revision; empty for none"))
        field.setMaxLength(200)
        return field

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        area: QRect = option.rect
        height = editor.sizeHint().height()
        editor.setGeometry(area.left() + WORDS_PX - 10, area.center().y() - height // 2, area.width() - 52, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.place is Place.DAY:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(QColor(self.theme.soft))
            inner = area.adjusted(18, 0, -16, -8)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.title)
        else:
            self.ground(painter, option)
            self._time_line(painter, area, row)
            self._words(painter, option, row)
        painter.restore()

    def _time_line(self, painter: QPainter, area: QRect, row: Row) -> None:
        """The line, and on it a sign for who it was: a dot for a person, a diamond for a model, a square for a file."""
        middle = QPoint(area.left() + LINE_PX, area.center().y())
        painter.setPen(QPen(QColor(self.theme.border), 1.2))
        painter.drawLine(middle.x(), area.top(), middle.x(), area.bottom())
        if row.moment is None:
            return
        colour = QColor(self.theme.accent if row.now else self.theme.faint)
        part = row.place is Place.PART
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(colour if row.now or row.moment.author is not Author.PERSON else QColor(self.theme.chrome))
        if row.moment.author is Author.MODEL:
            painter.drawPolygon([middle + QPoint(*by) for by in ((0, -5), (5, 0), (0, 5), (-5, 0))])
        elif row.moment.author is Author.FILE:
            painter.drawRect(middle.x() - 4, middle.y() - 4, 8, 8)
        else:
            size = 2 if part else 4
            painter.drawEllipse(middle, size, size)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        left = WORDS_PX + (PART_PX if row.place is Place.PART else 0)
        right = FOLD_PX if row.unfolded is not None else 16
        inner = option.rect.adjusted(left, 7, -right, -7)
        font = QFont(option.font)
        font.setBold(row.named)
        painter.setFont(font)
        painter.setPen(QColor(self.theme.ink))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width() - (16 if row.named else 0))
        at = inner.left()
        if row.named:
            self._flag(painter, QPoint(at + 2, inner.top() + metrics.height() // 2))
            at += 16
        painter.drawText(at, inner.top() + metrics.ascent(), title)
        if row.unfolded is not None:
            painter.setPen(QPen(QColor(self.theme.soft), 1.5))
            middle = fold_sign(option.rect).center()
            shape = ((-4, -2), (0, 2), (4, -2)) if row.unfolded else ((-2, -4), (2, 0), (-2, 4))
            painter.drawPolyline([middle + QPoint(*by) for by in shape])
        font.setBold(False)
        painter.setFont(smaller(font))
        painter.setPen(QColor(self.theme.soft if is_chosen(option) else self.theme.faint))
        below = f"{self.tr('Now')}  ·  {row.below}" if row.now else row.below
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), below)

    def _flag(self, painter: QPainter, middle: QPoint) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.accent))
        shape = ((0, -6), (8, -6), (8, 6), (4, 3), (0, 6))
        painter.drawPolygon([middle + QPoint(*by) for by in shape])
        painter.restore()


def fold_sign(area: QRect) -> QRect:
    """Where the sign that folds stands in a row."""
    return QRect(area.right() - FOLD_PX, area.top(), FOLD_PX, area.height())


class HistoryList(QListView):
    """See the module. Several rows can be chosen with Shift and Control.

    Signals:
        chosen(): other rows are chosen.
        opened(): Enter was pressed, or a row clicked twice.
        left(): the person wants to go back to the text.
    """

    chosen = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HistoryModel(self)
        self._delegate = HistoryDelegate(theme, self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Revisions, newest first"))
        self.setAccessibleDescription(
            self.tr("Choose one to compare it with the text as it is, or two to compare them. F2 names one.")
        )
        self.activated.connect(lambda _: self.opened.emit())

    @property
    def picked(self) -> list[Row]:
        """The chosen rows, newest first."""
        return [index.data(ROW_ROLE) for index in sorted(self.selectedIndexes(), key=lambda index: index.row())]

    @property
    def current(self) -> Row | None:
        """The row with the focus."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, Row) else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def rename(self) -> None:
        """Let the person type a name for the current row."""
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    def reveal(self, revision_id: str) -> bool:
        """Choose the row of a revision and scroll to it; an entry it is folded in unfolds. Whether there is one."""
        row = self.rows.row_of(revision_id)
        if row >= 0 and self._row(row).revision_id != revision_id:
            self.rows.fold(row, unfold=True)
            row = self.rows.row_of(revision_id)
        if row < 0:
            return False
        self.setCurrentIndex(self.rows.index(row))
        self.scrollTo(self.rows.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:  # noqa: N802 - Qt's name
        super().selectionChanged(now, before)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        # What is said about the current row takes room under the list, and must not hide it.
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        # While the list has the focus, F2 names a revision, whatever it does elsewhere.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F2
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the Enter that ends a name opens nothing
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self.current is not None:
            self._fold_current(unfold=key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = index.data(ROW_ROLE)
        if (
            isinstance(row, Row)
            and row.unfolded is not None
            and fold_sign(self.visualRect(index)).contains(event.position().toPoint())
        ):
            self.rows.fold(index.row(), unfold=not row.unfolded)

    def _fold_current(self, *, unfold: bool) -> None:
        row = self.current
        if row is not None and row.place is Place.PART and not unfold and row.entry is not None:
            # Back to the entry it belongs to, as in any tree.
            self.setCurrentIndex(self.rows.index(self.rows.row_of(row.entry.revision.id)))
        elif row is not None and row.unfolded is not None:
            self.rows.fold(self.currentIndex().row(), unfold=unfold)
            self.scrollTo(self.currentIndex())

    def _row(self, number: int) -> Row:
        found: Row = self.rows.index(number).data(ROW_ROLE)
        return found
