"""The keys of every command: search, press another one, see whose it was before it is taken, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor_app import shortcuts
from editor_app.commands import BY_MENU, BY_NAME, MENU_OF, Command, Menu
from editor_app.gui import translation
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.translation import menu_title


NAME_ROLE = Qt.ItemDataRole.UserRole


class Recorder(QKeySequenceEdit):
    """Takes keys as they are pressed; Esc clears it, and from an empty one leaves.

    Signals:
        heard(): one more was pressed; Qt itself says so only after a pause.
        left(): the person is done with it.
    """

    heard = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() == Qt.Key.Key_Escape:
            if self.keySequence().isEmpty():
                self.left.emit()
            self.clear()
            event.accept()
        else:
            super().keyPressEvent(event)
            self.heard.emit()


class ShortcutEditor(QWidget):
    """See the module.

    Args:
        store: where the keys are kept.
    """

    def __init__(self, store: PreferenceStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.list = QTreeWidget()
        self.list.setObjectName("keys")
        self.list.setColumnCount(2)
        self.list.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.list.setAccessibleName(self.tr("Commands and their keys"))
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(12)
        self.list.setUniformRowHeights(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self._heads: dict[Menu, QTreeWidgetItem] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self._about = QLabel(wordWrap=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._ask = QLabel(self.tr("&New key:"))
        self.recorder = Recorder()
        self.recorder.setMaximumSequenceLength(shortcuts.MOST_STROKES)
        self.recorder.setAccessibleName(self.tr("Press the new key"))
        self.recorder.setFixedWidth(190)
        self._ask.setBuddy(self.recorder)
        self.add = QPushButton()
        self.add.setProperty("role", "primary")
        self.note = QLabel(wordWrap=True)
        self.note.setObjectName("settingNote")
        self.note.setAccessibleName(self.tr("About the new key"))
        self.back = QPushButton(self.tr("As at first"))
        self.all_back = QPushButton(self.tr("All as at first"))
        for button in (self.back, self.all_back):
            button.setProperty("role", "quiet")
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_: self._show_command())
        self.list.itemActivated.connect(lambda *_: self.recorder.setFocus())
        self.recorder.keySequenceChanged.connect(lambda _: self._judge())
        self.recorder.heard.connect(self._judge)
        self.recorder.left.connect(self.list.setFocus)
        self.add.clicked.connect(self._take)
        self.back.clicked.connect(self._reset)
        self.all_back.clicked.connect(lambda: self._store.set_shortcuts({}))
        self.show_values()
        self.list.setCurrentItem(self._items[next(iter(BY_NAME))])

    def show_values(self) -> None:
        """Show the keys as they are now."""
        for name, keys in shortcuts.keys(self._own).items():
            item = self._items[name]
            item.setText(1, "   ".join(native(key) for key in keys))
            font = item.font(0)
            font.setBold(keys != shortcuts.at_first(BY_NAME[name]))
            item.setFont(0, font)
            item.setFont(1, font)
        self.all_back.setVisible(bool(self._own))
        self._show_command()

    def search(self, terms: Sequence[str]) -> bool:
        """Show the commands that fit, all for no terms; whether any does."""
        first: QTreeWidgetItem | None = None
        for name, item in self._items.items():
            command = BY_NAME[name]
            words = (command.title, item.text(0), item.text(1), command.summary, translation.summary(command))
            said = f"{' '.join(words)} {menu_title(MENU_OF[name])}".casefold()
            fits = all(term in said for term in terms)
            item.setHidden(not fits)
            first = first or (item if fits else None)
        for menu, head in self._heads.items():
            head.setHidden(all(self._items[command.name].isHidden() for command in BY_MENU[menu]))
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)
        return first is not None

    @property
    def current(self) -> Command:
        """The command in the light."""
        item = self.list.currentItem()
        return BY_NAME[item.data(0, NAME_ROLE)] if item is not None else next(iter(BY_NAME.values()))

    @property
    def _own(self) -> dict[str, list[str]]:
        return self._store.now.shortcuts

    def _fill(self) -> None:
        for menu, commands in BY_MENU.items():
            self._heads[menu] = head = QTreeWidgetItem(self.list, [menu_title(menu), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            head.setExpanded(True)
            for command in commands:
                item = QTreeWidgetItem(head, [translation.title(command), ""])
                item.setData(0, NAME_ROLE, command.name)
                item.setToolTip(0, translation.summary(command))
                self._items[command.name] = item
        self.list.setItemsExpandable(False)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Shortcuts"))
        title.setObjectName("pageTitle")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.all_back)
        panel = QFrame()
        panel.setObjectName("keyPanel")
        ask = QHBoxLayout()
        ask.setSpacing(8)
        for part in (self._ask, self.recorder, self.add):
            ask.addWidget(part)
        ask.addStretch(1)
        ask.addWidget(self.back)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(0, 12, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self._about)
        inside.addLayout(self._chips)
        inside.addLayout(ask)
        inside.addWidget(self.note)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.list, 1)
        box.addWidget(panel)

    def _show_command(self) -> None:
        command = self.current
        keys = shortcuts.keys(self._own)[command.name]
        self._about.setText(f"{translation.title(command)}: {translation.summary(command)}")
        while (old := self._chips.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for key in keys:
            self._chips.addWidget(self._chip(command, key))
        if not keys:
            none = QLabel(self.tr("No key"))
            none.setObjectName("hint")
            self._chips.addWidget(none)
        self._chips.addStretch(1)
        self.back.setVisible(keys != shortcuts.at_first(command))
        blocked = QSignalBlocker(self.recorder)
        self.recorder.clear()
        blocked.unblock()
        self._judge()

    def _chip(self, command: Command, key: str) -> QPushButton:
        chip = QPushButton(f"{native(key)}  ×")
        chip.setProperty("role", "chip")
        chip.setAutoDefault(False)
        said = self.tr("Remove {key}").format(key=native(key))
        chip.setToolTip(said)
        chip.setAccessibleName(said)
        chip.clicked.connect(lambda: self._store.set_shortcuts(shortcuts.drop(command.name, key, self._own)))
        return chip

    def _judge(self) -> None:
        """Say what would happen before it does."""
        key, command = self._pressed(), self.current
        said, usable, take = "", bool(key), self.tr("Add")
        if key:
            why = None if key in shortcuts.at_first(command) else shortcuts.forbidden(key)
            others = shortcuts.conflicts(command.name, key, self._own)
            if why is not None:
                said, usable = translation.reason(why), False
            elif key in shortcuts.keys(self._own)[command.name]:
                said, usable = self.tr("It has this key already."), False
            elif others:
                names = ", ".join(translation.title(other) for other in others)
                said = self.tr("{key} is the key of: {commands}").format(key=native(key), commands=names)
                take = self.tr("Take it")
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.add.setText(take)
        self.add.setEnabled(usable)

    def _pressed(self) -> str:
        return self.recorder.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _take(self) -> None:
        self._store.set_shortcuts(shortcuts.take(self.current.name, self._pressed(), self._own))
        self.list.setFocus()

    def _reset(self) -> None:
        self.list.setFocus()
        self._store.set_shortcuts(shortcuts.reset(self.current.name, self._own))


def native(key: str) -> str:
    """A key as people of this system read it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
