"""What is locked from the window: paragraphs, words and selections, which no suggestion will change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from editor_app.gui.locks_dialog import LocksDialog
from storage import LockKind


def test_the_paragraph_at_the_caret_is_locked_and_unlocked_by_one_key(bench) -> None:
    bench.put_caret("dog")
    QTest.keyClick(bench.page.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "Teh cat sat on teh mat 😀 and teh dog did not."
    assert bench.page.locking.marks.places == [bench.page.editor.units().units(lock.span)]
    bench.window.grab()
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.workspace.locks.of(bench.id) == []
    assert bench.page.locking.marks.places == []


def test_the_mark_follows_what_is_typed_before_and_in_what_is_locked(bench) -> None:
    bench.put_caret("dog")
    bench.window.do("toggle_lock")
    bench.settle()
    bench.put_caret("cat")
    QTest.keyClicks(bench.page.editor, "big ")
    QTest.keyClick(bench.page.editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(bench.page.editor, "New ")
    shown = list(bench.page.locking.marks.places)
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "Teh big cat sat on teh mat 😀 and teh dog did not."
    assert shown == bench.page.locking.marks.places == [bench.page.editor.units().units(lock.span)]


def test_a_term_is_locked_from_the_word_at_the_caret_and_listed_with_the_places(bench) -> None:
    bench.put_caret("mat")
    bench.window.do("lock_term")
    bench.window.do("toggle_lock")
    bench.settle()
    kinds = [(lock.kind, lock.text[:7]) for lock in bench.workspace.locks.of(bench.id)]
    assert kinds == [(LockKind.PLACE, "Teh cat"), (LockKind.TERM, "mat")]
    bench.window.do("show_locks")
    (dialog,) = bench.window.findChildren(LocksDialog)
    assert [dialog.list.item(row).text()[:9] for row in range(2)] == ["Teh cat s", "Term: mat"]
    dialog.show_place.click()
    assert bench.page.editor.textCursor().hasSelection()
    dialog.list.selectAll()
    dialog.unlock.click()
    bench.settle()
    bench.until(lambda: dialog.list.count() == 0)
    assert bench.workspace.locks.of(bench.id) == []
    dialog.accept()


def test_suggestions_in_what_is_locked_are_not_shown_until_it_is_unlocked(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh", "The"), ("teh mat", "the mat")])
    bench.refresh()
    assert bench.page.session.pending == 2
    bench.put_caret("dog")
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.page.session.pending == 1
    bench.window.do("toggle_lock")
    bench.settle()
    assert bench.page.session.pending == 2


def test_the_menu_of_the_text_locks_what_was_clicked(bench) -> None:
    menu = QMenu()
    bench.page.editor.menu_wanted.emit(menu, bench.page.editor.units().unit(bench.stored.index("An other")))
    titles = [action.text() for action in menu.actions()]
    assert "Lock Paragraph" in titles
    next(action for action in menu.actions() if action.text() == "Lock Paragraph").trigger()
    bench.settle()
    (lock,) = bench.workspace.locks.of(bench.id)
    assert lock.text == "An other paragraph, with teh end."
    menu.clear()
    bench.page.editor.menu_wanted.emit(menu, bench.page.editor.units().unit(bench.stored.index("An other")))
    assert "Unlock" in [action.text() for action in menu.actions()]
    menu.deleteLater()
