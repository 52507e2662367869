"""What is pressed while a decision is on its way is about what comes to light then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest

from editor_app.gui.frame import Mode
from editor_app.gui.type_ahead import TypeAhead
from editor_app.preferences import Granularity
from storage.errors import BusyError


A, R, N = Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_N


def press(widget, *keys: Qt.Key) -> None:
    """One after the other, without a look at what they did."""
    for key in keys:
        QTest.keyClick(widget, key)


def shown(bench) -> list[str]:
    return [hunk.id for hunk in bench.page.review.projection.hunks]


def test_keys_decide_one_suggestion_after_the_other(reviewed) -> None:
    before, (_, _, third, _) = reviewed.stored, shown(reviewed)
    press(reviewed.page.review, A, R, N, A)
    reviewed.settle()
    assert reviewed.window.complaints.box is None
    assert reviewed.stored == before.replace("Teh", "The", 1).replace("An other", "Another")
    assert shown(reviewed) == [third]


def test_undo_waits_too(reviewed) -> None:
    before, waiting = reviewed.stored, shown(reviewed)
    press(reviewed.page.review, A, R)
    for _ in range(2):
        reviewed.window.do("undo_decision")
    reviewed.settle()
    assert (reviewed.stored, shown(reviewed)) == (before, waiting)


def test_the_first_decision_can_be_undone_while_it_is_on_its_way(reviewed) -> None:
    before, waiting = reviewed.stored, shown(reviewed)
    undo = reviewed.window.actions_of["undo_decision"]
    assert not undo.isEnabled()
    press(reviewed.page.review, A)
    undo.trigger()
    reviewed.settle()
    assert (reviewed.stored, shown(reviewed)) == (before, waiting)


def test_a_first_decision_that_cannot_be_made_leaves_nothing_to_undo(reviewed, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise BusyError("no")

    monkeypatch.setattr(reviewed.page.session.draft, "accept", refuse)
    undo = reviewed.window.actions_of["undo_decision"]
    press(reviewed.page.review, A)
    assert undo.isEnabled()
    reviewed.settle()
    reviewed.window.complaints.box.close()
    assert not undo.isEnabled()


def test_keys_of_the_list_are_about_its_next_row(reviewed) -> None:
    _, _, third, _ = shown(reviewed)
    press(reviewed.page.side.review.list, A, R, Qt.Key.Key_Down, A)
    reviewed.settle()
    assert reviewed.window.complaints.box is None
    assert shown(reviewed) == [third]


@pytest.mark.parametrize("command", ["reject_all", "reject_shown", "reject_hunk", "accept_all", "accept_paragraph"])
def test_commands_find_only_what_is_left(reviewed, command: str) -> None:
    first, *others = shown(reviewed)
    press(reviewed.page.review, A)
    reviewed.window.do(command)
    reviewed.settle()
    assert reviewed.window.complaints.box is None
    assert len(shown(reviewed)) < len(others)
    assert first not in shown(reviewed)


def test_what_was_clicked_comes_to_light_in_turn(reviewed) -> None:
    _, _, third, fourth = shown(reviewed)
    press(reviewed.page.review, A, R)
    reviewed.page.review.picked.emit(fourth)
    press(reviewed.page.review, A)
    reviewed.settle()
    assert shown(reviewed) == [third]


def test_a_suggestion_is_shown_another_way_before_it_is_decided(reviewed) -> None:
    press(reviewed.page.review, Qt.Key.Key_2, A)
    reviewed.settle()
    assert reviewed.page.review_typing.shape.apart
    assert set(reviewed.page.review_typing.shape.apart.values()) == {Granularity.SENTENCE}
    assert len(shown(reviewed)) < 4


def test_letters_are_typed_once_typing_begins(reviewed) -> None:
    press(reviewed.page.review, A, Qt.Key.Key_Return, Qt.Key.Key_X)
    reviewed.settle()
    assert reviewed.page.review.typing
    assert "Thex" in reviewed.page.review.text()


def test_escape_waits_for_what_was_pressed_before(reviewed) -> None:
    _, _, *left = shown(reviewed)
    press(reviewed.page.review, A, R, Qt.Key.Key_Escape, A)
    reviewed.settle()
    assert reviewed.page.mode is Mode.WRITE
    assert [hunk.id for hunk in reviewed.workspace.pending(reviewed.id)] == [one.split("+")[0] for one in left]


def test_who_holds_a_key_down_decides_once(reviewed) -> None:
    _, *left = shown(reviewed)
    for repeated in (False, True, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, A, Qt.KeyboardModifier.NoModifier, "a", repeated)
        QCoreApplication.sendEvent(reviewed.page.review, event)
    reviewed.settle()
    assert shown(reviewed) == left


def test_the_first_letters_of_what_is_said_after_refine_are_no_commands(reviewed) -> None:
    _, *left = shown(reviewed)
    reviewed.window.do("refine_hunk")
    press(reviewed.page.review, A, R)
    reviewed.settle()
    assert reviewed.page.mode is Mode.WRITE
    assert [hunk.id for hunk in reviewed.workspace.pending(reviewed.id)] == [one.split("+")[0] for one in left]


def test_what_was_pressed_for_a_decision_that_cannot_be_made_is_forgotten(reviewed) -> None:
    first, *left = shown(reviewed)
    reviewed.workspace.reject(reviewed.id, [first.split("+")[0]])
    reviewed.window.do("refine_hunk")
    press(reviewed.page.review, A)
    reviewed.settle()
    assert "before; undo that first" in reviewed.window.complaints.box.text()
    reviewed.window.complaints.box.close()
    assert [hunk.id for hunk in reviewed.workspace.pending(reviewed.id)] == [one.split("+")[0] for one in left]
    press(reviewed.page.review, A)
    reviewed.settle()
    assert reviewed.page.mode is Mode.REVIEW


def test_a_decision_on_its_way_locks_nothing_once_the_document_is_put_away(reviewed) -> None:
    press(reviewed.page.review, A)
    reviewed.page.put_away()
    assert not reviewed.page.review.locked
    assert not reviewed.page.editor.isReadOnly()


def test_an_act_that_fails_leaves_nothing_waiting() -> None:
    done: list[str] = []

    def fail() -> None:
        raise RuntimeError("no")

    parent = QObject()
    ahead = TypeAhead(lambda: True, parent)
    ahead.hold(True)
    ahead.do(fail)
    ahead.do(lambda: done.append("late"))
    with pytest.raises(RuntimeError, match="no"):
        ahead.hold(False)
    ahead.do(lambda: done.append("now"))
    ahead.hold(False)
    assert done == ["now"]
