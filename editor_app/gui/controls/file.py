"""The commands of the menu File."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from editor_app.exchange import WORD
from editor_app.gui.controls.group import Group
from editor_app.gui.page import file_filter


class FileControls(Group):
    """What each method does is said in the command table."""

    def new(self) -> None:
        self.desk.new(self.window)

    def new_window(self) -> None:
        self.desk.new_window()

    def open(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self.window, QCoreApplication.translate("FileControls", "Open"), self.page.folder(), file_filter()
        )
        self.desk.open([Path(name) for name in names], self.window)

    def save(self) -> None:
        if self.session is not None and self.session.state.document.path is None:
            self.save_as()
        elif self.session is not None:
            self.session.save()

    def save_as(self) -> None:
        self.page.save_as()

    def export(self) -> None:
        if (
            path := self.page.ask_path(QCoreApplication.translate("FileControls", "Export a Copy"))
        ) and self.session is not None:
            self.session.export(path)

    def export_suggestions(self) -> None:
        word = QCoreApplication.translate("FileControls", "Word document with tracked changes")
        title = QCoreApplication.translate("FileControls", "Export with Suggestions")
        path = self.page.ask_path(title, f"{word} (*{WORD})")
        if path and self.session is not None:
            self.session.export(path, marked=True)

    def import_suggestions(self) -> None:
        patches = QCoreApplication.translate("FileControls", "Patches")
        name, _ = QFileDialog.getOpenFileName(
            self.window,
            QCoreApplication.translate("FileControls", "Import Suggestions"),
            self.page.folder(),
            file_filter(f"{patches} (*.patch *.diff)"),
        )
        if name:
            self.desk.take_in(Path(name), self.window)

    def export_pdf(self) -> None:
        self.page.printing.ask_file()

    def print_document(self) -> None:
        self.page.printing.ask_printer()

    def compare_file(self) -> None:
        self.page.file_following.compare()

    def show_recovered(self) -> None:
        self.desk.recovering.show_put_off(self.window)

    def close_document(self) -> None:
        self.window.close_page(self.page)

    def reopen_document(self) -> None:
        self.desk.reopen(self.window)

    def quit(self) -> None:
        self.desk.close_windows()
