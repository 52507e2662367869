"""Old text against new, and how many slots are tried, on a rewriter whose likings are known."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion.repair import RepairHistory
from edit_engine.editing.lengths import best_lengths, candidate_lengths, sureness_bias
from edit_engine.editing.locate import Region
from edit_engine.editing.sheet import Sheet, laid_out
from edit_engine.editing.weigh import weigh
from edit_engine.models.denoiser import Conditionals, Interrupted, Reading, never


SOURCE = [10, 11, 12, 13, 14]
MASK, END, PAD = 30, 31, -1
READING = Reading(noise=[], gaps=[], state=None)


class Liking:
    """Likes some tokens, and is sure of a number of slots."""

    vocab_size = 32
    tokenizer = SimpleNamespace(mask_id=MASK, end_id=END, pad_id=PAD, special_ids=frozenset({MASK, END, 40}))

    def __init__(self, likes: dict[int, float], sure_at: int = 3) -> None:
        self.likes, self.sure_at = likes, sure_at

    def conditionals(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, which: Tensor, stop: Callable[[], bool] = never
    ) -> Conditionals:
        if stop():
            raise Interrupted
        chance = torch.tensor([[self.likes.get(one, -1.0) for one in row] for row in tokens.tolist()])
        # Two of a kind in a row: the second is not expected by the text around it.
        for row, line in enumerate(tokens.tolist()):
            for at in range(1, len(line)):
                if line[at] == line[at - 1] and line[at] >= 0:
                    chance[row, max(0, at - 2)] -= 5.0
        return Conditionals(chance=torch.where(which, chance, 0.0), best=torch.where(which, torch.zeros(()), 0.0))

    def predict_at(self, reading: Reading, rows: Sequence[int], tokens: Tensor, slots: Tensor, time: Tensor) -> Tensor:
        lines = []
        for row in slots:
            count = int(row.sum())
            scores = torch.zeros(count, self.vocab_size)
            scores[:, 5] = 6.0 if count == self.sure_at else 2.0
            scores[:, MASK] = 50.0  # must not count
            lines.append(scores)
        return torch.cat(lines)


def sheet(source: Sequence[int], region: Region, new: Sequence[int]) -> Sheet:
    tokens, owners = laid_out(source, [region], [new], END)
    ones = torch.ones(len(tokens))
    history = RepairHistory.empty(len(tokens))
    return Sheet(row=0, tokens=tokens, regions=owners, seed=0, key="", probabilities=ones, entropies=ones,
                 history=history, done=True)  # fmt: skip


def weighed(likes: dict[int, float], source: list[int], region: Region, new: list[int], *, delete: bool) -> Any:
    made = sheet(source, region, new)
    rewriter: Any = Liking(likes)
    weigh(rewriter, READING, made, source, [region], delete, never)
    return made.weighed[0]


REGION = Region(start=1, end=3, slots=3, score=0.8)


def test_the_gain_is_that_of_the_likelier_tokens_whatever_their_number() -> None:
    liked = weighed({20: -0.1}, SOURCE, REGION, [20, 20 + 1, 20], delete=False)
    assert liked.tokens == (20, 21, 20)
    assert liked.gain == pytest.approx(1.0 - (0.1 + 1.0 + 0.1) / 3, abs=1e-5)
    assert liked.doubt == pytest.approx(1 - math.exp(-1.0), abs=1e-5)
    hated = weighed({20: -3.0}, SOURCE, REGION, [20], delete=False)
    assert hated.gain == pytest.approx(-2.0, abs=1e-5)


def test_a_word_said_twice_may_go_and_one_that_is_only_unlikely_may_not() -> None:
    twice = [10, 11, 12, 12, 14]
    region = Region(start=3, end=4, slots=1, score=0.8)
    assert weighed({}, twice, region, [12], delete=True).tokens == ()
    assert weighed({}, twice, region, [12], delete=False).tokens == (12,)
    assert weighed({12: -9.0}, SOURCE, Region(start=2, end=3, slots=1, score=0.8), [13 + 8], delete=True).tokens == (
        21,
    )


def test_weighing_stops_when_it_is_told_to() -> None:
    rewriter: Any = Liking({})
    with pytest.raises(Interrupted):
        weigh(rewriter, READING, sheet(SOURCE, REGION, [20]), SOURCE, [REGION], False, lambda: True)


def test_the_present_length_is_tried_first_and_none_is_empty() -> None:
    assert candidate_lengths(4) == [4, 2, 3, 5, 6, 7, 8]
    assert candidate_lengths(1) == [1, 2, 3, 4, 5]
    assert candidate_lengths(10)[0] == 10
    assert 15 in candidate_lengths(10)
    assert sureness_bias(1) > sureness_bias(4) > sureness_bias(40) > 0


@pytest.mark.parametrize("sure_at", [1, 2, 4, 6])
def test_the_length_at_which_the_model_is_surest_is_taken(sure_at: int) -> None:
    rewriter: Any = Liking({}, sure_at=sure_at)
    assert best_lengths(rewriter, READING, 0, SOURCE, [REGION], never) == [sure_at]
    with pytest.raises(Interrupted):
        best_lengths(rewriter, READING, 0, SOURCE, [REGION], lambda: True)
