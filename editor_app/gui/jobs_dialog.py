"""The jobs of all documents: how far each is, and what can be done about it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from editor_app.gui import translation
from editor_app.gui.wording import share, time_left
from editor_app.job_rows import JobRow, job_rows
from editor_app.remaining import Remaining
from storage import JobState


if TYPE_CHECKING:  # the desk knows the library
    from editor_app.gui.desk import Desk
    from editor_app.gui.window import Window

SIZE_PX = (720, 420)
# Milliseconds between looks while it is shown.
LOOK_MS = 700


class JobsDialog(QDialog):
    """See the module.

    Args:
        desk: knows the jobs.
        window: where documents are shown.
    """

    def __init__(self, desk: Desk, window: Window) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._rows: Sequence[JobRow] = ()
        self._remaining: dict[str, Remaining] = {}
        self._asking = False
        self.setWindowTitle(self.tr("Jobs"))
        self.resize(*SIZE_PX)
        self._model = QStandardItemModel(0, 4, self)
        self._model.setHorizontalHeaderLabels(
            [self.tr("Document"), self.tr("Instruction"), self.tr("State"), self.tr("Done")]
        )
        self.table = QTableView()
        self.table.setModel(self._model)
        self.table.setAccessibleName(self.tr("Jobs"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self._note = QLabel(wordWrap=True)
        self._note.setObjectName("explanation")
        self.show_document = QPushButton(self.tr("Show the Document"))
        self.cancel = QPushButton(self.tr("Cancel the Job"))
        self.again = QPushButton(self.tr("Go On"))
        self.again.setToolTip(self.tr("Ask for the parts that failed or were cancelled"))
        close = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        for button in (self.show_document, self.cancel, self.again):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(12)
        box.addWidget(self.table, 1)
        box.addWidget(self._note)
        box.addLayout(row)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.activated.connect(self._activated)
        self.show_document.clicked.connect(self._show)
        self.cancel.clicked.connect(self._cancel)
        self.again.clicked.connect(self._again)
        close.clicked.connect(self.accept)
        self._chosen()

    @property
    def current(self) -> JobRow | None:
        """The job picked; None without one."""
        at = self.table.currentIndex().row()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def look(self) -> None:
        """Find out how the jobs stand."""
        if not self._asking:
            self._asking = True
            desk = self._desk
            desk.library.run(lambda: job_rows(desk.library_of()), self._take, self._not_found)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self._timer.stop()

    def _take(self, rows: Sequence[JobRow]) -> None:
        self._asking = False
        chosen = self.current
        self._rows = rows
        self._model.setRowCount(len(rows))
        now = time.monotonic()
        for at, row in enumerate(rows):
            for column, said in enumerate(self._said(row, now)):
                item = self._model.item(at, column)
                if item is None:
                    self._model.setItem(at, column, QStandardItem(said))
                elif item.text() != said:
                    item.setText(said)
        open_now = {row.job.id for row in rows if row.open}
        self._remaining = {job_id: guess for job_id, guess in self._remaining.items() if job_id in open_now}
        ids = [row.job.id for row in rows]
        if chosen is not None and chosen.job.id in ids:
            self.table.selectRow(ids.index(chosen.job.id))
        elif rows and self.current is None:
            self.table.selectRow(0)
        self._chosen()

    def _not_found(self, error: Exception) -> None:
        self._asking = False
        self._note.setText(str(error))

    def _said(self, row: JobRow, now: float) -> tuple[str, str, str, str]:
        asked = row.job.instruction
        what = f"“{asked.words}”" if asked.words else translation.intent(asked.intent)
        done = share(row.share)
        if row.open:
            guess = self._remaining.setdefault(row.job.id, Remaining())
            guess.note(row.job.id, now, row.share)
            left = time_left(guess.seconds(now))
            done = f"{done}  ·  {left}" if left else done
        elif row.job.state is not JobState.DONE:
            total = row.job.chunks_total
            done = share(row.job.chunks_done / total if total else 0)
        return row.title, what, self._state(row.job.state), done

    def _state(self, state: JobState) -> str:
        return {
            JobState.QUEUED: self.tr("Waiting"),
            JobState.RUNNING: self.tr("Running"),
            JobState.DONE: self.tr("Done"),
            JobState.FAILED: self.tr("Failed"),
            JobState.CANCELLED: self.tr("Cancelled"),
        }[state]

    def _chosen(self) -> None:
        row = self.current
        self.show_document.setEnabled(row is not None)
        self.cancel.setEnabled(row is not None and row.open)
        self.again.setEnabled(row is not None and row.again)
        none = "" if self._rows else self.tr("Nothing was asked for yet.")
        self._note.setText(row.job.message if row is not None else none)
        self._note.setVisible(bool(self._note.text()))

    def _activated(self, _: QModelIndex | QPersistentModelIndex) -> None:
        self._show()

    def _show(self) -> None:
        if (row := self.current) is not None:
            self._desk.open_document(row.job.document_id, self._window)

    def _cancel(self) -> None:
        if (row := self.current) is not None:
            self._desk.cancel(row.job.id)
            self.look()

    def _again(self) -> None:
        if (row := self.current) is not None:
            desk, job_id = self._desk, row.job.id
            desk.library.run(lambda: desk.library_of().resume(job_id), lambda _: self._went_on(), self._not_found)

    def _went_on(self) -> None:
        self._desk.look_soon()
        self.look()


def open_jobs(desk: Desk, window: Window) -> JobsDialog:
    """Show the jobs in a window of their own beside `window`; the one that is there if there is one."""
    found = window.findChild(JobsDialog)
    dialog = found if isinstance(found, JobsDialog) else JobsDialog(desk, window)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog
