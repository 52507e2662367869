"""Between the desk and the recovery: the marker of this program, what the last one left, and the answers about it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from edit_engine.text import Change, changes
from editor_app import crash_log, recovery
from editor_app.errors import FileError
from editor_app.recovery import Answers, Choice, Recovered
from editor_app.running import Marker, Run
from editor_app.workspace import Workspace


if TYPE_CHECKING:  # the desk makes one; the dialog is loaded when there is something to ask
    from editor_app.gui.desk import Desk
    from editor_app.gui.recovery_dialog import RecoveryDialog
    from editor_app.gui.window import Window

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Left:
    """What was found at the start."""

    found: tuple[Recovered, ...] = ()
    # Ids of the documents somebody wanted to decide about later.
    put_off: tuple[str, ...] = ()
    # Where the program wrote down what went wrong; None if it did not.
    log: Path | None = None


class Recovering(QObject):
    """See the module.

    Attributes:
        alone: whether no other program works on the same folder.
        put_off: whether there is something to be decided later.

    Args:
        desk: its.
        log: where this program writes what goes wrong; None if it does not.
    """

    def __init__(self, desk: Desk, log: Path | None = None) -> None:
        super().__init__(desk)
        self._desk = desk
        self._data_dir = desk.preferences.editing.data_dir
        self._marker = Marker(self._data_dir, log)
        self._answers = Answers(self._data_dir)
        self._open: tuple[str, ...] = ()
        # What is not decided yet stays in the marker: the program may end unexpectedly again.
        self._undecided: tuple[str, ...] = ()
        self._ended: Sequence[Run] = ()
        self.alone = True
        self.put_off = False
        self.dialog: RecoveryDialog | None = None

    def begin(self) -> None:
        """Find out how the last program ended, and offer what it left."""
        self._ended = self._marker.claim()
        others = self._marker.others()
        self.alone = not others
        self._undecided = tuple(document_id for run in self._ended for document_id in run.documents)
        self._write_marker()
        alive = [run.pid for run in others]
        self._desk.library.run(lambda: self._collect(self._undecided, alive), self._offer, self._not_collected)

    def note(self, document_ids: Iterable[str]) -> None:
        """These documents are open now."""
        if (now := tuple(document_ids)) != self._open:
            self._open = now
            self._write_marker()

    def close(self) -> None:
        """The program ends as it should; to be called in the lane, after everything else."""
        self._marker.remove()

    def show_put_off(self, window: Window) -> None:
        """Ask about what was to be decided later."""

        def look() -> list[Recovered]:
            return recovery.collect(self._workspace(), self._answers.put_off)

        def show(found: list[Recovered]) -> None:
            self.put_off = bool(found)
            if found:
                self._ask(found, window, log=None, ended=False)
            else:
                window.status.say(self.tr("There is no recovered text to decide about any more."))
                window.page.changed.emit()

        self._desk.library.run(look, show)

    def _workspace(self) -> Workspace:
        return self._desk.library_of()

    def _collect(self, document_ids: Collection[str], alive: Collection[int]) -> _Left:
        workspace = self._workspace()
        put_off = self._answers.put_off
        absorbed = recovery.absorb(workspace, self._data_dir, alive)
        recovery.forget_blank(workspace, document_ids)
        found = recovery.collect(workspace, [*document_ids, *absorbed])
        left = [each.document.id for each in recovery.collect(workspace, put_off)]
        self._answers.forget(set(put_off) - set(left))
        logs = [log for run in self._ended if (log := crash_log.left(run.log)) is not None]
        unanswered = tuple(self._answers.unanswered(found))
        return _Left(found=unanswered, put_off=tuple(left), log=logs[-1] if logs else None)

    def _not_collected(self, error: Exception) -> None:
        """The marker still says what is to be recovered, and why the library does not open is told by who opened it."""
        logger.warning("nothing can be recovered just now: %s", error)

    def _offer(self, left: _Left) -> None:
        self.put_off = bool(left.put_off)
        if not self._desk.windows:
            return
        window = self._desk.windows[0]
        if left.found:
            self._ask(left.found, window, log=left.log, ended=bool(self._ended))
            return
        self._undecided = ()
        self._write_marker()
        if self._ended:
            said = self.tr("Redraft ended unexpectedly the last time. Nothing was lost.")
            details = self.tr("Details are in %1").replace("%1", str(left.log)) if left.log is not None else ""
            window.status.say(f"{said} {details}".rstrip())
        window.page.changed.emit()

    def _ask(self, found: Sequence[Recovered], window: Window, *, log: Path | None, ended: bool) -> None:
        # Here, as most starts find nothing to ask about and need not wait for it.
        from editor_app.gui.recovery_dialog import RecoveryDialog

        if self.dialog is not None:
            self.dialog.raise_()
            return
        by_id = {each.document.id: each for each in found}
        self.dialog = dialog = RecoveryDialog(self._desk.theme, found, log, ended=ended, parent=window)

        def compare(document_id: str) -> None:
            each = by_id[document_id]
            if each.file_text is not None:
                before = each.file_text
                self._desk.library.run(lambda: changes(before, each.text), partial(compared, document_id))

        def compared(document_id: str, difference: list[Change]) -> None:
            if self.dialog is dialog:
                dialog.show_difference(document_id, difference)

        def finished() -> None:
            self.dialog = None

        dialog.wanted.connect(compare)
        dialog.decided.connect(lambda choices: self._decide(by_id, choices, window))
        dialog.finished.connect(finished)
        dialog.begin()
        dialog.open()

    def _decide(self, found: Mapping[str, Recovered], choices: Mapping[str, Choice], window: Window) -> None:
        workspace = self._desk.workspace

        def carry_out() -> None:
            assert workspace is not None  # it gave what was found
            self._answers.remember(found.values(), choices)
            recovery.decide(workspace, choices)

        def done(_: None) -> None:
            self._show(choices, window)

        def failed(error: Exception) -> None:
            self._show(choices, window)
            if window in self._desk.windows:
                window.complaints.tell(str(error))

        self._desk.library.run(carry_out, done, failed)

    def _show(self, choices: Mapping[str, Choice], window: Window) -> None:
        """Let pages follow, and open what is not open yet."""
        self.put_off = Choice.LATER in choices.values()
        self._undecided = ()
        self._write_marker()
        shown = {page.session.document_id: page for page in self._desk.pages if page.session is not None}
        asleep = self._desk.tab_session.sleeping
        for document_id, choice in choices.items():
            if document_id in shown:
                session = shown[document_id].session
                assert session is not None  # chosen for it
                session.refresh()
                shown[document_id].file_following.look()
            elif choice is not Choice.LATER and document_id not in asleep and window in self._desk.windows:
                self._desk.open_document(document_id, window)
        for each in self._desk.windows:
            each.page.changed.emit()

    def _write_marker(self) -> None:
        documents = [*self._open, *self._undecided]

        def write() -> None:
            try:
                self._marker.write(documents)
            except FileError as error:  # the disk may be full: then this is the least of it
                logger.warning("there is no marker of this program: %s", error)

        self._desk.library.run(write)
