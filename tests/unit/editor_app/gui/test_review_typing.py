"""Typing in the review, as a person does it: keys, paste, drop, input method."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from review_hands import Hold, Key, at, consistent, do, pending, press

from editor_app.gui.projection import RunKind


def test_a_review_opens_for_reading_and_letters_decide(reviewed) -> None:
    before = reviewed.page.editor.text()
    press(reviewed, Key.Key_X, Key.Key_Q)
    assert reviewed.page.editor.text() == before
    assert not reviewed.page.review.typing
    press(reviewed, Key.Key_Return)
    assert reviewed.page.review.typing
    press(reviewed, Key.Key_Escape)
    assert not reviewed.page.review.typing


def test_what_is_typed_in_kept_text_is_typed_in_the_document(reviewed) -> None:
    at(reviewed, "cat")
    QTest.keyClicks(reviewed.page.review, "big arn ")  # letters that would decide
    assert "big arn cat" in reviewed.page.editor.text()
    consistent(reviewed)
    assert "big arn cat" in reviewed.stored
    assert len(reviewed.workspace.pending(reviewed.id)) == 4


def test_what_is_typed_in_inserted_text_rewrites_the_suggestion(reviewed) -> None:
    document = reviewed.stored
    press(reviewed, Key.Key_Return)  # at the end of what the first would put in
    QTest.keyClicks(reviewed.page.review, "re")
    consistent(reviewed)
    assert reviewed.stored == document
    assert pending(reviewed)[0] == ("Teh", "There", "The")
    do(reviewed, "accept_hunk")
    assert reviewed.stored.startswith("# There title")
    consistent(reviewed)


def test_in_struck_text_nothing_is_typed_and_the_person_hears_why(reviewed, qtbot) -> None:
    at(reviewed, "eh", RunKind.DELETED)
    before = reviewed.page.review.projection
    with qtbot.waitSignal(reviewed.page.review.refused):
        QTest.keyClicks(reviewed.page.review, "x")
    with qtbot.waitSignal(reviewed.page.review.refused):
        press(reviewed, Key.Key_Delete)
    assert reviewed.page.review.projection is before


def test_backspace_at_the_start_of_struck_text_takes_the_letter_before(reviewed) -> None:
    at(reviewed, "Teh", RunKind.DELETED)
    press(reviewed, Key.Key_Backspace)
    consistent(reviewed)
    assert reviewed.stored.startswith("#Teh title")


def test_return_at_the_end_of_a_suggestion_is_part_of_it(reviewed) -> None:
    press(reviewed, Key.Key_Return, Key.Key_Return)
    consistent(reviewed)
    assert pending(reviewed)[0] == ("Teh", "The\n", "The")


def test_a_selection_over_several_loses_what_may_go(reviewed) -> None:
    review = reviewed.page.review
    at(reviewed, " title")
    cursor = review.textCursor()
    cursor.setPosition(review.places.unit(review.projection.text.index(" cat")), cursor.MoveMode.KeepAnchor)
    review.setTextCursor(cursor)
    press(reviewed, Key.Key_Delete)
    consistent(reviewed)
    assert reviewed.stored.startswith("# TehTeh cat sat")
    assert pending(reviewed)[1] == ("Teh", "", "The")
    do(reviewed, "undo")
    consistent(reviewed)
    assert reviewed.stored.startswith("# Teh title\n\nTeh cat sat")
    assert pending(reviewed)[1] == ("Teh", "The", None)
    do(reviewed, "redo")
    consistent(reviewed)
    assert reviewed.stored.startswith("# TehTeh cat sat")


def test_the_card_says_which_keys_decide_while_letters_type(reviewed) -> None:
    accept, reject = (reviewed.page.card._deciding[name][0] for name in ("accept_hunk", "reject_hunk"))
    assert (accept.text(), reject.text()) == ("Accept   A", "Reject   R")
    press(reviewed, Key.Key_Return)
    assert (accept.text(), reject.text()) == ("Accept   F9", "Reject   Shift+F9")
    press(reviewed, Key.Key_Escape)
    assert (accept.text(), reject.text()) == ("Accept   A", "Reject   R")


def test_reject_never_removes_what_was_typed_beside(reviewed) -> None:
    at(reviewed, " title")
    review = reviewed.page.review
    review.set_caret(review.caret() + 1)
    QTest.keyClicks(review, "my ")
    do(reviewed, "reject_all")
    assert reviewed.stored.startswith("# Teh my title")


def test_to_write_what_stands_there_turns_the_suggestion_down(reviewed) -> None:
    press(reviewed, Key.Key_Return, Key.Key_Backspace, Key.Key_Backspace)
    QTest.keyClicks(reviewed.page.review, "eh")
    reviewed.settle()
    assert len(pending(reviewed)) == 4  # while the caret is in it
    press(reviewed, Key.Key_Tab)
    consistent(reviewed)
    assert len(pending(reviewed)) == 3
    do(reviewed, "undo")
    assert len(pending(reviewed)) == 4


def test_an_insertion_with_nothing_left_is_turned_down(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh title", "Teh long title")])
    bench.refresh()
    do(bench, "toggle_review")
    press(bench, Key.Key_Return)
    for _ in range(5):
        press(bench, Key.Key_Backspace)
    consistent(bench)
    assert pending(bench) == []
    do(bench, "undo")
    consistent(bench)
    assert len(pending(bench)) == 1


def test_paste_cut_and_drop_go_the_same_way(reviewed) -> None:
    review = reviewed.page.review
    QGuiApplication.clipboard().setText("very\r\n")
    at(reviewed, "cat")
    press(reviewed, Key.Key_V, hold=Hold.ControlModifier)
    consistent(reviewed)
    assert "very\ncat" in reviewed.stored
    press(reviewed, Key.Key_Right, hold=Hold.ShiftModifier)
    press(reviewed, Key.Key_X, hold=Hold.ControlModifier)
    consistent(reviewed)
    assert "very\nat" in reviewed.stored
    assert QGuiApplication.clipboard().text() == "c"
    data = QMimeData()
    data.setText("dropped")
    rect = review.cursorRect()
    place = QPointF(rect.center())
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Hold.NoModifier)
    review.dropEvent(event)
    consistent(reviewed)
    assert "very\ndroppedat" in reviewed.stored


def test_an_input_method_composes_and_commits(reviewed) -> None:
    review = reviewed.page.review
    at(reviewed, "cat")
    QGuiApplication.sendEvent(review, QInputMethodEvent("ね", []))
    assert "ね" not in review.projection.text
    assert review.textCursor().block().layout().preeditAreaText() == "ね"
    commit = QInputMethodEvent("", [])
    commit.setCommitString("猫")
    QGuiApplication.sendEvent(review, commit)
    assert review.textCursor().block().layout().preeditAreaText() == ""
    consistent(reviewed)
    assert "猫cat" in reviewed.stored
    at(reviewed, "Teh", RunKind.DELETED, end=True)
    QGuiApplication.sendEvent(review, commit)
    consistent(reviewed)
    assert pending(reviewed)[0] == ("Teh", "猫The", "The")


def test_an_input_method_composes_nothing_in_struck_text(reviewed) -> None:
    review = reviewed.page.review
    at(reviewed, "eh", RunKind.DELETED)
    before = review.projection
    QGuiApplication.sendEvent(review, QInputMethodEvent("ね", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("猫")
    QGuiApplication.sendEvent(review, commit)
    assert review.textCursor().block().layout().preeditAreaText() == ""
    assert review.projection is before
    consistent(reviewed)


def test_an_emoji_goes_in_one_stroke(reviewed) -> None:
    at(reviewed, " and", end=False)
    press(reviewed, Key.Key_Backspace)
    consistent(reviewed)
    assert "mat  and" in reviewed.stored
    assert "😀" not in reviewed.stored


def test_a_carriage_return_in_the_text_stays_one(bench, suggest) -> None:
    bench.page.editor.replace([])
    bench.workspace.type(bench.id, "Teh one\r\ntwo 😀 teh end\r\n")
    bench.refresh()
    suggest(bench.workspace, bench.id, [("Teh", "The"), ("teh", "the")])
    bench.refresh()
    do(bench, "toggle_review")
    at(bench, "two")
    QTest.keyClicks(bench.page.review, "x")
    consistent(bench)
    assert bench.stored == "Teh one\r\nxtwo 😀 teh end\r\n"


def test_the_suggestion_at_the_caret_is_the_one_in_the_light(reviewed) -> None:
    review = reviewed.page.review
    hunks = review.projection.hunks
    at(reviewed, "cat")
    assert review.current is None
    at(reviewed, "the", RunKind.INSERTED)
    assert review.current.id == hunks[2].id
    assert review.accessibleDescription() == "Replace “teh” with “the”"
    press(reviewed, Key.Key_Tab)
    assert review.current.id == hunks[3].id
    press(reviewed, Key.Key_Backtab)
    assert review.current.id == hunks[2].id


def test_while_a_decision_is_made_typing_waits(reviewed) -> None:
    review = reviewed.page.review
    at(reviewed, "cat")
    reviewed.page.session.accept([review.projection.hunks[0].id])
    QTest.keyClicks(review, "x")
    reviewed.settle()
    assert "xcat" in reviewed.stored
    consistent(reviewed)


def test_what_was_typed_is_there_after_going_back_to_writing(reviewed) -> None:
    at(reviewed, "cat")
    QTest.keyClicks(reviewed.page.review, "big ")
    reviewed.window.do("toggle_review")
    assert "big cat" in reviewed.page.editor.text()
    assert reviewed.page.editor.textCursor().position() == reviewed.page.editor.text().index("cat")
    reviewed.settle()
    assert "big cat" in reviewed.stored


def test_a_rewording_survives_the_end_of_the_window(reviewed) -> None:
    press(reviewed, Key.Key_Return)
    QTest.keyClicks(reviewed.page.review, "re")
    reviewed.page.session.close()
    reviewed.until(lambda: not reviewed.desk.library.waiting)
    assert reviewed.workspace.pending(reviewed.id)[0].after == "There"


def test_card_and_list_say_what_is_typed_before_it_is_recorded(reviewed) -> None:
    page = reviewed.page
    press(reviewed, Qt.Key.Key_Return)
    QTest.keyClicks(page.review, "!?")
    current = page.review.current
    assert current.after.endswith("!?")
    reviewed.until(lambda: "!?" in page.card._change.text())
    rows = page.side.review.list.hunks
    assert rows.listed[rows.row_of(current.id)].after == current.after
    # The library has not heard of it yet.
    assert page.session._reworded != page.session._rewritten
    reviewed.settle()
