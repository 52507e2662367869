"""Edit precision and recall on sentences small enough to count by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.evaluation.precision import Edit, EditScores, edit_scores, edits, false_edits, words


def between(source: str, target: str) -> list[Edit]:
    return edits(source.split(), target.split())


def test_words_and_marks() -> None:
    assert words("It's 3.5 (x_y), e-mail don’t 1,000.") == [
        "It's", "3.5", "(", "x_y", ")", ",", "e-mail", "don’t", "1,000", ".",
    ]  # fmt: skip


def test_edits_are_runs_of_changed_words() -> None:
    assert between("I go home", "I went straight home") == [Edit(1, 2, ("went", "straight"))]
    assert between("I go to home", "I go home") == [Edit(2, 3, ())]
    assert between("I go home", "Then I go home") == [Edit(0, 0, ("Then",))]
    assert between("same here", "same here") == []


def test_an_even_exchange_is_one_edit_a_word() -> None:
    assert between("he have a apple", "he has an apple") == [Edit(1, 2, ("has",)), Edit(2, 3, ("an",))]


def test_an_edit_beside_equal_words_is_always_the_leftmost() -> None:
    assert between("the the cat", "the cat") == [Edit(0, 1, ())]
    assert between("x very good", "x very very good") == [Edit(1, 1, ("very",))]
    assert between("a b a b c", "a b c") == [Edit(0, 2, ())]


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.sampled_from("abc"), max_size=9))
def test_edits_lead_from_source_to_target_and_never_overlap(source: list[str], target: list[str]) -> None:
    built: list[str] = []
    at = 0
    for edit in edits(source, target):
        assert at <= edit.start <= edit.end
        assert edit.end > edit.start or edit.words
        built += [*source[at : edit.start], *edit.words]
        at = edit.end
    assert built + source[at:] == target


def test_precision_recall_and_f_by_hand() -> None:
    # Wanted: has, an. Proposed: has (right), apples (wrong).
    found = edit_scores(["he have a apple"], ["he has a apples"], [["he has an apple"]])
    assert found == EditScores(true_positives=1, false_positives=1, false_negatives=1)
    assert (found.precision, found.recall) == (0.5, 0.5)
    mixed = EditScores(true_positives=3, false_positives=1, false_negatives=9)
    assert mixed.f() == pytest.approx(1.25 * 0.75 * 0.25 / (0.25 * 0.75 + 0.25))
    assert mixed.f(1) == pytest.approx(0.375)


def test_the_best_reference_of_each_sentence_counts() -> None:
    found = edit_scores(
        ["he have cat", "she go"],
        ["he has a cat", "she goes"],
        [["he had the cat", "he has a cat"], ["she goes", "she went"]],
    )
    assert found == EditScores(true_positives=2, false_positives=0, false_negatives=0)


def test_leaving_a_sentence_alone_is_best_judged_by_a_reference_that_does_so_too() -> None:
    found = edit_scores(["all is well", "a b"], ["all is well", "a c"], [["all was well", "all is well"], ["a c"]])
    assert found == EditScores(true_positives=1, false_positives=0, false_negatives=0)


def test_nothing_proposed_is_precise_and_nothing_wanted_is_complete() -> None:
    silent = edit_scores(["a b"], ["a b"], [["a c"]])
    assert (silent.precision, silent.recall, silent.f()) == (1, 0, 0)
    assert edit_scores(["a b"], ["a b"], [["a b"]]).f() == 1
    assert EditScores(false_positives=1, false_negatives=1).f() == 0


def test_spacing_alone_is_no_edit() -> None:
    assert edit_scores(["a , b"], ["a,  b"], [["a, b"]]) == EditScores()


def test_false_edits_are_counted_by_the_thousand_words() -> None:
    found = false_edits(["one two three four.", "five six.", "seven"], ["one 2 three for.", "five six.", "seven"])
    assert (found.edits, found.words, found.touched, found.texts) == (2, 9, 1, 3)
    assert found.per_thousand_words == pytest.approx(2000 / 9)
    assert false_edits([], []).per_thousand_words == 0


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="got 1, 1 and 0"):
        edit_scores(["a"], ["a"], [])
    with pytest.raises(ValueError, match="sentence 0 has no reference"):
        edit_scores(["a"], ["a"], [[]])
    with pytest.raises(ValueError, match="got 1 and 2"):
        false_edits(["a"], ["a", "b"])
