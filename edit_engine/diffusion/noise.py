"""Forward processes: how a text becomes noise, and what an earlier state was like given a later one.

All three are one mixture. At time t a token is still itself with chance `keep`, the mask with chance `mask`, and a
random token with chance `uniform`:

    q(x_t | x_0) = keep(t) [x_t = x_0] + mask(t) [x_t = mask] + uniform(t) u(x_t)

Absorbing (MDLM, LLaDA, Dream) has no random tokens, Uniform (SEDD uniform, DUO, DiffusionGemma) has no mask, and Hybrid
(GIDD, von Ruette et al. 2025) has both. Positions are noised independently of each other. A time is a float, or a
tensor that broadcasts against the tokens: (B, 1) gives each row of (B, S) tokens its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn.functional import one_hot

from edit_engine.diffusion.draws import inverse
from edit_engine.diffusion.schedules import LogLinear, Schedule


@dataclass(frozen=True, kw_only=True, eq=False)
class Masses:
    """The mixture at some times: three shares that sum to 1, each in the shape of the times, float64."""

    keep: Tensor
    mask: Tensor
    uniform: Tensor


class NoiseProcess(ABC):
    """A forward process; see the module's text."""

    @property
    @abstractmethod
    def random_token(self) -> Tensor:
        """(V,) float64: u, the chances of each token where a random one is put."""

    @property
    @abstractmethod
    def masked_token(self) -> Tensor:
        """(V,) float64: all chance on the mask; zeros for a process without one."""

    @abstractmethod
    def masses(self, t: Tensor) -> Masses:
        """The mixture at times `t`, float64 in 0..1."""

    def noise(self, t: Tensor | float) -> Tensor:
        """What noise puts where at time t, (..., V) float64, summing to 1 - keep(t)."""
        masses = self.masses(_times(t))
        return masses.mask[..., None] * self.masked_token + masses.uniform[..., None] * self.random_token

    def marginal(self, x0: Tensor, t: Tensor | float) -> Tensor:
        """q(x_t | x_0): (..., V) float64 for tokens `x0` (...), on the CPU."""
        times = _times(t)
        return self.masses(times).keep[..., None] * self._one_hot(x0) + self.noise(times)

    def noised(self, tokens: Tensor, t: Tensor | float, generator: torch.Generator) -> Tensor:
        """Draws x_t from q(x_t | x_0).

        Args:
            tokens: (...) long, x_0, on any device.
            t: times, broadcasting against `tokens`.
            generator: a CPU stream, so that every device gets the same noise.

        Returns:
            (...) long, on the tokens' device.
        """
        masses = self.masses(_times(t))
        chance = torch.rand(tokens.shape, generator=generator, dtype=torch.float64)
        drawn = torch.rand(tokens.shape, generator=generator, dtype=torch.float64)
        random = inverse(self.random_token.cumsum(0), drawn.flatten()).view(tokens.shape)
        masked = self.masked_token.argmax()
        other = torch.where(chance < masses.keep + masses.uniform, random, masked)
        return torch.where(chance < masses.keep, tokens.cpu(), other).to(tokens.device)

    def posterior(self, x_t: Tensor, x0_probs: Tensor, s: Tensor | float, t: Tensor | float) -> Tensor:
        """p(x_s | x_t) for s < t, when x_0 is believed to be distributed as `x0_probs`.

        The exact mixture of q(x_s | x_t, x_0) over x_0, computed in O(V):

            sum_x0 p(x0) q(x_t | x_s) q(x_s | x_0) / q(x_t | x_0)

        An x_0 from which x_t cannot come is left out; where none is left, x_t stays (MDLM's carry-over).

        Args:
            x_t: (...) long.
            x0_probs: (..., V), each line summing to 1.
            s, t: times with 0 <= s < t <= 1, broadcasting against `x_t`.

        Returns:
            (..., V) float64 on the CPU.

        Raises:
            ValueError: s is not before t, or the shapes disagree.
        """
        later, earlier = _times(t), _times(s)
        if not bool((earlier < later).all()):
            raise ValueError(f"posterior goes back in time: s must be before t, got s = {s}, t = {t}")
        now = self._one_hot(x_t)
        if x0_probs.shape != now.shape:
            raise ValueError(f"x0_probs must be {tuple(now.shape)}, got {tuple(x0_probs.shape)}")
        keep_t, keep_s = self.masses(later).keep[..., None], self.masses(earlier).keep[..., None]
        noise_t, noise_s = self.noise(later), self.noise(earlier)
        # One step from s to t keeps a token with keep_t / keep_s and puts the rest of the noise (clamped: rounding).
        step_keep = keep_t / keep_s
        step_noise = ((noise_t - step_keep * noise_s) * now).sum(-1, keepdim=True).clamp(min=0)
        reached = keep_t * now + (noise_t * now).sum(-1, keepdim=True)
        weight = torch.where(reached > 0, x0_probs.cpu().double() / reached.clamp(min=1e-300), 0)
        unscaled = (step_keep * now + step_noise) * (keep_s * weight + noise_s * weight.sum(-1, keepdim=True))
        total = unscaled.sum(-1, keepdim=True)
        return torch.where(total > 0, unscaled / total.clamp(min=1e-300), now)

    def _one_hot(self, tokens: Tensor) -> Tensor:
        return one_hot(tokens.cpu(), len(self.random_token)).double()


@dataclass(frozen=True, kw_only=True)
class Absorbing(NoiseProcess):
    """Tokens turn into the mask and stay so: q_t = alpha x_0 + (1 - alpha) mask."""

    mask_id: int
    # Tokens in all, the mask among them.
    vocab_size: int
    schedule: Schedule = field(default_factory=LogLinear)

    def __post_init__(self) -> None:
        _check(self.vocab_size, self.mask_id)

    @property
    def random_token(self) -> Tensor:
        """See `NoiseProcess.random_token`; it is never put."""
        return _spread(self.vocab_size, self.mask_id)

    @property
    def masked_token(self) -> Tensor:
        """See `NoiseProcess.masked_token`."""
        return _at(self.vocab_size, self.mask_id)

    def masses(self, t: Tensor) -> Masses:
        """See `NoiseProcess.masses`."""
        alpha = self.schedule.alpha(t)
        return Masses(keep=alpha, mask=1 - alpha, uniform=torch.zeros_like(alpha))


@dataclass(frozen=True, kw_only=True)
class Uniform(NoiseProcess):
    """Tokens turn into random ones, themselves among them: q_t = alpha x_0 + (1 - alpha) / V."""

    vocab_size: int
    schedule: Schedule = field(default_factory=LogLinear)

    def __post_init__(self) -> None:
        _check(self.vocab_size, 0)

    @property
    def random_token(self) -> Tensor:
        """See `NoiseProcess.random_token`."""
        return torch.full((self.vocab_size,), 1 / self.vocab_size, dtype=torch.float64)

    @property
    def masked_token(self) -> Tensor:
        """See `NoiseProcess.masked_token`: there is no mask."""
        return torch.zeros(self.vocab_size, dtype=torch.float64)

    def masses(self, t: Tensor) -> Masses:
        """See `NoiseProcess.masses`."""
        alpha = self.schedule.alpha(t)
        return Masses(keep=alpha, mask=torch.zeros_like(alpha), uniform=1 - alpha)


@dataclass(frozen=True, kw_only=True)
class Hybrid(NoiseProcess):
    """GIDD: mostly masks, with random tokens in between that are commonest half way.

    With c = B t^(g/2) (1 - t)^(g/2), B = 2^g p / (1 - p) and C = 1 + c:

        alpha = (1 - t) / C,   beta pi = (t mask + c uniform) / C

    so that at t = 1/2 the share `p_uniform` of all tokens is random. Random tokens are drawn from all but the mask.
    """

    mask_id: int
    # Tokens in all, the mask among them.
    vocab_size: int
    # Share of random tokens at t = 1/2; GIDD uses 0.1 and 0.2.
    p_uniform: float = 0.1
    # How narrow the rise of random tokens is. Above 2 no chain of small steps has these marginals.
    gamma: float = 1.0

    def __post_init__(self) -> None:
        _check(self.vocab_size, self.mask_id)
        if not 0 <= self.p_uniform < 1:
            raise ValueError(f"p_uniform must lie in [0, 1), got {self.p_uniform}")
        if not 0 < self.gamma <= 2:
            raise ValueError(f"gamma must lie in (0, 2], got {self.gamma}")

    @property
    def random_token(self) -> Tensor:
        """See `NoiseProcess.random_token`."""
        return _spread(self.vocab_size, self.mask_id)

    @property
    def masked_token(self) -> Tensor:
        """See `NoiseProcess.masked_token`."""
        return _at(self.vocab_size, self.mask_id)

    def masses(self, t: Tensor) -> Masses:
        """See `NoiseProcess.masses`."""
        peak = 2**self.gamma * self.p_uniform / (1 - self.p_uniform)
        c = peak * (t * (1 - t)) ** (self.gamma / 2)
        return Masses(keep=(1 - t) / (1 + c), mask=t / (1 + c), uniform=c / (1 + c))


def _times(t: Tensor | float) -> Tensor:
    times = torch.as_tensor(t, dtype=torch.float64).cpu()
    if not bool(((times >= 0) & (times <= 1)).all()):
        raise ValueError(f"times must lie in 0..1, got {t}")
    return times


def _spread(vocab_size: int, without: int) -> Tensor:
    chances = torch.full((vocab_size,), 1 / (vocab_size - 1), dtype=torch.float64)
    chances[without] = 0
    return chances


def _at(vocab_size: int, token: int) -> Tensor:
    chances = torch.zeros(vocab_size, dtype=torch.float64)
    chances[token] = 1
    return chances


def _check(vocab_size: int, mask_id: int) -> None:
    if vocab_size < 2:
        raise ValueError(f"vocab_size must be at least 2, got {vocab_size}")
    if not 0 <= mask_id < vocab_size:
        raise ValueError(f"mask_id must lie in 0..{vocab_size - 1}, got {mask_id}")
