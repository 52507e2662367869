"""The fit finds the map that made the data, and holds features to the sign they are known to have."""

from __future__ import annotations

import random

import pytest

from edit_engine.editing.confidence import confidence, sigmoid
from edit_engine.evaluation.reliability import reliability
from edit_engine.training.logistic import fit_logistic


def drawn(count: int, seed: int) -> tuple[list[dict[str, float]], list[bool]]:
    rng = random.Random(seed)
    rows = [{"up": rng.gauss(2, 3), "down": rng.gauss(0, 1), "idle": 4.0} for _ in range(count)]
    return rows, [rng.random() < sigmoid(0.5 + 0.6 * row["up"] - 1.2 * row["down"]) for row in rows]


def test_the_map_is_found_again_and_is_calibrated_on_new_data() -> None:
    rows, outcomes = drawn(3000, 1)
    found = fit_logistic(rows, outcomes, [1.0] * len(rows))
    assert found.bias == pytest.approx(0.5, abs=0.2)
    assert found.weights["up"] == pytest.approx(0.6, abs=0.1)
    assert found.weights["down"] == pytest.approx(-1.2, abs=0.15)
    assert found.weights["idle"] == 0.0
    rows, outcomes = drawn(3000, 2)
    assert reliability([confidence(found, row) for row in rows], outcomes).error < 0.04


def test_a_mass_of_two_is_the_same_row_twice() -> None:
    rows, outcomes = drawn(200, 3)
    masses = [2.0 if index % 2 else 1.0 for index in range(200)]
    doubled = [index for index in range(200) for _ in range(int(masses[index]))]
    once = fit_logistic(rows, outcomes, masses, ridge=1e-6)
    twice = fit_logistic([rows[i] for i in doubled], [outcomes[i] for i in doubled], [1.0] * len(doubled), ridge=1e-6)
    assert once.weights["up"] == pytest.approx(twice.weights["up"], abs=0.02)
    assert once.bias == pytest.approx(twice.bias, abs=0.02)


def test_a_feature_with_the_wrong_sign_is_left_out() -> None:
    rows, outcomes = drawn(500, 4)
    found = fit_logistic(rows, outcomes, [1.0] * 500, signs={"down": 1, "up": 1})
    assert "down" not in found.weights
    assert found.weights["up"] > 0


def test_outcomes_that_are_all_alike_give_a_finite_map() -> None:
    rows, _ = drawn(60, 5)
    found = fit_logistic(rows, [True] * 60, [1.0] * 60)
    assert 0.9 < confidence(found, rows[0]) < 1


def test_no_data_is_refused() -> None:
    with pytest.raises(ValueError, match="as many outcomes"):
        fit_logistic([], [], [])
