"""Expected calibration error is 0 for chances that are right, and as large as they are wrong."""

from __future__ import annotations

import random

import pytest

from edit_engine.evaluation.reliability import reliability


def test_chances_that_come_true_have_little_error_and_the_rest_is_the_noise_it_says() -> None:
    rng = random.Random(3)
    chances = [rng.random() for _ in range(4000)]
    found = reliability(chances, [rng.random() < chance for chance in chances])
    assert found.error < 0.03
    assert found.error == pytest.approx(found.noise, abs=0.015)
    assert len(found.bins) == 10
    assert all(one.count == 400 for one in found.bins)


def test_the_error_is_the_distance_of_what_is_said_from_what_is_true() -> None:
    assert reliability([0.9] * 10, [True] * 5 + [False] * 5, bins=1).error == pytest.approx(0.4)
    # Bins of equal mass: five of 0.2 of which none came true, five of 0.8 of which all did.
    found = reliability([0.2] * 5 + [0.8] * 5, [False] * 5 + [True] * 5, bins=2)
    assert found.error == pytest.approx(0.2)
    assert found.table() == "said 0.20  true 0.00  of 5\nsaid 0.80  true 1.00  of 5"


def test_what_counts_twice_is_worth_two() -> None:
    twice = reliability([0.3, 0.6, 0.6], [False, True, False], [2.0, 1.0, 1.0], bins=3)
    plain = reliability([0.3, 0.3, 0.6, 0.6], [False, False, True, False], bins=3)
    assert twice.bins[0].share == pytest.approx(0.5)
    assert sum(one.share for one in plain.bins) == pytest.approx(1.0)
    assert reliability([0.3, 0.6], [False, True], [3.0, 1.0], bins=1).error == pytest.approx(0.125)


def test_the_order_of_equal_chances_does_not_follow_what_came_true() -> None:
    outcomes = [True, False] * 10
    assert reliability([0.5] * 20, outcomes).error == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("chances", "outcomes", "masses"), [([], [], None), ([0.5], [], None), ([0.5], [True], [0.0]), ([0.5], [True], [])]
)
def test_what_cannot_be_compared_is_refused(
    chances: list[float], outcomes: list[bool], masses: list[float] | None
) -> None:
    with pytest.raises(ValueError, match="must be positive|need as many"):
        reliability(chances, outcomes, masses)
