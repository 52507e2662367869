"""Between the instruction bar of a page and the session: what is asked, and how far a job is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.dispatch import OPEN
from editor_app.gui import translation
from editor_app.gui.frame import Mode
from editor_app.gui.wording import share, suggestions
from storage import JobState


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


class Asking(QObject):
    """See the module.

    Args:
        page: its.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        # What was last said of a job's end.
        self._told = ""
        bar = page.instruction
        page.editor.selectionChanged.connect(self._selection_changed)
        bar.run_requested.connect(self.run)
        bar.cancel_requested.connect(self.cancel)
        bar.left.connect(self._leave)
        bar.set_selection(False)

    @property
    def working(self) -> bool:
        """Whether a job is open."""
        session = self._page.session
        return session is not None and session.job is not None and session.job.state in OPEN

    @property
    def doing(self) -> str:
        """How far the open job is, in words; empty if there is none."""
        session = self._page.session
        if session is None or session.job is None or not self.working:
            return ""
        intent = translation.intent(session.job.instruction.intent)
        found = f"  ·  {suggestions(session.pending)}" if session.pending else ""
        return f"{intent}  ·  {share(session.share)}{found}"

    def begin(self) -> None:
        """Let people write an instruction."""
        page = self._page
        page.arrange(Mode.WRITE if page.mode is Mode.LOOK_BACK else page.mode, asking=True)
        page.instruction.focus()

    def run(self) -> None:
        """Ask for what the bar says."""
        page, session = self._page, self._page.session
        if session is None or self.working:
            return
        ask = page.instruction.ask()
        chosen = page.editor.selected()
        if page.instruction.only_selection and page.mode is Mode.WRITE and chosen is not None:
            ask = replace(ask, scope=(chosen,))
        page.instruction.show_trouble("")
        session.ask(ask, lambda error: page.instruction.show_trouble(str(error)))
        page.desk.look_soon()
        if page.mode is Mode.REVIEW:
            page.arrange(Mode.REVIEW)
        page.focus()

    def cancel(self) -> None:
        """Stop the job."""
        session = self._page.session
        if session is not None and session.job is not None:
            self._page.desk.cancel(session.job.id)

    def show_job(self) -> None:
        """Say how far it is, or how it ended."""
        page, session = self._page, self._page.session
        job = session.job if session is not None else None
        if session is None or job is None:
            page.instruction.show_progress("", 0.0)
            return
        page.instruction.show_progress(self.doing, session.share)
        told = f"{job.id} {job.state}"
        if not self.working and told != self._told and session.state.job is None:
            if job.state is JobState.FAILED:
                page.instruction.show_trouble(job.message)
            else:
                done = self.tr("Done") if job.state is JobState.DONE else self.tr("Cancelled")
                how = self.tr("{key} reviews them.").format(key=page.actions_of.key("toggle_review"))
                page.said.emit(f"{done}: {suggestions(session.pending)}. {how}")
        self._told = told

    def _selection_changed(self) -> None:
        self._page.instruction.set_selection(self._page.editor.textCursor().hasSelection())

    def _leave(self) -> None:
        self._page.arrange(self._page.mode)
        self._page.focus()
