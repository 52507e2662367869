"""Dream's steps: the numbers of its time grid, its scores, and its draws without replacement."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
import torch

from edit_engine.diffusion import DreamSteps, Order, Proposals, row_generator


def propose(p: torch.Tensor) -> Proposals:
    """(R, S) confidences."""
    masked = torch.ones_like(p, dtype=torch.bool)
    return Proposals(
        tokens=torch.zeros_like(p, dtype=torch.long),
        log_probs=p.log(),
        entropies=2 - p**2,
        margins=p**3,
        masked=masked,
        started_with=masked.sum(dim=1),
    )


@pytest.mark.parametrize("temperature", [0.0, 0.3])
@pytest.mark.parametrize("order", [Order.CONFIDENCE, Order.MARGIN, Order.ENTROPY])
def test_a_plain_loop_commits_the_same_slots_step_by_step(order: Order, temperature: float) -> None:
    generator = row_generator(5)
    slots, steps, end = 24, 6, 1e-3
    p = torch.rand(1, slots, generator=generator, dtype=torch.float64).float()
    proposals = propose(p)
    rule = DreamSteps(order=order, temperature=temperature)
    left = set(range(slots))
    counts = []
    for step in range(1, steps + 1):
        numbers = torch.rand(1, slots, generator=generator, dtype=torch.float64)
        chosen = rule.choose(proposals, step=step, steps_total=steps, uniforms=numbers)
        proposals = replace(proposals, masked=proposals.masked & ~chosen)

        t = 1 - (1 - end) * (step - 1) / steps
        s = 1 - (1 - end) * step / steps
        count = int(len(left) * (1 - s / t)) if step < steps else len(left)
        scores = {}
        for place in left:
            confidence = float(p[0, place])
            score = {Order.CONFIDENCE: confidence, Order.MARGIN: confidence**3, Order.ENTROPY: confidence**2 - 2}[order]
            if temperature:
                score = score / temperature - math.log(-math.log(float(numbers[0, place])))
            scores[place] = score
        goes = set(sorted(left, key=lambda place: -scores[place])[:count])
        assert set(chosen[0].nonzero()[:, 0].tolist()) == goes
        left -= goes
        counts.append(count)
    assert min(counts) >= 3
    assert not left


def test_the_noise_draws_without_replacement_from_the_softmax_of_the_scores() -> None:
    """Two of four slots: from t = 1/2 to 1/4 half of them go."""
    rows, temperature = 30_000, 0.4
    p = torch.tensor([0.2, 0.5, 0.9, 0.9])
    numbers = torch.rand(rows, 4, generator=row_generator(1), dtype=torch.float64)
    rule = DreamSteps(order=Order.CONFIDENCE, temperature=temperature, end=0)
    pairs = rule.choose(propose(p.expand(rows, 4)), step=3, steps_total=4, uniforms=numbers)
    assert (pairs.sum(dim=1) == 2).all()
    four = (p.double() / temperature).softmax(0).tolist()
    for first, second in itertools.combinations(range(4), 2):
        expected = four[first] * four[second] / (1 - four[first]) + four[second] * four[first] / (1 - four[second])
        found = float((pairs[:, first] & pairs[:, second]).double().mean())
        # Five standard errors are at most 0.0145.
        assert found == pytest.approx(expected, abs=0.0145)


def test_one_goes_where_dream_would_send_none() -> None:
    chosen = DreamSteps().choose(
        propose(torch.tensor([[0.1, 0.3, 0.2]])), step=1, steps_total=50, uniforms=torch.zeros(1, 3)
    )
    assert chosen.tolist() == [[False, True, False]]


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match="temperature.*got -1"):
        DreamSteps(temperature=-1)
    with pytest.raises(ValueError, match="end.*got 1"):
        DreamSteps(end=1)
