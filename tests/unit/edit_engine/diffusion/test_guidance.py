"""Guidance moves logits away from what the model says without the prompt."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Canvas, FixedSteps, Guided, Sampling, denoise, guided


MASK = 5


def test_the_formula_of_llada() -> None:
    with_prompt, without = torch.tensor([[1.0, 2.0, -1.0]]), torch.tensor([[0.5, 3.0, 1.0]])
    # un + (w + 1) (cond - un)
    torch.testing.assert_close(guided(with_prompt, without, weight=1.5), without + 2.5 * (with_prompt - without))
    assert guided(with_prompt, without, weight=0).tolist() == with_prompt.tolist()


def test_what_is_forbidden_stays_forbidden_and_nothing_becomes_certain() -> None:
    never = -math.inf
    found = guided(torch.tensor([[never, 1.0, never, 2.0]]), torch.tensor([[never, never, 1.0, 1.0]]), weight=1)
    assert found.tolist() == [[never, 1.0, never, 3.0]]


class _Fond:
    """A model that likes the first token of its row, if it can see it, and token 1 a little always."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[list[int]], list[int]]] = []

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        self.asked.append((tokens.tolist(), rows))
        logits = torch.zeros(int(slots.sum()), 6)
        logits[:, 1] = 1.0
        for line, (row, _) in enumerate(slots.nonzero().tolist()):
            if tokens[row, 0] != MASK:
                logits[line, tokens[row, 0]] += 0.6
        return logits


def fill(predict: object, canvases: list[Canvas]) -> list[list[int]]:
    states = list(
        denoise(predict, canvases, rule=FixedSteps(), sampling=Sampling(), mask_id=MASK, max_steps=1)  # type: ignore[arg-type]
    )
    return [row.tokens.tolist() for row in sorted(states[-1].rows, key=lambda row: row.row)]


def test_only_the_prompt_is_hidden_and_the_more_weight_the_more_it_counts() -> None:
    canvases = [
        Canvas(tokens=torch.tensor([2, 4, MASK]), free=torch.tensor([False, False, True])),
        Canvas(tokens=torch.tensor([3, MASK, MASK, 4]), free=torch.tensor([False, True, True, False])),
    ]
    prompts = [torch.tensor([True, False]), torch.tensor([True, False, False, False])]
    model = _Fond()
    assert fill(model, canvases) == [[2, 4, 1], [3, 1, 1, 4]]
    weak = Guided(predict=model, prompts=prompts, weight=0.5, mask_id=MASK)
    strong = Guided(predict=model, prompts=prompts, weight=2.0, mask_id=MASK)
    assert fill(weak, canvases) == [[2, 4, 1], [3, 1, 1, 4]]
    model.asked.clear()
    assert fill(strong, canvases) == [[2, 4, 2], [3, 3, 3, 4]]
    ((tokens, rows),) = model.asked
    assert rows == [0, 1, 0, 1]
    assert tokens == [[2, 4, MASK, 0], [3, MASK, MASK, 4], [MASK, 4, MASK, 0], [MASK, MASK, MASK, 4]]


def test_a_row_gives_the_same_alone_and_in_a_batch() -> None:
    canvases = [
        Canvas(tokens=torch.tensor([token, *[4] * token, MASK]), free=torch.tensor([False] * (token + 1) + [True]))
        for token in (0, 2, 3, 4, 2, 0, 3, 4)
    ]
    prompts = [torch.tensor([True])] * 8
    together = Guided(predict=_Fond(), prompts=prompts, weight=2.0, mask_id=MASK)
    batch = fill(together, canvases)
    assert len({row[-1] for row in batch}) == 4
    for one, found in zip(canvases, batch, strict=True):
        assert fill(Guided(predict=_Fond(), prompts=prompts[:1], weight=2.0, mask_id=MASK), [one]) == [found]


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match=r"one shape, got \(1, 2\) and \(1, 3\)"):
        guided(torch.zeros(1, 2), torch.zeros(1, 3), weight=1)
    with pytest.raises(ValueError, match="weight.*got -1"):
        guided(torch.zeros(1, 2), torch.zeros(1, 2), weight=-1)
    with pytest.raises(ValueError, match="weight.*got inf"):
        Guided(predict=_Fond(), prompts=[], weight=math.inf, mask_id=MASK)
    one = Canvas(tokens=torch.tensor([2, MASK]), free=torch.tensor([False, True]))
    with pytest.raises(ValueError, match="kept tokens only"):
        fill(Guided(predict=_Fond(), prompts=[torch.tensor([True, True])], weight=1, mask_id=MASK), [one])
    with pytest.raises(ValueError, match="canvas 0 has 3 positions, its row 2"):
        fill(Guided(predict=_Fond(), prompts=[torch.tensor([True] * 3)], weight=1, mask_id=MASK), [one])
