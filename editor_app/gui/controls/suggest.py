"""The commands of the menu Suggest."""

from __future__ import annotations

from editor_app.gui.controls.group import Group


class SuggestControls(Group):
    """What each method does is said in the command table."""

    def ask(self) -> None:
        self.page.asking_of.begin()

    def run_instruction(self) -> None:
        self.page.asking_of.run()

    def cancel_job(self) -> None:
        self.page.asking_of.cancel()
