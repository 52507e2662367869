"""The commands of the menu Suggest."""

from __future__ import annotations

from editor_app.gui.controls.group import Group


class SuggestControls(Group):
    """What each method does is said in the command table."""

    def ask(self) -> None:
        self.page.asking_of.begin()

    def run_instruction(self) -> None:
        self.page.asking_of.run()

    def choose_place(self) -> None:
        self.page.asking_of.begin_place()

    def cancel_job(self) -> None:
        self.page.asking_of.cancel()

    def another_try(self) -> None:
        self.page.asking_of.another_try()

    def retry_job(self) -> None:
        self.page.asking_of.retry()

    def save_preset(self) -> None:
        self.page.preset_keeping.save()

    def show_presets(self) -> None:
        self.page.preset_keeping.edit()

    def toggle_lock(self) -> None:
        self.page.locking.toggle()

    def lock_term(self) -> None:
        self.page.locking.lock_term()

    def show_locks(self) -> None:
        self.page.locking.list_locks()

    def show_jobs(self) -> None:
        from editor_app.gui.jobs_dialog import open_jobs  # here, as is said in the package

        open_jobs(self.desk, self.window)
