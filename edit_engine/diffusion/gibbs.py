"""Gibbs correction: positions are drawn again, each given all others, which leaves the right distribution as it is.

For a mask model the conditional is one forward with the position masked: p(x_i | x_-i). Under uniform noise nothing
can be hidden, but what a visible token says about itself can be divided out of p(x_0 | x_t).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from edit_engine.diffusion.candidates import candidates
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.noise import Uniform


@dataclass(frozen=True, kw_only=True)
class Gibbs:
    """Masks some free positions in turn and draws them again: a `Reviser` for mask models, on finished text.

    Step k visits every g-th free position from the k-th on, with g the number of groups of `at_once` positions; g steps
    visit each once. One at once is exact; more are drawn independently of each other, as far apart as can be.
    """

    mask_id: int
    at_once: int = 1
    sampling: Sampling = field(default_factory=lambda: Sampling(temperature=1))
    # Tokens besides the mask that must never be chosen.
    banned: tuple[int, ...] = ()
    draws: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        if self.at_once < 1:
            raise ValueError(f"at_once must be at least 1, got {self.at_once}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`."""
        slots = self._visited(draft, step)
        return Question.about(draft.tokens.masked_fill(slots, self.mask_id), slots, 0.0)

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`. Masks that no step has visited are still there at the end."""
        slots = self._visited(draft, step)
        history = torch.where((draft.steps > 0) & ~slots, draft.tokens, -1)[slots.nonzero()[:, 0]]
        banned = tuple(sorted({self.mask_id, *self.banned}))
        found = candidates(logits, sampling=self.sampling, banned=banned, history=history, uniforms=uniforms[0][slots])
        placed = found.at(slots, tokens=draft.tokens, started_with=slots.sum(dim=1))
        return draft.written(slots, placed.tokens, placed.log_probs, placed.entropies, step)

    def _visited(self, draft: Draft, step: int) -> Tensor:
        groups = -(-draft.free.sum(dim=1, keepdim=True) // self.at_once)
        ordinals = draft.free.cumsum(dim=1) - 1
        return draft.free & (ordinals % groups.clamp(min=1) == (step - 1) % groups.clamp(min=1))


def noisy_conditional(process: Uniform, x_t: Tensor, x0_probs: Tensor, t: float) -> Tensor:
    """p(x_t at a position | x_t at all others) under uniform noise, for drawing that position again at time t.

    The belief about x_0 without its own noisy token is p(x_0 | x_t) / q(x_t | x_0), scaled to 1; noise on top of it
    gives alpha p + (1 - alpha) / V. Draw with `drawn`, at one position (or few far apart) a step.

    Args:
        process: the forward process.
        x_t: (...) long.
        x0_probs: (..., V), p(x_0 | x_t) given all noisy tokens.
        t: the time of x_t, in (0, 1].

    Returns:
        (..., V) float64.

    Raises:
        ValueError: the shapes disagree, or at time t there is no noise.
    """
    if not 0 < t <= 1:
        raise ValueError(f"t must lie in (0, 1], got {t}: without noise a token cannot be told from its text")
    now = torch.nn.functional.one_hot(x_t, process.vocab_size).double()
    if x0_probs.shape != now.shape:
        raise ValueError(f"x0_probs must be {tuple(now.shape)}, got {tuple(x0_probs.shape)}")
    alpha = float(process.masses(torch.tensor(t, dtype=torch.float64)).keep)
    evidence = alpha * now + (1 - alpha) / process.vocab_size
    others = x0_probs.double() / evidence
    return alpha * others / others.sum(-1, keepdim=True) + (1 - alpha) / process.vocab_size
