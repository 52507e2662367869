"""The commands of the menu Review."""

from __future__ import annotations

from editor_app.gui.bulk_review import open_bulk_review
from editor_app.gui.controls.group import Group
from editor_app.gui.frame import Mode


class ReviewControls(Group):
    """What each method does is said in the command table."""

    def toggle_review(self) -> None:
        if self.page.mode is Mode.REVIEW:
            self.page.reviewing.leave()
        else:
            self.page.reviewing.begin()

    def next_hunk(self) -> None:
        self.page.reviewing.step(+1)

    def previous_hunk(self) -> None:
        self.page.reviewing.step(-1)

    def accept_hunk(self) -> None:
        self.page.reviewing.accept()

    def reject_hunk(self) -> None:
        self.page.reviewing.reject()

    def accept_all(self) -> None:
        if self.session is not None:
            self.session.accept([hunk.id for hunk in self.session.shown])

    def reject_all(self) -> None:
        if self.session is not None:
            self.session.reject([hunk.id for hunk in self.session.state.hunks])

    def accept_shown(self) -> None:
        self.page.reviewing.accept_shown()

    def reject_shown(self) -> None:
        self.page.reviewing.reject_shown()

    def filter_suggestions(self) -> None:
        self.page.side.review.filter.take_focus()

    def review_all(self) -> None:
        open_bulk_review(self.window)

    def seek_others(self) -> None:
        self.page.reviewing.seek_others()

    def refine_hunk(self) -> None:
        self.page.reviewing.refine()

    def ask_again(self) -> None:
        self.page.reviewing.ask_again()

    def undo_decision(self) -> None:
        if self.session is not None:
            self.session.undo_decision()
