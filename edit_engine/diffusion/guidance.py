"""Classifier-free guidance: away from what the model would say without the prompt (LLaDA; Nie et al. 2024)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from edit_engine.diffusion.loop import Predict


def guided(conditional: Tensor, unconditional: Tensor, *, weight: float) -> Tensor:
    """Logits (w + 1) conditional - w unconditional; 0 leaves the conditional ones as they are.

    A token that either side forbids (-inf) keeps its conditional logit: the difference would be no number.

    Args:
        conditional: (N, V) float, logits with the prompt.
        unconditional: (N, V) float, logits with the prompt masked.
        weight: w, 0 or more (LLaDA's `cfg_scale`).

    Returns:
        (N, V) float.

    Raises:
        ValueError: the shapes disagree or the weight is negative.
    """
    _check_weight(weight)
    if conditional.shape != unconditional.shape:
        raise ValueError(
            "conditional and unconditional logits must have one shape, "
            f"got {tuple(conditional.shape)} and {tuple(unconditional.shape)}"
        )
    both = (conditional > -math.inf) & (unconditional > -math.inf)
    return torch.where(both, (weight + 1) * conditional - weight * unconditional, conditional)


@dataclass(frozen=True, kw_only=True, eq=False)
class Guided:
    """A `Predict` that asks another one twice in one batch: with the prompt, and with the prompt masked."""

    predict: Predict
    # For each canvas given to `denoise`, (S,) bool: the kept tokens to mask in the second question. Clamped tokens
    # outside of it (the text around a region, the frame of a chat) stand in both.
    prompts: Sequence[Tensor]
    # w in `guided`.
    weight: float
    mask_id: int

    def __post_init__(self) -> None:
        _check_weight(self.weight)

    def __call__(self, tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        """Guided logits, see `Predict`. The model sees each row twice under the same number.

        Raises:
            ValueError: a prompt is longer than its row, or holds a slot that is to be filled.
        """
        hidden = torch.zeros_like(slots)
        for line, row in enumerate(rows):
            prompt = self.prompts[row]
            if len(prompt) > slots.shape[1]:
                raise ValueError(f"the prompt of canvas {row} has {len(prompt)} positions, its row {slots.shape[1]}")
            hidden[line, : len(prompt)] = prompt
        if bool((hidden & slots).any()):
            raise ValueError("a prompt holds slots that are to be filled; it must hold kept tokens only")
        both = torch.cat([tokens, tokens.masked_fill(hidden, self.mask_id)])
        conditional, unconditional = self.predict(both, slots.repeat(2, 1), rows * 2).chunk(2)
        return guided(conditional, unconditional, weight=self.weight)


def _check_weight(weight: float) -> None:
    if not 0 <= weight < math.inf:
        raise ValueError(f"weight must be 0 or more, got {weight}")
