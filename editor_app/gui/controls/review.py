"""The commands of the menu Review."""

from __future__ import annotations

from editor_app.gui.controls.group import Group
from editor_app.gui.frame import Mode
from editor_app.passages import Passage
from editor_app.preferences import Granularity


class ReviewControls(Group):
    """What each method does is said in the command table."""

    def toggle_review(self) -> None:
        if self.page.mode is Mode.REVIEW:
            self.page.reviewing.leave()
        else:
            self.page.reviewing.begin()

    def type_in_review(self) -> None:
        review = self.page.review
        review.set_typing(not review.typing)
        self.page.focus()

    def next_hunk(self) -> None:
        self.page.reviewing.step(+1)

    def previous_hunk(self) -> None:
        self.page.reviewing.step(-1)

    def accept_hunk(self) -> None:
        self.page.reviewing.accept()

    def reject_hunk(self) -> None:
        self.page.reviewing.reject()

    def accept_all(self) -> None:
        self.page.review_typing.decide_all("accept")

    def reject_all(self) -> None:
        self.page.review_typing.decide_all("reject")

    def accept_selected(self) -> None:
        self.page.review_typing.decide_passage("accept", None)

    def reject_selected(self) -> None:
        self.page.review_typing.decide_passage("reject", None)

    def accept_sentence(self) -> None:
        self.page.review_typing.decide_passage("accept", Passage.SENTENCE)

    def reject_sentence(self) -> None:
        self.page.review_typing.decide_passage("reject", Passage.SENTENCE)

    def accept_paragraph(self) -> None:
        self.page.review_typing.decide_passage("accept", Passage.PARAGRAPH)

    def reject_paragraph(self) -> None:
        self.page.review_typing.decide_passage("reject", Passage.PARAGRAPH)

    def accept_section(self) -> None:
        self.page.review_typing.decide_passage("accept", Passage.SECTION)

    def reject_section(self) -> None:
        self.page.review_typing.decide_passage("reject", Passage.SECTION)

    def show_words(self) -> None:
        self.page.review_typing.show_current_as(Granularity.WORD)

    def show_sentence(self) -> None:
        self.page.review_typing.show_current_as(Granularity.SENTENCE)

    def show_paragraph(self) -> None:
        self.page.review_typing.show_current_as(Granularity.PARAGRAPH)

    def show_automatic(self) -> None:
        self.page.review_typing.show_current_as(Granularity.AUTO)

    def accept_shown(self) -> None:
        self.page.reviewing.accept_shown()

    def reject_shown(self) -> None:
        self.page.reviewing.reject_shown()

    def filter_suggestions(self) -> None:
        self.page.side.review.filter.take_focus()

    def review_all(self) -> None:
        from editor_app.gui.bulk_review import open_bulk_review  # here, as is said in the package

        open_bulk_review(self.window)

    def seek_others(self) -> None:
        self.page.reviewing.seek_others()

    def refine_hunk(self) -> None:
        self.page.reviewing.refine()

    def ask_again(self) -> None:
        self.page.reviewing.ask_again()

    def undo_decision(self) -> None:
        if self.page.mode is Mode.REVIEW:
            self.page.review_typing.undo()
        elif self.session is not None:
            self.session.undo_decision()
