"""When to compute what again: policies that see a `Situation` and answer with positions.

    Exact         all that a changed token reaches: the same numbers as without a cache
    PrefixCache   the open block and all behind it; what stands before is kept      (Fast-dLLM, arXiv:2505.22618, 3.2)
    DualCache     the open block alone, or with its vicinity; both sides are kept    (Fast-dLLM 3.2; dInfer,
                                                                                      arXiv:2510.08666)

A block opens with a forward that asks about slots of which some were not in the block before; that forward computes
the whole row. So a block is what `denoise` asks about at once: all slots of a row, or those of a stage, as with
`Blocks`. Tokens written in an open block stay in it, so keys and values follow their new tokens: to keep them from the
step on that wrote them is known to go wrong (dKV-Cache, arXiv:2505.15781, keeps them a step later for this reason).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True, kw_only=True, eq=False)
class Situation:
    """A batch before a forward. All (B, T) bool unless said otherwise."""

    # Positions whose streams no longer are what a forward without a cache would give.
    stale: Tensor
    # Positions that the answers depend on.
    seen: Tensor
    # The open block: the slots that were asked about when it was opened, and where their answers stand.
    block: Tensor
    # (B,) whether it opens with this forward: a slot outside of the one before is asked about.
    opens_block: Tensor
    # (B,) long: forwards since the last whole one, this one included.
    age: Tensor


class Refresh(Protocol):
    """Chooses what to compute."""

    def active(self, now: Situation) -> Tensor:
        """(B, T) bool: the positions to compute; padding does not matter."""


@dataclass(frozen=True, kw_only=True)
class Exact:
    """Computes all that is stale and matters; nothing while no token was changed (MDLM's cache of p(x0)).

    In a block-causal network that is the prefix cache: only the blocks from the first changed one on.
    """

    def active(self, now: Situation) -> Tensor:
        """See `Refresh.active`."""
        return now.stale & now.seen


@dataclass(frozen=True, kw_only=True)
class PrefixCache:
    """Keeps what stands before the open block."""

    # A whole forward after so many, this one counted; None: only where a block opens. 1: never keep anything.
    every: int | None = None

    def __post_init__(self) -> None:
        _check_every(self.every)

    def active(self, now: Situation) -> Tensor:
        """See `Refresh.active`."""
        behind = now.block.long().cumsum(dim=1) > 0
        return behind | _renewed(now, self.every)[:, None]


@dataclass(frozen=True, kw_only=True)
class DualCache:
    """Keeps what stands before the open block and what stands behind it."""

    # As in `PrefixCache`.
    every: int | None = None
    # Positions on each side of those of the open block that are computed with them (dInfer: 16). What is near to new
    # tokens is changed most by them.
    around: int = 0

    def __post_init__(self) -> None:
        _check_every(self.every)
        if self.around < 0:
            raise ValueError(f"around must be 0 or more positions, got {self.around}")

    def active(self, now: Situation) -> Tensor:
        """See `Refresh.active`."""
        near = now.block
        if self.around:
            near = functional.max_pool1d(near.float(), 2 * self.around + 1, stride=1, padding=self.around) > 0
        return near | _renewed(now, self.every)[:, None]


def _renewed(now: Situation, every: int | None) -> Tensor:
    """(B,) rows whose whole forward it is time for."""
    return now.opens_block if every is None else now.opens_block | (now.age >= every)


def _check_every(every: int | None) -> None:
    if every is not None and every < 1:
        raise ValueError(f"every must be at least 1 forward, or None, got {every}")
