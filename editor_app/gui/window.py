"""The window: it hands what the session knows to the widgets, and what they are told to the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox

from edit_engine.text import Change
from editor_app.commands import Situation
from editor_app.dispatch import OPEN
from editor_app.errors import ChangedOnDisk
from editor_app.gui import typography
from editor_app.gui.controls import FILTER, Controls
from editor_app.gui.draft import Draft, State
from editor_app.gui.frame import Frame, Mode
from editor_app.gui.history_panel import ENTRY_ROLE
from editor_app.gui.news import News
from editor_app.gui.positions import Border
from editor_app.gui.projection import compare
from editor_app.gui.session import Session
from storage import JobState


if TYPE_CHECKING:  # the desk opens windows
    from editor_app.gui.desk import Desk


class Window(Frame):
    """One document on the screen.

    Args:
        desk: opens documents and other windows.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self.session: Session | None = None
        self._zoom = 100
        # The hunk to begin a review with; None while no review is about to begin.
        self._entering: str | None = None
        self._told = ""
        self._complaint: QMessageBox | None = None
        self.controls = Controls(self, desk)
        self.build(self.controls)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.editor.setEnabled(False)
        self._connect()
        self.set_zoom_to(desk.memory.zoom)
        self.bring_up_to_date()

    # What is on the screen

    def show_document(self, draft: Draft, state: State) -> None:
        """Put a document on the screen."""
        self._put_away()
        self.session = session = Session(self._desk.library, draft, state, self.editor.text, self)
        session.refreshed.connect(self._show)
        session.replaced.connect(self._follow)
        session.locked.connect(self.editor.setReadOnly)
        session.said.connect(self.status.say)
        session.failed.connect(self._failed)
        self.arrange(Mode.WRITE)
        self.editor.setEnabled(True)
        self.editor.load(state.text)
        caret = min(self._desk.memory.caret(state.document.id), len(state.text))
        cursor = self.editor.textCursor()
        cursor.setPosition(self.editor.units().unit(caret))
        self.editor.setTextCursor(cursor)
        self._desk.memory.opened(state.document.id, state.document.path)
        self._show(state)
        self.editor.setFocus()
        if self.side.history_open:
            self.load_history()

    def take(self, news: News) -> None:
        """Hear what the queue brought."""
        if news.problem:
            self.status.show_worker("problem", news.problem)
        if self.session is not None:
            self.session.take(news)
            self._show_job()
            self.bring_up_to_date()
        if not news.problem:
            job = self.session.job if self.session is not None else None
            working = job is not None and job.state in OPEN
            self.status.show_worker("working" if working else "idle", self._doing() if working else "Model idle")

    def _show(self, state: State) -> None:
        """Bring marks, lists and lines up to date; the text on the screen is `state.text`."""
        self.editor.set_hunks(state.hunks)
        if self._entering is not None:
            self._enter(state, self._entering)
        elif self.mode is Mode.REVIEW:
            self.review.show_hunks(state.text, state.hunks)
        self.side.hunks.hunks.set_hunks(state.text, state.hunks)
        self.side.show_count(len(state.hunks))
        self._show_current()
        self.status.show_words(state.words)
        self._show_job()
        if self.side.history_open:
            self.load_history()
        self.bring_up_to_date()

    def _follow(self, state: State) -> None:
        self.editor.follow(state.edits, state.text, state.decision)
        if self.mode is Mode.LOOK_BACK:
            self.arrange(Mode.WRITE)
        self._show(state)

    def _show_current(self) -> None:
        reviewed = self.review.projection.hunks
        text = self.review.projection.document if self.mode is Mode.REVIEW else ""
        self.card.show_hunk(self.review.current, text, self.review.number, len(reviewed))
        self.side.hunks.set_current(self.review.current.id if self.review.current is not None else "")
        self.bring_up_to_date()

    def _show_job(self) -> None:
        session = self.session
        job = session.job if session is not None else None
        if session is None or job is None:
            self.instruction.show_progress("", 0.0)
            return
        running = job.state in OPEN
        self.instruction.show_progress(self._doing() if running else "", session.share)
        told = f"{job.id} {job.state}"
        if not running and told != self._told and session.state.job is None:
            if job.state is JobState.FAILED:
                self.instruction.show_trouble(job.message)
            else:
                done = "Done" if job.state is JobState.DONE else "Cancelled"
                self.status.say(f"{done}: {_suggestions(session.pending)}. F2 reviews them.")
        self._told = told

    def _doing(self) -> str:
        assert self.session is not None  # only asked about its job
        assert self.session.job is not None
        intent = self.session.job.instruction.intent.value.capitalize()
        found = f"  ·  {_suggestions(self.session.pending)}" if self.session.pending else ""
        return f"{intent}  ·  {self.session.share:.0%}{found}"

    def bring_up_to_date(self) -> None:
        """Let the commands, the title and the lines follow."""
        session, reviewing = self.session, self.mode is Mode.REVIEW
        now = Situation()
        if session is not None:
            state, document = session.state, self.editor.document()
            unsaved = session.unsaved and not (state.document.path is None and document.isEmpty())
            now = Situation(
                document=True,
                unsaved=unsaved,
                reviewing=reviewing,
                pending=session.pending,
                at_hunk=reviewing and self.review.current is not None,
                decided=state.decided,
                job_open=session.job is not None and session.job.state in OPEN,
                revision_selected=self.mode is Mode.LOOK_BACK,
                can_undo=state.decided if reviewing else document.isUndoAvailable() and self.mode is Mode.WRITE,
                can_redo=self.mode is Mode.WRITE and document.isRedoAvailable(),
            )
            path = state.document.path
            self.setWindowTitle(f"{state.document.title}[*] — Redraft")
            self.setWindowModified(unsaved)
            self.header.show_document(state.document.title, "edited" if unsaved else "")
            self.status.show_document(_standing(path, unsaved))
        self.actions_of.update(now)
        self.header.show_mode(reviewing=reviewing, pending=now.pending)

    # Between the modes

    def set_zoom_to(self, percent: int) -> None:
        """Show the text in a size, and keep that."""
        self._zoom = percent
        self._desk.memory.zoom = percent
        self.set_zoom(percent)

    def zoom_by(self, steps: int) -> None:
        """Show the text some steps larger or smaller."""
        sizes = typography.ZOOM
        nearest = min(range(len(sizes)), key=lambda at: abs(sizes[at] - self._zoom))
        self.set_zoom_to(sizes[min(max(nearest + steps, 0), len(sizes) - 1)])

    def step(self, by: int) -> None:
        """Go to another suggestion, and into the review if need be."""
        if self.mode is Mode.REVIEW:
            self.review.step(by)
        else:
            self.review_from("")

    def review_from(self, hunk_id: str) -> None:
        """Begin the review once what was typed is recorded, at a hunk or where the caret is."""
        if self.session is not None:
            self._entering = hunk_id
            self.session.refresh()

    def _enter(self, state: State, hunk_id: str) -> None:
        self._entering = None
        caret = self.editor.units().point(self.editor.textCursor().position())
        self.arrange(Mode.REVIEW, history=False)
        self.review.show_hunks(state.text, state.hunks)
        if hunk_id:
            self.review.set_current(hunk_id)
        else:
            self.review.go_to(caret)
        self.review.setFocus()

    def leave_review(self) -> None:
        """Go back to writing, where the review was."""
        position = self.review.position()
        self.arrange(Mode.WRITE)
        cursor = self.editor.textCursor()
        unit = self.editor.units().unit(position)
        cursor.setPosition(min(unit, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)
        self.editor.reveal(cursor.position())
        self.editor.setFocus()
        self.bring_up_to_date()

    def load_history(self) -> None:
        """Fetch the revisions anew."""
        if self.session is not None:
            self.session.history(self.side.history.show_revisions)

    def close_history(self) -> None:
        """Put the history away."""
        self.arrange(Mode.WRITE if self.mode is Mode.LOOK_BACK else self.mode, history=False)
        self.bring_up_to_date()

    def _look_back(self, revision_id: str) -> None:
        if not revision_id or self.session is None:
            self.arrange(Mode.WRITE)
            self.bring_up_to_date()
            return
        entry = self.side.history.currentIndex().data(ENTRY_ROLE)

        def show(found: tuple[str, list[Change]]) -> None:
            text, changes = found
            self.preview.draw(compare(text, changes), Border(text, *(change.after for change in changes)))
            what = "nothing would change" if not changes else f"{_changes(len(changes))} against the text as it is"
            self.describe_preview(f"{entry.title}, {entry.when}: {what}.")
            self.arrange(Mode.LOOK_BACK)
            self.preview.reveal(
                self.preview.places.unit(self.preview.projection.place(changes[0].start)) if changes else 0
            )
            self.bring_up_to_date()

        self.session.compare(revision_id, show)

    def _connect(self) -> None:
        self.editor.typed.connect(self._typed)
        self.editor.selectionChanged.connect(
            lambda: self.instruction.set_selection(self.editor.textCursor().hasSelection())
        )
        self.editor.document().undoAvailable.connect(lambda _: self.bring_up_to_date())
        self.editor.document().redoAvailable.connect(lambda _: self.bring_up_to_date())
        self.editor.review_requested.connect(self.review_from)
        self.instruction.set_selection(False)
        self.instruction.run_requested.connect(self.controls.run_instruction)
        self.instruction.cancel_requested.connect(self.controls.cancel_job)
        self.instruction.left.connect(self._left_instruction)
        self.review.current_changed.connect(lambda _: self._show_current())
        self.review.accept_requested.connect(lambda _: self.controls.accept_hunk())
        self.review.reject_requested.connect(lambda _: self.controls.reject_hunk())
        self.side.hunks.chosen.connect(self.review.set_current)
        self.side.history.chosen.connect(self._look_back)
        self.side.history_closed.connect(self.close_history)
        self.looked_back.connect(self._looked_back)
        self.recent.aboutToShow.connect(self._fill_recent)
        for view in self.views:
            view.files_dropped.connect(lambda paths: self._desk.open(paths, self))
            view.zoom_requested.connect(self.zoom_by)

    def _typed(self) -> None:
        if self.session is not None:
            self.session.typed()
            if not self.isWindowModified():
                self.bring_up_to_date()

    def _left_instruction(self) -> None:
        self.arrange(self.mode)
        (self.review if self.mode is Mode.REVIEW else self.editor).setFocus()

    def _looked_back(self) -> None:
        self.side.history.clearSelection()
        self.arrange(Mode.WRITE)
        self.bring_up_to_date()

    def _fill_recent(self) -> None:
        self.recent.clear()
        for path in self._desk.memory.recent():
            self.recent.addAction(str(path), partial(self._desk.open, [path], self))
        self.recent.setEnabled(not self.recent.isEmpty())

    def folder(self) -> str:
        """Where files are looked for first."""
        path = self.session.state.document.path if self.session is not None else None
        return str(path.parent) if path is not None else ""

    def ask_path(self, title: str) -> Path | None:
        """Ask the person for a file to write; None if they change their mind."""
        begin = ""
        if self.session is not None:
            document = self.session.state.document
            begin = str(document.path or Path(self.folder()) / f"{document.title}.md")
        name, _ = QFileDialog.getSaveFileName(self, title, begin, FILTER)
        return Path(name) if name else None

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ChangedOnDisk):
            self._ask_over(error)
        else:
            self.complain(str(error) or repr(error))
        self.bring_up_to_date()

    def complain(self, what: str) -> None:
        """Tell of something that could not be done; what comes while the person reads takes its place."""
        if self._complaint is None:
            self._complaint = QMessageBox(QMessageBox.Icon.Warning, "Redraft", what, parent=self)
            self._complaint.finished.connect(self._understood)
            self._complaint.open()
        self._complaint.setText(what)

    def _understood(self) -> None:
        if self._complaint is not None:
            self._complaint.deleteLater()
        self._complaint = None

    def _ask_over(self, error: ChangedOnDisk) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "Redraft", str(error), QMessageBox.StandardButton.Cancel, self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answers: dict[str, Callable[[], None]] = {
            "Write over it": lambda: self.session.save(force=True) if self.session is not None else None,
            "Save As…": self.controls.save_as,
        }
        for title, answer in answers.items():
            box.addButton(title, QMessageBox.ButtonRole.ActionRole).clicked.connect(answer)
        box.open()

    def _put_away(self) -> None:
        if self.session is not None:
            caret = self.editor.units().point(self.editor.textCursor().position())
            self._desk.memory.keep_caret(self.session.document_id, caret)
            self.session.close()
            self._desk.put_away(self.session)
            self.session = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        event.acceptProposedAction()
        self._desk.open([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()], self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self._desk.memory.geometry = self.saveGeometry()
        self._put_away()
        self._desk.closed(self)
        event.accept()


def _standing(path: Path | None, unsaved: bool) -> str:
    if path is None:
        return "Kept in the library, not in a file yet" if unsaved else "New document"
    place = f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
    return f"{place}  ·  edited, kept in the library" if unsaved else f"{place}  ·  saved"


def _suggestions(count: int) -> str:
    return "1 suggestion" if count == 1 else f"{count:,} suggestions" if count else "no suggestions"


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"
