"""Uniform diffusion that accepts the sure tokens and puts noise in place of the others (DiffusionGemma, 2026).

Each step draws a token for every free position, accepts those that the entropy bound allows, and gives all others new
random tokens. A row is finished when the model's best tokens have stood still and it is sure of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from edit_engine.diffusion.candidates import candidates
from edit_engine.diffusion.commit import EntropyBound
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.filters import Sampling


@dataclass(frozen=True, kw_only=True)
class Renoise:
    """The sampler: a `Reviser` for models of uniform noise. Its answer is the best token of each free position."""

    # What is accepted together; its entropies are those at the step's temperature.
    accept: EntropyBound = field(default_factory=EntropyBound)
    # The temperature falls evenly from `hot` in the first step towards `cold`, which a step after the last would have.
    hot: float = 0.8
    cold: float = 0.4
    # A row ends when its best tokens were the same in this many steps before; 0: it need not stand still.
    stable_steps: int = 1
    # And when the mean entropy of its free positions is below this, nats; 0: rows run all their steps.
    confident: float = 0.005
    # Tokens that are never chosen, nor put as noise.
    banned: tuple[int, ...] = ()
    # Two random numbers a position: the token, and the noise.
    draws: int = field(default=2, init=False)

    def __post_init__(self) -> None:
        if not 0 < self.cold <= self.hot < math.inf:
            raise ValueError(f"temperatures must be 0 < cold <= hot, got cold = {self.cold}, hot = {self.hot}")
        if self.stable_steps < 0:
            raise ValueError(f"stable_steps must be 0 or more, got {self.stable_steps}")
        if not 0 <= self.confident < math.inf:
            raise ValueError(f"confident must be 0 nats or more, got {self.confident}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`. The time is the share of steps still to go."""
        return Question.about(draft.tokens, draft.free, (steps_total - step + 1) / steps_total)

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`."""
        free = draft.free
        temperature = self.cold + (self.hot - self.cold) * (steps_total - step + 1) / steps_total
        found = candidates(
            logits.float() / temperature,
            sampling=Sampling(temperature=1),
            banned=self.banned,
            history=torch.full((len(logits), 1), -1, device=logits.device),
            uniforms=uniforms[0][free],
        )
        positions = free.sum(dim=1)
        proposals = found.at(free, tokens=draft.tokens, started_with=positions)
        best = draft.tokens.masked_scatter(free, found.best)
        best_log_probs = torch.zeros_like(proposals.log_probs).masked_scatter(free, found.best_log_probs)

        # In the first step there is nothing yet that could have stood still.
        same = ((best == draft.answer) | ~free).all(dim=1) & (step > 1)
        count = torch.where(same, draft.count + 1, 0)
        mean_entropy = proposals.entropies.double().sum(dim=1) / positions.clamp(min=1)
        done = (count >= self.stable_steps) & (mean_entropy < self.confident)

        accepted = self.accept.choose(proposals, step=step, steps_total=steps_total, uniforms=uniforms[1])
        noise = random_tokens(uniforms[1], vocab_size=logits.shape[-1], banned=self.banned)
        # A finished row stands at its answer: clean text, whatever noise this step would have put.
        ends = (done | (step >= steps_total))[:, None]
        following = torch.where(ends, best, torch.where(accepted, proposals.tokens, noise))
        new = draft.written(free, best, best_log_probs, proposals.entropies, step)
        return replace(new, tokens=torch.where(free, following, draft.tokens), count=count, done=done)


def random_tokens(uniforms: Tensor, *, vocab_size: int, banned: Sequence[int] = ()) -> Tensor:
    """Tokens of which each that is not banned is as likely as any other: a starting canvas, or noise.

    Args:
        uniforms: (...) float64 in [0, 1).
        vocab_size: tokens in all.
        banned: tokens that are never drawn.

    Returns:
        (...) long.

    Raises:
        ValueError: all tokens are banned.
    """
    kept = torch.ones(vocab_size, dtype=torch.bool, device=uniforms.device)
    kept[list(banned)] = False
    allowed = kept.nonzero()[:, 0]
    if not len(allowed):
        raise ValueError(f"all {vocab_size} tokens are banned, so none can be drawn")
    return allowed[(uniforms * len(allowed)).long()]
