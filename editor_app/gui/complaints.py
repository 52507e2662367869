"""Tells of what could not be done, one box at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


class Complaints(QObject):
    """See the module.

    Args:
        window: where the boxes stand.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.box: QMessageBox | None = None

    def tell(self, what: str) -> None:
        """Say it; what comes while the person reads takes its place."""
        if self.box is None:
            self.box = QMessageBox(QMessageBox.Icon.Warning, "Redraft", what, parent=self._window)
            self.box.finished.connect(self._understood)
            self.box.open()
        self.box.setText(what)

    def ask(self, what: str, answers: Mapping[str, Callable[[], None]]) -> None:
        """Say it, and let people choose what to do; they can also leave it."""
        box = QMessageBox(QMessageBox.Icon.Warning, "Redraft", what, QMessageBox.StandardButton.Cancel, self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, answer in answers.items():
            box.addButton(title, QMessageBox.ButtonRole.ActionRole).clicked.connect(answer)
        box.open()

    def _understood(self) -> None:
        if self.box is not None:
            self.box.deleteLater()
        self.box = None
