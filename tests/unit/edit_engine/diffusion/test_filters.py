"""Logits filters keep what they should, and always something."""

from __future__ import annotations

import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.diffusion import Sampling
from edit_engine.diffusion.filters import Banned, RepetitionPenalty, Temperature, TopK, TopP


NONE = torch.full((1, 1), -1)


def kept(logits: torch.Tensor) -> list[int]:
    return torch.nonzero(logits[0] > -math.inf)[:, 0].tolist()


def test_temperature_scales_the_differences() -> None:
    logits = torch.tensor([[1.0, 3.0, 2.0]])
    assert Temperature(value=0.5)(logits, NONE).tolist() == [[-4, 0, -2]]
    assert Temperature(value=1e-30)(logits, NONE).softmax(-1).tolist() == [[0, 1, 0]]


def test_top_k_keeps_the_k_best_and_what_ties_with_the_last() -> None:
    logits = torch.tensor([[1.0, 5.0, 3.0, 3.0]])
    assert kept(TopK(k=1)(logits, NONE)) == [1]
    assert kept(TopK(k=2)(logits, NONE)) == [1, 2, 3]
    assert kept(TopK(k=99)(logits, NONE)) == [0, 1, 2, 3]


def test_top_p_keeps_the_fewest_that_reach_p() -> None:
    logits = torch.tensor([[0.1, 0.5, 0.15, 0.25]]).log()
    assert kept(TopP(p=0.5)(logits, NONE)) == [1]
    assert kept(TopP(p=0.51)(logits, NONE)) == [1, 3]
    assert kept(TopP(p=0.89)(logits, NONE)) == [1, 2, 3]
    assert kept(TopP(p=1)(logits, NONE)) == [0, 1, 2, 3]


def test_repetition_penalty_lowers_seen_tokens_once_and_no_others() -> None:
    logits = torch.tensor([[2.0, -2.0, 4.0, 1.0]])
    history = torch.tensor([[0, 1, 0, -1]])
    assert RepetitionPenalty(penalty=2)(logits, history).tolist() == [[1, -4, 4, 1]]


def test_banned_tokens_are_gone() -> None:
    assert kept(Banned((0, 2))(torch.zeros(1, 4), NONE)) == [1, 3]
    with pytest.raises(ValueError, match=r"\[4, 9\] lie outside the 4 logits"):
        Banned((1, 4, 9))(torch.zeros(1, 4), NONE)


def test_sampling_composes_in_the_order_documented() -> None:
    # Without the ban token 1 would fill both the top-k and the nucleus; the penalty must come before the temperature.
    logits = torch.tensor([[0.0, 9.0, 2.0, 1.5]])
    sampling = Sampling(temperature=0.5, top_k=2, top_p=0.9, repetition_penalty=2.0)
    filtered = sampling.filters(banned=[1])(logits, torch.tensor([[2]]))
    assert kept(filtered) == [2, 3]
    assert filtered[0, 3] - filtered[0, 2] == pytest.approx(1.0)


def test_greedy_needs_no_temperature() -> None:
    assert Sampling().greedy
    assert not Sampling(temperature=0.1).greedy


@given(
    logits=st.lists(st.floats(-1e4, 1e4, width=32), min_size=2, max_size=12),
    temperature=st.floats(1e-3, 100),
    k=st.integers(1, 12),
    p=st.floats(1e-9, 1),
)
@settings(max_examples=100, deadline=None)
def test_the_best_token_always_survives(logits: list[float], temperature: float, k: int, p: float) -> None:
    line = torch.tensor([logits])
    filtered = Sampling(temperature=temperature, top_k=k, top_p=p).filters()(line, NONE)
    assert filtered[0, line.argmax()] > -math.inf


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"temperature": -1}, "temperature.*got -1"),
        ({"temperature": math.nan}, "temperature.*got nan"),
        ({"top_k": 0}, "top_k.*got 0"),
        ({"top_p": 0}, "top_p.*got 0"),
        ({"top_p": 1.1}, "top_p.*got 1.1"),
        ({"repetition_penalty": 0.5}, "repetition_penalty.*got 0.5"),
    ],
)
def test_wrong_settings_are_named_at_once(wrong: dict[str, float], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Sampling(**wrong)  # type: ignore[arg-type]  # one keyword of several types
