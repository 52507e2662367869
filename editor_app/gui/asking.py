"""Between the instruction bar of a page and the session: what is asked and where, how far a job is, how it ended."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from edit_engine.request import EditEvent, Intent
from edit_engine.text import Span
from editor_app.dispatch import OPEN
from editor_app.gui import translation
from editor_app.gui.frame import Mode
from editor_app.gui.live_view import LiveView
from editor_app.gui.scope_mark import ScopeMark
from editor_app.gui.state import State
from editor_app.gui.wording import number, share, suggestions, time_left
from editor_app.proof import Proof, prove
from editor_app.remaining import Remaining
from editor_app.scope import Scope, place_of
from editor_app.workspace import Workspace
from storage import Job, JobState


if TYPE_CHECKING:  # a page makes one
    from editor_app.gui.page import Page


# A smaller share than this reads as nothing, and so as if nothing went on.
LEAST_SHOWN = 0.01


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
        self._remaining = Remaining()
        self._mark = ScopeMark(page.editor)
        self.live = LiveView(page.editor)
        bar, memory = page.instruction, page.desk.memory
        bar.words.asked = memory.asked
        bar.show_more.setChecked(memory.more)
        bar.show_more.toggled.connect(lambda shown: setattr(memory, "more", shown))
        page.editor.selectionChanged.connect(self._selection_changed)
        page.editor.edited.connect(lambda *_: self._mark.show(None))
        bar.run_requested.connect(self.run)
        bar.cancel_requested.connect(self.cancel)
        bar.retry_requested.connect(self.retry)
        bar.scope_changed.connect(self._show_scope)
        bar.left.connect(self._leave)
        bar.set_selection(False)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # there are no widgets without one
        app.focusChanged.connect(self._focus_changed)

    @property
    def working(self) -> bool:
        """Whether a job is open."""
        session = self._page.session
        return session is not None and session.job is not None and session.job.state in OPEN

    @property
    def failed(self) -> bool:
        """Whether the newest job failed, so that what failed can be asked for again."""
        session = self._page.session
        return session is not None and session.job is not None and session.job.state is JobState.FAILED

    @property
    def doing(self) -> str:
        """How far the open job is, in words; empty if there is none."""
        session = self._page.session
        if session is None or session.job is None or not self.working:
            return ""
        parts = [translation.intent(session.job.instruction.intent), self._progress(session.job, session.share)]
        if left := time_left(self._remaining.seconds(time.monotonic())):
            parts.append(left)
        if session.pending:
            parts.append(suggestions(session.pending))
        return "  ·  ".join(parts)

    def _progress(self, job: Job, done: float) -> str:
        """How far a job is: in percent once that says something, before that what goes on."""
        if job.chunks_total > 1 and job.chunks_done:
            parts = self.tr("{done} of {total} parts").format(
                done=number(job.chunks_done), total=number(job.chunks_total)
            )
            return f"{share(done)}  ·  {parts}" if done >= LEAST_SHOWN else parts
        if done >= LEAST_SHOWN:
            return share(done)
        if job.state is JobState.QUEUED and not done:
            return self.tr("waiting for the model…")
        return self.tr("reading…")

    def begin(self) -> None:
        """Let people write an instruction."""
        page = self._page
        page.arrange(Mode.WRITE if page.mode is Mode.LOOK_BACK else page.mode, asking=True)
        page.instruction.focus()
        self._show_caret()

    def begin_place(self) -> None:
        """Let people say by keys which part of the text is meant."""
        page = self._page
        page.arrange(Mode.WRITE if page.mode is Mode.LOOK_BACK else page.mode, asking=True)
        page.instruction.scope.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_caret()

    def _show_caret(self) -> None:
        page = self._page
        if page.mode is Mode.WRITE:  # the bar may have come to stand over the caret
            if (layout := page.layout()) is not None:
                layout.activate()
            page.editor.reveal(page.editor.textCursor().position())

    def run(self) -> None:
        """Ask for what the bar says."""
        page, session, bar = self._page, self._page.session, self._page.instruction
        if session is None or self.working:
            return
        ask, scope = bar.ask(), bar.place
        if lacking := bar.lacking():
            bar.show_trouble(lacking)
            return
        if scope is Scope.DOCUMENT:
            if ask.intent is Intent.INFILL:
                bar.show_trouble(self.tr("Select what should be filled in, or choose a paragraph."))
                return
        else:
            place = self._place(scope)
            if place is None:
                bar.show_trouble(self.tr("There is no text where the caret is."))
                return
            ask = replace(ask, scope=(place,))
        if ask.words:
            page.desk.memory.keep_asked(ask.words)
        bar.show_trouble("")
        self.live.expect()
        session.ask(ask, lambda error: bar.show_trouble(str(error)))
        page.desk.look_soon()
        if page.mode is Mode.REVIEW:
            page.arrange(Mode.REVIEW)
        page.focus()

    def another_try(self) -> None:
        """Ask the same once more, with another seed."""
        self._page.instruction.another_try()

    def cancel(self) -> None:
        """Stop the job."""
        session = self._page.session
        if session is not None and session.job is not None:
            self._page.desk.cancel(session.job.id)

    def retry(self) -> None:
        """Ask once more for the parts of the job that failed."""
        session = self._page.session
        if session is None or session.job is None or not self.failed:
            return
        job_id = session.job.id

        def again(workspace: Workspace, _: str) -> str:
            workspace.resume(job_id)
            return ""

        self._page.instruction.show_trouble("")
        session.do(again)
        self._page.desk.look_soon()

    def follow(self, state: State) -> None:
        """Hear how the document stands; the text on the screen is that of the state."""
        self.live.follow(state)
        self.show_job()

    def take_live(self, events: list[EditEvent]) -> None:
        """Hear what workers said of parts they have not finished."""
        session = self._page.session
        self.live.on = self._page.desk.preferences.now.asking.live
        self.live.take(events, session.job if session is not None else None)

    def show_job(self) -> None:
        """Say how far it is, or how it ended."""
        session, bar = self._page.session, self._page.instruction
        job = session.job if session is not None else None
        if session is None or job is None:
            bar.show_progress("", 0.0)
            return
        if not self.working:
            self.live.clear()
        if self.working:
            self._remaining.note(job.id, time.monotonic(), session.share)
        bar.show_progress(self.doing, session.share)
        told = f"{job.id} {job.state}"
        if self.working:
            self._told = ""
        elif told != self._told and session.state.job is None:  # until then, what it found is not in the state
            self._told = told
            if job.state is JobState.FAILED:
                bar.show_trouble(job.message, again=True)
            self._prove(job)

    def _prove(self, job: Job) -> None:
        """Compare what had to stay as it was, and say how the job ended."""
        desk = self._page.desk
        desk.library.run(
            lambda: (prove(desk.library_of(), job), desk.library_of().waiting_of(job.id)),
            lambda found: self._ended(job, *found),
            lambda _: self._ended(job, None, None),
        )

    def _ended(self, job: Job, proof: Proof | None, waiting: int | None) -> None:
        """Say how a job ended.

        Args:
            job: it.
            proof: what a comparison found; None if it failed.
            waiting: how many of its suggestions wait; None for all that wait in the document.
        """
        page, session = self._page, self._page.session
        if session is None or session.job is None or session.job.id != job.id:
            return
        done = {JobState.DONE: self.tr("Done"), JobState.CANCELLED: self.tr("Cancelled")}
        count = session.pending if waiting is None else waiting
        found = f"{done.get(job.state, self.tr('Failed in part'))}: {suggestions(count)}."
        kept = self.proof_said(proof) if proof is not None else ""
        page.instruction.show_outcome(f"{found} {kept}".strip())
        if job.state is not JobState.FAILED and not count:
            page.said.emit(found)
        elif job.state is not JobState.FAILED:
            how = self.tr("{key} reviews them.").format(key=page.actions_of.key("toggle_review"))
            page.said.emit(f"{found} {how}")

    def proof_said(self, proof: Proof) -> str:
        """What a comparison of the protected places found, in words; empty where there are none."""
        if not proof.places:
            return ""
        places = self.tr("%Ln protected place(s)", "", proof.places)
        if not proof.changed:
            return self.tr("{places}, all unchanged.").format(places=places)
        changed = self.tr("{places}, and {count} of them would change: look at those first.")
        return changed.format(places=places, count=number(len(proof.changed)))

    def chosen(self) -> Span:
        """The selection in the text as it is, code points; empty at the caret if there is none."""
        page = self._page
        if page.mode is not Mode.REVIEW:
            cursor = page.editor.textCursor()
            return page.editor.units().points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        review = page.review
        cursor = review.textCursor()
        start, end = review.places.points(Span(cursor.selectionStart(), cursor.selectionEnd()))
        return Span(review.projection.position(start), review.projection.position(end))

    def _place(self, scope: Scope) -> Span | None:
        return place_of(scope, self._page.editor.text(), self.chosen())

    def _show_scope(self) -> None:
        """Mark what is meant in the margin while the bar is written in."""
        page = self._page
        focused = QApplication.focusWidget()
        shown = page.session is not None and focused is not None and page.instruction.isAncestorOf(focused)
        self._mark.show(self._place(page.instruction.place) if shown else None)

    def _focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        bar, desk = self._page.instruction, self._page.desk
        entered = now is not None and bar.isAncestorOf(now)
        if entered and not (before is not None and bar.isAncestorOf(before)):
            desk.find_models()
        if self._mark.span is not None or entered:
            self._show_scope()

    def _selection_changed(self) -> None:
        self._page.instruction.set_selection(self._page.editor.textCursor().hasSelection())

    def _leave(self) -> None:
        self._page.arrange(self._page.mode)
        self._page.focus()
