"""From which length on it is sooner to denoise a region than to write it word by word with the same model."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

from edit_engine.diffusion import EntropyBound, PrefixFirst, Sampling
from edit_engine.evaluation.explain.place import Place


@dataclass(frozen=True, kw_only=True)
class Length:
    """What a region of `tokens` takes in each way; seconds are the least of several timings: other programs only add to them."""

    tokens: int
    # Denoised: as many tokens a forward as the entropy bound allows.
    forwards: int
    seconds: float
    # Written from left to right, one token a forward, each forward over the whole canvas. As many forwards as tokens.
    one_by_one_s: float
    # The same where a forward is over the new token alone: what a model that keeps keys and values of what it has
    # written would take at least.
    one_by_one_kept_s: float


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Lengths, shortest first."""

    lengths: tuple[Length, ...]
    # Nats.
    bound: float

    def against(self, seconds: Callable[[Length], float]) -> int | None:
        """Tokens of the shortest region from which on denoising takes fewer seconds, at every longer one as well."""
        found = None
        for length in reversed(self.lengths):
            if length.seconds >= seconds(length):
                break
            found = length.tokens
        return found


def break_even(place: Place, *, bound: float, longest: int = 64, repeats: int = 9) -> BreakEven:
    """Measure regions of 1, 2, 4, ... tokens that begin where the region does, as far as its window goes.

    Args:
        place: where they begin.
        bound: nats, of `EntropyBound`.
        longest: tokens.
        repeats: timings of each, of which the least counts.
    """
    room = min(longest, len(place.window.encoded.ids) - place.start)
    counts = [count for count in (2**power for power in range(12)) if count <= room]
    one = place.of_length(1)
    slot = torch.tensor([one.layout.tokens])[:, one.slots]
    positions = torch.tensor([one.layout.positions])[:, one.slots]

    def forward() -> None:
        one.denoiser.predict(one.reading, [0], slot, positions, torch.ones_like(slot, dtype=torch.bool))

    kept = _seconds(forward, 3 * repeats)

    def measured(tokens: int) -> Length:
        region = place.of_length(tokens)
        forwards = 0

        def denoised() -> None:
            nonlocal forwards
            forwards = sum(1 for _ in region.fill(EntropyBound(bound=bound), sampling=Sampling(), max_steps=tokens))

        def one_by_one() -> None:
            rule = PrefixFirst(rule=EntropyBound(bound=bound), length=tokens)
            for _ in region.fill(rule, sampling=Sampling(), max_steps=tokens):
                pass

        return Length(
            tokens=tokens,
            seconds=_seconds(denoised, repeats),
            forwards=forwards,
            one_by_one_s=_seconds(one_by_one, repeats),
            one_by_one_kept_s=kept * tokens,
        )

    return BreakEven(lengths=tuple(measured(tokens) for tokens in counts), bound=bound)


def _seconds(work: Callable[[], None], repeats: int) -> float:
    found: list[float] = []
    # The first time is not counted: memory is taken and kernels are chosen in it.
    for _ in range(repeats + 1):
        started = time.perf_counter()
        work()
        found.append(time.perf_counter() - started)
    return min(found[1:])
