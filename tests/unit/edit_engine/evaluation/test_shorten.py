"""Shares of words taken away and of what had to stay, counted by hand."""

from __future__ import annotations

import pytest

from edit_engine.evaluation.own_sets import WordyItem
from edit_engine.evaluation.shorten import holds, shorten_scores


def test_shares_by_hand() -> None:
    items = [
        WordyItem(source="one two three four five six seven eight Ann 10", keep=("Ann", "10")),
        WordyItem(source="a b c d Bob 270", keep=("Bob", "27")),
        WordyItem(source="w x y Zoe", keep=("Zoe",)),
    ]
    # 10 words to 7 (30 %, both kept), 6 to 3 (50 %, Bob lost, and 27 is not 270), unchanged.
    found = shorten_scores(items, ["one two three four five Ann 10", "a b 270", "w x y Zoe"])
    assert found["shorten.mean_shorter"] == pytest.approx((0.3 + 0.5 + 0) / 3)
    assert found["shorten.in_range"] == pytest.approx(1 / 3)
    assert found["shorten.kept"] == pytest.approx(3 / 5)
    assert found["shorten.unchanged"] == pytest.approx(1 / 3)


def test_the_ends_of_the_range_belong_to_it() -> None:
    items = [WordyItem(source="a b c d e", keep=()), WordyItem(source="a b c d e", keep=())]
    assert shorten_scores(items, ["a b c d", "a b c"])["shorten.in_range"] == 1.0


def test_a_longer_result_counts_against_the_mean() -> None:
    assert shorten_scores([WordyItem(source="a b", keep=())], ["a b c"])["shorten.mean_shorter"] == -0.5


def test_a_number_must_stand_alone() -> None:
    assert holds("It cost £61,000 in 2021.", "£61,000")
    assert holds("It cost £61,000 in 2021.", "2021")
    assert not holds("It cost £61,000.", "61,00")
    assert not holds("at 3.55", "3")
    assert not holds("Annabel", "Ann")
    assert holds("St Anne’s", "St Anne's")


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="got 0 for 0"):
        shorten_scores([], [])
    with pytest.raises(ValueError, match="got 1 for 2"):
        shorten_scores([WordyItem(source="a", keep=())] * 2, ["a"])
