"""The document a window shows: between its widgets, which hold the text, and its Draft in the background lane."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from edit_engine.request import Hunk
from edit_engine.text import Change, Span
from editor_app.blame import Blame
from editor_app.changes import ChangeKind
from editor_app.comparison import Comparison
from editor_app.errors import NotKept
from editor_app.gui.dispatcher import Lane
from editor_app.gui.draft import ELSEWHERE, Draft
from editor_app.gui.news import News
from editor_app.gui.state import Ask, State
from editor_app.gui.undo_steps import DecisionStep
from editor_app.on_disk import Standing
from editor_app.timeline import Page
from editor_app.units import Choice, Rewrite, Shape
from editor_app.workspace import Workspace
from storage import Job, Revision


# Milliseconds typing may wait before it is in the library.
TYPING_MS = 700
# Milliseconds until the next try when it could not be put there.
RETRY_MS = 5000
# Changes after which the document is looked at again.
_MOVED = (ChangeKind.HUNKS, ChangeKind.JOB, ChangeKind.DOCUMENT)


class Session(QObject):
    """One document from opening to closing.

    The widgets' text is asked for by `text`, and counted by `typed`: a result that comes back after more was typed
    changes no text on the screen.

    Signals:
        refreshed(State): something is known anew; the text on the screen is still right.
        replaced(State): the text on the screen must follow `edits`.
        locked(bool): typing must wait for a decision to be made, for some milliseconds.
        file_seen(Standing): how the file stands, after a look at it or a save.
        lived(list[EditEvent]): what workers said of parts they have not finished.
        said(str): a sentence for the status bar.
        failed(Exception): what was asked for could not be done.
        undecided(): a decision that typing waited for was not made.

    Args:
        lane: where the library is used.
        draft: the document.
        state: how it stands.
        text: gives the text on the screen.
    """

    refreshed = Signal(object)
    replaced = Signal(object)
    locked = Signal(bool)
    file_seen = Signal(object)
    lived = Signal(list)
    said = Signal(str)
    failed = Signal(object)
    undecided = Signal()

    def __init__(
        self, lane: Lane, draft: Draft, state: State, text: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._lane = lane
        self.draft = draft
        self._text = text
        self.state = state
        # The newest job heard of, open or not.
        self.job: Job | None = state.job
        # Share of it that is done, 0..1.
        self.share = 0.0
        # What was typed to suggestions and is not on its way into the library; they are no longer asked for it then.
        self.rewrites: Callable[[], list[Rewrite]] = list
        self._unkept: list[Rewrite] = []
        self._reworded, self._rewritten = 0, 0
        # Grows with every key; tells whether a result is still about the text on the screen.
        self._typed = 0
        self._recorded = 0
        self._locks = 0
        # Whether the person was told that what is typed cannot be recorded just now.
        self._told = False
        self._refreshing = False
        self._closed = False
        self._autosave = QTimer(self, singleShot=True)
        self._autosave.timeout.connect(self.record)

    @property
    def document_id(self) -> str:
        """The document's id."""
        return self.state.document.id

    @property
    def unsaved(self) -> bool:
        """Whether the text on the screen is not in the file."""
        return self.state.unsaved or self.unrecorded

    @property
    def unrecorded(self) -> bool:
        """Whether something was typed that is not on its way into the library."""
        return self._typed != self._recorded

    @property
    def shown(self) -> Sequence[Hunk]:
        """The hunks that can be decided now, in order."""
        return self.state.shown

    @property
    def pending(self) -> int:
        """Number of hunks that can be decided now."""
        return len(self.shown)

    def typed(self) -> None:
        """The person changed the text on the screen."""
        self._typed += 1
        if not self._autosave.isActive():
            self._autosave.start(TYPING_MS)

    def reworded(self) -> None:
        """The person changed what a suggestion would put in."""
        self._reworded += 1
        if not self._autosave.isActive():
            self._autosave.start(TYPING_MS)

    def record(self) -> None:
        """Put what was typed into the library now."""
        if self.unrecorded or self._reworded != self._rewritten:
            self._do(self.draft.type)

    def refresh(self) -> None:
        """Look at the library again, unless that is about to happen anyway."""
        if not self._refreshing:
            self._refreshing = True
            self._do(self.draft.look, refresh=True)

    def show_as(self, shape: Shape | None, *, lock: bool = False) -> None:
        """Let states hold the suggestions in a shape; None while nobody sees them.

        Args:
            shape: it.
            lock: whether typing must wait for it.
        """
        self.draft.shape = shape
        if shape is not None:
            self._do(self.draft.type, lock=lock)

    def accept(self, hunk_ids: Sequence[str]) -> None:
        """Put hunks into the text."""
        self.accept_chosen(Choice(hunk_ids=tuple(hunk_ids)))

    def reject(self, hunk_ids: Sequence[str]) -> None:
        """Turn hunks down."""
        self.reject_chosen(Choice(hunk_ids=tuple(hunk_ids)))

    def accept_chosen(self, choice: Choice) -> None:
        """Put hunks or parts of them into the text."""
        self._do(lambda text: self.draft.accept(text, choice), lock=True)

    def reject_chosen(self, choice: Choice) -> None:
        """Turn hunks or parts of them down."""
        self._do(lambda text: self.draft.reject(text, choice), lock=True)

    def undo_decision(self) -> None:
        """Take the newest decision back."""
        self._do(self.draft.undo, lock=True)

    def undo_step(self, step: DecisionStep) -> None:
        """Undo what was done to a decision, or first what was decided since on the same suggestions."""
        if step.pending and {hunk.id for hunk in self.state.hunks}.issuperset(step.pending):
            self.accept(step.pending)
        else:
            self.undo_decision()

    def redo_step(self, step: DecisionStep) -> None:
        """Do it again."""
        if step.accepted:
            self.accept(step.accepted)
        else:
            self.undo_decision()

    def restore(self, revision_id: str) -> None:
        """Bring an older text back."""
        self._do(lambda text: self.draft.restore(text, revision_id), lock=True)

    def save(self, path: Path | None = None, *, force: bool = False) -> None:
        """Write the file."""
        self._do(lambda text: self.draft.save(text, path, force=force))

    def look_at_file(self) -> None:
        """Take over what another program wrote into the file, or say that both were changed."""
        self._do(self.draft.look_at_file)

    def take_file(self) -> None:
        """Make what the file holds the newest text."""
        self._do(self.draft.take_file, lock=True)

    def keep_text(self) -> None:
        """Keep the text although the file was changed."""
        self._do(self.draft.keep_text)

    def against_file(self, done: Callable[[tuple[str, list[Change]]], None]) -> None:
        """Find out how the text differs from what the file holds."""
        self.record()
        self._lane.run(self.draft.against_file, self._unless_closed(done), self.failed.emit)

    def export(self, path: Path, *, marked: bool = False) -> None:
        """Write a copy, or one with the pending suggestions marked in it."""
        self._do(lambda text: self.draft.export(text, path, marked=marked))

    def ask(self, ask: Ask, failed: Callable[[Exception], None]) -> None:
        """Queue a job; `failed` hears of an instruction that cannot be followed."""
        self._do(lambda text: self.draft.ask(text, ask), failed=failed)

    def do(self, act: Callable[[Workspace, str], str]) -> None:
        """Do something else with the document in the lane; as `Draft.do`."""
        self._do(lambda text: self.draft.do(text, act))

    def ask_again(self, hunk_id: str) -> None:
        """Give the instruction of a suggestion once more, for the sentence that is there now."""
        self._do(lambda text: self.draft.ask_again(text, hunk_id), lock=True)

    def compare(self, older: str, newer: str | None, done: Callable[[Comparison], None]) -> None:
        """Find out what changed from one revision to another, or to the text as it is."""
        self.record()
        self._lane.run(lambda: self.draft.compare(older, newer), self._unless_closed(done), self.failed.emit)

    def timeline(self, before: int | None, done: Callable[[Page], None]) -> None:
        """Fetch the history, or how it goes on before the revision of a number."""
        self._lane.run(lambda: self.draft.timeline(before), self._unless_closed(done), self.failed.emit)

    def name_revision(self, revision_id: str, name: str, done: Callable[[Revision], None]) -> None:
        """Give a revision a name, or take it away (an empty one)."""
        self._lane.run(lambda: self.draft.name_revision(revision_id, name), self._unless_closed(done), self.failed.emit)

    def blame(self, span: Span, done: Callable[[list[Blame]], None]) -> None:
        """Find out where a span of the text came from; of an empty one the sentence there."""
        self.record()
        self._lane.run(lambda: self.draft.blame(span), self._unless_closed(done), self.failed.emit)

    def take(self, news: News) -> None:
        """Hear what happened to jobs and documents."""
        mine = [change for change in news.changes if change.document_id == self.document_id]
        for job_id, (job, share) in news.jobs.items():
            if job.document_id == self.document_id and (self.job is None or job.created_at >= self.job.created_at):
                self.job, self.share = news.jobs[job_id][0], share
        if events := [change.event for change in mine if change.event is not None]:
            self.lived.emit(events)
        # What this session did itself it mostly shows by now.
        seen = self.state.document.head_id
        if any(change.kind in _MOVED and not (change.head_id and change.head_id == seen) for change in mine):
            self.refresh()

    def close(self) -> None:
        """Record what was typed, and let no later result through."""
        self._autosave.stop()
        self.record()
        self._closed = True
        self._lock(-self._locks)

    def _do(
        self,
        operation: Callable[[str | None], State],
        *,
        lock: bool = False,
        refresh: bool = False,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do something in the lane with what was typed, and show how things stand then."""
        # Without typing there is nothing to record: the text on the screen may be older than what the lane does first.
        text, typed = self._text() if self.unrecorded else None, self._typed
        before, self._recorded = self._recorded, typed
        rewrites, self._unkept = [*self._unkept, *self.rewrites()], []
        reworded = self._rewritten = self._reworded
        self._autosave.stop()
        self._lock(+1 if lock else 0)

        def done(state: State) -> None:
            self._refreshing = self._refreshing and not refresh
            self._told = False
            if self._closed:
                return
            self._show(state, current=(typed, reworded) == (self._typed, self._reworded))
            self._lock(-1 if lock else 0)

        def wrong(error: Exception) -> None:
            self._refreshing = self._refreshing and not refresh
            if self._closed:
                return
            if text is not None and self.draft.recorded != text:
                self._recorded = min(before, self._recorded)
                self._unkept = rewrites
                self._autosave.start(RETRY_MS)
            if lock:
                self.undecided.emit()
            self._lock(-1 if lock else 0)
            if isinstance(error, NotKept) and self._told:  # it is tried again and again
                self.said.emit(str(error))
                return
            self._told = isinstance(error, NotKept)
            (failed or self.failed.emit)(error)

        def work() -> State:
            note = self.draft.rewrite(text, rewrites) if rewrites else ""
            state = operation(text)
            return replace(state, note=note) if note else state

        self._lane.run(work, done, wrong)

    def _show(self, state: State, *, current: bool) -> None:
        self.state = state
        if state.job is not None:
            self.job = state.job
        if current and state.edits:
            self.replaced.emit(state)
        elif current:
            self.refreshed.emit(state)
        elif state.edits:  # more was typed meanwhile, and is about to be recorded on top of what others did
            self.said.emit(QCoreApplication.translate("Draft", ELSEWHERE))
        if state.standing is not None:
            # What was taken over while more was typed is below that now: both were changed.
            self.file_seen.emit(state.standing if current or not state.edits else Standing.CHANGED)
        if state.note:
            self.said.emit(state.note)

    def _lock(self, step: int) -> None:
        was, self._locks = self._locks, self._locks + step
        if bool(was) != bool(self._locks):
            self.locked.emit(bool(self._locks))

    def _unless_closed(self, done: Callable[..., None]) -> Callable[..., None]:
        return lambda value: None if self._closed else done(value)
