"""Several chains of one canvas: independent, each its own, and ranked."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Canvas, FixedSteps, RowState, Sampling, chains, denoise, mean_log_prob, ranked


MASK = 6
BLANK = Canvas(tokens=torch.tensor([1, *[MASK] * 7]), free=torch.tensor([False] + [True] * 7), seed=3, key="window 2")


def fill(canvases: list[Canvas]) -> list[RowState]:
    def predict(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        return torch.tensor([0.4, 0.3, 0.1, 0.1, 0.05, 0.05, 0.0]).log().expand(int(slots.sum()), 7)

    sampling = Sampling(temperature=1)
    states = denoise(predict, canvases, rule=FixedSteps(), sampling=sampling, mask_id=MASK, max_steps=2)
    return sorted((row for state in states for row in state.rows if row.end), key=lambda row: row.row)


def test_chains_differ_and_the_first_is_the_canvas_itself() -> None:
    found = [row.tokens.tolist() for row in fill(chains(BLANK, 5))]
    assert len({tuple(tokens) for tokens in found}) == 5
    assert found[0] == fill([BLANK])[0].tokens.tolist()
    assert [tokens[0] for tokens in found] == [1] * 5
    # A chain is the same however many there are besides it.
    assert fill(chains(BLANK, 3)[2:])[0].tokens.tolist() == found[2]


def test_they_are_ranked_by_their_mean_log_probability() -> None:
    rows = fill(chains(BLANK, 6))
    chance = [0.4, 0.3, 0.1, 0.1, 0.05, 0.05]
    plain = [sum(math.log(chance[token]) for token in row.tokens[1:].tolist()) / 7 for row in rows]
    assert [mean_log_prob(row) for row in rows] == pytest.approx(plain, rel=1e-5)
    order = ranked(rows)
    assert [plain[chain] for chain in order] == sorted(plain, reverse=True)
    assert order != list(range(6))


def test_a_given_score_decides_and_equal_chains_keep_their_order() -> None:
    rows = fill(chains(BLANK, 4))
    assert ranked(rows, [0.0, 2.0, -1.0, 2.0]) == [1, 3, 0, 2]


def test_tokens_that_were_there_already_do_not_count_and_an_impossible_one_is_the_worst() -> None:
    def state(probabilities: list[float], steps: list[int]) -> RowState:
        many = torch.tensor(steps)
        return RowState(
            row=0,
            tokens=many,
            committed=many > 0,
            probabilities=torch.tensor(probabilities),
            entropies=torch.zeros(len(steps)),
            steps=many,
        )

    assert mean_log_prob(state([1.0, 0.5, 0.25], [0, 1, 2])) == pytest.approx(math.log(0.125) / 2)
    assert mean_log_prob(state([1.0], [0])) == 0
    one_impossible, two = state([0.0, 0.9], [1, 1]), state([0.0, 0.0], [1, 1])
    assert ranked([two, one_impossible, state([1e-9, 1e-9], [1, 1])]) == [2, 1, 0]


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="at least 1 chain, got 0"):
        chains(BLANK, 0)
    with pytest.raises(ValueError, match="got 1 scores for 2 chains"):
        ranked(fill(chains(BLANK, 2)), [1.0])
    with pytest.raises(ValueError, match="not a number"):
        ranked(fill(chains(BLANK, 2)), [1.0, math.nan])
