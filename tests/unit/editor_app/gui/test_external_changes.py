"""What other programs do to a file on the screen is taken over, or asked about; nothing is lost either way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.changes import Change, ChangeKind
from editor_app.gui.difference_dialog import DifferenceDialog
from editor_app.gui.news import News
from editor_app.on_disk import Standing
from storage import RevisionKind


def look(bench) -> None:
    """As when the window comes to the front."""
    bench.page.file_following.look()
    bench.until(lambda: not bench.desk.watching.lane.waiting)
    bench.settle()


def replace(file: Path, text: str) -> None:
    """As careful programs write: a new file takes the place of the old one."""
    new = file.with_name("new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, file)


def texts(bench) -> list[str]:
    return [bench.workspace.show(revision.id) for revision in bench.workspace.history(bench.id)]


@pytest.mark.parametrize("write", [lambda file, text: file.write_text(text, encoding="utf-8"), replace])
def test_a_change_is_taken_over_as_it_happens_every_time(bench, write) -> None:
    for number in range(3):
        write(bench.file, f"# Theirs {number}\n\nTeh cat sat on teh mat.\n")
        bench.until(lambda n=number: bench.page.editor.text().startswith(f"# Theirs {n}"))
    bench.settle()
    assert bench.stored == bench.page.editor.text()
    assert bench.workspace.history(bench.id)[0].kind is RevisionKind.IMPORT
    assert not bench.page.unsaved
    assert not bench.page.disk_bar.isVisible()
    assert "draft.md was changed by another program" in bench.window.status._document.text()


def test_the_caret_stays_at_its_word_and_suggestions_stay_at_theirs(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("teh mat", "the mat")])
    bench.refresh()
    cursor = bench.page.editor.textCursor()
    cursor.setPosition(bench.page.editor.document().toRawText().index("dog"))
    bench.page.editor.setTextCursor(cursor)
    bench.file.write_text("New first line.\n" + bench.stored, encoding="utf-8")
    look(bench)
    bench.until(lambda: bench.page.editor.text().startswith("New first"))
    raw = bench.page.editor.document().toRawText()
    assert raw[bench.page.editor.textCursor().position() :].startswith("dog")
    (hunk,) = bench.page.session.shown
    assert bench.stored[hunk.start : hunk.end] == "teh mat"


def test_a_change_seen_only_when_the_window_comes_to_the_front(bench) -> None:
    bench.desk.watching.watch.watch(())
    bench.file.write_text("Theirs, from a network drive.\n", encoding="utf-8")
    bench.desk.watching._came_or_went(Qt.ApplicationState.ApplicationActive)
    bench.until(lambda: bench.page.editor.text().startswith("Theirs"))


def test_our_own_save_is_no_change(bench) -> None:
    bench.type_text("Mine ")
    revisions = len(texts(bench))
    bench.window.do("save")
    bench.settle()
    QTest.qWait(400)
    look(bench)
    assert len(texts(bench)) == revisions
    assert not bench.page.disk_bar.isVisible()


@pytest.fixture
def both(bench):
    """Changed here and on the disk."""
    bench.type_text("Mine ")
    bench.file.write_text("Theirs.\n", encoding="utf-8")
    bench.until(lambda: bench.page.disk_bar.isVisible())
    bench.settle()
    assert bench.page.editor.text().startswith("Mine ")
    return bench


def press(bar, text: str) -> None:
    bar_buttons = [button for button in (*bar._changed, *bar._gone, bar._hide) if not button.isHidden()]
    next(button for button in bar_buttons if button.text().replace("&", "") == text).click()


def test_mine_can_be_kept_and_saved_and_theirs_is_in_the_history(both) -> None:
    press(both.page.disk_bar, "Keep Mine")
    both.settle()
    assert not both.page.disk_bar.isVisible()
    assert both.page.editor.text().startswith("Mine ")
    assert "Theirs.\n" in texts(both)
    both.window.do("save")
    both.settle()
    assert both.file.read_text(encoding="utf-8").startswith("Mine ")


def test_theirs_can_be_taken_and_mine_is_in_the_history(both) -> None:
    press(both.page.disk_bar, "Take the File")
    both.settle()
    assert not both.page.disk_bar.isVisible()
    assert both.page.editor.text() == "Theirs.\n"
    assert any(text.startswith("Mine ") for text in texts(both))
    assert not both.page.unsaved


@pytest.mark.parametrize(("button", "begins"), [("take", "Theirs."), ("keep", "Mine ")])
def test_the_differences_can_be_looked_at_first(both, button: str, begins: str) -> None:
    press(both.page.disk_bar, "Show Differences")
    both.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DifferenceDialog)
    assert dialog.pane.sheet.projection.document == "Theirs.\n"
    assert dialog.pane.sheet.projection.applied == both.stored
    getattr(dialog, button).click()
    both.settle()
    assert both.page.editor.text().startswith(begins)
    assert not both.page.disk_bar.isVisible()


def test_comparing_with_the_file_is_possible_at_any_time_and_changes_nothing(bench) -> None:
    bench.type_text("Mine ")
    before = len(texts(bench))
    bench.window.do("compare_file")
    bench.settle()
    dialog = QApplication.activeModalWidget()
    assert dialog.pane.count == 1
    dialog.keep.click()
    bench.settle()
    assert len(texts(bench)) == before
    assert bench.page.unsaved


def test_the_same_text_on_both_sides_is_nothing_to_ask_about(bench) -> None:
    bench.type_text("Mine ")
    bench.file.write_text(bench.page.editor.text(), encoding="utf-8")
    look(bench)
    assert not bench.page.disk_bar.isVisible()
    assert not bench.page.unsaved


def test_a_deleted_file_is_said_to_be_gone_and_can_be_saved_again(bench) -> None:
    bench.file.unlink()
    bench.until(lambda: bench.page.disk_bar.isVisible())
    assert bench.page.disk_bar.standing is Standing.GONE
    assert "teh end" in bench.page.editor.text()
    assert bench.page.unsaved
    assert bench.window.actions_of["save"].isEnabled()
    press(bench.page.disk_bar, "Save It Again")
    bench.settle()
    assert bench.file.read_text(encoding="utf-8") == bench.stored
    assert not bench.page.disk_bar.isVisible()
    assert not bench.page.unsaved


def test_a_renamed_file_that_comes_back_is_nothing_any_more(bench) -> None:
    away = bench.file.with_name("renamed.md")
    bench.file.rename(away)
    bench.until(lambda: bench.page.disk_bar.isVisible())
    press(bench.page.disk_bar, "Leave It")
    assert not bench.page.disk_bar.isVisible()
    look(bench)
    bench.until(lambda: not bench.page.file_following._again.isActive())
    assert not bench.page.disk_bar.isVisible()
    away.rename(bench.file)
    bench.until(lambda: not bench.page.file_following.gone)


def test_a_file_that_is_no_text_any_more_leaves_the_text(bench) -> None:
    before = bench.stored
    bench.file.write_bytes(b"\0\1\2")
    bench.until(lambda: bench.page.disk_bar.isVisible())
    bench.settle()
    assert bench.page.disk_bar.standing is Standing.UNREADABLE
    assert bench.page.editor.text() == before


def test_a_file_changed_while_it_was_closed_does_not_hide_what_was_not_saved(bench, tmp_path: Path) -> None:
    bench.type_text("Mine ")
    bench.window.do("close_document")
    bench.until(lambda: bench.page.blank)
    bench.file.write_text("Theirs.\n", encoding="utf-8")
    bench.desk.open([bench.file], bench.window)
    bench.until(lambda: bench.page.disk_bar.isVisible())
    assert bench.page.editor.text().startswith("Mine ")


def test_an_untitled_document_has_no_file_to_look_at(bench) -> None:
    bench.window.do("new")
    bench.until(lambda: bench.page.session.state.document.path is None)
    look(bench)
    assert not bench.page.disk_bar.isVisible()
    assert not bench.window.actions_of["compare_file"].isEnabled()


def test_what_the_window_did_itself_is_not_read_again(bench, monkeypatch) -> None:
    bench.type_text("x")
    session, read = bench.page.session, []
    monkeypatch.setattr(session, "refresh", lambda: read.append(1))
    for head_id, reads in ((session.state.document.head_id, 0), ("another", 1), ("", 2)):
        change = Change(kind=ChangeKind.DOCUMENT, document_id=bench.id, head_id=head_id)
        session.take(News(changes=(change,), jobs={}, problem=""))
        assert len(read) == reads
