"""Shares of the error suite, counted by hand."""

from __future__ import annotations

import pytest

from edit_engine.evaluation.error_suite import suite_scores
from edit_engine.evaluation.own_sets import CORRECT, ErrorItem


ITEMS = [
    ErrorItem(type="spelling", source="Teh cat.", targets=("The cat.",)),
    ErrorItem(type="spelling", source="A dgo.", targets=("A dog.", "A doge.")),
    ErrorItem(type="apostrophe", source="Its late.", targets=("It's late.",)),
    ErrorItem(type="apostrophe", source="Its cold.", targets=("It's cold.",)),
    ErrorItem(type=CORRECT, source="All is well.", targets=("All is well.",)),
    ErrorItem(type=CORRECT, source="It's fine.", targets=("It's fine.",)),
]


def test_shares_overall_and_by_type() -> None:
    # Fixed, fixed to the second target, left alone, changed wrongly; left alone, changed.
    found = suite_scores(ITEMS, ["The cat.", "A doge.", "Its late.", "Is cold.", "All is well.", "It is fine."])
    assert found.corrected == 0.5
    assert found.touched_not_fixed == 0.25
    assert found.wrongly_touched == 0.5
    assert found.by_type == {"spelling": 1.0, "apostrophe": 0.0}
    assert found.named()["errors.apostrophe.corrected"] == 0.0
    assert found.named()["errors.wrongly_touched"] == 0.5


def test_a_half_right_result_is_not_corrected() -> None:
    item = ErrorItem(type="agreement", source="He go and she go.", targets=("He goes and she goes.",))
    found = suite_scores([item], ["He goes and she go."])
    assert (found.corrected, found.touched_not_fixed) == (0.0, 1.0)


def test_curly_quotes_and_white_space_make_no_difference() -> None:
    found = suite_scores(ITEMS, ["The cat.", "A  dog.", "It’s late.", "Its cold.", "All  is\nwell.", "It’s fine."])
    assert found.corrected == 0.75
    assert found.touched_not_fixed == 0.0
    assert found.wrongly_touched == 0.0


def test_no_items_score_nothing_and_a_missing_result_is_named() -> None:
    assert suite_scores([], []).corrected == 0.0
    with pytest.raises(ValueError, match="got 6 and 1"):
        suite_scores(ITEMS, ["The cat."])
