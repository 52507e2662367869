"""The review of many documents in one list: of the library, a folder, or one run. Decided here or opened there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QListView, QPushButton, QVBoxLayout

from editor_app import many
from editor_app.gui import translation
from editor_app.gui.bulk_model import ROW_ROLE, BulkDelegate, BulkModel, BulkRow
from editor_app.gui.choice import Choice
from editor_app.gui.history_wording import ago
from editor_app.gui.hunk_filter import HunkFilter
from editor_app.gui.wording import number
from editor_app.many import Gathered, Outcome, Pile, Run
from storage import StoredHunk


if TYPE_CHECKING:  # a window opens one
    from editor_app.gui.window import Window

SIZE_PX = (760, 700)


class BulkReview(QDialog):
    """See the module.

    Args:
        window: where documents are opened.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self._gathered = Gathered()
        # Documents of the decision made here last, to take it back.
        self._decided: tuple[str, ...] = ()
        self._reading = False
        self.setWindowTitle(self.tr("Review All Documents"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE_PX)
        self.source = Choice()
        self.source.setAccessibleName(self.tr("Which documents"))
        self.source.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.filter = HunkFilter()
        self.rows = BulkModel(self)
        self.list = QListView()
        self.list.setObjectName("bulkRows")
        self._delegate = BulkDelegate(self._desk.theme, self.list)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Suggestions by document; Enter opens one"))
        self._said = QLabel()
        self._said.setObjectName("hint")
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take back what was decided here last"))
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setToolTip(self.tr("Open the document at this suggestion (Enter)"))
        self.reject_shown, self.accept_shown = QPushButton(), QPushButton()
        self._lay_out()
        self._listen()
        self.undo.setEnabled(False)
        self._show()
        self.refresh()

    def refresh(self) -> None:
        """Read again what waits."""
        if not self._reading:
            self._reading = True
            self._desk.library.run(lambda: many.gather(self._desk.library_of()), self._take, self._not_read)

    def event(self, event: QEvent) -> bool:
        # Much may have been decided elsewhere since one looked last.
        if event.type() == QEvent.Type.WindowActivate:
            self.refresh()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # The list would look for a row that begins with the letter.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._obeys(event):
            return True
        return super().eventFilter(watched, event)

    def _obeys(self, event: QKeyEvent) -> bool:
        row = self._current()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if not plain or row is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif event.key() in (Qt.Key.Key_A, Qt.Key.Key_R):
            self._decide(self._of(row), accept=event.key() == Qt.Key.Key_A)
        else:
            return False
        return True

    def _take(self, gathered: Gathered) -> None:
        self._reading = False
        self._gathered = gathered
        self._offer_sources()
        self._show()

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        self._said.setText(str(error))

    def _offer_sources(self) -> None:
        """Let people choose the library, the folder of the document on the screen, or a run."""
        chosen = self.source.currentData()
        sources: list[tuple[str, Path | Run | None]] = [(self.tr("The whole library"), None)]
        folder = Path(self._window.page.folder()) if self._window.page.folder() else None
        if folder is not None:
            sources.append((self.tr("Folder {name}").format(name=folder.name), folder))
        for run in self._gathered.runs:
            kind = translation.intent(run.instruction.intent)
            said = self.tr("{kind}  ·  %Ln document(s)  ·  {time}", "", run.documents)
            sources.append((said.format(kind=kind, time=ago(run.began, datetime.now(UTC))), run))
        self.source.clear()
        for title, data in sources:
            self.source.addItem(title, data)
        known = [data for _, data in sources]
        self.source.setCurrentIndex(known.index(chosen) if chosen in known else 0)

    def _piles(self) -> Sequence[Pile]:
        chosen = self.source.currentData()
        if isinstance(chosen, Run):
            return many.of_run(self._gathered.piles, chosen)
        return many.in_folder(self._gathered.piles, chosen) if isinstance(chosen, Path) else self._gathered.piles

    def _show(self) -> None:
        row = self._current()
        self.rows.set_piles(self._piles())
        self._want()
        at = self.rows.row_of(row.stored.hunk.id) if row is not None and row.stored is not None else -1
        if at < 0 and self.rows.rowCount():
            at = 0
        if at >= 0:
            self.list.setCurrentIndex(self.rows.index(at))

    def _want(self) -> None:
        self.rows.want(self.filter.wanted, self.filter.sorted_by)
        listed = len(self.rows.listed)
        self.filter.show_tally(self.rows.tally, listed)
        self.accept_shown.setText(self.tr("Accept shown ({count})").format(count=number(listed)))
        self.reject_shown.setText(self.tr("Reject shown ({count})").format(count=number(listed)))
        for button in (self.accept_shown, self.reject_shown, self.open_button):
            button.setEnabled(listed > 0)
        if not self.rows.tally.total:
            self._said.setText(self.tr("Nothing waits for a decision."))
        elif not listed:
            self._said.setText(self.tr("Nothing fits."))
        else:
            self._said.setText(self.tr("In %Ln document(s)", "", self.rows.documents))

    def _current(self) -> BulkRow | None:
        found = self.list.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, BulkRow) else None

    def _of(self, row: BulkRow) -> list[StoredHunk]:
        """The suggestion of a row, or all listed ones of a document."""
        if row.stored is not None:
            return [row.stored]
        return [stored for stored in self.rows.listed if stored.document_id == row.document.id]

    def _decide(self, hunks: Sequence[StoredHunk], *, accept: bool) -> None:
        chosen: dict[str, list[str]] = {}
        for stored in hunks:
            chosen.setdefault(stored.document_id, []).append(stored.hunk.id)
        self._in_library(lambda: many.decide(self._desk.library_of(), chosen, accept=accept), self._tell)

    def _undo(self) -> None:
        documents, self._decided = self._decided, ()
        self._in_library(lambda: many.undo(self._desk.library_of(), documents), self._tell_undone)

    def _in_library(self, act: Callable[[], object], done: Callable[..., None]) -> None:
        """Do something once what was typed in any document is recorded."""
        for page in self._desk.pages:
            if page.session is not None:
                page.session.record()
        self._desk.library.run(act, done, self._not_read)

    def _tell(self, outcome: Outcome) -> None:
        self._decided = outcome.document_ids
        self.undo.setEnabled(bool(self._decided))
        self.refresh()
        said = [self.tr("%Ln suggestion(s) decided", "", outcome.decided)]
        if outcome.left:
            said.append(self.tr("%Ln left: the text there was edited since", "", outcome.left))
        said += [f"{title}: {problem}" for title, problem in outcome.problems.items()]
        self._after("  ·  ".join(said))

    def _tell_undone(self, count: int) -> None:
        self.undo.setEnabled(False)
        self.refresh()
        self._after(self.tr("Taken back in %Ln document(s)", "", count))

    def _after(self, said: str) -> None:
        """Let open documents follow, and say something when the list has."""
        for page in self._desk.pages:
            if page.session is not None:
                page.session.refresh()
        self._desk.library.run(lambda: None, lambda _: self._said.setText(said))

    def _open(self, row: BulkRow) -> None:
        """Open the document of a row, and the review at its suggestion."""
        document_id, hunk_id = row.document.id, row.stored.hunk.id if row.stored is not None else ""
        self._desk.open_document(document_id, self._window)
        # The lane does one thing after the other: by then the document is there.
        self._desk.library.run(lambda: None, lambda _: self._begin(document_id, hunk_id))

    def _begin(self, document_id: str, hunk_id: str) -> None:
        for page in self._desk.pages:
            if page.session is not None and page.session.document_id == document_id:
                self._desk.reveal(page)
                page.reviewing.begin(hunk_id)

    def _open_current(self) -> None:
        if (row := self._current()) is not None:
            self._open(row)

    def _dress(self) -> None:
        self._delegate.theme = self._desk.theme
        self.list.viewport().update()

    def _listen(self) -> None:
        self.list.installEventFilter(self)
        self.source.activated.connect(lambda _: self._show())
        self.filter.changed.connect(self._want)
        self.list.doubleClicked.connect(lambda _: self._open_current())
        self.open_button.clicked.connect(self._open_current)
        self.undo.clicked.connect(self._undo)
        self.accept_shown.clicked.connect(lambda: self._decide(self.rows.listed, accept=True))
        self.reject_shown.clicked.connect(lambda: self._decide(self.rows.listed, accept=False))
        self._desk.dressing.changed.connect(self._dress)

    def _lay_out(self) -> None:
        for button in (self.undo, self.open_button, self.reject_shown, self.accept_shown):
            button.setAutoDefault(False)  # Enter belongs to the list
        top = QHBoxLayout()
        top.setContentsMargins(14, 14, 12, 4)
        top.addWidget(self.source)
        top.addStretch(1)
        top.addWidget(self._said)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 10, 14, 14)
        foot.setSpacing(8)
        for button in (self.open_button, self.undo):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.reject_shown, self.accept_shown):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.filter)
        box.addWidget(self.list, 1)
        box.addLayout(foot)


def open_bulk_review(window: Window) -> BulkReview:
    """Show the one of a window."""
    for known in window.findChildren(BulkReview):
        known.raise_()
        known.activateWindow()
        return known
    made = BulkReview(window)
    made.show()
    made.list.setFocus()
    return made
