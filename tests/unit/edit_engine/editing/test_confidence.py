"""Confidence: more of what speaks for a hunk never makes it less sure, and its features are what they say."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from edit_engine.editing.confidence import (
    FAVOURABLE,
    OPENS,
    SCORES,
    SIGNS,
    confidence,
    features,
    logit,
    merged,
    scores_of,
    sigmoid,
)
from edit_engine.models.registry import UNCALIBRATED, Calibration


SURE = {"locate": 0.9, "gain": 5.0, "phrases": 3.0, "doubt": 0.05, "probability": 0.8, "entropy": 0.4, "pieces": 2.0}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("recieved", "received", "respells"),
        ("toaster", "kettle", "replaces"),
        ("paris", "Paris", "case"),
        ("an other", "another", "joins"),
        ("well known", "well-known", "marks"),
        ("however", "however,", "marks"),
    ],
)
def test_a_hunk_is_of_one_kind(before: str, after: str, kind: str) -> None:
    found = features(before, after, SURE)
    kinds = ("marks", "case", "joins", "respells", "replaces")
    assert {name: found[name] for name in kinds} == {name: float(name == kind) for name in kinds}


def test_an_insertion_is_judged_by_its_gap() -> None:
    put, changed = features("", "the", SURE), features("an", "the", SURE)
    assert (put["locate"], put["gap"], put["inserts"]) == (0.0, logit(0.9), 1.0)
    assert (changed["locate"], changed["gap"], changed["inserts"]) == (logit(0.9), 0.0, 0.0)
    assert features("the", "", SURE)["deletes"] == 1.0


@given(
    first=st.floats(0, 1),
    second=st.floats(0, 1),
    name=st.sampled_from(["locate", "entropy", "probability"]),
)
def test_more_in_favour_is_never_less_sure(first: float, second: float, name: str) -> None:
    calibration = Calibration(bias=-0.3, weights={key: 0.4 * sign for key, sign in FAVOURABLE.items()})
    low, high = sorted((first, second), reverse=name == "entropy")
    less, more = ({**SURE, name: value} for value in (low, high))
    assert confidence(calibration, features("a", "b", less)) <= confidence(calibration, features("a", "b", more))


def test_without_calibration_confidence_is_what_the_model_gives_the_words() -> None:
    assert confidence(UNCALIBRATED, features("a", "b", SURE)) == pytest.approx(0.8)


def test_a_change_of_several_parts_is_as_sure_as_the_least() -> None:
    other = {
        "locate": 0.95,
        "gain": 1.0,
        "phrases": -2.0,
        "doubt": 0.3,
        "probability": 0.5,
        "entropy": 1.4,
        "pieces": 1.0,
    }
    assert merged([SURE, other]) == {
        "locate": 0.9, "gain": 1.0, "phrases": -2.0, "doubt": 0.3, "probability": 0.5, "entropy": 1.4, "pieces": 2.0,
        "spelled": 0.0, "listed": 0.0, "doubled": 0.0,
    }  # fmt: skip
    assert set(merged([SURE])) == {*SCORES, *SIGNS}


def test_the_capital_of_a_beginning_is_no_name() -> None:
    within, opening = (features("First thing", "The first thing", {**SURE, OPENS: opens}) for opens in (0.0, 1.0))
    assert (within["name"], opening["name"]) == (1.0, 0.0)


def test_probability_is_the_geometric_mean_and_entropy_the_mean_choice() -> None:
    chances = torch.tensor([[0.5, 0.25, 0.25, 0.0], [0.125, 0.875, 0.0, 0.0]], dtype=torch.float64)
    found = scores_of(chances.log(), torch.tensor([0, 0]))
    assert found["probability"] == pytest.approx(math.sqrt(0.5 * 0.125))
    by_hand = [-sum(p * math.log(p) for p in row if p) for row in chances.tolist()]
    assert found["entropy"] == pytest.approx(sum(by_hand) / 2)


@given(chance=st.floats(0.001, 0.999))
def test_log_odds_and_back(chance: float) -> None:
    assert sigmoid(logit(chance)) == pytest.approx(chance)
    assert 0 < sigmoid(-800.0) + 1e-300 < sigmoid(800.0) <= 1


def test_signs_speak_for_a_change_only_if_all_its_parts_have_them() -> None:
    doubled = {**SURE, "doubled": 1.0}
    assert features("was was", "was", doubled)["doubled"] == 1.0
    assert merged([doubled, doubled])["doubled"] == 1.0
    assert merged([doubled, SURE])["doubled"] == 0.0
