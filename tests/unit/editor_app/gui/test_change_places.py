"""Paragraphs that change places, as a person lets them."""

from __future__ import annotations

from PySide6.QtTest import QTest

from edit_engine.text import Span


def put(bench, part: str) -> None:
    at = bench.page.editor.text().index(part)
    bench.page.editor.select(Span(at, at + len(part)))


def test_a_paragraph_goes_up_and_down_with_its_selection_and_undo_takes_it_back(bench) -> None:
    editor = bench.page.editor
    before = editor.text()
    put(bench, "and teh dog")
    bench.window.do("move_down")
    assert editor.text().endswith("with teh end.\n\nTeh cat sat on teh mat 😀 and teh dog did not.\n")
    assert editor.textCursor().selectedText() == "and teh dog"
    bench.window.do("move_up")
    bench.settle()
    assert bench.stored == before
    bench.window.do("undo")
    bench.window.do("undo")
    assert editor.text() == before
    assert not editor.document().isUndoAvailable()


def test_at_the_end_it_stays_and_nothing_is_to_undo(bench) -> None:
    editor = bench.page.editor
    put(bench, "An other")
    bench.window.do("move_down")
    assert not editor.document().isUndoAvailable()


def test_a_copy_is_what_is_written_in_next(bench) -> None:
    editor = bench.page.editor
    put(bench, "An other")
    bench.window.do("duplicate")
    QTest.keyClicks(editor, "One more")
    bench.settle()
    end = " paragraph, with teh end.\n"
    assert bench.stored.endswith(f"An other{end}\nOne more{end}")


def test_while_reviewing_nothing_moves(reviewed) -> None:
    before = reviewed.page.editor.text()
    reviewed.window.do("move_down")
    assert reviewed.page.editor.text() == before
