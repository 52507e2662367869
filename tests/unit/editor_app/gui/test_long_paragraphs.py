"""Texts that are too long for the usual way of setting letters."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest

from edit_engine.text import Change
from editor_app.gui import typesetting
from editor_app.gui.typesetting import LONG_PARAGRAPH


SENTENCE = "It rained on the day that they came home, and nobody said a word. "
PARAGRAPH = SENTENCE * (2 * LONG_PARAGRAPH // len(SENTENCE))
QUICK = QFont.StyleStrategy.PreferNoShaping


def strategy(bench) -> QFont.StyleStrategy:
    return bench.page.editor.document().defaultFont().styleStrategy()


def test_letters_are_set_quickly_only_where_a_paragraph_is_long(bench) -> None:
    editor = bench.page.editor
    assert strategy(bench) is not QUICK
    editor.load(PARAGRAPH)
    assert strategy(bench) is QUICK
    bench.window.do("zoom_in")
    assert strategy(bench) is QUICK
    editor.load(PARAGRAPH.replace(". ", ".\n\n"))
    assert strategy(bench) is not QUICK


def test_a_paragraph_that_grows_long_is_noticed_and_can_be_undone(bench) -> None:
    editor = bench.page.editor
    before = editor.text()
    end = len(before) - 1
    editor.replace([Change(start=end, end=end, before="", after=" " + PARAGRAPH)])
    bench.until(lambda: strategy(bench) is QUICK)
    assert editor.document().isUndoAvailable()
    editor.undo()
    assert editor.text() == before
    bench.settle()
    assert bench.stored == before


def test_what_can_be_seen_of_a_long_paragraph_is_not_all_of_it(bench) -> None:
    bench.window.show()
    editor = bench.page.editor
    editor.load(PARAGRAPH)
    bench.until(lambda: editor.verticalScrollBar().maximum() > 1000)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    seen = editor.visible()
    assert seen.length < len(PARAGRAPH) // 3
    assert seen.start <= editor.textCursor().position() <= seen.end


def test_typing_in_one_is_kept(bench) -> None:
    editor = bench.page.editor
    editor.load(PARAGRAPH)
    QTest.keyClicks(editor, "Well, ")
    bench.settle()
    assert bench.stored == "Well, " + PARAGRAPH


def test_a_text_longer_than_any_book_is_not_painted(bench, monkeypatch) -> None:
    monkeypatch.setattr(typesetting, "LONG_TEXT", 100)
    bench.page.editor.load("# Heading\n\n" + SENTENCE * 3)
    assert not bench.page.editor.document().firstBlock().layout().formats()
    bench.page.editor.load("# Heading\n")
    bench.until(lambda: bool(bench.page.editor.document().firstBlock().layout().formats()))


def test_what_is_found_out_about_a_long_paragraph_is_kept_for_painting(bench) -> None:
    editor = bench.page.editor
    kept = [len(each) > LONG_PARAGRAPH for each in ("Short.", PARAGRAPH)]
    editor.load("Short.\n" + PARAGRAPH)
    document = editor.document()
    assert [document.findBlockByNumber(number).layout().cacheEnabled() for number in (0, 1)] == kept
    # Both halves of one that is cut in two, and one that was pasted.
    editor.load(PARAGRAPH * 2)
    document = editor.document()
    cursor = editor.textCursor()
    cursor.setPosition(len(PARAGRAPH))
    cursor.insertBlock()
    assert all(document.findBlockByNumber(number).layout().cacheEnabled() for number in (0, 1))
    editor.load("Short.\n")
    cursor = editor.textCursor()
    cursor.insertText(PARAGRAPH)
    assert editor.document().firstBlock().layout().cacheEnabled()


def test_it_looks_as_if_nothing_was_kept(bench) -> None:
    bench.window.show()
    editor = bench.page.editor
    editor.load(PARAGRAPH)
    bench.until(lambda: editor.verticalScrollBar().maximum() > 1000)
    QTest.keyClicks(editor, "Well, ")
    bench.window.do("zoom_in")
    bench.settle()
    editor.setCursorWidth(0)
    shown = editor.viewport().grab().toImage()
    editor.document().firstBlock().layout().setCacheEnabled(False)
    editor.document().markContentsDirty(0, editor.document().characterCount())
    assert editor.viewport().grab().toImage() == shown
