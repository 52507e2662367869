"""The review by keyboard, as a person does it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from edit_engine.text import Span
from editor_app.gui.frame import Mode
from editor_app.gui.projection import project
from editor_app.units import units
from storage import RevisionKind


def press(bench, *keys: Qt.Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(bench.page.review, key, hold)
        bench.settle()


def consistent(bench) -> None:
    """What is on the screen is what is stored, in both sheets."""
    review, stored = bench.page.review, bench.stored
    hunks = bench.workspace.pending(bench.id)
    assert bench.page.editor.text() == stored
    assert review.projection.document == stored
    seen = units(stored, hunks)
    assert review.text() == review.projection.text == project(stored, seen).text
    assert [hunk.id for hunk in review.projection.hunks] == [unit.id for unit in seen]


def test_it_begins_at_the_suggestion_behind_the_caret(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh title", "The title"), ("teh mat", "the mat"), ("teh end", "the end")])
    bench.refresh()
    bench.page.editor.select(Span(14, 14))
    bench.window.do("toggle_review")
    bench.settle()
    assert bench.page.mode is Mode.REVIEW
    assert bench.page.review.current.before == "teh"
    assert bench.page.review.hasFocus()


def test_in_a_long_text_all_that_follows_the_caret_is_shown(bench, suggest) -> None:
    parts = [f"## Part {number}\n\nTeh cat sat on the mat. It was there.\n\n" for number in range(400)]
    bench.page.editor.load("".join(parts))
    bench.page.session.typed()
    bench.page.session.record()
    bench.settle()
    suggest(bench.workspace, bench.id, [("Teh", "The")] * len(parts))
    bench.refresh()
    bench.page.editor.select(Span(len(bench.stored) // 2, len(bench.stored) // 2))
    bench.window.do("toggle_review")
    bench.settle()
    document = bench.page.review.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    assert min(document.documentLayout().blockBoundingRect(block).height() for block in blocks) > 0


def test_accept_puts_the_text_in_and_goes_on_to_the_next(reviewed) -> None:
    first, second = reviewed.page.review.projection.hunks[:2]
    press(reviewed, Qt.Key.Key_A)
    assert reviewed.stored.startswith("# The title")
    assert reviewed.page.review.current.id == second.id
    assert first.id not in {hunk.id for hunk in reviewed.workspace.pending(reviewed.id)}
    consistent(reviewed)


def test_undo_of_a_decision_lights_what_came_back_and_says_so(reviewed) -> None:
    first = reviewed.page.review.current.id
    press(reviewed, Qt.Key.Key_A, Qt.Key.Key_N, Qt.Key.Key_N)
    reviewed.window.do("undo_decision")
    reviewed.settle()
    assert reviewed.page.review.current.id == first
    assert reviewed.window.status._document.text() == "Waiting again: 1 suggestion."
    consistent(reviewed)


def test_reject_leaves_the_text_and_goes_on_to_the_next(reviewed) -> None:
    before, second = reviewed.stored, reviewed.page.review.projection.hunks[1]
    press(reviewed, Qt.Key.Key_R)
    assert reviewed.stored == before
    assert reviewed.page.review.current.id == second.id
    consistent(reviewed)


def test_keys_step_through_and_round(reviewed) -> None:
    hunks = reviewed.page.review.projection.hunks
    seen = []
    keys = (Qt.Key.Key_N, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_P, Qt.Key.Key_K, Qt.Key.Key_Up)
    for key in keys:
        press(reviewed, key)
        seen.append(reviewed.page.review.number)
    assert len(hunks) == 4
    assert seen == [2, 3, 4, 1, 4, 3, 2]


def test_escape_goes_back_to_writing_where_the_review_was(reviewed) -> None:
    press(reviewed, Qt.Key.Key_N)
    place = reviewed.page.review.current.start
    press(reviewed, Qt.Key.Key_Return)
    press(reviewed, Qt.Key.Key_Escape)
    assert reviewed.page.mode is Mode.REVIEW  # only the letters went back to deciding
    press(reviewed, Qt.Key.Key_Escape)
    assert reviewed.page.mode is Mode.WRITE
    assert reviewed.page.editor.units().point(reviewed.page.editor.textCursor().position()) == place


def test_control_return_accepts_in_the_review(reviewed) -> None:
    press(reviewed, Qt.Key.Key_Return, hold=Qt.KeyboardModifier.ControlModifier)
    assert reviewed.stored.startswith("# The title")
    assert reviewed.page.session.job is None or reviewed.page.session.state.job is None


def test_undo_brings_the_suggestion_back(reviewed) -> None:
    before, first = reviewed.stored, reviewed.page.review.current
    press(reviewed, Qt.Key.Key_A)
    reviewed.window.do("undo")
    reviewed.settle()
    assert reviewed.stored == before
    assert first.id in {hunk.id for hunk in reviewed.workspace.pending(reviewed.id)}
    consistent(reviewed)


def test_undo_brings_rejected_suggestions_back_too(reviewed) -> None:
    reviewed.window.do("reject_all")
    reviewed.settle()
    assert reviewed.workspace.pending(reviewed.id) == []
    assert reviewed.page.review.current is None
    reviewed.window.do("undo")
    reviewed.settle()
    assert len(reviewed.workspace.pending(reviewed.id)) == 4
    consistent(reviewed)


@pytest.mark.parametrize("how", ["accept_all", "reject_all"])
def test_undo_of_a_decision_on_all_lights_what_was_in_hand_before(reviewed, how: str) -> None:
    press(reviewed, Qt.Key.Key_N, Qt.Key.Key_N)
    third = reviewed.page.review.current.id
    reviewed.window.do(how)
    reviewed.settle()
    assert reviewed.page.review.current is None
    reviewed.window.do("undo")
    reviewed.settle()
    assert (reviewed.page.review.current.id, reviewed.page.review.number) == (third, 3)
    consistent(reviewed)


def test_undo_of_decisions_one_after_another_lights_each_in_turn(reviewed) -> None:
    first = reviewed.page.review.current.id
    press(reviewed, Qt.Key.Key_A, Qt.Key.Key_N)
    third = reviewed.page.review.current.id
    reviewed.window.do("accept_all")
    reviewed.settle()
    for name in (third, first):
        reviewed.window.do("undo")
        reviewed.settle()
        assert reviewed.page.review.current.id == name
    consistent(reviewed)


def test_undo_of_a_decision_on_a_paragraph_lights_that(reviewed) -> None:
    press(reviewed, Qt.Key.Key_N, Qt.Key.Key_3)
    paragraph = reviewed.page.review.current
    assert len(paragraph.hunk_ids) == 2
    press(reviewed, Qt.Key.Key_A)
    reviewed.window.do("undo")
    reviewed.settle()
    assert reviewed.page.review.current.hunk_ids == paragraph.hunk_ids
    assert reviewed.page.review.projection.document == reviewed.stored


def test_a_decision_made_before_the_text_was_loaded_is_undone_once(reviewed) -> None:
    before = reviewed.stored
    press(reviewed, Qt.Key.Key_A)
    reviewed.page.editor.load(reviewed.stored)  # as at the next start, which knows nothing of what was typed
    reviewed.page.review_typing._steps.forget()
    for _ in range(2):
        reviewed.window.do("undo")
        reviewed.settle()
        assert reviewed.stored == reviewed.page.editor.text() == before
        assert len(reviewed.workspace.pending(reviewed.id)) == 4
    consistent(reviewed)


def test_accept_all_is_one_step_for_undo_and_redo_while_writing(reviewed) -> None:
    before = reviewed.stored
    reviewed.window.do("toggle_review")
    reviewed.window.do("accept_all")
    reviewed.settle()
    after = reviewed.stored
    assert (
        after == "# The title\n\nThe cat sat on the mat 😀 and teh dog did not.\n\nAnother paragraph, with teh end.\n"
    )
    reviewed.window.do("undo")
    reviewed.settle()
    assert (reviewed.stored, len(reviewed.workspace.pending(reviewed.id))) == (before, 4)
    reviewed.window.do("redo")
    reviewed.settle()
    assert (reviewed.stored, reviewed.workspace.pending(reviewed.id)) == (after, [])
    assert reviewed.page.editor.text() == after


def test_undo_takes_typing_back_before_the_decision_under_it(reviewed) -> None:
    reviewed.window.do("toggle_review")
    reviewed.window.do("accept_all")
    reviewed.settle()
    accepted = reviewed.stored
    QTest.keyClicks(reviewed.page.editor, "xyz")
    reviewed.settle()
    reviewed.window.do("undo")
    reviewed.settle()
    assert reviewed.stored == accepted
    reviewed.window.do("undo")
    reviewed.settle()
    assert len(reviewed.workspace.pending(reviewed.id)) == 4


@pytest.mark.parametrize("reviewing", [False, True])
def test_undo_takes_back_that_a_decision_under_typing_was_taken_back(reviewed, reviewing: bool) -> None:
    before, editor = reviewed.stored, reviewed.page.editor
    reviewed.window.do("toggle_review")
    reviewed.window.do("accept_all")
    reviewed.settle()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "xyz")
    reviewed.settle()
    accepted = reviewed.stored
    reviewed.window.do("undo_decision")
    reviewed.settle()
    states = [(f"{before}xyz", 4), (accepted, 0), (accepted.removesuffix("xyz"), 0), (before, 4)]
    assert (reviewed.stored, len(reviewed.workspace.pending(reviewed.id))) == states[0]
    if reviewing:
        reviewed.window.do("toggle_review")
        reviewed.settle()
    for command, expected in [("undo", states[1:]), ("redo", states[2::-1]), ("undo", states[1:])]:
        for text, waiting in expected:
            reviewed.window.do(command)
            reviewed.settle()
            assert reviewed.stored == editor.text() == text
            assert len(reviewed.workspace.pending(reviewed.id)) == waiting
    if reviewing:
        consistent(reviewed)


def test_undo_takes_back_a_rejection_before_what_was_taken_back_before_it(reviewed) -> None:
    reviewed.window.do("toggle_review")
    reviewed.window.do("accept_all")
    reviewed.settle()
    QTest.keyClicks(reviewed.page.editor, "xyz")
    accepted = reviewed.page.editor.text()
    for command in ("undo_decision", "reject_all", "undo", "undo"):
        reviewed.window.do(command)
        reviewed.settle()
    assert reviewed.stored == reviewed.page.editor.text() == accepted
    assert reviewed.workspace.pending(reviewed.id) == []


def test_what_is_typed_before_the_review_is_in_it(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("teh mat", "the mat")])
    bench.refresh()
    QTest.keyClicks(bench.page.editor, "New ")
    bench.window.do("toggle_review")
    bench.settle()
    assert bench.page.review.projection.document.startswith("New # Teh")
    consistent(bench)


def test_a_suggestion_whose_text_was_edited_is_not_shown(bench, suggest) -> None:
    suggest(bench.workspace, bench.id, [("Teh title", "The title"), ("teh mat", "the mat")])
    bench.refresh()
    bench.page.editor.select(Span(3, 4))
    QTest.keyClicks(bench.page.editor, "xx")
    bench.window.do("toggle_review")
    bench.settle()
    assert [hunk.before for hunk in bench.page.review.projection.hunks] == ["teh"]
    consistent(bench)


def test_nothing_can_be_typed_into_the_review(reviewed) -> None:
    before = reviewed.page.review.text()
    QTest.keyClicks(reviewed.page.review, "zqx")
    reviewed.settle()
    assert reviewed.page.review.text() == before


def test_letters_of_the_review_are_letters_while_writing(bench) -> None:
    QTest.keyClicks(bench.page.editor, "arnpjk")
    bench.settle()
    assert bench.stored.startswith("arnpjk")


def test_leaving_the_review_leaves_the_caret_where_it_was(reviewed) -> None:
    press(reviewed, Qt.Key.Key_N, Qt.Key.Key_N)
    current = reviewed.page.review.current
    QTest.keyClick(reviewed.window, Qt.Key.Key_F4)
    reviewed.settle()
    editor = reviewed.page.editor
    assert reviewed.page.mode is Mode.WRITE
    assert editor.units().point(editor.textCursor().position()) == current.start


def test_the_list_and_the_card_follow_the_current_suggestion(reviewed) -> None:
    press(reviewed, Qt.Key.Key_N)
    row = reviewed.page.side.review.list.currentIndex().row()
    assert row == 1
    assert reviewed.page.card._count.text() == "2 of 4"
    reviewed.page.side.review.list.chosen.emit(reviewed.page.review.projection.hunks[3].id)
    assert reviewed.page.review.number == 4


def test_copying_gives_the_text_as_it_would_read(reviewed) -> None:
    reviewed.page.review.selectAll()
    copied = reviewed.page.review.createMimeDataFromSelection().text()
    assert copied == reviewed.page.review.projection.applied


def test_another_process_decides_and_the_window_follows(reviewed) -> None:
    hunks = reviewed.workspace.pending(reviewed.id)
    reviewed.workspace.accept(reviewed.id, [hunks[1].id])
    reviewed.refresh()
    consistent(reviewed)


def test_each_decision_is_one_revision(reviewed) -> None:
    press(reviewed, Qt.Key.Key_A, Qt.Key.Key_R)
    kinds = [revision.kind for revision in reviewed.workspace.history(reviewed.id)]
    assert kinds[:2] == [RevisionKind.REJECT, RevisionKind.ACCEPT]
