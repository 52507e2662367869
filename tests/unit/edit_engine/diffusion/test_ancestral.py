"""Ancestral sampling with an exact model gives the model's own distribution, for every forward process."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import torch

from edit_engine.diffusion import (
    Absorbing,
    Ancestral,
    Cosine,
    Hybrid,
    NoiseProcess,
    Proposals,
    Uniform,
    even_times,
    row_generator,
)


MASK = 3
PROCESSES: list[NoiseProcess] = [
    Absorbing(mask_id=MASK, vocab_size=4),
    Absorbing(mask_id=MASK, vocab_size=4, schedule=Cosine()),
    Uniform(vocab_size=3),
    Hybrid(mask_id=MASK, vocab_size=4, p_uniform=0.2),
]


@pytest.mark.parametrize("process", PROCESSES, ids=repr)
def test_the_law_of_posterior_steps_nears_the_chain_s(process: NoiseProcess, chain: Any) -> None:
    """All chances worked out; what is left is the error of many positions in one step, which falls with the step."""

    def distance(steps: int) -> float:
        states = chain.states(process)
        # A little noise less than all: at t = 1 the hybrid knows no other state than masks.
        times = (even_times(steps) * 0.999).tolist()
        state = chain.joint(process, times[0]).sum(0)
        for t, s in pairwise(times):
            belief = chain.given_noisy(process, t)
            state = state @ chain.transition(process.posterior(states, belief, s, t), states)
        return float(chain.distance(state[chain.number(chain.texts, 3 if isinstance(process, Uniform) else 4)]))

    coarse, fine, finest = distance(10), distance(40), distance(160)
    assert coarse < 0.2
    assert fine < coarse / 2.5
    assert finest < fine / 2.5
    assert finest < 0.012


def test_the_commit_rule_samples_the_chain(chain: Any) -> None:
    """So many steps that hardly ever two slots go in one."""
    table = chain.given_visible()
    tokens = torch.full((chain.samples, 3), MASK)
    generator = row_generator(2)
    total = 400
    for step in range(1, total + 1):
        masked = tokens == MASK
        if not masked.any():
            break
        numbers = torch.rand(2, *tokens.shape, generator=generator, dtype=torch.float64)
        reach = table[chain.number(tokens, 4)].cumsum(-1)
        candidate = (numbers[0, ..., None] >= reach).sum(-1).clamp(max=2)
        scores = torch.zeros(tokens.shape)
        proposals = Proposals(
            tokens=candidate,
            log_probs=scores,
            entropies=scores,
            margins=scores,
            masked=masked,
            started_with=torch.full((chain.samples,), 3),
        )
        chosen = Ancestral().choose(proposals, step=step, steps_total=total, uniforms=numbers[1])
        tokens = torch.where(chosen, candidate, tokens)
    assert chain.chi_square(tokens, chain.law) < chain.by_chance
    assert chain.chi_square(tokens, chain.independent()) > 2 * chain.by_chance, "the test can fail"
