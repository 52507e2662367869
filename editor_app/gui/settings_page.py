"""The settings in one column: a group a section, a row an entry. A search shows what fits, from all groups."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from editor_app.entries import Entry, Group
from editor_app.gui import drawing, translation
from editor_app.gui.preference_store import PreferenceStore
from editor_app.gui.settings_fields import field_for
from editor_app.gui.theme import Theme


class SettingRow(QFrame):
    """One entry: what it is, what it does, what it is set to, and the way back.

    Args:
        entry: it.
        store: where it is set.
        theme: the colours of its icon.
    """

    def __init__(self, entry: Entry, store: PreferenceStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setting")
        self.entry = entry
        self._store = store
        name = translation.setting(entry.title)
        self.title = QLabel(name)
        self.title.setObjectName("settingTitle")
        self._about = QLabel(translation.setting(entry.description), wordWrap=True)
        self._about.setObjectName("hint")
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("settingNote")
        self.field = field_for(entry)
        self.title.setBuddy(self.field.control)
        self.back = QToolButton()
        self.back.setProperty("role", "quiet")
        self.back.setIconSize(QSize(16, 16))
        self.back.setToolTip(self.tr("As at first"))
        self.back.setAccessibleName(self.tr("{setting}: as at first").format(setting=name))
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 10, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self._about, 1, 0)
        grid.addWidget(self._note, 2, 0)
        grid.addWidget(self.field, 0, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.back, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        self._words = " ".join(
            (entry.title, entry.description, name, self._about.text(), *(o.title for o in entry.options))
        ).casefold()
        self.field.chosen.connect(self._set)
        self.back.clicked.connect(self._go_back)
        self.set_theme(theme)
        self.show_value()

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in other colours."""
        self.back.setIcon(drawing.icon("undo", theme))

    def fits(self, terms: Sequence[str]) -> bool:
        """Whether all words of a search are in it, in English or as it is shown."""
        return all(term in self._words for term in terms)

    def show_value(self) -> None:
        """Show what it is set to now."""
        value = self._store.value(self.entry)
        self.field.show_value(value)
        fixed = self._store.fixed(self.entry)
        self.field.setEnabled(fixed is None)
        self.back.setVisible(fixed is None and value != self.entry.first)
        self._say(self.tr("Set by the variable {variable} of the environment.").format(variable=fixed) if fixed else "")

    def _set(self, value: object) -> None:
        try:
            self._store.set(self.entry, value)
        except ValidationError as error:
            self._say(translation.reason(error.errors()[0]["msg"]))
        else:
            self.show_value()

    def _go_back(self) -> None:
        # The button goes away under the finger: the keys stay with the field.
        self.field.setFocus()
        self._set(self.entry.first)

    def _say(self, what: str) -> None:
        self._note.setText(what)
        self._note.setVisible(bool(what))


class SettingGroup(QWidget):
    """The rows of one section under their title.

    Args:
        group: the section.
        store: where its entries are set.
        theme: the colours of the icons.
    """

    def __init__(self, group: Group, store: PreferenceStore, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.name = translation.setting(group.title)
        title = QLabel(self.name)
        title.setObjectName("pageTitle")
        self._all_back = QPushButton(self.tr("All as at first"))
        self._all_back.setProperty("role", "quiet")
        self._all_back.setAccessibleName(self.tr("{page}: all as at first").format(page=self.name))
        self._all_back.clicked.connect(self._go_back)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self._all_back)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 18)
        box.setSpacing(0)
        box.addLayout(head)
        box.addSpacing(6)
        self.rows = [SettingRow(entry, store, theme) for entry in group.entries]
        for number, row in enumerate(self.rows):
            row.setProperty("first", number == 0)
            box.addWidget(row)
        self._store = store
        self.show_values()

    def show_values(self) -> None:
        """Show what everything is set to now."""
        for row in self.rows:
            row.show_value()
        self._all_back.setVisible(any(self._changed(row.entry) for row in self.rows))

    def search(self, terms: Sequence[str]) -> bool:
        """Show the rows that fit, all for no terms; whether any does."""
        found = [row.fits(terms) or self._named(terms) for row in self.rows]
        for row, fits in zip(self.rows, found, strict=True):
            row.setVisible(fits)
        return any(found)

    def _named(self, terms: Sequence[str]) -> bool:
        names = f"{self.group.title} {self.name}".casefold()
        return all(term in names for term in terms)

    def _changed(self, entry: Entry) -> bool:
        return self._store.fixed(entry) is None and self._store.value(entry) != entry.first

    def _go_back(self) -> None:
        for row in self.rows:
            if self._changed(row.entry):
                self._store.set(row.entry, row.entry.first)
