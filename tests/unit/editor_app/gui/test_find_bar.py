"""Find and replace, as a person does it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from shiboken6 import isValid

from edit_engine.text import Change
from editor_app import finding
from editor_app.gui.find_bar import FindBar


ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def finder(bench) -> FindBar:
    bench.window.show()
    bench.window.activateWindow()
    bench.window.do("find")
    return bench.page.finder


def chosen(bench) -> str:
    return bench.page.editor.textCursor().selectedText()


def search(bench, finder: FindBar, wanted: str) -> None:
    finder.wanted.clear()
    QTest.keyClicks(finder.wanted, wanted)
    settle(bench, finder)


def settle(bench, finder: FindBar) -> None:
    bench.until(lambda: not bench.desk.reading.waiting and not finder._searching.stale)


def test_it_counts_and_goes_on_and_back_and_round(bench, finder: FindBar) -> None:
    search(bench, finder, "teh")
    assert finder._count.text() == "5 found"
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return)
    assert (chosen(bench), finder._count.text()) == ("Teh", "1 of 5")
    bench.window.do("find_next")
    assert finder._count.text() == "2 of 5"
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return, SHIFT)
    bench.window.do("find_previous")
    assert finder._count.text() == "5 of 5"


def test_return_waits_for_the_search(bench, finder: FindBar) -> None:
    QTest.keyClicks(finder.wanted, "dog")
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return)
    bench.until(lambda: chosen(bench) == "dog")


def test_it_goes_on_while_it_is_hidden(bench, finder: FindBar) -> None:
    search(bench, finder, "teh")
    QTest.keyClick(finder.wanted, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert bench.page.editor.hasFocus()
    bench.window.do("find_next")
    settle(bench, finder)
    assert chosen(bench) == "Teh"
    assert not bench.page.editor.decorations.matches


def test_replacing_all_is_one_step(bench, finder: FindBar) -> None:
    before = bench.page.editor.text()
    bench.window.do("replace")
    search(bench, finder, "teh")
    QTest.keyClicks(finder.new, "THE")
    QTest.keyClick(finder.new, Qt.Key.Key_Return, CTRL)
    settle(bench, finder)
    bench.until(lambda: "teh" not in bench.page.editor.text().casefold())
    bench.settle()
    assert bench.stored == before.replace("Teh", "THE").replace("teh", "THE")
    bench.window.do("undo")
    bench.settle()
    assert bench.stored == before


def test_replacing_one_goes_to_the_next(bench, finder: FindBar) -> None:
    bench.window.do("replace")
    search(bench, finder, "teh")
    finder.new.setText("The")
    finder.step(+1)
    finder.new.setFocus()
    QTest.keyClick(finder.new, Qt.Key.Key_Return)
    settle(bench, finder)
    assert bench.page.editor.text().startswith("# The title\n\nTeh cat")
    assert finder._count.text() == "1 of 4"
    QTest.keyClick(finder.new, Qt.Key.Key_Return)
    settle(bench, finder)
    assert "\n\nThe cat sat on teh mat" in bench.page.editor.text()


def test_empty_matches_are_replaced_one_after_the_other(bench, finder: FindBar) -> None:
    bench.window.do("replace")
    finder.pattern.setChecked(True)
    search(bench, finder, "^(?=.)")
    finder.new.setText("> ")
    bench.page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(2):
        finder.replace()
        settle(bench, finder)
    assert bench.page.editor.text().startswith("> # Teh title\n\n> Teh cat")


def test_keys_switch_what_counts(bench, finder: FindBar) -> None:
    search(bench, finder, "teh")
    QTest.keyClick(finder.wanted, Qt.Key.Key_C, ALT)
    settle(bench, finder)
    assert finder._count.text() == "3 found"
    search(bench, finder, "te")
    QTest.keyClick(finder.wanted, Qt.Key.Key_W, ALT)
    settle(bench, finder)
    assert finder._count.text() == "Nothing found"
    QTest.keyClick(finder.wanted, Qt.Key.Key_W, ALT)
    QTest.keyClick(finder.wanted, Qt.Key.Key_X, ALT)
    search(bench, finder, r"t(e)h (\w+)")
    finder.new.setText(r"the \2")
    finder.replace_all()
    bench.until(lambda: "the mat" in bench.page.editor.text())
    assert "Teh cat" in bench.page.editor.text()


def test_several_selected_lines_are_where_it_searches(bench, finder: FindBar) -> None:
    editor = bench.page.editor
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.Down, QTextCursor.MoveMode.KeepAnchor, 2)
    editor.setTextCursor(cursor)
    finder.wanted.setText("teh")
    bench.window.do("find")
    settle(bench, finder)
    assert finder.scope.isChecked()
    assert finder.wanted.text() == "teh"
    assert finder._count.text() == "1 found"
    finder.new.setText("Quite another")
    finder.replace_all()
    bench.until(lambda: "Quite another" in editor.text())
    settle(bench, finder)
    assert editor.text().count("another") == 1
    assert editor.text().count("Teh cat") == 1


def test_the_part_that_is_searched_grows_with_its_text(bench, finder: FindBar) -> None:
    editor = bench.page.editor
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    finder.scope.setChecked(True)
    search(bench, finder, "teh")
    finder.new.setText("teh teh")
    finder.replace_all()
    bench.until(lambda: "teh teh" in editor.text())
    settle(bench, finder)
    assert finder._count.text() == "2 found"


def test_without_a_selection_there_is_no_part_to_search(bench, finder: FindBar) -> None:
    finder.scope.setChecked(True)
    assert not finder.scope.isChecked()
    assert finder._count.text() == "Select the part of the text first"


def test_a_broken_pattern_is_said_to_be_one(bench, finder: FindBar) -> None:
    finder.pattern.setChecked(True)
    search(bench, finder, "(")
    assert finder._count.text().startswith("Not a pattern")
    assert not finder._replace_every.isEnabled()
    search(bench, finder, "(t)")
    finder.new.setText(r"\2")
    finder.step(+1)
    finder.replace()
    assert finder._count.text().startswith("Not a replacement")


def test_a_pattern_without_end_leaves_the_window_alone(bench, finder: FindBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "LONGEST_S", 0.1)
    bench.page.editor.replace([Change(start=0, end=0, before="", after="a" * 60)])
    finder.pattern.setChecked(True)
    search(bench, finder, "(a|aa)+$b")
    assert "too long" in finder._count.text()
    search(bench, finder, "dog")
    assert finder._count.text() == "1 found"


def test_what_is_typed_is_searched_again(bench, finder: FindBar) -> None:
    search(bench, finder, "dog")
    QTest.keyClicks(bench.page.editor, "dog ")
    bench.until(lambda: finder._count.text() == "2 found")


def test_positions_beyond_an_emoji_are_right(bench, finder: FindBar) -> None:
    search(bench, finder, "dog")
    finder.step(+1)
    assert chosen(bench) == "dog"


def test_nothing_is_replaced_in_a_text_that_changed_meanwhile(bench, finder: FindBar, qtbot) -> None:
    search(bench, finder, "dog")
    finder.new.setText("cat")
    with qtbot.waitSignal(finder.said) as said:
        finder.replace_all()
        QTest.keyClicks(bench.page.editor, "x")
    assert "Nothing was replaced" in said.args[0]
    assert "dog" in bench.page.editor.text()


def test_tab_goes_from_what_is_sought_to_what_replaces_it_and_control_return_works_anywhere_there(
    bench, finder: FindBar
) -> None:
    bench.window.do("replace")
    search(bench, finder, "teh")
    QTest.keyClick(finder.wanted, Qt.Key.Key_Tab)
    assert finder.new.hasFocus()
    finder.new.setText("the")
    finder.case.setFocus()
    QTest.keyClick(finder.case, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.until(lambda: "teh" not in bench.page.editor.text())
    bench.settle()
    assert bench.workspace.jobs() == []


def test_the_whole_of_a_long_text_is_replaced_at_once(bench, finder: FindBar) -> None:
    text = "The cat sat on the mat. It was there. " * 12_000
    bench.page.editor.load(text)
    search(bench, finder, "it was")
    assert finder._count.text() == "12,000 found"
    finder.new.setText("It is")
    finder.replace_all()
    bench.until(lambda: bench.page.editor.text() == text.replace("It was", "It is"))
    bench.page.editor.undo()
    assert bench.page.editor.text() == text


def test_a_document_may_be_closed_while_it_is_searched(bench, finder: FindBar, capsys) -> None:
    held = threading.Event()
    bench.desk.reading.run(held.wait)
    finder.wanted.setText("teh")
    bench.page.printing.to_pdf(bench.file.with_suffix(".pdf"))
    first = bench.page
    bench.desk.new(bench.window)
    bench.until(lambda: len(bench.window.pages) == 2)
    bench.window.close_page(first)
    bench.until(lambda: not isValid(first))
    held.set()
    bench.until(lambda: not bench.desk.reading.waiting)
    assert bench.file.with_suffix(".pdf").exists()
    assert "Error" not in capsys.readouterr().err
