"""Commit rules: which of the proposed tokens of this step are kept, and which stay masked for the next forward.

A rule sees proposals for a batch of rows and answers with a mask. It knows no model and keeps no state; randomness
comes in as numbers. Every rule keeps at least one token in each row that still has a masked slot.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor

from edit_engine.diffusion.draws import gumbel
from edit_engine.diffusion.schedules import LogLinear, Schedule, even_times


@dataclass(frozen=True, kw_only=True, eq=False)
class Proposals:
    """One candidate token for each masked slot, and how sure the model is of it.

    The scores come from the model's own distribution without the banned tokens: temperature and nucleus change what is
    drawn, never how sure the model is said to be.
    """

    # (R, S) long: the candidate; anything where not masked.
    tokens: Tensor
    # (R, S) float: log-probability of the candidate, nats.
    log_probs: Tensor
    # (R, S) float: entropy of the slot's distribution, nats.
    entropies: Tensor
    # (R, S) float: probability of the best token minus that of the second best.
    margins: Tensor
    # (R, S) bool: slots that are still masked.
    masked: Tensor
    # (R,) long: masked slots each row had before the first step.
    started_with: Tensor
    # (R, S) long: which slots are to go first, the lowest number foremost; None: no slot before another.
    priorities: Tensor | None = None


class CommitRule(Protocol):
    """Chooses what to keep in one step."""

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """Which slots to commit now.

        Args:
            proposals: candidates and scores, (R, S).
            step: this step's number, 1..steps_total.
            steps_total: steps there are in all.
            uniforms: (R, S) float64 in [0, 1), drawn from each row's own stream.

        Returns:
            (R, S) bool, true only at masked slots, at least once in each row that has one.
        """


@runtime_checkable
class Staged(Protocol):
    """A rule that offers its slots in stages; the loop asks the model about those of the present stage alone."""

    def offered(self, masked: Tensor, started_with: Tensor, priorities: Tensor | None) -> Tensor:
        """Which slots may be committed now, (R, S) bool, some in each row that has any.

        Args:
            masked: (R, S) bool, slots that are still masked.
            started_with, priorities: as in `Proposals`.
        """


class Order(StrEnum):
    """What makes one slot go before another."""

    # Probability of the candidate (LLaDA `low_confidence`, Dream `maskgit_plus`).
    CONFIDENCE = "confidence"
    # Distance between the best two tokens (Dream `topk_margin`).
    MARGIN = "margin"
    # Lowest entropy first (Dream `entropy`).
    ENTROPY = "entropy"
    # Any (LLaDA `random`, and the order the theory of absorbing diffusion assumes).
    RANDOM = "random"


@dataclass(frozen=True, kw_only=True)
class ConfidenceThreshold:
    """Keeps every candidate with a probability above `threshold`, or else the surest one (Fast-dLLM)."""

    threshold: float = 0.9

    def __post_init__(self) -> None:
        _check_share("threshold", self.threshold)

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        sure = proposals.masked & (proposals.log_probs.exp() > self.threshold)
        return sure | best(proposals.log_probs, proposals.masked, torch.ones_like(proposals.started_with))


@dataclass(frozen=True, kw_only=True)
class ConfidenceFactor:
    """Keeps the n surest candidates for the largest n with (n + 1) (1 - c_n) < `factor` (Fast-dLLM, section 3.3).

    c_n is the n-th highest confidence. The bound of their theorem 1: below a factor of 1, choosing the n tokens at once
    picks what choosing them one by one would have picked. The more are kept, the surer each must be. The first is
    always kept.
    """

    factor: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.factor < math.inf:
            raise ValueError(f"factor must be 0 or more, got {self.factor}")

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        doubt = torch.where(proposals.masked, 1 - proposals.log_probs.double().exp(), math.inf)
        ordered = doubt.sort(dim=1).values
        after = torch.arange(2, ordered.shape[1] + 2, device=ordered.device)
        # Both factors grow along a row, so those that pass are its beginning and their number is the largest n.
        passing = (after * ordered < self.factor).sum(dim=1)
        return best(proposals.log_probs, proposals.masked, passing.clamp(min=1))


@dataclass(frozen=True, kw_only=True)
class FixedSteps:
    """The same number of tokens each step, as near as whole numbers allow, the first steps taking what is over.

    For N slots and T steps: LLaDA's `N // T`, one more in the first `N % T` steps.
    """

    order: Order = Order.CONFIDENCE

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        steps_left = max(steps_total - step + 1, 1)
        left = proposals.masked.sum(dim=1)
        return best(scores(self.order, proposals, uniforms), proposals.masked, (left + steps_left - 1) // steps_left)


@dataclass(frozen=True, kw_only=True)
class MaskGITCosine:
    """Leaves ceil(N cos(pi/2 r/T)) of N slots masked after step r of T (Chang et al. 2022).

    Slots are ranked by log-probability plus Gumbel noise; the noise fades linearly to none at the last step. Where the
    cosine would leave as many masked as before, one token is committed all the same.
    """

    # Scale of the noise at the start; 0: by confidence alone.
    temperature: float = 4.5

    def __post_init__(self) -> None:
        if not 0 <= self.temperature < math.inf:
            raise ValueError(f"temperature must be 0 or more, got {self.temperature}")

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        progress = min(step / steps_total, 1.0)
        left = proposals.masked.sum(dim=1)
        # Rounded first: cos(pi/2) and cos(pi/3) are a hair above 0 and 1/2, and ceil would see that hair.
        share = round(math.cos(math.pi / 2 * progress), 12)
        leave = torch.ceil(proposals.started_with.double() * share - 1e-9).long()
        ranks = proposals.log_probs.double()
        if self.temperature:
            ranks = ranks + self.temperature * (1 - progress) * gumbel(uniforms)
        return best(ranks, proposals.masked, (left - leave).clamp(min=1))


@dataclass(frozen=True, kw_only=True)
class EntropyBound:
    """Keeps the surest slots as long as the entropy of those kept before stays within `bound` (EB-Sampler).

    Slots are sorted by entropy, lowest first; slot k is kept while H_1 + ... + H_{k-1} <= bound. The sum bounds the
    error of choosing these tokens independently of each other (arXiv:2505.24857). The first is always kept.
    """

    # Nats. 0.1 is DiffusionGemma's default.
    bound: float = 0.1

    def __post_init__(self) -> None:
        if not 0 <= self.bound < math.inf:
            raise ValueError(f"bound must be 0 nats or more, got {self.bound}")

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        entropies = proposals.entropies.double().masked_fill(~proposals.masked, math.inf)
        ordered, index = entropies.sort(dim=1, stable=True)
        before = torch.cat([torch.zeros_like(ordered[:, :1]), ordered.cumsum(dim=1)[:, :-1]], dim=1)
        return torch.zeros_like(proposals.masked).scatter(1, index, before <= self.bound) & proposals.masked


@dataclass(frozen=True, kw_only=True)
class Ancestral:
    """Each slot leaves the mask by chance, as the reverse of absorbing noise has it (MDLM; Dream's `origin`).

    From time t to s a slot is committed with probability (alpha_s - alpha_t) / (1 - alpha_t). A step in which chance
    commits nothing would only ask the model the same question again, so one random slot goes then: this is MDLM's
    cache of p(x0) taken to its end.
    """

    schedule: Schedule = field(default_factory=LogLinear)
    # The time of the last step, which commits all that are left. Dream's grid ends at 1e-3, MDLM's at 0.
    end: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.end < 1:
            raise ValueError(f"end must lie in [0, 1), got {self.end}")

    def choose(self, proposals: Proposals, *, step: int, steps_total: int, uniforms: Tensor) -> Tensor:
        """See `CommitRule.choose`."""
        if step >= steps_total:
            return proposals.masked
        alpha_t, alpha_s = self.schedule.alpha(even_times(steps_total, end=self.end)[step - 1 : step + 1]).tolist()
        leaves: Tensor = proposals.masked & (uniforms < (alpha_s - alpha_t) / (1 - alpha_t))
        # The smallest number is the first to leave, so it is the one that goes when none does.
        return leaves | best(-uniforms, proposals.masked, torch.ones_like(proposals.started_with))


def scores(order: Order, proposals: Proposals, uniforms: Tensor) -> Tensor:
    """(R, S) what to rank slots by, highest first."""
    match order:
        case Order.CONFIDENCE:
            return proposals.log_probs
        case Order.MARGIN:
            return proposals.margins
        case Order.ENTROPY:
            return -proposals.entropies
        case Order.RANDOM:
            return uniforms


def best(worth: Tensor, masked: Tensor, counts: Tensor) -> Tensor:
    """(R, S) the `counts` (R,) masked slots worth most in each row; equal ones go left to right."""
    order = worth.masked_fill(~masked, -math.inf).sort(dim=1, descending=True, stable=True).indices
    places = torch.arange(worth.shape[1], device=worth.device).expand_as(order)
    ranks = torch.empty_like(order).scatter_(1, order, places)
    return masked & (ranks < counts[:, None])


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must lie in 0..1, got {value}")
