"""From which length on it is sooner to denoise a region than to write it word by word with the same model."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch

from edit_engine.diffusion import CommitRule, EntropyBound, PrefixFirst
from edit_engine.evaluation.explain.place import Place
from edit_engine.models.denoiser import Rewriter


@dataclass(frozen=True, kw_only=True)
class Length:
    """What a region of `tokens` takes in each way."""

    tokens: int
    # Denoised: as many tokens a forward as the entropy bound allows.
    forwards: int
    seconds: float
    # Written from left to right, one token a forward, each forward over the whole canvas. As many forwards as tokens.
    one_by_one_s: float
    # The same where a forward is over the new token alone: what a model that keeps keys and values of what it has
    # written would take at least. None where each forward of the model reads all of the text anyway.
    one_by_one_kept_s: float | None

    @property
    def autoregressive_s(self) -> float:
        """The quickest that is known of writing it from left to right."""
        return self.one_by_one_s if self.one_by_one_kept_s is None else self.one_by_one_kept_s


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Lengths, shortest first."""

    lengths: tuple[Length, ...]
    # Nats.
    bound: float

    @property
    def tokens(self) -> int | None:
        """Of the shortest region from which on denoising takes fewer seconds than writing, at every longer one too."""
        found = None
        for length in reversed(self.lengths):
            if length.seconds >= length.autoregressive_s:
                break
            found = length.tokens
        return found


def break_even(place: Place, *, bound: float, longest: int = 64, repeats: int = 7) -> BreakEven:
    """Measure regions of 1, 2, 4, ... tokens that begin where the region does, as far as its window goes.

    Args:
        place: where they begin.
        bound: nats, of `EntropyBound`.
        longest: tokens.
        repeats: rounds in which each way of each length is timed once; the least counts, for other programs only add.
    """
    room = min(longest, len(place.window.encoded.ids) - place.start)
    counts = [count for count in (2**power for power in range(12)) if count <= room]
    regions = [place.of_length(count) for count in counts]
    ways: list[Callable[[Place], int]] = [
        lambda region: _forwards(region, EntropyBound(bound=bound)),
        lambda region: _forwards(region, PrefixFirst(rule=EntropyBound(bound=bound), length=len(region.slots))),
    ]
    forwards = [ways[0](region) for region in regions]
    # The first round is not counted: memory is taken and kernels are chosen in it.
    rounds = [
        (
            [[_seconds(partial(way, region)) for way in ways] for region in regions],
            _seconds(partial(_alone, regions[0])),
        )
        for _ in range(repeats + 1)
    ][1:]
    alone = None if isinstance(place.denoiser, Rewriter) else min(seconds for _, seconds in rounds)
    return BreakEven(
        lengths=tuple(
            Length(
                tokens=tokens,
                forwards=forwards[number],
                seconds=min(found[number][0] for found, _ in rounds),
                one_by_one_s=min(found[number][1] for found, _ in rounds),
                one_by_one_kept_s=None if alone is None else alone * tokens,
            )
            for number, tokens in enumerate(counts)
        ),
        bound=bound,
    )


def _forwards(region: Place, rule: CommitRule) -> int:
    """Fill a region; the number of forwards."""
    return sum(1 for _ in region.fill(rule, max_steps=len(region.slots)))


def _alone(one: Place) -> None:
    """A forward over one slot and nothing beside it."""
    slot = torch.tensor([one.layout.tokens])[:, one.slots]
    positions = torch.tensor([one.layout.positions])[:, one.slots]
    one.denoiser.predict(one.reading, [0], slot, positions, torch.ones_like(slot, dtype=torch.bool))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
