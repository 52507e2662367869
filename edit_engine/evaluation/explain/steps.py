"""Quality and time against the number of denoising steps."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from edit_engine.diffusion import FixedSteps, Sampling
from edit_engine.evaluation.explain.place import Place


@dataclass(frozen=True, kw_only=True)
class Point:
    """A region filled in so many steps, several times."""

    steps: int
    # Mean log-chance a token of each text, given all its others, nats.
    quality: tuple[float, ...]
    # Of one text, without the judging of it.
    seconds: float


@dataclass(frozen=True, kw_only=True)
class StepsCurve:
    """From one step to one token a step."""

    points: tuple[Point, ...]
    # Quality of the text that stood there.
    before: float


def steps_curve(place: Place, *, temperature: float = 1.0, samples: int = 8, repeats: int = 9) -> StepsCurve:
    """Fill a region in 1, 2, 4, ... steps, the surest slots first.

    Args:
        place: the region.
        temperature: tokens are drawn from the model's distribution at this one; the likeliest would hide what is lost
            where tokens are chosen without knowing of each other.
        samples: texts for each number of steps.
        repeats: rounds in which each number of steps is timed once; the least counts, for other programs only add.
    """
    sampling = Sampling(temperature=temperature)

    def filled(steps: int, count: int) -> dict[int, list[int]]:
        last: dict[int, list[int]] = {}
        for state in place.fill(FixedSteps(), sampling=sampling, max_steps=steps, seeds=range(count)):
            last |= {row.row: row.tokens[place.slots].tolist() for row in state.rows}
        return last

    def seconds(steps: int) -> float:
        started = time.perf_counter()
        filled(steps, 1)
        return time.perf_counter() - started

    numbers = list(_doubling(len(place.slots)))
    texts = [filled(steps, samples) for steps in numbers]
    rounds = [[seconds(steps) for steps in numbers] for _ in range(repeats)]
    return StepsCurve(
        points=tuple(
            Point(
                steps=steps,
                quality=tuple(float(place.log_chances(tokens).mean()) for tokens in found.values()),
                seconds=min(times),
            )
            for steps, found, times in zip(numbers, texts, zip(*rounds, strict=True), strict=True)
        ),
        before=float(place.log_chances(place.old).mean()),
    )


def _doubling(most: int) -> Iterator[int]:
    """1, 2, 4, ... and `most`, without one that is near to it."""
    steps = 1
    while steps <= most * 0.7:
        yield steps
        steps *= 2
    yield most
