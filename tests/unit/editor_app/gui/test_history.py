"""Looking back: the timeline, names, comparisons and where a text came from, as a person does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import docx
import pytest
from docx.oxml.ns import qn
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from edit_engine.text import Span
from editor_app.gui.blame_popup import BlamePopup
from editor_app.gui.frame import Mode
from editor_app.gui.history_model import ROW_ROLE, Place
from editor_app.timeline import Show
from storage import RevisionKind


def rows(bench) -> list:
    model = bench.page.side.history.list.rows
    return [model.index(number).data(ROW_ROLE) for number in range(model.rowCount())]


def open_history(bench):
    bench.window.do("show_history")
    bench.settle()
    return bench.page.side.history


def choose(bench, *wanted: int, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Choose entries by their place among the entries."""
    panel = bench.page.side.history
    places = [number for number, row in enumerate(rows(bench)) if row.place is not Place.DAY]
    panel.list.setCurrentIndex(panel.list.rows.index(places[wanted[0]]))
    for more in wanted[1:]:
        panel.list.selectionModel().select(
            panel.list.rows.index(places[more]), panel.list.selectionModel().SelectionFlag.Select
        )
    bench.settle()


def apart(bench, *texts: str) -> None:
    """Record texts as several entries: a name between them ends a spell of typing."""
    for number, text in enumerate(texts):
        bench.type_text(text)
        bench.workspace.name(bench.workspace.head(bench.id).id, f"Step {number}")


def test_the_history_lists_days_and_entries_and_has_the_focus(bench) -> None:
    bench.type_text("More ")
    panel = open_history(bench)
    assert [row.place for row in rows(bench)] == [Place.DAY, Place.ENTRY, Place.ENTRY]
    assert rows(bench)[1].title == "Typed “More”"
    assert rows(bench)[2].title == "Beginning"
    assert rows(bench)[1].now
    assert panel.list.hasFocus()
    assert "now" in panel.list.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_keys_choose_an_older_revision_and_show_what_changed_since(bench) -> None:
    original = bench.stored
    bench.type_text("More ")
    panel = open_history(bench)
    for _ in range(3):  # days are passed over
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
        bench.settle()
    assert panel.current.endswith(".1")
    assert bench.page.mode is Mode.LOOK_BACK
    assert bench.page.compare.inline.projection.document == original
    assert bench.page.compare.inline.projection.applied == bench.stored
    QTest.keyClick(panel.list, Qt.Key.Key_Up)
    bench.settle()
    assert bench.page.mode is Mode.WRITE  # the newest is the text as it is


def test_restoring_makes_a_new_revision_and_keeps_everything(bench) -> None:
    original = bench.stored
    bench.type_text("More ")
    open_history(bench)
    choose(bench, 1)
    bench.window.do("restore_revision")
    bench.settle()
    assert bench.page.mode is Mode.WRITE
    assert bench.window.status._document.text() == "The older text is restored."
    assert bench.stored == original == bench.page.editor.text()
    kinds = [revision.kind for revision in bench.workspace.history(bench.id)]
    assert kinds == [RevisionKind.RESTORE, RevisionKind.TYPING, RevisionKind.IMPORT]
    assert rows(bench)[1].title == "Restored revision 1"


def test_what_was_typed_and_deleted_at_once_is_called_that(bench) -> None:
    bench.type_text("zz")
    bench.window.do("undo")
    bench.settle()
    open_history(bench)
    assert rows(bench)[1].title == "Typed and deleted again"


def test_a_spell_of_typing_unfolds_and_folds_by_key(bench) -> None:
    for word in ("one ", "two ", "three "):
        bench.type_text(word)
    panel = open_history(bench)
    assert [row.place for row in rows(bench)] == [Place.DAY, Place.ENTRY, Place.ENTRY]
    choose(bench, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert [row.place for row in rows(bench)] == [Place.DAY, Place.ENTRY, Place.PART, Place.PART, Place.ENTRY]
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    bench.settle()
    assert bench.page.compare.inline.projection.document == bench.stored.replace("three ", "")
    QTest.keyClick(panel.list, Qt.Key.Key_Left)
    QTest.keyClick(panel.list, Qt.Key.Key_Left)
    bench.settle()
    assert [row.place for row in rows(bench)] == [Place.DAY, Place.ENTRY, Place.ENTRY]


def test_two_chosen_revisions_are_compared_the_older_one_first(bench) -> None:
    apart(bench, "one ", "two ", "three ")
    open_history(bench)
    choose(bench, 1, 2)
    view = bench.page.compare
    assert (view.comparison.before[:5], view.comparison.after[:8]) == ("one #", "one two ")
    assert not bench.window.actions_of["restore_revision"].isEnabled()
    choose(bench, 0, 1, 2)  # of several, the ends
    assert view.comparison.after.startswith("one two three ")


def test_f2_names_a_revision_and_an_empty_name_takes_it_away(bench) -> None:
    bench.type_text("More ")
    panel = open_history(bench)
    choose(bench, 1)
    QTest.keyClick(panel.list, Qt.Key.Key_F2)
    field = panel.list.findChild(QLineEdit)
    assert field.hasFocus()
    QTest.keyClicks(field, "Sent to Anna")
    QTest.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    bench.until(lambda: bench.workspace.history(bench.id)[-1].name == "Sent to Anna")
    bench.until(lambda: rows(bench)[2].title == "Sent to Anna")
    assert rows(bench)[2].named
    assert bench.page.mode is Mode.LOOK_BACK  # what was chosen is still
    panel.list.rename()
    field = panel.list.findChildren(QLineEdit)[-1]  # the first may be on its way out
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    bench.until(lambda: bench.workspace.history(bench.id)[-1].name is None)


def test_the_command_names_the_text_as_it_is(bench) -> None:
    bench.type_text("More ")
    bench.window.do("name_revision")
    bench.settle()
    bench.until(lambda: bench.page.side.history.list.findChild(QLineEdit) is not None)
    field = bench.page.side.history.list.findChild(QLineEdit)
    QTest.keyClicks(field, "First draft")
    QTest.keyClick(field, Qt.Key.Key_Return)
    bench.settle()
    bench.until(lambda: bench.workspace.head(bench.id).name == "First draft")


def test_the_list_can_be_filtered_by_kind_and_by_words(bench, suggest) -> None:
    hunks = suggest(bench.workspace, bench.id, [("Teh", "The")])
    bench.workspace.accept(bench.id, [hunks[0].id])
    bench.type_text("")
    bench.refresh()
    apart(bench, "barking ")
    panel = open_history(bench)
    panel.kinds.setCurrentIndex(panel.kinds.findData(Show.DECISIONS))
    assert [row.title for row in rows(bench) if row.place is Place.ENTRY] == ["1 suggestion(s) accepted"] or [
        row.title for row in rows(bench) if row.place is Place.ENTRY
    ] == ["1 suggestion accepted"]
    panel.kinds.setCurrentIndex(panel.kinds.findData(Show.ALL))
    panel.words.setText("BARKING")
    bench.until(lambda: len(rows(bench)) == 2)
    panel.words.setText("nothing like that")
    bench.until(lambda: not rows(bench))
    assert panel._empty.isVisible()


def test_changes_are_stepped_through_with_a_count_in_both_ways(bench) -> None:
    bench.workspace.type(bench.id, bench.stored.replace("Teh", "The").replace("end", "very end"))
    bench.refresh()
    open_history(bench)
    choose(bench, 1)
    view, said = bench.page.compare, []
    view.said.connect(said.append)
    assert (view.count, view.number, view._number.text()) == (3, 0, "1 of 3")
    bench.window.do("next_change")
    assert view._number.text() == "2 of 3"
    QTest.keyClick(view.inline, Qt.Key.Key_N)
    QTest.keyClick(view.inline, Qt.Key.Key_N)
    assert view._number.text() == "1 of 3"
    bench.window.do("previous_change")
    assert said[-1].startswith("Change 3 of 3")
    bench.window.do("toggle_side_by_side")
    assert view.side_by_side
    assert bench.desk.preferences.now.reviewing.side_by_side
    assert view.beside.before.text() == view.comparison.before
    assert view.beside.after.text() == view.comparison.after
    QTest.keyClick(view.beside.after, Qt.Key.Key_P)
    assert view._number.text() == "2 of 3"
    assert view.beside.before.extraSelections()
    assert view.beside.after.extraSelections()
    QTest.keyClick(view.beside.after, Qt.Key.Key_Escape)
    bench.settle()
    assert bench.page.mode is Mode.WRITE


def test_copying_gives_the_text_of_the_sheet(bench) -> None:
    bench.workspace.type(bench.id, bench.stored.replace("Teh", "The"))
    bench.refresh()
    open_history(bench)
    choose(bench, 1)
    view = bench.page.compare
    for sheet, expected in ((view.inline, view.comparison.after), (view.beside.before, view.comparison.before)):
        view.set_side_by_side(sheet is not view.inline)
        sheet.selectAll()
        sheet.copy()
        assert QApplication.clipboard().text() == expected


def test_lines_that_belong_together_stand_at_one_height(bench) -> None:
    long = "A paragraph of some length that takes several lines on a narrow sheet, and more of them. " * 3
    old = "".join(f"Paragraph {number} stays.\n\n" + (f"{long}\n\n" if number % 3 else "") for number in range(60))
    new = "".join(
        f"Paragraph {number} stays.\n\n" + (f"{long}\n\n" if number % 4 else "New one.\n\n") for number in range(60)
    )
    bench.workspace.type(bench.id, old)
    bench.workspace.name(bench.workspace.head(bench.id).id, "old")
    bench.workspace.type(bench.id, new)
    bench.refresh()
    open_history(bench)
    choose(bench, 1)
    bench.window.do("toggle_side_by_side")
    beside = bench.page.compare.beside
    for value in (0, 300, 1500, 4000, 2500, 10**6):
        for sheet in beside.sheets:
            sheet.verticalScrollBar().setValue(value)
            bench.until(lambda: not beside._later.isActive())
            seen = heights(beside)
            assert seen, value
            assert max(abs(a - b) for a, b in seen) <= 2, (value, seen)
    for sheet in beside.sheets:  # a document that is changed while it is laid out forgets how long it is
        lines = sum(block.layout().lineCount() for block in iter_blocks(sheet.document()))
        assert sheet.document().size().height() > lines * 15


def iter_blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def heights(beside) -> list[tuple[int, int]]:
    """The heights on the screen of lines that are the same on both sides and can be seen."""
    found = []
    for pair in range(len(beside._beside)):
        blocks = [beside._block(sheet, pair) for sheet in beside.sheets]
        if blocks[0].text() != blocks[1].text() or not blocks[0].text():
            continue
        tops = [
            sheet.document().documentLayout().blockBoundingRect(block).top() - sheet.verticalScrollBar().value()
            for sheet, block in zip(beside.sheets, blocks, strict=True)
        ]
        if 0 <= tops[0] < beside.height():
            found.append((round(tops[0]), round(tops[1])))
    return found


def test_where_does_this_come_from_tells_the_suggestion_and_leads_to_its_revision(bench, suggest) -> None:
    hunks = suggest(bench.workspace, bench.id, [("An other", "Another")])
    bench.workspace.accept(bench.id, [hunks[0].id])
    accepted = bench.workspace.head(bench.id).id
    bench.refresh()
    bench.page.editor.select(Span(bench.stored.index("Another"), bench.stored.index("paragraph")))
    bench.window.do("blame")
    bench.settle()
    popup = bench.page.editor.findChild(BlamePopup)
    told = popup.findChild(QPushButton).accessibleDescription()
    assert "Another" in told
    assert "In place of “An other”" in told
    assert "90% sure" in told
    popup.findChild(QPushButton).click()
    bench.settle()
    bench.until(lambda: bool(bench.page.side.history.list.picked))
    assert bench.page.side.history.list.picked[0].revision_id == accepted


def test_where_does_this_come_from_asks_about_the_sentence_at_the_caret(bench) -> None:
    bench.type_text("Typed now. ")
    bench.page.editor.select(Span(3, 3))
    bench.window.do("blame")
    bench.settle()
    popup = bench.page.editor.findChild(BlamePopup)
    assert "Typed by you" in popup.findChild(QPushButton).accessibleDescription()
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    bench.until(lambda: not bench.page.editor.findChildren(BlamePopup))


def test_a_revision_far_back_is_fetched_until_it_is_found(bench, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(450):
        bench.workspace.type(bench.id, f"{number}")
        if number % 3 == 0:
            bench.workspace.name(bench.workspace.head(bench.id).id, f"N{number}")
    bench.refresh()
    first = bench.workspace.history(bench.id)[-1].id
    bench.page.looking_back.seek(first)
    bench.until(lambda: bench.page.side.history.current == first)


def test_typing_while_the_history_is_open_keeps_what_was_fetched(bench) -> None:
    for number in range(450):
        bench.workspace.type(bench.id, f"{number}")
        bench.workspace.name(bench.workspace.head(bench.id).id, f"N{number}")
    bench.refresh()
    panel = open_history(bench)
    while not panel.list.rows.complete:
        panel.list.rows.fetchMore()
        bench.settle()
    before = len(panel.list.rows.entries)
    bench.page.editor.setFocus()
    bench.type_text("more")
    bench.until(lambda: len(panel.list.rows.entries) == before + 1)
    assert panel.list.rows.complete
    days = [row for row in rows(bench) if row.place is Place.DAY]
    assert len(days) <= 2  # one page after the other, under one heading (or midnight came)


def test_another_document_brings_its_own_history(bench, tmp_path) -> None:
    bench.type_text("More ")
    open_history(bench)
    other = tmp_path / "other.md"
    other.write_text("Other.\n")
    bench.desk.open([other], bench.window)
    bench.until(lambda: bench.page.session is not None and bench.page.title == "other.md")
    open_history(bench)
    assert [row.place for row in rows(bench)] == [Place.DAY, Place.ENTRY]
    bench.window.close_page(bench.page)
    bench.settle()
    bench.desk.preferences.change("reviewing", side_by_side=True)  # the page that is gone does not mind


def test_times_are_told_as_people_tell_them() -> None:
    from editor_app.gui import history_wording as wording

    now = datetime(2026, 5, 4, 12, 0).astimezone().astimezone(UTC)
    assert wording.ago(now, now) == "just now"
    assert wording.ago(now - timedelta(minutes=5), now).startswith("5 minute")
    assert wording.ago(now - timedelta(hours=3), now).startswith("3 hour")
    assert wording.ago(now - timedelta(days=2), now).startswith("2 day")
    assert wording.day(now - timedelta(days=1), now) == "Yesterday"
    assert "2026" in wording.day(now - timedelta(days=40), now)


def test_what_is_compared_ends_with_an_ellipsis_where_there_is_no_room(bench) -> None:
    bench.window.show()
    about = bench.page.compare._about
    about.setText("Beginning, Today 1:55 AM → the text as it is")
    about.setFixedWidth(60)
    bench.until(lambda: about.width() == 60)
    assert about.shown.endswith("…")
    assert not about.grab().isNull()
    about.setFixedWidth(900)
    bench.until(lambda: about.width() == 900)
    assert about.shown == about.text()


def test_escape_in_the_list_goes_back_to_the_text(bench) -> None:
    panel = open_history(bench)
    choose(bench, 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    bench.settle()
    assert bench.page.mode is Mode.WRITE
    assert not bench.page.side.history_open


def test_suggestions_go_out_and_come_in_as_marks(bench, suggest, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    suggest(bench.workspace, bench.id, [("An other", "Another")])
    bench.refresh()
    file = tmp_path / "marked.md"
    monkeypatch.setattr(bench.page, "ask_path", lambda *_: file)
    bench.window.do("export_suggestions")
    bench.settle()
    assert "{~~An other~>Another~~} paragraph" in file.read_text(encoding="utf-8")
    word = tmp_path / "marked.DOCX"
    monkeypatch.setattr(bench.page, "ask_path", lambda *_: word)
    bench.window.do("export_suggestions")
    bench.settle()
    (inserted,) = docx.Document(word).element.iter(qn("w:ins"))
    assert "".join(each.text for each in inserted.iter(qn("w:t"))) == "Another"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    before = bench.stored
    bench.window.do("import_suggestions")
    bench.until(lambda: bench.page.session is not None and bench.page.title == "marked")
    assert bench.page.editor.text() == before
    assert [hunk.after for hunk in bench.page.session.shown] == ["Another"]
