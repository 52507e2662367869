"""A small logistic regression: named features to a chance, by Newton's method with a little ridge (Platt 1999).

Knows nothing of hunks. Features whose sign is known may be held to it: one that comes out the other way says more of
the sample than of the world, and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch

from edit_engine.models.registry import Calibration


_STEPS = 40


def fit_logistic(
    rows: Sequence[Mapping[str, float]],
    outcomes: Sequence[bool],
    masses: Sequence[float],
    *,
    signs: Mapping[str, int] | None = None,
    ridge: float = 1.0,
) -> Calibration:
    """The map under which the outcomes are likeliest.

    Args:
        rows: features of each observation, all with the same names.
        outcomes: what came true.
        masses: how much each observation counts; scaled to a mean of 1.
        signs: features that may only speak for (1) or against (-1).
        ridge: penalty on the square of a weight, for features scaled to a variance of 1.

    Raises:
        ValueError: the numbers differ, or there are no rows.
    """
    if not len(rows) == len(outcomes) == len(masses) or not rows:
        raise ValueError(f"need as many outcomes and masses as rows, got {len(rows)}, {len(outcomes)}, {len(masses)}")
    mass = torch.tensor(masses, dtype=torch.float64)
    mass = mass / mass.mean()
    labels = torch.tensor(outcomes, dtype=torch.float64)
    names = list(rows[0])
    while True:
        values = torch.tensor([[row[name] for name in names] for row in rows], dtype=torch.float64)
        values = values.reshape(len(rows), len(names))
        spread, mean = values.std(dim=0, unbiased=False), values.mean(dim=0)
        # A feature that never varies says nothing.
        scaled = torch.where(spread > 1e-9, (values - mean) / spread.clamp_min(1e-9), 0.0)
        weights = _newton(
            torch.cat([torch.ones(len(rows), 1, dtype=torch.float64), scaled], dim=1), labels, mass, ridge
        )
        slopes = torch.where(spread > 1e-9, weights[1:] / spread.clamp_min(1e-9), 0.0)
        found = dict(zip(names, slopes.tolist(), strict=True))
        wrong = [name for name, slope in found.items() if slope * (signs or {}).get(name, 0) < 0]
        if not wrong:
            bias = float(weights[0] - (slopes * mean).sum())
            return Calibration(bias=round(bias, 4), weights={name: round(slope, 4) for name, slope in found.items()})
        # One at a time, the strongest first: the others may come out right without it.
        names.remove(max(wrong, key=lambda name: abs(float(weights[1 + names.index(name)]))))


def _newton(values: torch.Tensor, labels: torch.Tensor, mass: torch.Tensor, ridge: float) -> torch.Tensor:
    """Weights, the bias first; it is not penalised beyond what keeps it finite."""
    penalty = torch.full((values.shape[1],), ridge, dtype=torch.float64)
    penalty[0] = 1e-2
    weights = torch.zeros(values.shape[1], dtype=torch.float64)
    for _ in range(_STEPS):
        chance = (values @ weights).sigmoid()
        gradient = values.T @ (mass * (chance - labels)) + penalty * weights
        curve = (values * (mass * chance * (1 - chance))[:, None]).T @ values + penalty.diag()
        step = torch.linalg.solve(curve, gradient)
        # Far from the optimum a full step may overshoot.
        weights = weights - step * min(1.0, 4.0 / float(step.abs().max().clamp_min(1e-9)))
        if float(step.abs().max()) < 1e-9:
            break
    return weights
