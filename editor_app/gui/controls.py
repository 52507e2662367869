"""What a window does for each command of the table: one method a command, most of one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from editor_app.dispatch import OPEN
from editor_app.gui.command_palette import CommandPalette
from editor_app.gui.frame import Mode


if TYPE_CHECKING:  # each window has controls of its own
    from editor_app.gui.desk import Desk
    from editor_app.gui.window import Window

FILTER = "Text (*.md *.markdown *.txt *.text *.rst *.tex);;All files (*)"


class Controls:
    """The Face of one window. What each method does is said in the command table.

    Args:
        window: what it works on.
        desk: opens documents and other windows.
    """

    def __init__(self, window: Window, desk: Desk) -> None:
        self._window = window
        self._desk = desk

    # Commands: files

    def new(self) -> None:
        self._desk.new(self._window)

    def open(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open", self._window.folder(), FILTER)
        self._desk.open([Path(name) for name in names], self._window)

    def save(self) -> None:
        if self._window.session is not None and self._window.session.state.document.path is None:
            self.save_as()
        elif self._window.session is not None:
            self._window.session.save()

    def save_as(self) -> None:
        if (path := self._window.ask_path("Save As")) and self._window.session is not None:
            self._window.session.save(path)
            self._desk.memory.opened(self._window.session.document_id, path)

    def export(self) -> None:
        if (path := self._window.ask_path("Export a Copy")) and self._window.session is not None:
            self._window.session.export(path)

    def close_document(self) -> None:
        if (
            self._window.session is not None
            and self._window.session.state.document.path is None
            and self._window.editor.document().isEmpty()
        ):
            self._window.close()
        else:
            self._desk.new(self._window)

    def quit(self) -> None:
        self._desk.close_windows()

    # Commands: text

    def undo(self) -> None:
        if self._window.mode is Mode.REVIEW or self._window.editor.undo_decision() is not None:
            self.undo_decision()
        elif not self._window.editor.isReadOnly():  # it is while a decision is being made
            self._window.editor.undo()

    def redo(self) -> None:
        step = self._window.editor.redo_decision()
        if step is not None and self._window.session is not None:
            self._window.session.accept(step.accepted)
        elif not self._window.editor.isReadOnly():
            self._window.editor.redo()

    def find(self) -> None:
        self._window.arrange(Mode.WRITE)
        self._window.bring_up_to_date()
        self._window.finder.start()

    # Commands: suggestions

    def ask(self) -> None:
        self._window.arrange(Mode.WRITE if self._window.mode is Mode.LOOK_BACK else self._window.mode, asking=True)
        self._window.instruction.focus()

    def run_instruction(self) -> None:
        if self._window.session is None or (
            self._window.session.job is not None and self._window.session.job.state in OPEN
        ):
            return
        ask = self._window.instruction.ask()
        chosen = self._window.editor.selected()
        if self._window.instruction.only_selection and self._window.mode is Mode.WRITE and chosen is not None:
            ask = replace(ask, scope=(chosen,))
        self._window.instruction.show_trouble("")
        self._window.session.ask(ask, lambda error: self._window.instruction.show_trouble(str(error)))
        self._desk.look_soon()
        if self._window.mode is Mode.REVIEW:
            self._window.arrange(Mode.REVIEW)
            self._window.review.setFocus()
        else:
            self._window.editor.setFocus()

    def cancel_job(self) -> None:
        if self._window.session is not None and self._window.session.job is not None:
            self._desk.cancel(self._window.session.job.id)

    def toggle_review(self) -> None:
        if self._window.mode is Mode.REVIEW:
            self._window.leave_review()
        else:
            self._window.review_from("")

    def next_hunk(self) -> None:
        self._window.step(+1)

    def previous_hunk(self) -> None:
        self._window.step(-1)

    def accept_hunk(self) -> None:
        if self._window.session is not None and self._window.review.current is not None:
            self._window.session.accept([self._window.review.current.id])

    def reject_hunk(self) -> None:
        if self._window.session is not None and self._window.review.current is not None:
            self._window.session.reject([self._window.review.current.id])

    def accept_all(self) -> None:
        if self._window.session is not None:
            self._window.session.accept([hunk.id for hunk in self._window.session.shown])

    def reject_all(self) -> None:
        if self._window.session is not None:
            self._window.session.reject([hunk.id for hunk in self._window.session.state.hunks])

    def undo_decision(self) -> None:
        if self._window.session is not None:
            self._window.session.undo_decision()

    # Commands: looking

    def show_history(self) -> None:
        if self._window.side.history_open:
            self._window.close_history()
        else:
            self._window.arrange(self._window.mode, history=True)
            self._window.load_history()

    def restore_revision(self) -> None:
        if self._window.session is not None and self._window.side.history.current:
            self._window.session.restore(self._window.side.history.current)
            self._window.arrange(Mode.WRITE)
            self._window.editor.setFocus()

    def zoom_in(self) -> None:
        self._window.zoom_by(+1)

    def zoom_out(self) -> None:
        self._window.zoom_by(-1)

    def zoom_reset(self) -> None:
        self._window.set_zoom_to(100)

    def toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_palette(self) -> None:
        CommandPalette(self._window.actions_of, self._window).popup()
