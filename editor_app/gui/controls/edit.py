"""The commands of the menu Edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from edit_engine.text import Span
from editor_app import moving
from editor_app.gui.controls.group import Group
from editor_app.gui.frame import Mode
from editor_app.moving import Moved


if TYPE_CHECKING:  # loaded when it is opened
    from editor_app.gui.settings_dialog import SettingsDialog


class EditControls(Group):
    """What each method does is said in the command table."""

    def undo(self) -> None:
        page, session = self.page, self.session
        step = page.editor.undo_decision()
        if page.mode is Mode.REVIEW:
            page.review_typing.undo()
        elif step is not None and session is not None:
            session.undo_step(step)
        elif not page.editor.isReadOnly():  # it is while a decision is being made
            page.editor.undo()

    def redo(self) -> None:
        step = self.page.editor.redo_decision()
        if self.page.mode is Mode.REVIEW:
            self.page.review_typing.redo()
        elif step is not None and self.session is not None:
            self.session.redo_step(step)
        elif not self.page.editor.isReadOnly():
            self.page.editor.redo()

    def find(self) -> None:
        self.page.arrange(Mode.WRITE)
        self.page.changed.emit()
        self.page.finder.start()

    def replace(self) -> None:
        self.page.arrange(Mode.WRITE)
        self.page.changed.emit()
        self.page.finder.start(replacing=True)

    def find_next(self) -> None:
        self._step(+1)

    def find_previous(self) -> None:
        self._step(-1)

    def move_up(self) -> None:
        self._move(moving.up)

    def move_down(self) -> None:
        self._move(moving.down)

    def duplicate(self) -> None:
        self._move(moving.twice)

    def show_settings(self) -> None:
        self._settings()

    def show_shortcuts(self) -> None:
        from editor_app.gui.settings_dialog import SHORTCUTS  # here, as is said in the package

        self._settings().show_page(SHORTCUTS)

    def _move(self, how: Callable[[str, Span], Moved | None]) -> None:
        editor = self.page.editor
        if self.page.mode is Mode.WRITE and not editor.isReadOnly():
            editor.change_places(how)

    def _step(self, by: int) -> None:
        self.page.arrange(Mode.WRITE)
        self.page.changed.emit()
        self.page.finder.step(by)

    def _settings(self) -> SettingsDialog:
        from editor_app.gui.settings_dialog import open_settings  # here, as is said in the package

        return open_settings(self.desk.preferences, self.desk.dressing, self.window)
