"""Repair masks doubtful tokens again, never too often, and never in circles."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from edit_engine.diffusion import Repair, RepairHistory


TOKENS = torch.tensor([5, 6, 7, 8])
COMMITTED = torch.tensor([False, True, True, True])


def test_only_doubtful_committed_tokens_are_masked_again() -> None:
    again, history = Repair().choose(TOKENS, COMMITTED, torch.tensor([0.0, 0.05, 0.1, 0.9]), RepairHistory.empty(4))
    assert again.tolist() == [False, True, False, False]
    assert history.remasks.tolist() == [0, 1, 0, 0]


def test_a_canvas_seen_before_is_left_alone() -> None:
    doubt = torch.zeros(4)
    _, history = Repair().choose(TOKENS, COMMITTED, doubt, RepairHistory.empty(4))
    _, history = Repair().choose(TOKENS + 1, COMMITTED, doubt, history)
    again, after = Repair().choose(TOKENS, COMMITTED, doubt, history)
    assert not again.any()
    assert after is history


@given(seeds=st.lists(st.integers(0, 99), min_size=20, max_size=30, unique=True), most=st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_no_position_is_masked_more_often_than_allowed(seeds: list[int], most: int) -> None:
    repair = Repair(threshold=1, max_remasks=most)
    history = RepairHistory.empty(4)
    times = torch.zeros(4, dtype=torch.long)
    for seed in seeds:
        again, history = repair.choose(TOKENS * 100 + seed, COMMITTED, torch.zeros(4), history)
        times += again
    assert times.tolist() == [0, most, most, most]


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="threshold.*got 2"):
        Repair(threshold=2)
    with pytest.raises(ValueError, match="max_remasks.*got -1"):
        Repair(max_remasks=-1)
    with pytest.raises(ValueError, match=r"one shape, got \[\(4,\), \(4,\), \(3,\), \(4,\)\]"):
        Repair().choose(TOKENS, COMMITTED, torch.zeros(3), RepairHistory.empty(4))
