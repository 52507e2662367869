"""Noise schedules: how much of the text is still there at time t, and the times at which a sampler looks.

alpha(t) is the chance that a token is untouched by noise at time t; it falls from 1 at t = 0 to about 0 at t = 1.
sigma(t) = -log alpha(t) is the same as a total noise rate (the form of SEDD and MDLM). All functions work elementwise
on tensors of times and in the precision they are given.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

import torch
from torch import Tensor


class Schedule(ABC):
    """A fall from text to noise."""

    @abstractmethod
    def alpha(self, t: Tensor) -> Tensor:
        """Chance that a token is still itself at times `t` in 0..1; same shape as `t`."""

    @abstractmethod
    def alpha_derivative(self, t: Tensor) -> Tensor:
        """d alpha / dt at `t`, never positive; same shape as `t`."""

    def sigma(self, t: Tensor) -> Tensor:
        """Total noise -log alpha(t), nats."""
        return -torch.log(self.alpha(t))

    def sigma_derivative(self, t: Tensor) -> Tensor:
        """Noise rate d sigma / dt = -alpha'(t) / alpha(t)."""
        return -self.alpha_derivative(t) / self.alpha(t)

    def loss_weight(self, t: Tensor) -> Tensor:
        """Weight of a masked token's cross-entropy in the ELBO: -alpha'(t) / (1 - alpha(t)) (MDLM)."""
        return -self.alpha_derivative(t) / (1 - self.alpha(t))


@dataclass(frozen=True, kw_only=True)
class LogLinear(Schedule):
    """alpha(t) = 1 - (1 - eps) t: masked share grows evenly; the loss weight is 1/t. The usual choice."""

    # What is left at t = 1; keeps sigma(1) finite.
    eps: float = 1e-3

    def __post_init__(self) -> None:
        _check_eps(self.eps)

    def alpha(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha`."""
        return 1 - (1 - self.eps) * t

    def alpha_derivative(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha_derivative`."""
        return torch.full_like(t, -(1 - self.eps))


@dataclass(frozen=True, kw_only=True)
class Cosine(Schedule):
    """alpha(t) = eps + (1 - eps) cos(pi/2 t): little noise at first, most of it late."""

    # What is left at t = 1; keeps sigma(1) finite.
    eps: float = 1e-3

    def __post_init__(self) -> None:
        _check_eps(self.eps)

    def alpha(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha`."""
        return self.eps + (1 - self.eps) * torch.cos(math.pi / 2 * t)

    def alpha_derivative(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha_derivative`."""
        return -(1 - self.eps) * math.pi / 2 * torch.sin(math.pi / 2 * t)


@dataclass(frozen=True, kw_only=True)
class Linear(Schedule):
    """sigma(t) = sigma_max t, so alpha(t) = exp(-sigma_max t): a constant noise rate, most of the noise early."""

    # Total noise at t = 1, nats.
    sigma_max: float = 20.0

    def __post_init__(self) -> None:
        if not 0 < self.sigma_max < math.inf:
            raise ValueError(f"sigma_max must be a positive number, got {self.sigma_max}")

    def alpha(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha`."""
        return torch.exp(-self.sigma_max * t)

    def alpha_derivative(self, t: Tensor) -> Tensor:
        """See `Schedule.alpha_derivative`."""
        return -self.sigma_max * torch.exp(-self.sigma_max * t)


def even_times(steps: int, *, end: float = 0.0) -> Tensor:
    """`steps` + 1 times from 1 down to `end`, evenly spaced, float64. A sampler's step i goes from [i] to [i + 1]."""
    _check_grid(steps, end)
    return torch.linspace(1.0, end, steps + 1, dtype=torch.float64)


def cosine_times(steps: int, *, end: float = 0.0) -> Tensor:
    """`steps` + 1 times from 1 to `end` along a quarter cosine, float64: small steps first, where noise is high."""
    _check_grid(steps, end)
    even = torch.linspace(0.0, 1.0, steps + 1, dtype=torch.float64)
    times = end + (1 - end) * torch.cos(math.pi / 2 * even)
    times[-1] = end
    return times


def _check_eps(eps: float) -> None:
    if not 0 <= eps < 1:
        raise ValueError(f"eps must lie in [0, 1), got {eps}")


def _check_grid(steps: int, end: float) -> None:
    if steps < 1:
        raise ValueError(f"steps must be at least 1, got {steps}")
    if not 0 <= end < 1:
        raise ValueError(f"end must lie in [0, 1), got {end}")
