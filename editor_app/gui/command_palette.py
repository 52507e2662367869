"""Every command by its name: type some letters of it, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor_app.commands import COMMANDS
from editor_app.gui.actions import Actions


WIDTH_PX, HEIGHT_PX = 520, 420


class CommandPalette(QDialog):
    """See the module.

    Args:
        actions: what it offers; commands that cannot be used just now are left out.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._actions = actions
        self._window = parent
        self._typed = QLineEdit(placeholderText="Search for a command")
        self._typed.setAccessibleName("Search for a command")
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 10, 10, 10)
        box.addWidget(self._typed)
        box.addWidget(self._list)
        self._typed.textChanged.connect(self._offer)
        self._typed.returnPressed.connect(self._run)
        self._typed.installEventFilter(self)
        self._list.itemClicked.connect(self._run)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self._offer("")

    def popup(self) -> None:
        """Show it over the upper part of its window."""
        window = self._window
        self.move(window.mapToGlobal(QPoint((window.width() - WIDTH_PX) // 2, window.height() // 8)))
        self.show()
        self._typed.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                rows = self._list.count()
                self._list.setCurrentRow((self._list.currentRow() + step) % rows if rows else -1)
                return True
        return super().eventFilter(watched, event)

    def _offer(self, letters: str) -> None:
        self._list.clear()
        for command in COMMANDS:
            action = self._actions[command.name]
            if action.isEnabled() and command.name != "show_palette" and fits(letters, command.title):
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(f"{command.title}    {key}" if key else command.title)
                item.setData(Qt.ItemDataRole.UserRole, command.name)
                item.setToolTip(command.summary)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _run(self) -> None:
        item = self._list.currentItem()
        self.close()
        if item is not None:
            self._actions[item.data(Qt.ItemDataRole.UserRole)].trigger()


def fits(letters: str, title: str) -> bool:
    """Whether the letters stand in the title in that order, whatever is between them."""
    rest = iter(title.casefold())
    return all(letter in rest for letter in letters.casefold() if not letter.isspace())
