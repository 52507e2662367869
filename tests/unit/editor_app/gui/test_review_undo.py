"""Undo in the review: what was typed and what was decided, in order."""

from __future__ import annotations

import random

import pytest
from PySide6.QtTest import QTest
from review_hands import Key, at, consistent, do, pending, press

from edit_engine.request import HunkState
from editor_app.gui.projection import RunKind


def test_undo_in_a_suggestion_leaves_no_colour_of_the_struck_under_the_inserted(reviewed) -> None:
    review = reviewed.page.review
    at(reviewed, "The", RunKind.INSERTED, end=True)
    press(reviewed, Key.Key_X, Key.Key_Y)
    do(reviewed, "undo")
    lit = {each.cursor.selectedText(): each.format.background().color() for each in review.extraSelections()}
    assert set(lit) == {"Teh", "The"}
    assert lit["Teh"] != lit["The"]


def test_undo_takes_back_in_order_what_was_typed_and_what_was_decided(reviewed) -> None:
    start = reviewed.stored
    at(reviewed, "cat")
    QTest.keyClicks(reviewed.page.review, "one ")
    consistent(reviewed)
    reviewed.page.review.step(-1)
    do(reviewed, "reject_hunk")
    at(reviewed, "cat")
    QTest.keyClicks(reviewed.page.review, "two ")
    at(reviewed, "the", RunKind.INSERTED, end=True)
    QTest.keyClicks(reviewed.page.review, "ir")
    do(reviewed, "accept_hunk")
    states = [(reviewed.stored, pending(reviewed))]
    assert "one two cat" in reviewed.stored
    assert "on their mat" in reviewed.stored
    for _ in range(5):
        do(reviewed, "undo")
        consistent(reviewed)
        states.append((reviewed.stored, pending(reviewed)))
    assert reviewed.stored == start
    assert len(pending(reviewed)) == 4
    assert all(suggested is None for *_, suggested in pending(reviewed))
    for expected in reversed(states[:-1]):
        do(reviewed, "redo")
        consistent(reviewed)
        assert (reviewed.stored, pending(reviewed)) == expected


def test_letters_one_after_another_are_one_step(reviewed) -> None:
    press(reviewed, Key.Key_Return)
    QTest.keyClicks(reviewed.page.review, "re")
    do(reviewed, "undo")
    assert pending(reviewed)[0] == ("Teh", "The", None)
    assert not reviewed.page.review_typing.can_undo


def test_a_capital_among_them_is_part_of_the_step(reviewed) -> None:
    press(reviewed, Key.Key_Return)
    for key in "eRe":
        if key.isupper():
            QTest.keyPress(reviewed.page.review, Key.Key_Shift)
        QTest.keyClicks(reviewed.page.review, key)
        if key.isupper():
            QTest.keyRelease(reviewed.page.review, Key.Key_Shift)
    do(reviewed, "undo")
    assert pending(reviewed)[0] == ("Teh", "The", None)
    assert not reviewed.page.review_typing.can_undo


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_typed_and_decided_can_be_taken_back_and_done_again(reviewed, seed: int) -> None:
    chance, review = random.Random(seed), reviewed.page.review
    start = (reviewed.stored, pending(reviewed))
    history = [start]
    for number in range(14):
        review.set_typing(True)
        place = chance.randrange(review.projection.length + 1)
        review.set_caret(place)
        review._find_at_caret()
        review._goes_on = None
        before = (review.projection.document, review.projection.applied)
        match chance.randrange(6):
            case 0 | 1:
                QTest.keyClicks(review, f"<{number}>")
            case 2:
                press(reviewed, Key.Key_Backspace)
            case 3:
                cursor = review.textCursor()
                end = min(review.projection.length, place + chance.randrange(1, 9))
                cursor.setPosition(review.places.unit(end), cursor.MoveMode.KeepAnchor)
                review.setTextCursor(cursor)
                press(reviewed, Key.Key_Delete)
            case 4 if review.projection.hunks:
                review.set_current(chance.choice(review.projection.hunks).id)
                reviewed.window.do("accept_hunk")
            case 5 if review.projection.hunks:
                document = review.projection.document
                review.set_current(chance.choice(review.projection.hunks).id)
                reviewed.window.do("reject_hunk")
                reviewed.settle()
                assert reviewed.stored == document
        consistent(reviewed)
        now = (reviewed.stored, pending(reviewed))
        if (review.projection.document, review.projection.applied) != before and now != history[-1]:
            history.append(now)
    while reviewed.page.review_typing.can_undo and (reviewed.stored, pending(reviewed)) != start:
        do(reviewed, "undo")
        consistent(reviewed)
    assert reviewed.stored == start[0]
    # What was typed into the text of a suggestion after it was turned down made that stale for good.
    stale = any(hunk.state is HunkState.STALE for hunk in reviewed.workspace.pending(reviewed.id))
    assert stale or [one[:2] for one in pending(reviewed)] == [one[:2] for one in start[1]]
    while reviewed.page.review_typing.can_redo:
        do(reviewed, "redo")
        consistent(reviewed)
    assert stale or (reviewed.stored, pending(reviewed)) == history[-1]
