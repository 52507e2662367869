"""The text against its file, when both were changed or one simply wants to know, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edit_engine.text import Change
from editor_app.gui.difference_pane import DifferencePane
from editor_app.gui.theme import Theme


SIZE_PX = (920, 640)


class DifferenceDialog(QDialog):
    """See the module.

    Signals:
        take_requested(): the file should become the text.
        keep_requested(): the text should stay as it is.

    Args:
        theme: the colours.
        name: of the file.
        found: what the file holds.
        changes: how the text differs from that.
        changed: whether the file was changed by another program, so that it is to be decided which of both stays.
    """

    take_requested = Signal()
    keep_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        name: str,
        found: str,
        changes: Sequence[Change],
        *,
        changed: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("The text against its file"))
        self.resize(*SIZE_PX)
        self.pane = DifferencePane(theme)
        about = self.tr("Struck: only in the file %1.  Underlined: only in the text here.")
        self.pane.show_difference(about.replace("%1", name), found, changes)
        self.take = QPushButton(self.tr("&Take the File"))
        self.take.setToolTip(self.tr("The text becomes what the file holds; the text before stays in the history."))
        self.take.setEnabled(bool(changes))
        self.keep = QPushButton(self.tr("&Keep Mine") if changed else self.tr("&Close"))
        self.keep.setProperty("role", "primary")
        self.keep.setDefault(True)
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.take)
        foot.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 18, 18, 14)
        box.setSpacing(14)
        box.addWidget(self.pane, 1)
        box.addLayout(foot)
        self._changed = changed
        self.pane.sheet.left.connect(self.reject)
        self.pane.setFocus()

    def _take(self) -> None:
        self.take_requested.emit()
        self.accept()

    def _keep(self) -> None:
        if self._changed:
            self.keep_requested.emit()
        self.accept()
