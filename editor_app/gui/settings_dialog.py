"""All settings in one window beside the text: they take effect as they are set, and Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app import entries
from editor_app.gui.dressing import Dressing
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.settings_page import SettingGroup
from editor_app.gui.shortcut_editor import ShortcutEditor
from editor_app.gui.theme import Theme


SIZE_PX = (860, 640)
SIDE_PX = 220
SHORTCUTS = "shortcuts"


class SettingsDialog(QDialog):
    """See the module.

    Args:
        store: what is set.
        dressing: the colours of its icons.
    """

    def __init__(self, store: PreferenceStore, dressing: Dressing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE_PX)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.setPlaceholderText(self.tr("Search the settings"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.installEventFilter(self)
        self.pages = QListWidget()
        self.pages.setAccessibleName(self.tr("Pages"))
        self.groups = [SettingGroup(group, store, dressing.theme) for group in entries.groups()]
        self.keys = ShortcutEditor(store)
        self._names = [*(group.group.name for group in self.groups), SHORTCUTS]
        self.pages.addItems([*(group.name for group in self.groups), self.tr("Shortcuts")])
        self._nothing = QLabel(self.tr("Nothing is called that."))
        self._nothing.setObjectName("hint")
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.pages.currentRowChanged.connect(self._turn)
        dressing.changed.connect(self._dress)
        store.changed.connect(self._changed)
        store.editing_changed.connect(self._changed)
        for button in self.findChildren(QPushButton):  # Enter finishes what is typed and presses nothing
            button.setAutoDefault(False)
        self.pages.setCurrentRow(0)
        self._search("")
        self.pages.setFocus()

    def show_page(self, name: str) -> None:
        """Turn to the page of a section, or of the shortcuts."""
        self.search.clear()
        self.pages.setCurrentRow(self._names.index(name))

    def show_entry(self, key: str) -> None:
        """Turn to one entry, and let it be set."""
        self.show_page(key.partition(".")[0])
        for group in self.groups:
            for row in group.rows:
                if row.entry.key == key:
                    row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    self._scroll.ensureWidgetVisible(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.pages.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("side")
        side.setFixedWidth(SIDE_PX)
        left = QVBoxLayout(side)
        left.setContentsMargins(14, 16, 14, 14)
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.pages, 1)
        column = QWidget()
        column.setObjectName("column")
        rows = QVBoxLayout(column)
        rows.setContentsMargins(28, 20, 28, 10)
        rows.setSpacing(0)
        rows.addWidget(self._nothing)
        for group in self.groups:
            rows.addWidget(group)
        rows.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(column)
        keys = QWidget()
        keys.setObjectName("column")
        inside = QVBoxLayout(keys)
        inside.setContentsMargins(28, 20, 28, 20)
        inside.addWidget(self.keys)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(keys)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(side)
        whole.addWidget(self._stack, 1)

    def _dress(self, theme: Theme) -> None:
        for group in self.groups:
            for row in group.rows:
                row.set_theme(theme)

    def _changed(self) -> None:
        for group in self.groups:
            group.show_values()
        self.keys.show_values()

    def _search(self, words: str) -> None:
        """Show what fits from every page; the pages without anything are greyed."""
        terms = words.casefold().split()
        fits = [group.search(terms) for group in self.groups]
        keys = self.keys.search(terms)
        for at, found in enumerate((*fits, keys)):
            item = self.pages.item(at)
            item.setFlags(
                Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if found else Qt.ItemFlag.NoItemFlags
            )
        self._nothing.setVisible(not any(fits))
        if not terms:
            self._turn(self.pages.currentRow())
            return
        for group, found in zip(self.groups, fits, strict=True):
            group.setVisible(found)
        self._stack.setCurrentIndex(1 if keys and not any(fits) else 0)

    def _turn(self, at: int) -> None:
        keys = at == len(self.groups)
        self._stack.setCurrentIndex(1 if keys else 0)
        if keys:
            return
        if self.search.text().strip():  # what was found stays, and scrolls there
            self._scroll.ensureWidgetVisible(self.groups[at], 0, 0)
            return
        self._nothing.hide()
        for number, group in enumerate(self.groups):
            group.setVisible(number == at)
        self._scroll.verticalScrollBar().setValue(0)


def open_settings(store: PreferenceStore, dressing: Dressing, parent: QWidget) -> SettingsDialog:
    """Show the settings; there is one such window at a time."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, SettingsDialog) and widget.isVisible():
            dialog = widget
            break
    else:
        dialog = SettingsDialog(store, dressing, parent)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
