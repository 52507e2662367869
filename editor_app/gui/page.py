"""One document on the screen: it hands what the session knows to the widgets, and what they are told to the session."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog

from editor_app.arrangement import Place
from editor_app.commands import Situation
from editor_app.dispatch import OPEN
from editor_app.errors import ChangedOnDisk
from editor_app.gui import places
from editor_app.gui.actions import Actions
from editor_app.gui.ahead import Ahead
from editor_app.gui.alternatives import Alternatives
from editor_app.gui.asking import Asking
from editor_app.gui.blaming import Blaming
from editor_app.gui.complaints import Complaints
from editor_app.gui.draft import Draft
from editor_app.gui.editor import MANY
from editor_app.gui.file_following import FileFollowing
from editor_app.gui.frame import Frame, Mode
from editor_app.gui.locking import Locking
from editor_app.gui.looking_back import LookingBack
from editor_app.gui.news import News
from editor_app.gui.preset_keeping import PresetKeeping
from editor_app.gui.printing import Printing
from editor_app.gui.review_typing import ReviewTyping
from editor_app.gui.reviewing import Reviewing
from editor_app.gui.session import Session
from editor_app.gui.state import State
from editor_app.gui.type_ahead import TypeAhead
from editor_app.gui.writing import Writing


if TYPE_CHECKING:  # the desk makes windows, which make pages
    from editor_app.gui.desk import Desk


def file_filter(*more: str) -> str:
    """Which files are offered, as Qt's dialogs take it; `more` kinds come after texts."""
    text, every = QCoreApplication.translate("Page", "Text"), QCoreApplication.translate("Page", "All files")
    return ";;".join((f"{text} (*.md *.markdown *.txt *.text *.rst *.tex)", *more, f"{every} (*)"))


class Page(Frame):
    """See the module. What belongs to asking, reviewing and looking back is with the objects of those names.

    Signals:
        changed(): what the window shows of the document, or what can be done with it, is another way now.
        said(str): a sentence for the status line.

    Args:
        desk: opens documents.
        actions: the window's.
        complaints: the window's.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk, actions: Actions, complaints: Complaints) -> None:
        super().__init__(actions, desk.theme, desk.reading)
        self.desk = desk
        self.complaints = complaints
        self.session: Session | None = None
        # Where one was in a document that is loaded when it is looked at; None once it is.
        self.asleep: Place | None = None
        # Whether its text is not in its file, as far as that is known.
        self.asleep_unsaved = False
        self.type_ahead = TypeAhead(lambda: self.mode is Mode.REVIEW, self)
        self.type_ahead.watch(self.review)
        self.type_ahead.watch(self.side.review.list)
        self.asking_of = Asking(self)
        self.locking = Locking(self)
        self.preset_keeping = PresetKeeping(self)
        self.review_typing = ReviewTyping(self)
        self.ahead = Ahead(self)
        self.reviewing = Reviewing(self)
        self.alternatives_of = Alternatives(self)
        self.looking_back = LookingBack(self)
        self.file_following = FileFollowing(self)
        self.blaming = Blaming(self)
        self.writing = Writing(self)
        self.printing = Printing(self)
        self.editor.setEnabled(False)
        self.editor.typed.connect(self._typed)
        self.finder.said.connect(self.said)
        self.editor.undo_changed.connect(self.changed)

    # What is on the screen

    def show_document(self, draft: Draft, state: State) -> None:
        """Put a document on the screen."""
        self.put_away()
        self.session = session = Session(self.desk.library, draft, state, self.editor.text, self)
        self.review_typing.begin_document()
        self.ahead.forget()
        session.refreshed.connect(self._show)
        session.replaced.connect(self._follow)
        session.locked.connect(self.editor.setReadOnly)
        session.locked.connect(self.type_ahead.hold)  # last: what waited finds all else unlocked
        session.undecided.connect(self.type_ahead.forget)
        session.undecided.connect(self.reviewing.forget)
        session.lived.connect(self.asking_of.take_live)
        session.said.connect(self.said)
        session.failed.connect(self._failed)
        self.arrange(Mode.WRITE)
        self.looking_back.reset()
        self.editor.setEnabled(True)
        self.editor.load(state.text)
        place, self.asleep = self.asleep, None
        if place is None:
            caret = self.desk.memory.caret(state.document.id)
            place = Place(document_id=state.document.id, caret=caret, anchor=caret)
        self.desk.memory.opened(state.document.path)
        self.file_following.begin()
        self._show(state)
        places.find_again(self, place)
        if self.isVisible():
            self.editor.setFocus()
        self.looking_back.load_if_open()

    def put_away(self) -> None:
        """Take the document off the screen; what was typed is recorded."""
        self.alternatives_of.leave()
        self.type_ahead.forget()
        self.reviewing.forget()
        if self.session is not None:
            caret = self.editor.units().point(self.editor.textCursor().position())
            self.desk.memory.keep_caret(self.session.document_id, caret)
            self.session.close()
            self.desk.put_away(self.session)
            self.session = None
            self.file_following.begin()
        elif self.asleep is not None:
            self.desk.put_away_asleep(self.asleep.document_id)

    def take(self, news: News) -> None:
        """Hear what the queue brought."""
        if self.session is not None:
            self.session.take(news)
            self.asking_of.show_job()
            self.changed.emit()

    def focus(self) -> None:
        """Let people type, or decide."""
        self.views[list(Mode).index(self.mode)].setFocus()

    @property
    def blank(self) -> bool:
        """Whether this is a new document without a letter in it."""
        session = self.session
        return session is not None and session.state.document.path is None and self.editor.document().isEmpty()

    @property
    def vacant(self) -> bool:
        """Whether there is no document here, nor one on its way."""
        return self.session is None and self.asleep is None

    @property
    def unsaved(self) -> bool:
        """Whether there is text on the screen that is not in a file."""
        if self.session is None:
            return self.asleep is not None and self.asleep_unsaved
        unsaved = self.session.unsaved
        return (unsaved or self.file_following.gone) and not self.blank

    @property
    def title(self) -> str:
        """Of the document."""
        if self.session is not None:
            return self.session.state.document.title
        return self.asleep.title if self.asleep is not None else ""

    @property
    def standing(self) -> str:
        """Whether the text is kept and saved, in words."""
        if self.session is None:
            return ""
        path = self.session.state.document.path
        if path is None:
            return self.tr("Kept in the library, not in a file yet") if self.unsaved else self.tr("New document")
        place = f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
        if self.file_following.gone:
            return f"{place}  ·  {self.tr('not there any more, kept in the library')}"
        how = self.tr("edited, kept in the library") if self.unsaved else self.tr("saved")
        return f"{place}  ·  {how}"

    def situation(self, *, documents: int, closed: bool) -> Situation:
        """What decides which commands can be used.

        Args:
            documents: how many the window has.
            closed: whether one was put away that can be shown again.
        """
        session, reviewing = self.session, self.mode is Mode.REVIEW
        on = self.desk.preferences.now.writing
        now = Situation(
            documents=documents,
            closed=closed,
            recovered=self.desk.recovering.put_off,
            outline=on.outline,
            focus=on.focus,
            typewriter=on.typewriter,
            spelling=on.spelling,
        )
        if session is None:
            return now
        # Asked for only there: the editor may be behind the review.
        document = self.editor.document() if self.mode is Mode.WRITE else None
        return replace(
            now,
            document=True,
            unsaved=self.unsaved,
            in_file=session.state.document.path is not None,
            reviewing=reviewing,
            typing=reviewing and self.review.typing,
            pending=session.pending,
            at_hunk=reviewing and self.review.current is not None,
            listed=len(self.side.review.list.hunks.listed),
            acceptable=len(self.side.review.list.hunks.decidable),
            at_stale=self.side.review.at_stale,
            decided=session.state.decided,
            job_open=session.job is not None and session.job.state in OPEN,
            job_failed=self.asking_of.failed,
            revision_selected=self.mode is Mode.LOOK_BACK and bool(self.side.history.current),
            comparing=self.mode is Mode.LOOK_BACK,
            changes=self.compare.count,
            side_by_side=self.compare.side_by_side,
            can_undo=self.review_typing.can_undo if reviewing else document is not None and document.isUndoAvailable(),
            can_redo=self.review_typing.can_redo if reviewing else document is not None and document.isRedoAvailable(),
        )

    def _show(self, state: State) -> None:
        """Bring marks, lists and lines up to date; the text on the screen is `state.text`."""
        self.editor.in_turn(lambda: self._mark(state))
        self.writing.text_changed()
        self.reviewing.show(state)
        self.ahead.expect(state)
        self.asking_of.follow(state)
        self.looking_back.load_if_open()
        self.changed.emit()

    def _mark(self, state: State) -> None:
        """Mark in the text what one writes in."""
        self.editor.decorations.set_hunks(state.shown, state.hunks)
        self.locking.show(state)

    def _follow(self, state: State) -> None:
        def follow() -> None:
            self.editor.follow(state.edits, state.text, state.decision)

        if self.mode is Mode.REVIEW and len(state.edits) >= MANY:
            self.editor.put_off(follow)
        else:
            self.editor.in_turn(follow)
        if self.mode is Mode.LOOK_BACK:
            self.arrange(Mode.WRITE)
        self._show(state)

    def _typed(self) -> None:
        if self.session is not None:
            before = self.unsaved
            self.session.typed()
            self.writing.text_changed()
            if not before:
                self.changed.emit()

    # Files

    def folder(self) -> str:
        """Where files are looked for first."""
        path = self.session.state.document.path if self.session is not None else None
        return str(path.parent) if path is not None else ""

    def ask_path(self, title: str, *more: str) -> Path | None:
        """Ask the person for a file to write, of the kind of the document or `more`; None if they change their mind."""
        begin = ""
        if self.session is not None:
            document = self.session.state.document
            begin = str(document.path or Path(self.folder()) / f"{document.title}.md")
        name, _ = QFileDialog.getSaveFileName(self, title, begin, file_filter(*more))
        return Path(name) if name else None

    def save_as(self) -> None:
        """Write the document to a file the person names."""
        if (path := self.ask_path(self.tr("Save As"))) and self.session is not None:
            self.session.save(path)
            self.desk.memory.opened(path)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ChangedOnDisk):
            answers = {self.tr("Write over it"): self._write_over, self.tr("Save As…"): self.save_as}
            self.complaints.ask(str(error), answers)
        else:
            self.complaints.tell(str(error) or repr(error))
        self.changed.emit()

    def _write_over(self) -> None:
        if self.session is not None:
            self.session.save(force=True)
