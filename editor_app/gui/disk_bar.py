"""A line over the text when its file was changed by another program, or is not there any more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from editor_app.on_disk import Standing


class DiskBar(QFrame):
    """See the module. It is hidden while there is nothing to say.

    Signals:
        differences_requested(): the person wants to see what is different.
        take_requested(): the file should become the text.
        keep_requested(): the text should stay as it is.
        save_requested(), save_as_requested(): the file should be written again, or another one.
    """

    differences_requested = Signal()
    take_requested = Signal()
    keep_requested = Signal()
    save_requested = Signal()
    save_as_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("diskBar")
        self.standing = Standing.SAME
        self._says = QLabel(wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(self._says, 1)
        self._changed = (
            self._button(self.tr("Show &Differences"), self.differences_requested.emit),
            self._button(self.tr("&Take the File"), self.take_requested.emit),
            self._button(self.tr("&Keep Mine"), self.keep_requested.emit),
        )
        self._gone = (
            self._button(self.tr("&Save It Again"), self.save_requested.emit),
            self._button(self.tr("Save &As…"), self.save_as_requested.emit),
        )
        self._hide = self._button(self.tr("&Leave It"), self.hide)
        for button in (*self._changed, *self._gone, self._hide):
            row.addWidget(button)
        self.hide()

    def show_standing(self, standing: Standing, name: str) -> None:
        """Say what happened to the file.

        Args:
            standing: that.
            name: of the file.
        """
        if standing is self.standing and (standing is not Standing.CHANGED or self.isVisible()):
            return  # what the person left is not said again
        self.standing = standing
        says = {
            Standing.CHANGED: self.tr("%1 was changed by another program, and here as well. Nothing is lost."),
            Standing.GONE: self.tr("%1 is not there any more: it was deleted, moved or renamed. Your text stays here."),
            Standing.UNREADABLE: self.tr("%1 cannot be read just now. Your text stays here."),
        }.get(standing, "")
        self._says.setText(says.replace("%1", name))
        self._says.setAccessibleName(self._says.text())
        for button in self._changed:
            button.setVisible(standing is Standing.CHANGED)
        for button in self._gone:
            button.setVisible(standing is Standing.GONE)
        self._hide.setVisible(standing is not Standing.CHANGED)
        self.setVisible(bool(says))

    def _button(self, text: str, pressed: object) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "chip")
        button.clicked.connect(pressed)
        return button
