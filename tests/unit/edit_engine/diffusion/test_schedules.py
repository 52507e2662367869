"""Noise schedules fall from text to noise, and their derivatives are derivatives."""

from __future__ import annotations

import math

import pytest
import torch

from edit_engine.diffusion import Cosine, Linear, LogLinear, Schedule, cosine_times, even_times


SCHEDULES = [LogLinear(), LogLinear(eps=0.2), Cosine(), Linear(), Linear(sigma_max=3.0)]
TIMES = torch.linspace(0.02, 0.98, 49, dtype=torch.float64)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=repr)
def test_text_is_whole_at_the_start_and_only_ever_lost(schedule: Schedule) -> None:
    alpha = schedule.alpha(torch.linspace(0, 1, 101, dtype=torch.float64))
    assert alpha[0] == pytest.approx(1)
    assert (alpha.diff() < 0).all()
    assert alpha[-1] >= 0


@pytest.mark.parametrize("schedule", SCHEDULES, ids=repr)
def test_derivatives_agree_with_small_differences(schedule: Schedule) -> None:
    h = 1e-6
    slope = (schedule.alpha(TIMES + h) - schedule.alpha(TIMES - h)) / (2 * h)
    torch.testing.assert_close(schedule.alpha_derivative(TIMES), slope, rtol=1e-5, atol=1e-8)
    rate = (schedule.sigma(TIMES + h) - schedule.sigma(TIMES - h)) / (2 * h)
    torch.testing.assert_close(schedule.sigma_derivative(TIMES), rate, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("schedule", SCHEDULES, ids=repr)
def test_loss_weight_is_the_one_mdlm_writes_with_sigma(schedule: Schedule) -> None:
    expected = schedule.sigma_derivative(TIMES) / torch.expm1(schedule.sigma(TIMES))
    torch.testing.assert_close(schedule.loss_weight(TIMES), expected)


def test_known_values() -> None:
    half = torch.tensor(0.5, dtype=torch.float64)
    assert LogLinear(eps=0).alpha(half).item() == pytest.approx(0.5)
    assert LogLinear().loss_weight(half).item() == pytest.approx(2)
    assert Cosine(eps=0).alpha(half).item() == pytest.approx(math.sqrt(0.5))
    assert Linear(sigma_max=4).alpha(half).item() == pytest.approx(math.exp(-2))


def test_grids_go_from_noise_to_the_end_given() -> None:
    assert even_times(4).tolist() == [1, 0.75, 0.5, 0.25, 0]
    assert cosine_times(3).tolist() == pytest.approx([1, math.sqrt(0.75), 0.5, 0])
    for grid in (even_times(7, end=0.1), cosine_times(7, end=0.1)):
        assert len(grid) == 8
        assert grid[[0, -1]].tolist() == pytest.approx([1, 0.1])
        assert (grid.diff() < 0).all()


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match="eps.*got 1"):
        LogLinear(eps=1)
    with pytest.raises(ValueError, match="eps.*got -1"):
        Cosine(eps=-1)
    with pytest.raises(ValueError, match="sigma_max.*got 0"):
        Linear(sigma_max=0)
    with pytest.raises(ValueError, match="steps.*got 0"):
        even_times(0)
    with pytest.raises(ValueError, match="end.*got 1"):
        cosine_times(3, end=1)
