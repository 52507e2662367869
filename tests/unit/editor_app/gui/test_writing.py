"""What helps while one writes: looks, focus, typewriter, spelling, the outline and the count."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from edit_engine.text import Span


WAVY = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


def marked(bench) -> list[str]:
    editor = bench.page.editor
    found = [each for each in editor.extraSelections() if each.format.underlineStyle() is WAVY]
    return [each.cursor.selectedText() for each in found]


def like(bench, section: str, **values: object) -> None:
    bench.desk.preferences.change(section, **values)


def test_another_font_and_width_change_nothing_that_can_be_undone(bench) -> None:
    QTest.keyClicks(bench.page.editor, "x")
    steps, width = bench.page.editor.document().availableUndoSteps(), bench.page.editor.lineWrapColumnOrWidth()
    like(bench, "appearance", font_size_pt=9.0, column_chars=40)
    assert bench.page.editor.document().defaultFont().pointSizeF() == 9.0
    assert bench.page.editor.lineWrapColumnOrWidth() < width
    assert bench.page.editor.document().availableUndoSteps() == steps


def test_another_line_height_keeps_text_caret_and_marks(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The")])
    bench.refresh()
    bench.page.editor.select(Span(4, 9))
    text, height = bench.page.editor.text(), bench.page.editor.document().begin().blockFormat().lineHeight()
    like(bench, "appearance", line_height=2.4)
    assert bench.page.editor.document().begin().blockFormat().lineHeight() > height
    assert bench.page.editor.text() == text
    assert bench.page.editor.selected() == Span(4, 9)
    assert len(bench.page.editor.decorations.marks) == 1
    assert not bench.page.session.unrecorded


def test_focus_dims_all_but_the_paragraph_of_the_caret(bench) -> None:
    bench.page.editor.select(Span(15, 15))
    bench.window.do("toggle_focus")
    assert bench.window.actions_of["toggle_focus"].isChecked()
    faint = bench.page.editor.theme.faint

    def dimmed() -> str:
        found = [
            each for each in bench.page.editor.extraSelections() if each.format.foreground().color().name() == faint
        ]
        return "|".join(each.cursor.selectedText() for each in found)

    bench.until(lambda: "# Teh title" in dimmed())
    assert "cat" not in dimmed()
    assert "other paragraph" in dimmed()
    bench.window.do("toggle_focus")
    bench.until(lambda: dimmed() == "")


def test_typewriter_keeps_the_line_at_one_height(bench) -> None:
    editor = bench.page.editor
    QTest.keyClicks(editor, "\r" * 60)
    bench.window.do("toggle_typewriter")
    before = editor.cursorRect().top()
    QTest.keyClicks(editor, "\r\r\r")
    assert abs(editor.cursorRect().top() - before) <= 2


def test_undo_takes_back_a_sentence_or_what_was_typed_before_a_pause(bench) -> None:
    editor = bench.page.editor
    editor.load("")
    QTest.keyClicks(editor, "One two. Three")
    editor._pausing.timeout.emit()
    QTest.keyClicks(editor, " four")
    for left in ("One two. Three", "One two. ", ""):
        editor.undo()
        assert editor.text() == left
    for _ in range(3):
        editor.redo()
    assert editor.text() == "One two. Three four"


def test_words_no_dictionary_knows_are_underlined_but_not_the_one_being_typed(bench) -> None:
    like(bench, "writing", spelling=True)
    editor = bench.page.editor
    editor.select(Span(0, 0))
    bench.until(lambda: marked(bench) == ["Teh", "Teh", "teh", "teh", "teh"])
    editor.select(Span(4, 4))
    bench.until(lambda: marked(bench) == ["Teh", "teh", "teh", "teh"])
    bench.window.do("toggle_spelling")
    bench.until(lambda: marked(bench) == [])


def test_words_further_down_are_underlined_as_soon_as_one_scrolls_there(bench) -> None:
    bench.window.show()
    like(bench, "writing", spelling=True)
    editor = bench.page.editor
    editor.load("\n\n".join(f"Line {number} was recieved." for number in range(400)) + "\n\nThe lsat one.\n")
    bench.page.session.typed()
    bench.until(lambda: "recieved" in marked(bench))
    bar = editor.verticalScrollBar()
    bench.until(lambda: bar.maximum() > 5000)
    bar.setValue(bar.maximum())
    bench.until(lambda: "lsat" in marked(bench))
    assert editor.decorations._soon.interval() == 0  # no place in the text is taken for a time


def test_a_long_text_is_laid_out_in_turns_once_it_is_painted(bench) -> None:
    editor, turns, settled = bench.page.editor, [], []
    bench.until(lambda: not editor._settling.isActive())
    editor._settling.timeout.connect(lambda: turns.append(editor._laid))
    editor.settled.connect(lambda: settled.append(editor._laid))
    editor.load("\n\n".join("Some words that stand there. " * 20 for _ in range(1_500)))
    bench.until(lambda: bool(turns) and not editor._settling.isActive())
    assert len(turns) > 2
    assert settled == [0]  # what can be seen is known before the rest
    # Qt tells the scroll bar a moment after it knows the height.
    bench.until(lambda: editor.verticalScrollBar().maximum() > 50_000)
    height = editor.document().size().height()
    editor.lay_out()
    assert editor.document().size().height() == height


def test_the_menu_offers_corrections_and_learns_words(bench) -> None:
    like(bench, "writing", spelling=True)
    editor = bench.page.editor
    editor.select(Span(0, 0))
    bench.until(lambda: "Teh" in marked(bench))
    menu = QMenu(editor)
    editor.menu_wanted.emit(menu, editor.text().index("teh"))
    bench.until(lambda: "the" in [action.text() for action in menu.actions()])
    next(action for action in menu.actions() if action.text() == "the").trigger()
    assert "sat on the mat" in editor.text()
    next(action for action in menu.actions() if action.text() == "Add to Dictionary").trigger()
    bench.until(lambda: marked(bench) == [])
    assert (bench.desk.preferences.folder / "words.txt").read_text(encoding="utf-8") == "teh\n"
    menu.deleteLater()


def test_the_outline_follows_the_caret_and_leads_to_a_heading(bench) -> None:
    editor, outline = bench.page.editor, bench.page.outline
    editor.insertPlainText("# One\n\nText.\n\n## Two\n\nMore.\n\n")
    bench.window.do("toggle_outline")
    bench.until(lambda: outline.list.model().rowCount() == 3)
    editor.select(Span(editor.text().index("More"), editor.text().index("More")))
    bench.until(lambda: outline.list.currentIndex().data().strip() == "Two")
    place = outline.list.visualRect(outline.list.model().index(0)).center()
    QTest.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert editor.textCursor().position() == len("# One")
    assert editor.hasFocus()


def test_the_outline_gives_way_to_what_stands_beside_the_text_and_comes_back(bench) -> None:
    editor, outline = bench.page.editor, bench.page.outline
    bench.window.do("toggle_outline")
    bench.window.do("toggle_outline")
    bench.window.do("toggle_review")
    bench.settle()
    bench.window.do("toggle_outline")
    assert outline.isHidden()
    bench.window.do("toggle_review")
    bench.settle()
    assert not outline.isHidden()
    bench.window.do("show_history")
    bench.settle()
    assert outline.isHidden()
    editor.insertPlainText("# One\n\n")
    bench.window.do("show_history")
    bench.settle()
    bench.until(lambda: outline.list.model().rowCount() == 2)
    bench.window.do("toggle_outline")
    assert outline.isHidden()


def test_the_line_below_counts_the_text_and_the_selection(bench) -> None:
    said = bench.window.status._words
    bench.until(lambda: said.text().startswith("21 words"))
    bench.page.editor.select(Span(2, 11))
    bench.until(lambda: said.text().startswith("2 of 21 words"))


def test_the_count_is_that_of_the_document_one_turns_to(bench) -> None:
    said = bench.window.status._words
    first = bench.page
    bench.until(lambda: said.text().startswith("21 words"))
    bench.window.do("new")
    bench.until(lambda: bench.page is not first and bench.page.session is not None)
    QTest.keyClicks(bench.page.editor, "One two three.")
    bench.until(lambda: said.text().startswith("3 words"))
    bench.window.show_page(first)
    bench.until(lambda: said.text().startswith("21 words"))
