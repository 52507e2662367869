"""Texts on paper."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSizeF
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from editor_app.gui import paper
from editor_app.gui.paper import Print
from editor_app.preferences import Appearance


A4 = QPageSize(QPageSize.PageSizeId.A4)
LONG = "# A long text\n\n" + "One line after the other, until the page is full.\n\n" * 200


def what(text: str, *, markdown: bool = True, looks: Appearance | None = None) -> Print:
    return Print(title="Title", text=text, looks=looks or Appearance(), markdown=markdown)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def ink(pdf: bytes) -> int:
    """How much is painted: the length of what the pages hold, unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    size = 0
    for stream in streams:
        try:
            size += zlib.decompress(stream).count(b"Tj")
        except zlib.error:
            continue
    return size


def test_a_long_text_takes_the_pages_it_needs(qapp: QApplication) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(A4)
    count = paper.put(writer, what(LONG))
    assert count > 5
    assert pages(bytes(buffer.data().data())) == count


def test_nothing_is_one_empty_page_with_its_number(qapp: QApplication) -> None:
    pdf = paper.to_pdf(what(""), A4)
    assert pages(pdf) == 1
    assert ink(pdf) == 1


def test_every_page_has_its_number_and_all_but_the_first_the_title(qapp: QApplication) -> None:
    titled = what("a\n" * 120, markdown=False)
    plain = paper.to_pdf(replace(titled, title=""), A4)
    count = pages(plain)
    assert count > 2
    assert ink(plain) == 120 + count
    assert ink(paper.to_pdf(replace(titled, title="x"), A4)) == 120 + 2 * count - 1


def test_the_pages_are_of_the_size_that_is_asked_for(qapp: QApplication) -> None:
    small = QPageSize(QSizeF(100, 100), QPageSize.Unit.Millimeter, "small")
    assert pages(paper.to_pdf(what(LONG), small)) > pages(paper.to_pdf(what(LONG), A4))


def test_larger_letters_take_more_pages(qapp: QApplication) -> None:
    large = what(LONG, looks=Appearance(font_size_pt=20))
    assert pages(paper.to_pdf(large, A4)) > pages(paper.to_pdf(what(LONG), A4))


def test_a_pdf_is_written_as_the_text_is_just_now(bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bench.page.editor.insertPlainText("Just typed. ")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    said: list[str] = []
    bench.page.said.connect(said.append)
    bench.window.do("export_pdf")
    bench.until(lambda: not bench.desk.reading.waiting)
    file = tmp_path / "out.pdf"
    assert file.read_bytes().startswith(b"%PDF-")
    assert str(file) in said[-1]


def test_leaving_the_dialog_writes_nothing(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    bench.window.do("export_pdf")
    assert not bench.desk.reading.waiting


def test_a_pdf_that_cannot_be_written_is_told(bench, tmp_path: Path) -> None:
    bench.page.printing.to_pdf(tmp_path / "no folder" / "out.pdf")
    bench.until(lambda: bench.window.complaints.box is not None)
    assert "out.pdf" in bench.window.complaints.box.text()
    bench.window.complaints.box.close()


def test_the_printer_gets_what_is_accepted(bench, tmp_path: Path) -> None:
    bench.window.show()
    bench.window.do("print_document")
    dialog = bench.window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    bench.until(lambda: not bench.desk.reading.waiting)
    assert pages((tmp_path / "printed.pdf").read_bytes()) == 1
