"""All that is locked in a document, to look at and to unlock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.gui.wording import on_one_line
from storage import Lock, LockKind


SIZE_PX = (520, 360)
# Code points of a place that its row shows.
SHOWN = 90


class LocksDialog(QDialog):
    """See the module.

    Signals:
        unlock_requested(list[str]): let the locks of these ids go.
        place_requested(Lock): show where one is.
    """

    unlock_requested = Signal(list)
    place_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Locked Text"))
        self.resize(*SIZE_PX)
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("explanation")
        self.list = QListWidget()
        self.list.setObjectName("recovered")
        self.list.setAccessibleName(self.tr("Locked text"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.unlock = QPushButton(self.tr("Unlock"))
        self.show_place = QPushButton(self.tr("Show in the Text"))
        close = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        for button in (self.unlock, self.show_place):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(self._hint)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        self.list.itemSelectionChanged.connect(self._chosen)
        self.list.itemActivated.connect(self._activated)
        self.unlock.clicked.connect(self._unlock)
        self.show_place.clicked.connect(lambda: self._activated(self.list.currentItem()))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._unlock)
        close.clicked.connect(self.accept)
        close.setAutoDefault(False)

    def show_locks(self, locks: Sequence[Lock]) -> None:
        """List these."""
        row = self.list.currentRow()
        self.list.clear()
        for lock in locks:
            item = QListWidgetItem(self._title(lock))
            item.setData(Qt.ItemDataRole.UserRole, lock)
            item.setToolTip(lock.text[:1000])
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        none = self.tr(
            "Nothing is locked. Lock a selection, the paragraph at the caret or a term from the menu Suggest."
        )
        self._hint.setText(self.tr("No suggestion changes any of this.") if locks else none)
        self._chosen()

    def _title(self, lock: Lock) -> str:
        text = on_one_line(lock.text.strip())
        text = text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"
        if lock.kind is LockKind.TERM:
            return self.tr("Term: {text}").format(text=text)
        if lock.span is None:
            return self.tr("Not in the text just now: {text}").format(text=text)
        return text

    def _locks(self) -> list[Lock]:
        return [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]

    def _chosen(self) -> None:
        locks = self._locks()
        self.unlock.setEnabled(bool(locks))
        self.show_place.setEnabled(len(locks) == 1 and locks[0].span is not None)

    def _activated(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.place_requested.emit(item.data(Qt.ItemDataRole.UserRole))

    def _unlock(self) -> None:
        if locks := self._locks():
            self.unlock_requested.emit([lock.id for lock in locks])
