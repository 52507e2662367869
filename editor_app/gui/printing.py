"""Printing a document, and writing it as a PDF file; the pages are made in the background."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from editor_app.files import write_bytes
from editor_app.gui import paper
from editor_app.gui.paper import Print


if TYPE_CHECKING:  # a page makes one
    from PySide6.QtPrintSupport import QPrinter

    from editor_app.gui.page import Page

Made = TypeVar("Made")


class Printing(QObject):
    """See the module.

    Args:
        page: its document goes on paper, as it is just now.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask_printer(self) -> None:
        """Let the person choose a printer, then print."""
        # Here, as the libraries of printers take long to load, and most people never print.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._page.title)
        printer.setPageSize(paper.page_size())
        printer.setPageMargins(paper.MARGINS_MM, paper.MILLIMETRES)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setWindowTitle(self.tr("Print"))
        # It hands over the printer, which the partial keeps alive until then.
        dialog.accepted.connect(partial(self._accepted, printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _accepted(self, printer: QPrinter, _: QPrinter) -> None:
        self.to_printer(printer)

    def to_printer(self, printer: QPrinter) -> None:
        """Print on a printer."""
        self._make(
            partial(paper.put, printer, self._what()),
            lambda pages: self._say(self.tr("%Ln page(s) printed", "", pages)),
        )

    def ask_file(self) -> None:
        """Let the person choose a file, then write the PDF."""
        session = self._page.session
        if session is None:
            return
        path = session.state.document.path
        offered = path.with_suffix(".pdf") if path is not None else Path(f"{self._page.title}.pdf")
        name, _ = QFileDialog.getSaveFileName(
            self._page.window(), self.tr("Export as PDF"), str(offered), self.tr("PDF (*.pdf)")
        )
        if name:
            chosen = Path(name)
            self.to_pdf(chosen if chosen.suffix else chosen.with_suffix(".pdf"))

    def to_pdf(self, path: Path) -> None:
        """Write a PDF file; one that is there is replaced when the new one is complete."""
        what, size = self._what(), paper.page_size()
        self._make(
            lambda: write_bytes(path, paper.to_pdf(what, size)),
            lambda _: self._say(self.tr("Written to {path}").format(path=path)),
        )

    def _what(self) -> Print:
        page = self._page
        likes = page.desk.preferences.now
        return Print(
            title=page.title,
            text=page.editor.text(),
            looks=likes.appearance,
            markdown=likes.writing.markdown,
        )

    def _make(self, work: Callable[[], Made], done: Callable[[Made], None]) -> None:
        self._say(self.tr("Making pages…"))
        self._page.desk.reading.run(work, done, lambda error: self._page.complaints.tell(str(error)), owner=self)

    def _say(self, said: str) -> None:
        self._page.said.emit(said)
