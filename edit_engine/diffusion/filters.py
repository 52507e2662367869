"""Logits filters: small functions from logits to logits, composed in a fixed order by `Sampling`.

A filter takes `logits` (N, V), one line per slot, and `history` (N, H), the tokens already committed in that slot's row
(-1 where there is none). It returns new logits of the same shape, with -inf for what must not be chosen; at least the
best token of each line is always left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor


class LogitsFilter(Protocol):
    """Anything that narrows or reshapes logits."""

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """New logits (N, V) from `logits` (N, V) and `history` (N, H)."""


@dataclass(frozen=True, kw_only=True)
class Temperature:
    """Divides logits by `value`: under 1 sharper, above 1 flatter. For value 0 take the argmax instead of sampling."""

    value: float

    def __post_init__(self) -> None:
        if not 0 < self.value < math.inf:
            raise ValueError(f"temperature must be a positive number, got {self.value}; for greedy choice use Sampling")

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Scaled logits (N, V). The best is moved to 0 first, so that a tiny temperature cannot overflow."""
        return (logits - logits.amax(dim=-1, keepdim=True)) / self.value


@dataclass(frozen=True, kw_only=True)
class TopK:
    """Keeps the `k` best tokens (more where several tie for the last place)."""

    k: int

    def __post_init__(self) -> None:
        if self.k < 1:
            raise ValueError(f"top_k must be at least 1, got {self.k}")

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Logits (N, V) with -inf outside the k best."""
        if self.k >= logits.shape[-1]:
            return logits
        last = logits.topk(self.k, dim=-1).values[..., -1:]
        return logits.masked_fill(logits < last, -math.inf)


@dataclass(frozen=True, kw_only=True)
class TopP:
    """Nucleus: the fewest best tokens whose probabilities reach `p` together (Holtzman et al. 2020)."""

    p: float

    def __post_init__(self) -> None:
        if not 0 < self.p <= 1:
            raise ValueError(f"top_p must lie in (0, 1], got {self.p}")

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Logits (N, V) with -inf outside the nucleus."""
        if self.p == 1:
            return logits
        ordered, index = logits.sort(dim=-1, descending=True, stable=True)
        probabilities = ordered.double().softmax(dim=-1)
        before = probabilities.cumsum(dim=-1) - probabilities
        # The best has nothing before it, but rounding may leave a trace above a tiny p.
        before[..., 0] = 0
        drop = torch.empty_like(before, dtype=torch.bool).scatter_(-1, index, before >= self.p)
        return logits.masked_fill(drop, -math.inf)


@dataclass(frozen=True, kw_only=True)
class RepetitionPenalty:
    """Makes tokens in `history` less likely: positive logits / `penalty`, negative * `penalty` (CTRL, Keskar 2019)."""

    penalty: float

    def __post_init__(self) -> None:
        if not 1 <= self.penalty < math.inf:
            raise ValueError(f"repetition_penalty must be at least 1, got {self.penalty}")

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Logits (N, V) with the tokens of `history` (N, H) lowered; a token counts once however often it stands."""
        count, vocabulary = logits.shape
        # One more column takes the -1s, so that no real token is touched for them.
        seen = torch.zeros(count, vocabulary + 1, dtype=torch.bool, device=logits.device)
        seen.scatter_(1, torch.where(history < 0, vocabulary, history), True)
        lowered = torch.where(logits > 0, logits / self.penalty, logits * self.penalty)
        return torch.where(seen[:, :vocabulary], lowered, logits)


@dataclass(frozen=True)
class Banned:
    """Forbids tokens: the mask, end and role tokens must never come out of a denoised region."""

    tokens: tuple[int, ...]

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Logits (N, V) with -inf at the banned tokens."""
        outside = [token for token in self.tokens if not 0 <= token < logits.shape[-1]]
        if outside:
            raise ValueError(f"banned tokens {outside[:5]} lie outside the {logits.shape[-1]} logits of the model")
        index = torch.tensor(self.tokens, dtype=torch.long, device=logits.device)
        return logits.index_fill(-1, index, -math.inf)


@dataclass(frozen=True)
class Chain:
    """Several filters, one after the other."""

    filters: tuple[LogitsFilter, ...]

    def __call__(self, logits: Tensor, history: Tensor) -> Tensor:
        """Logits (N, V) after the last filter."""
        for narrow in self.filters:
            logits = narrow(logits, history)
        return logits


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How a token is chosen from a slot's logits."""

    # 0: always the best token; 1: the model's own distribution.
    temperature: float = 0.0
    # Keep this many best tokens; None: all.
    top_k: int | None = None
    # Keep the best tokens that reach this probability together; 1: all.
    top_p: float = 1.0
    # Divides the logits of tokens committed earlier in the same row's free positions; 1: off.
    repetition_penalty: float = 1.0

    def __post_init__(self) -> None:
        # The filters check their own numbers; build them once here so that a wrong one is told at the start.
        self.filters()

    @property
    def greedy(self) -> bool:
        """Whether the best token is taken and nothing is drawn."""
        return self.temperature == 0

    def filters(self, banned: Sequence[int] = ()) -> Chain:
        """The filters these settings mean, in order: bans, repetition, temperature, top-k, top-p."""
        chain: list[LogitsFilter] = []
        if banned:
            chain.append(Banned(tuple(sorted(set(banned)))))
        if self.repetition_penalty != 1:
            chain.append(RepetitionPenalty(penalty=self.repetition_penalty))
        if not self.greedy:
            chain.append(Temperature(value=self.temperature))
        if self.top_k is not None:
            chain.append(TopK(k=self.top_k))
        if self.top_p != 1:
            chain.append(TopP(p=self.top_p))
        return Chain(tuple(chain))
