"""Suggestions shown and decided as words, sentences or paragraphs."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from review_hands import Key, at, consistent, do, pending, press

from editor_app.gui.projection import RunKind
from editor_app.preferences import Granularity


def test_a_part_of_a_suggestion_is_decided_alone(bench, suggest) -> None:
    long = "Teh cat sat on teh mat 😀 and teh dog did not."
    suggest(bench.workspace, bench.id, [(long, long.replace("Teh", "The").replace("dog", "dogs"))])
    bench.refresh()
    do(bench, "toggle_review")
    assert [(hunk.before, hunk.after) for hunk in bench.page.review.projection.hunks] == [
        ("Teh", "The"),
        ("dog", "dogs"),
    ]
    QTest.keyClick(bench.page.review, Key.Key_R)
    consistent(bench)
    QTest.keyClick(bench.page.review, Key.Key_A)
    consistent(bench)
    assert long.replace("dog", "dogs") in bench.stored
    do(bench, "undo")
    do(bench, "undo")
    consistent(bench)
    assert len(pending(bench)) == 2


def test_a_suggestion_is_shown_as_its_sentence_and_back(reviewed) -> None:
    review = reviewed.page.review
    review.set_current(review.projection.hunks[2].id)
    press(reviewed, Key.Key_2)
    reviewed.settle()
    assert review.current.before == "Teh cat sat on teh mat 😀 and teh dog did not."
    assert len(review.projection.hunks) == 3
    press(reviewed, Key.Key_1)
    reviewed.settle()
    assert len(review.projection.hunks) == 4


def test_a_sentence_shown_whole_can_be_rewritten_and_all_be_accepted(reviewed) -> None:
    reviewed.desk.preferences.change("reviewing", granularity=Granularity.SENTENCE)
    reviewed.settle()
    review = reviewed.page.review
    assert review.projection.hunks[1].before == "Teh cat sat on teh mat 😀 and teh dog did not."
    at(reviewed, "dog", RunKind.INSERTED)
    QTest.keyClicks(review, "old ")
    do(reviewed, "accept_all")
    assert "The cat sat on the mat 😀 and teh old dog did not." in reviewed.stored
    assert pending(reviewed) == []
    do(reviewed, "undo")
    assert len(pending(reviewed)) == 3


@pytest.mark.parametrize("how", ["accept", "reject"])
def test_what_a_sentence_holds_is_decided_at_once(reviewed, how: str) -> None:
    from editor_app.passages import Passage

    review = reviewed.page.review
    review.set_current(review.projection.hunks[1].id)
    reviewed.page.review_typing.decide_passage(how, Passage.PARAGRAPH)
    reviewed.settle()
    assert [before for before, *_ in pending(reviewed)] == ["Teh", "An other"]
    assert ("The cat sat on the mat" in reviewed.stored) is (how == "accept")
