"""What the samplers of `revise` work on: a batch between two steps, and what they ask a model about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class Draft:
    """A batch of R rows between two steps. All (R, S) unless said otherwise."""

    # long: the state of the chain now.
    tokens: Tensor
    # bool: positions that may change.
    free: Tensor
    # long: what the rows would give if they ended now; the state itself for most samplers.
    answer: Tensor
    # float32: how probable each token was when it was written, 0..1; 1 where nothing was.
    probabilities: Tensor
    # float32: entropy of the position's distribution when it was written, nats; 0 where nothing was.
    entropies: Tensor
    # long: the step that wrote each token; 0 where none did.
    steps: Tensor
    # long: how often each position was masked again.
    remasks: Tensor
    # (R,) long: a reviser's own count, such as steps without a change.
    count: Tensor
    # (R,) bool: rows that are finished.
    done: Tensor

    @staticmethod
    def of(tokens: Tensor, free: Tensor) -> Draft:
        """A draft in which nothing has been written yet, from (R, S) tokens and free positions."""
        zeros = torch.zeros_like(tokens)
        return Draft(
            tokens=tokens,
            free=free,
            answer=tokens,
            probabilities=torch.ones_like(tokens, dtype=torch.float32),
            entropies=torch.zeros_like(tokens, dtype=torch.float32),
            steps=zeros,
            remasks=zeros,
            count=zeros.sum(dim=1),
            done=~free.any(dim=1),
        )

    def written(self, where: Tensor, tokens: Tensor, log_probs: Tensor, entropies: Tensor, step: int) -> Draft:
        """With `tokens` (R, S) put `where` (R, S) in this step."""
        return replace(
            self,
            tokens=torch.where(where, tokens, self.tokens),
            answer=torch.where(where, tokens, self.answer),
            probabilities=torch.where(where, log_probs.exp().float(), self.probabilities),
            entropies=torch.where(where, entropies.float(), self.entropies),
            steps=torch.where(where, step, self.steps),
        )

    def masked_again(self, where: Tensor, mask_id: int) -> Draft:
        """With the mask put `where` (R, S)."""
        return replace(
            self,
            tokens=torch.where(where, mask_id, self.tokens),
            answer=torch.where(where, mask_id, self.answer),
            probabilities=torch.where(where, 1.0, self.probabilities),
            entropies=torch.where(where, 0.0, self.entropies),
            steps=torch.where(where, 0, self.steps),
            remasks=self.remasks + where,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """What to ask the model in a step."""

    # (R, S) long: the tokens to show.
    tokens: Tensor
    # (R, S) bool: where to predict.
    slots: Tensor
    # (R,) float64: how noisy each row's tokens are, 0..1, for models that want to know.
    time: Tensor

    @staticmethod
    def about(tokens: Tensor, slots: Tensor, time: float) -> Question:
        """A question in which all rows are at one time."""
        return Question(
            tokens=tokens,
            slots=slots,
            time=torch.full((len(tokens),), time, dtype=torch.float64, device=tokens.device),
        )
