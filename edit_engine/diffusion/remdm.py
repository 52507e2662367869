"""ReMDM: absorbing diffusion whose steps also mask tokens again (Wang et al. 2025, arXiv:2503.00307).

With alpha the share of text at a time and sigma the chance that a visible token is masked again, a step from t to s is

    visible   masked with chance sigma, else it stays
    masked    written, x_0 ~ p(x_0 | x_t), with chance (alpha_s - (1 - sigma) alpha_t) / (1 - alpha_t), else it stays

(their posterior q_sigma.) Whatever sigma is, the marginals are those of plain absorbing noise, so any model of that
serves. sigma may be no larger than min(1, (1 - alpha_s) / alpha_t), or more would be masked than the noise at s allows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import torch
from torch import Tensor

from edit_engine.diffusion.candidates import candidates
from edit_engine.diffusion.draft import Draft, Question
from edit_engine.diffusion.filters import Sampling
from edit_engine.diffusion.schedules import LogLinear, Schedule, even_times


@dataclass(frozen=True, kw_only=True)
class RemaskStep:
    """The numbers of one step from t to s."""

    # Share of the text that is visible at t and at s.
    alpha_t: float
    alpha_s: float
    # Chance that a visible token is masked again.
    sigma: float

    @property
    def unmask(self) -> float:
        """Chance that a masked token is written."""
        return self.unmask_at(self.sigma)

    def unmask_at(self, sigma: float) -> float:
        """The same for a slot with its own `sigma`."""
        return (self.alpha_s - (1 - sigma) * self.alpha_t) / (1 - self.alpha_t)


class Remasking(Protocol):
    """How much is masked again when."""

    def at(self, s: float, t: float) -> RemaskStep:
        """The step from time t to s, 0 <= s < t <= 1."""


@dataclass(frozen=True, kw_only=True)
class Capped:
    """sigma = min(eta, the largest allowed): the same chance in all steps that allow it (ReMDM-cap)."""

    # 0: plain ancestral sampling (MDLM).
    eta: float = 0.02
    schedule: Schedule = field(default_factory=LogLinear)

    def __post_init__(self) -> None:
        _check_share("eta", self.eta)

    def at(self, s: float, t: float) -> RemaskStep:
        """See `Remasking.at`."""
        alpha_t, alpha_s = _alphas(self.schedule, s, t)
        return RemaskStep(alpha_t=alpha_t, alpha_s=alpha_s, sigma=min(self.eta, _most(alpha_t, alpha_s)))


@dataclass(frozen=True, kw_only=True)
class Rescaled:
    """sigma = eta times the largest allowed (ReMDM-rescale)."""

    # 0: plain ancestral sampling; 1: as much as the marginals allow.
    eta: float = 0.05
    schedule: Schedule = field(default_factory=LogLinear)

    def __post_init__(self) -> None:
        _check_share("eta", self.eta)

    def at(self, s: float, t: float) -> RemaskStep:
        """See `Remasking.at`."""
        alpha_t, alpha_s = _alphas(self.schedule, s, t)
        return RemaskStep(alpha_t=alpha_t, alpha_s=alpha_s, sigma=self.eta * _most(alpha_t, alpha_s))


@dataclass(frozen=True, kw_only=True)
class Looped:
    """Fill to a share `alpha_on`, hold it while masking and writing again, then fill the rest (ReMDM-loop).

    alpha rises evenly from 0 at t = 1 to `alpha_on` at `t_on`, stays until `t_off`, and rises evenly to 1 at t = 0.
    sigma is eta while alpha stays, 0 before and after. While it is held this edits an almost finished text.
    """

    eta: float = 0.02
    t_on: float = 0.55
    t_off: float = 0.05
    alpha_on: float = 0.9

    def __post_init__(self) -> None:
        _check_share("eta", self.eta)
        if not 0 < self.t_off < self.t_on < 1:
            raise ValueError(f"times must be 0 < t_off < t_on < 1, got t_off = {self.t_off}, t_on = {self.t_on}")
        if not 0 < self.alpha_on < 1:
            raise ValueError(f"alpha_on must lie in (0, 1), got {self.alpha_on}")
        most = _most(self.alpha_on, self.alpha_on)
        if self.eta > most:
            raise ValueError(f"eta may be at most (1 - alpha_on) / alpha_on = {most:.4g}, got {self.eta}")

    def at(self, s: float, t: float) -> RemaskStep:
        """See `Remasking.at`."""
        held = self.t_off <= s and t <= self.t_on
        return RemaskStep(alpha_t=self._alpha(t), alpha_s=self._alpha(s), sigma=self.eta if held else 0.0)

    def _alpha(self, t: float) -> float:
        if t > self.t_on:
            return self.alpha_on * (1 - t) / (1 - self.t_on)
        if t >= self.t_off:
            return self.alpha_on
        return 1 - (1 - self.alpha_on) * t / self.t_off


@dataclass(frozen=True, kw_only=True)
class ReMDM:
    """The sampler: a `Reviser` that masks and writes again."""

    mask_id: int
    remasking: Remasking = field(default_factory=Capped)
    # Mask the doubtful rather than any: a visible token's sigma is multiplied by softmax(-p) over the visible tokens of
    # its row, p being how probable it was when it was written (ReMDM-conf). A masked slot's sigma is then 0.
    by_confidence: bool = False
    # The time of the first step. Under 1 for a canvas that is text already, noised no further than this.
    start: float = 1.0
    sampling: Sampling = field(default_factory=lambda: Sampling(temperature=1))
    # Tokens besides the mask that must never be chosen.
    banned: tuple[int, ...] = ()
    # Two random numbers a position: which token, and whether it goes.
    draws: int = field(default=2, init=False)

    def __post_init__(self) -> None:
        if not 0 < self.start <= 1:
            raise ValueError(f"start must lie in (0, 1], got {self.start}")

    def ask(self, draft: Draft, *, step: int, steps_total: int) -> Question:
        """See `Reviser.ask`."""
        slots = draft.free & (draft.tokens == self.mask_id)
        return Question.about(draft.tokens, slots, self.start * float(even_times(steps_total)[step - 1]))

    def advance(self, draft: Draft, logits: Tensor, uniforms: Tensor, *, step: int, steps_total: int) -> Draft:
        """See `Reviser.advance`."""
        t, s = (self.start * even_times(steps_total)[step - 1 : step + 1]).tolist()
        now = self.remasking.at(s, t)
        slots = draft.free & (draft.tokens == self.mask_id)
        visible = draft.free & ~slots
        if self.by_confidence:
            # A row with nothing visible has no softmax; its NaNs are at slots that are not looked at.
            doubt = (-draft.probabilities.double()).masked_fill(~visible, -math.inf)
            sigma, unmask = now.sigma * doubt.softmax(dim=1), now.unmask_at(0.0)
        else:
            sigma, unmask = torch.full_like(uniforms[1], now.sigma), now.unmask
        last = step >= steps_total
        again = visible & (uniforms[1] < sigma) & (not last)
        writes = slots & ((uniforms[1] < unmask) | last)
        return _filled(self, draft, slots, writes, logits, uniforms[0], step).masked_again(again, self.mask_id)


def _filled(
    sampler: ReMDM, draft: Draft, slots: Tensor, writes: Tensor, logits: Tensor, uniforms: Tensor, step: int
) -> Draft:
    """The draft with candidates put at the slots it `writes`."""
    if not len(logits):
        return draft
    history = torch.where(draft.steps > 0, draft.tokens, -1)[slots.nonzero()[:, 0]]
    banned = tuple(sorted({sampler.mask_id, *sampler.banned}))
    found = candidates(logits, sampling=sampler.sampling, banned=banned, history=history, uniforms=uniforms[slots])
    placed = found.at(slots, tokens=draft.tokens, started_with=slots.sum(dim=1))
    return draft.written(writes, placed.tokens, placed.log_probs, placed.entropies, step)


def _alphas(schedule: Schedule, s: float, t: float) -> tuple[float, float]:
    if not 0 <= s < t <= 1:
        raise ValueError(f"a step goes back in time: it needs 0 <= s < t <= 1, got s = {s}, t = {t}")
    alpha_t, alpha_s = schedule.alpha(torch.tensor([t, s], dtype=torch.float64)).tolist()
    return alpha_t, alpha_s


def _most(alpha_t: float, alpha_s: float) -> float:
    """The largest sigma that a step allows."""
    return min(1.0, (1 - alpha_s) / alpha_t) if alpha_t > 0 else 1.0


def _check_share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} must lie in 0..1, got {value}")
