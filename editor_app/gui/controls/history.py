"""The commands of the menu History."""

from __future__ import annotations

from editor_app.gui.controls.group import Group


class HistoryControls(Group):
    """What each method does is said in the command table."""

    def show_history(self) -> None:
        self.page.looking_back.toggle()

    def blame(self) -> None:
        self.page.blaming.ask()

    def name_revision(self) -> None:
        self.page.looking_back.name()

    def restore_revision(self) -> None:
        self.page.looking_back.restore()

    def next_change(self) -> None:
        self.page.compare.step(+1)

    def previous_change(self) -> None:
        self.page.compare.step(-1)

    def toggle_side_by_side(self) -> None:
        self.page.looking_back.show_side_by_side(not self.desk.preferences.now.reviewing.side_by_side)
