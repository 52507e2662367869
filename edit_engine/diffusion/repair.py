"""Repair: doubtful committed tokens are masked again, never overwritten (T2M, arXiv:2604.18738).

After a canvas is filled, the model scores each committed token with that token hidden (or by a noise head). What it
finds improbable is masked and denoised once more. It ends: no position is masked more than a few times, and a canvas
that was seen before is left alone, for the model would only go round in a circle.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, kw_only=True, eq=False)
class RepairHistory:
    """What was already tried on one canvas."""

    # (S,) long: how often each position was masked again.
    remasks: Tensor
    # Hashes of the filled canvases seen so far.
    seen: frozenset[bytes] = frozenset()

    @staticmethod
    def empty(length: int) -> RepairHistory:
        """Nothing tried yet on a canvas of `length` tokens."""
        return RepairHistory(remasks=torch.zeros(length, dtype=torch.long))


@dataclass(frozen=True, kw_only=True)
class Repair:
    """Which committed tokens to mask again."""

    # Mask a token again when its probability is below this.
    threshold: float = 0.1
    # At most so many times per position.
    max_remasks: int = 3

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 1:
            raise ValueError(f"threshold must lie in 0..1, got {self.threshold}")
        if self.max_remasks < 0:
            raise ValueError(f"max_remasks must be 0 or more, got {self.max_remasks}")

    def choose(
        self, tokens: Tensor, committed: Tensor, probabilities: Tensor, history: RepairHistory
    ) -> tuple[Tensor, RepairHistory]:
        """Decides for one filled canvas.

        Args:
            tokens: (S,) long, the filled canvas.
            committed: (S,) bool, positions the engine filled; only these are ever masked again.
            probabilities: (S,) float, 0..1, the new score of each token; ignored where not committed.
            history: what was tried on this canvas; `RepairHistory.empty` at first.

        Returns:
            (S,) bool, the positions to mask again (none: the canvas is finished), and the new history.

        Raises:
            ValueError: the shapes disagree.
        """
        if not tokens.shape == committed.shape == probabilities.shape == history.remasks.shape:
            shapes = [tuple(part.shape) for part in (tokens, committed, probabilities, history.remasks)]
            raise ValueError(f"tokens, committed, probabilities and history must have one shape, got {shapes}")
        state = hashlib.sha256(tokens.cpu().numpy().tobytes()).digest()
        if state in history.seen:
            return torch.zeros_like(committed), history
        remasks = history.remasks.to(committed.device)
        again = committed & (probabilities < self.threshold) & (remasks < self.max_remasks)
        return again, RepairHistory(remasks=remasks + again, seen=history.seen | {state})
