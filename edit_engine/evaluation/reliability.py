"""Whether confidence means what it says: expected calibration error, and the table behind it.

Naeini et al. 2015, with bins of equal mass (Nguyen and O'Connor 2015): a bin holds as many hunks as any other, so
that no bin is judged by a handful of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Bin:
    """Predictions of about the same chance."""

    # Share of the mass, 0..1, how many predictions that is, and how many of equal mass would tell as much (Kish 1965).
    share: float
    count: int
    effective: float
    # Mean of what was said and of what came true, 0..1.
    said: float
    true: float


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """How chances compare with what came true."""

    bins: tuple[Bin, ...]

    @property
    def error(self) -> float:
        """Expected calibration error, 0..1: the mean distance of what was said from what came true."""
        return sum(one.share * abs(one.said - one.true) for one in self.bins)

    @property
    def noise(self) -> float:
        """The error that chances without fault would show in so few predictions (mean of a folded normal)."""
        return sum(one.share * math.sqrt(2 / math.pi * one.said * (1 - one.said) / one.effective) for one in self.bins)

    def table(self) -> str:
        """A line for each bin."""
        return "\n".join(f"said {one.said:.2f}  true {one.true:.2f}  of {one.count}" for one in self.bins)


def reliability(
    chances: Sequence[float], outcomes: Sequence[bool], masses: Sequence[float] | None = None, *, bins: int = 10
) -> Reliability:
    """Compare chances with outcomes.

    Args:
        chances: what was said, 0..1.
        outcomes: what came true.
        masses: how much each counts; None for all alike.
        bins: number of bins of about equal mass; fewer where there are fewer predictions.

    Raises:
        ValueError: the numbers differ, there are none, or a mass is not positive.
    """
    weights = [1.0] * len(chances) if masses is None else list(masses)
    if not len(chances) == len(outcomes) == len(weights) or not chances:
        raise ValueError(
            f"need as many outcomes and masses as chances, at least one, got {len(chances)}, {len(outcomes)} and "
            f"{len(weights)}"
        )
    if min(weights) <= 0:
        raise ValueError(f"masses must be positive, got {min(weights)}")
    total = sum(weights)
    groups: list[list[int]] = [[] for _ in range(bins)]
    passed = 0.0
    # Equal chances stay in the order given: they must not be sorted by what came true.
    for index in sorted(range(len(chances)), key=lambda place: chances[place]):
        middle = passed + weights[index] / 2
        groups[min(bins - 1, int(bins * middle / total))].append(index)
        passed += weights[index]
    found = []
    for group in filter(None, groups):
        mass = sum(weights[index] for index in group)
        found.append(
            Bin(
                share=mass / total,
                count=len(group),
                effective=mass**2 / sum(weights[index] ** 2 for index in group),
                said=sum(weights[index] * chances[index] for index in group) / mass,
                true=sum(weights[index] for index in group if outcomes[index]) / mass,
            )
        )
    return Reliability(bins=tuple(found))
