"""GLEU on corpora small enough to count by hand."""

from __future__ import annotations

import math

import pytest

from edit_engine.evaluation.gleu import gleu


SOURCE = "the cat sat on the mat in house"
TARGET = "the cat sat on the mat in the house"
# The source itself as output: n-grams 8, 7, 6, 5; all but one of each order above 1 are in the target, and that one is
# a penalty too: 8/8, (6-1)/7, (5-1)/6, (4-1)/5; one word of nine is missing.
UNCHANGED = math.exp(1 - 9 / 8) * (5 / 7 * 4 / 6 * 3 / 5) ** 0.25


def test_the_reference_itself_scores_one() -> None:
    assert gleu([SOURCE], [TARGET], [[TARGET]]).score == pytest.approx(1)


def test_keeping_an_error_is_counted_twice() -> None:
    assert gleu([SOURCE], [SOURCE], [[TARGET]]).score == pytest.approx(UNCHANGED)


def test_a_wrong_word_that_is_not_the_source_s_is_counted_once() -> None:
    # Of 9, 8, 7 and 6 n-grams, one word and two of each longer kind hold "a", which the target has nowhere.
    output = "the cat sat on the mat in a house"
    expected = (8 / 9 * 6 / 8 * 5 / 7 * 4 / 6) ** 0.25
    assert gleu([SOURCE], [output], [[TARGET]]).score == pytest.approx(expected)


def test_counts_are_summed_over_the_corpus_before_the_score() -> None:
    expected = math.exp(1 - 18 / 17) * (17 / 17 * (5 + 8) / 15 * (4 + 7) / 13 * (3 + 6) / 11) ** 0.25
    assert gleu([SOURCE, SOURCE], [SOURCE, TARGET], [[TARGET], [TARGET]]).score == pytest.approx(expected)


def test_a_long_output_is_not_penalised_for_its_length() -> None:
    assert gleu(["a b c d"], ["a b c d e"], [["a b c d"]]).score == pytest.approx((4 / 5 * 3 / 4 * 2 / 3 / 2) ** 0.25)


def test_several_references_are_drawn_with_fixed_seeds() -> None:
    found = gleu([SOURCE], [SOURCE], [[TARGET, SOURCE]])
    # A draw gives UNCHANGED or 1; the share of ones follows from the mean, the deviation from the share.
    share = (found.score - UNCHANGED) / (1 - UNCHANGED)
    assert share == pytest.approx(0.5, abs=0.1)
    assert share * 500 == pytest.approx(round(share * 500))
    assert found.deviation == pytest.approx((1 - UNCHANGED) * math.sqrt(share * (1 - share)))
    assert gleu([SOURCE], [SOURCE], [[TARGET, SOURCE]]) == found


def test_one_reference_has_no_deviation() -> None:
    assert gleu([SOURCE], [SOURCE], [[TARGET]]).deviation == 0


def test_no_match_in_some_order_scores_nothing() -> None:
    assert gleu(["a b c"], ["a b c"], [["a b c"]]).score == 0
    assert gleu(["a"], [""], [["a"]]).score == 0


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="got 1, 2 and 1"):
        gleu(["a"], ["a", "b"], [["a"]])
    with pytest.raises(ValueError, match="at least one sentence"):
        gleu([], [], [])
    with pytest.raises(ValueError, match="sentence 1 has no reference"):
        gleu(["a", "b"], ["a", "b"], [["a"], []])
