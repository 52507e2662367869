"""A denoising trajectory: what each step believed of each slot, and what it kept."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from edit_engine.diffusion import CommitRule, Sampling
from edit_engine.evaluation.explain.place import Place


@dataclass(frozen=True, kw_only=True, eq=False)
class Trajectory:
    """T steps over L slots."""

    # (T, L) float: chance of the likeliest token of each slot; of a kept one, its chance when it was kept.
    confidence: Tensor
    # (T, L) how the likeliest token of each slot reads; the kept one's, once it is.
    words: list[list[str]]
    # (L,) long: the step that kept each, from 1.
    kept_at: Tensor
    # What stood there before.
    before: list[str]


def trajectory(place: Place, rule: CommitRule, *, sampling: Sampling, max_steps: int, seed: int = 0) -> Trajectory:
    """Fill a region and write down what was believed on the way; arguments as in `Place.fill`."""
    answers: list[tuple[Tensor, Tensor]] = []

    def watched(tokens: Tensor, slots: Tensor, rows: list[int]) -> Tensor:
        logits = place.predict(tokens, slots, rows)
        best = place.allowed(logits).softmax(dim=-1).max(dim=-1)
        chances, likeliest = torch.zeros(slots.shape[1]), torch.zeros(slots.shape[1], dtype=torch.long)
        chances[slots[0]], likeliest[slots[0]] = best.values, best.indices
        answers.append((chances[place.slots], likeliest[place.slots]))
        return logits

    confidence, words = [], []
    kept = torch.zeros(len(place.slots), dtype=torch.long)
    for state in place.fill(rule, sampling=sampling, max_steps=max_steps, seeds=[seed], predict=watched):
        row = state.rows[0]
        kept = row.steps[place.slots]
        chances, likeliest = answers[-1]
        confidence.append(torch.where(kept > 0, row.probabilities[place.slots], chances))
        shown = torch.where(kept > 0, row.tokens[place.slots], likeliest)
        words.append([place.named(token) for token in shown.tolist()])
    return Trajectory(
        confidence=torch.stack(confidence),
        words=words,
        kept_at=kept,
        before=[place.named(token) for token in place.old],
    )
