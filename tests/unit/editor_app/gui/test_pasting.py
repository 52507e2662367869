"""What is pasted, copied or typed is plain text, counted in code points."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from edit_engine.text import Span


def test_rich_text_is_pasted_as_plain_text(bench) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\r\ntext\r")
    bench.page.editor.insertFromMimeData(data)
    bench.settle()
    assert bench.stored.startswith("bold\ntext\n# Teh")


def test_a_link_is_put_in_as_its_text(bench) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/a")])
    data.setText("https://example.org/a")
    assert bench.page.editor.canInsertFromMimeData(data)
    bench.page.editor.insertFromMimeData(data)
    assert bench.page.editor.text().startswith("https://example.org/a")


def test_copying_gives_plain_text(bench) -> None:
    bench.page.editor.selectAll()
    bench.page.editor.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == bench.file.read_text(encoding="utf-8")
    assert not data.hasHtml()


def test_shift_return_is_a_newline_like_any_other(bench) -> None:
    QTest.keyClick(bench.page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    bench.settle()
    assert bench.stored.startswith("\n# Teh")


def test_a_selection_beyond_an_emoji_is_where_the_text_has_it(bench) -> None:
    at = bench.stored.index("dog")
    bench.page.editor.select(Span(at, at + 3))
    assert bench.page.editor.textCursor().selectedText() == "dog"
    assert bench.page.editor.selected() == (at, at + 3)
