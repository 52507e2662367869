"""SEDD's samplers for the loop: the steps of `scores.py` along a grid of times, then one to clean text."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum

import torch
from torch import Tensor

from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.draws import drawn
from edit_engine.diffusion.noise import Absorbing
from edit_engine.diffusion.schedules import even_times
from edit_engine.diffusion.scores import Graph, analytic_probs, euler_probs, tweedie_probs


class ScoreStep(StrEnum):
    """How a step goes back."""

    ANALYTIC = "analytic"
    EULER = "euler"


@dataclass(frozen=True, kw_only=True)
class ScoreSampler:
    """A `Reviser` for models of concrete scores: what `predict` returns are log scores, given the time.

    All steps but the last go evenly from `start` to `end`; the last goes from there to clean text (SEDD's `denoise`).
    """

    graph: Graph
    method: ScoreStep = ScoreStep.ANALYTIC
    end: float = 1e-5
    # The time of the first step. Under 1 for a canvas that is text already, noised no further than this.
    start: float = 1.0
    # Tokens besides the mask that must never be chosen.
    banned: tuple[int, ...] = ()
    draws: int = field(default=1, init=False)

    def __post_init__(self) -> None:
        if not 0 < self.end < self.start <= 1:
            raise ValueError(f"times must be 0 < end < start <= 1, got end = {self.end}, start = {self.start}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`. Under absorbing noise only masks can change, so only they are asked about."""
        slots = draft.free
        if isinstance(self.graph, Absorbing):
            slots = slots & (draft.tokens == self.graph.mask_id)
        return Question.about(draft.tokens, slots, self._times(steps_total)[step - 1])

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`."""
        slots = self.ask(draft, step=step, steps_total=steps_total).slots
        if not len(logits):
            return draft
        times = self._times(steps_total)
        now = draft.tokens[slots]
        scores = logits.index_fill(-1, torch.tensor(self.banned, dtype=torch.long, device=logits.device), -math.inf)
        if step >= steps_total:
            probs = tweedie_probs(self.graph, now, scores, times[step - 1])
        elif self.method is ScoreStep.ANALYTIC:
            probs = analytic_probs(self.graph, now, scores, times[step], times[step - 1])
        else:
            probs = euler_probs(self.graph, now, scores, times[step], times[step - 1])
        following = drawn(probs, now, torch.ones_like(now, dtype=torch.bool), uniforms[0][slots])
        if isinstance(self.graph, Absorbing):
            # How sure the model is of a token has nothing to do with how likely the mask was to go.
            probs[..., self.graph.mask_id] = 0
            probs = probs / probs.sum(-1, keepdim=True).clamp(min=1e-300)
        chances = probs.gather(-1, following[:, None])[:, 0]
        tokens = draft.tokens.masked_scatter(slots, following)
        blank = torch.zeros(slots.shape, dtype=torch.float64, device=slots.device)
        log_probs = blank.masked_scatter(slots, chances.log())
        entropies = blank.masked_scatter(slots, torch.special.entr(probs).sum(-1))
        return draft.written(slots & (tokens != draft.tokens), tokens, log_probs, entropies, step)

    def _times(self, steps_total: int) -> list[float]:
        """The time at the start of each step."""
        if steps_total == 1:
            return [self.start]
        times: list[float] = (self.start * even_times(steps_total - 1, end=self.end / self.start)).tolist()
        return times
