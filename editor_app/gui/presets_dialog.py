"""Two small windows about presets: one asks for a name, the other lists them to use, rename and remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.errors import AppError
from editor_app.gui import translation
from editor_app.gui.wording import share
from editor_app.presets import Preset, Presets


class SavePresetDialog(QDialog):
    """Asks for the name of a preset.

    Signals:
        saved(str, list[str]): the name, and the terms it should keep.

    Args:
        taken: names there are.
        terms: locked in the document.
    """

    saved = Signal(str, list)

    def __init__(self, taken: Sequence[str], terms: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save as Preset"))
        self.setMinimumWidth(420)
        self._taken = {name.casefold() for name in taken}
        self._terms = list(terms)
        caption = QLabel(self.tr("Keep what the instruction bar says under this name:"))
        caption.setObjectName("explanation")
        caption.setWordWrap(True)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        caption.setBuddy(self.name)
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("hint")
        listed = ", ".join(terms)
        self.keep = QCheckBox(self.tr("Also keep these locked terms: {terms}").format(terms=listed))
        self.keep.setVisible(bool(terms))
        self.save = QPushButton(self.tr("Save"))
        self.save.setProperty("role", "primary")
        self.save.setDefault(True)
        cancel = QPushButton(self.tr("Cancel"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        for part in (caption, self.name, self.keep, self._note):
            box.addWidget(part)
        box.addLayout(row)
        self.name.textChanged.connect(self._named)
        self.save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.accepted.connect(self._tell)
        self._named("")

    def _named(self, name: str) -> None:
        taken = name.strip().casefold() in self._taken
        self.save.setEnabled(bool(name.strip()))
        self.save.setText(self.tr("Replace") if taken else self.tr("Save"))
        self._note.setText(self.tr("There is a preset of that name; it will be replaced.") if taken else "")

    def _tell(self) -> None:
        self.saved.emit(" ".join(self.name.text().split()), self._terms if self.keep.isChecked() else [])


class PresetsDialog(QDialog):
    """Lists the presets.

    Signals:
        used(str): let the instruction bar say what the preset of that name says.

    Args:
        presets: the file.
    """

    used = Signal(str)

    def __init__(self, presets: Presets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Presets"))
        self.resize(520, 380)
        self._presets = presets
        self._hint = QLabel(wordWrap=True)
        self._hint.setObjectName("explanation")
        self.list = QListWidget()
        self.list.setObjectName("recovered")
        self.list.setAccessibleName(self.tr("Presets"))
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("settingNote")
        self._note.hide()
        self.use = QPushButton(self.tr("Use"))
        self.use.setProperty("role", "primary")
        self.rename = QPushButton(self.tr("Rename"))
        self.remove = QPushButton(self.tr("Delete"))
        close = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        for button in (self.use, self.rename, self.remove):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(self._hint)
        box.addWidget(self.list, 1)
        box.addWidget(self._note)
        box.addLayout(row)
        self.use.clicked.connect(self._use)
        self.list.itemActivated.connect(self._use)
        self.rename.clicked.connect(self._begin_rename)
        self.list.itemChanged.connect(self._renamed)
        self.remove.clicked.connect(self._remove)
        QShortcut(QKeySequence(Qt.Key.Key_F2), self.list, self._begin_rename)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list, self._remove)
        close.clicked.connect(self.accept)
        self._fill("")

    def _fill(self, chosen: str) -> None:
        presets = self._presets.all()
        self.list.blockSignals(True)
        self.list.clear()
        for name, preset in presets.items():
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(self._said(preset))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, self._said(preset))
            self.list.addItem(item)
        names = list(presets)
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.list.blockSignals(False)
        none = self.tr("No presets yet. Say in the instruction bar what you want, and save that.")
        self._hint.setText(self.tr("Instructions kept under a name.") if presets else none)
        for button in (self.use, self.rename, self.remove):
            button.setEnabled(bool(presets))

    def _said(self, preset: Preset) -> str:
        """What a preset says, in one line."""
        parts = [translation.intent(preset.intent) if preset.intent is not None else f"“{preset.words}”"]
        if preset.strength is not None:
            parts.append(self.tr("Strength {share}").format(share=share(preset.strength)))
        if preset.model:
            parts.append(preset.model)
        if preset.locks:
            parts.append(self.tr("Keeps as they are: {terms}").format(terms=", ".join(preset.locks)))
        return "  ·  ".join(parts)

    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _use(self) -> None:
        if name := self._name():
            self.accept()
            self.used.emit(name)

    def _begin_rename(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.list.editItem(item)

    def _renamed(self, item: QListWidgetItem) -> None:
        old, new = str(item.data(Qt.ItemDataRole.UserRole)), " ".join(item.text().split())
        self._do(lambda: self._presets.rename(old, new))
        self._fill(new if new in self._presets.all() else old)

    def _remove(self) -> None:
        if name := self._name():
            self._do(lambda: self._presets.remove(name))
            self._fill("")

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AppError as error:
            self._note.setText(str(error))
            self._note.show()
        else:
            self._note.hide()
