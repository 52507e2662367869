"""Several independent chains of one canvas, and which of them to keep.

`chains` makes the canvases, `denoise` or `revise` runs them as rows of one batch, `ranked` orders what they gave.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import torch

from edit_engine.diffusion.canvas import Canvas, RowState


def chains(canvas: Canvas, count: int) -> list[Canvas]:
    """`count` copies of a canvas that draw different numbers; the first is the canvas itself, so one changes nothing.

    Raises:
        ValueError: count is under 1.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1 chain, got {count}")
    return [canvas, *(replace(canvas, key=f"{canvas.key}\0chain {number}") for number in range(1, count))]


def mean_log_prob(state: RowState) -> float:
    """Mean log-probability of the tokens a row committed, nats, each as it was when committed; 0 if there are none."""
    written = state.steps > 0
    if not bool(written.any()):
        return 0.0
    # The least positive number stands for 0, so that one impossible token does not make all chains equal.
    probabilities = state.probabilities[written].double().clamp(min=torch.finfo(torch.float64).tiny)
    return float(probabilities.log().mean())


def ranked(states: Sequence[RowState], scores: Sequence[float] | None = None) -> list[int]:
    """The chains' places in `states`, best first; equal ones keep their order.

    Args:
        states: the last state of each chain.
        scores: how good each is, higher is better; None: by mean log-probability.

    Raises:
        ValueError: not one score a chain, or a score that is not a number.
    """
    worth = [mean_log_prob(state) for state in states] if scores is None else list(scores)
    if len(worth) != len(states):
        raise ValueError(f"there must be one score a chain, got {len(worth)} scores for {len(states)} chains")
    if any(math.isnan(score) for score in worth):
        raise ValueError(f"a score is not a number: {worth}")
    return sorted(range(len(worth)), key=lambda chain: -worth[chain])
