"""The presets of a page: chosen, kept and put in order from the instruction bar and the menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from editor_app.errors import AppError
from editor_app.gui.presets_dialog import PresetsDialog, SavePresetDialog
from editor_app.presets import Presets
from storage import LockKind


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class PresetKeeping(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self.presets = Presets(page.desk.preferences.folder)
        menu = page.instruction.more.presets.menu()
        menu.aboutToShow.connect(partial(self.fill, menu))

    def fill(self, menu: QMenu) -> None:
        """Put the presets into a menu, and what can be done with them."""
        menu.clear()
        for name in self.presets.all():
            menu.addAction(name.replace("&", "&&"), partial(self.use, name))
        menu.addSeparator()
        menu.addAction(self.tr("Save as Preset…"), self.save)
        menu.addAction(self.tr("Edit Presets…"), self.edit)

    def use(self, name: str) -> None:
        """Let the bar say what a preset says."""
        page = self._page
        try:
            preset = self.presets.find(name)
        except AppError as error:
            page.complaints.tell(str(error))
            return
        page.asking_of.begin()
        page.instruction.take(preset)
        page.said.emit(self.tr("Preset: {name}").format(name=name))

    def save(self) -> None:
        """Keep what the bar says under a name."""
        page = self._page
        if not page.instruction.preset().usable:
            page.said.emit(self.tr("Choose a kind of change, or say it in your own words, to keep it."))
            page.asking_of.begin()
            return
        terms = [lock.text for lock in page.locking.locks if lock.kind is LockKind.TERM]
        dialog = SavePresetDialog(list(self.presets.all()), terms, page.window())
        dialog.saved.connect(self._save)
        dialog.open()

    def edit(self) -> None:
        """Show the presets, to use, rename and remove them."""
        dialog = PresetsDialog(self.presets, self._page.window())
        dialog.used.connect(self.use)
        dialog.open()

    def _save(self, name: str, terms: list[str]) -> None:
        try:
            self.presets.save(name, self._page.instruction.preset(terms))
        except AppError as error:
            self._page.complaints.tell(str(error))
        else:
            self._page.said.emit(self.tr("Kept as a preset: {name}").format(name=name))
