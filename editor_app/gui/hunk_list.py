"""The list of suggestions beside the text. Its rows are chosen by mouse or keys, and decided by keys where they are."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from editor_app.gui.hunk_model import HUNK_ROLE, HunkModel
from editor_app.gui.hunk_row import HunkDelegate
from editor_app.gui.theme import Theme


# What keys do here, as in the text of the review; the arrows go from row to row anyway.
_KEYS: Mapping[Qt.Key, str] = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_R: "reject",
    Qt.Key.Key_Return: "go",
    Qt.Key.Key_Enter: "go",
}


class HunkList(QListView):
    """The list.

    Signals:
        chosen(str): the row of that suggestion was picked.
        opened(): the person wants to be in the text, at the picked one.
        accept_requested(), reject_requested(): the picked one should be decided.
    """

    chosen = Signal(str)
    opened = Signal()
    accept_requested = Signal()
    reject_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hunks = HunkModel(self)
        self._delegate = HunkDelegate(theme, self)
        # The one in the light, whether it has a row or not.
        self._current = ""
        self.setModel(self.hunks)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A click leaves the focus where keys decide: in the text.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Suggestions"))
        self.clicked.connect(lambda index: self._choose(index))
        self.hunks.changed.connect(lambda: self.set_current(self._current))

    @property
    def current(self) -> str:
        """Id of the suggestion of the chosen row; empty if none is."""
        index = self.currentIndex()
        return index.data(HUNK_ROLE).id if index.isValid() and self.selectionModel().isSelected(index) else ""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.theme = theme
        self.viewport().update()

    def set_current(self, hunk_id: str) -> None:
        """Mark a row and scroll to it."""
        self._current = hunk_id
        row = self.hunks.row_of(hunk_id)
        if row < 0:
            self.clearSelection()
        elif self.current != hunk_id:
            index = self.hunks.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        # What is said of the chosen one takes room under the list, and must not hide it.
        if self.current:
            self.scrollTo(self.currentIndex())

    def event(self, event: QEvent) -> bool:
        # These keys belong to the list while it has the focus, whatever they do elsewhere.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _does(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        does, hunk_id = _does(event), self.current
        if does == "go":
            self.opened.emit()
        elif does:
            # Who holds a key down does not look at what is decided.
            if not event.isAutoRepeat():
                (self.accept_requested if does == "accept" else self.reject_requested).emit()
        else:
            super().keyPressEvent(event)
            if self.current not in ("", hunk_id):
                self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        self._current = index.data(HUNK_ROLE).id
        self.chosen.emit(self._current)


def _does(event: QKeyEvent) -> str:
    """What a key asks for; empty if it is none of those of the list."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
        return ""
    return _KEYS.get(Qt.Key(event.key()), "")
