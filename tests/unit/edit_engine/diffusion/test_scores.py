"""Steps from concrete scores: exact where they should be, and close to it where steps are small."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import (
    Absorbing,
    Cosine,
    Graph,
    LogLinear,
    PredictionError,
    Uniform,
    analytic_probs,
    drawn,
    euler_probs,
    even_times,
    log_scores,
    tweedie_probs,
)


MASK = 3
GRAPHS: list[Graph] = [
    Absorbing(mask_id=MASK, vocab_size=4),
    Absorbing(mask_id=MASK, vocab_size=4, schedule=Cosine()),
    Uniform(vocab_size=3),
    Uniform(vocab_size=3, schedule=Cosine()),
]
each_graph = pytest.mark.parametrize("graph", GRAPHS, ids=repr)


def law(chain: Any, graph: Graph, steps: int, method: Any) -> Tensor:
    """(27,) the law of texts that `steps` steps and the last one give, all chances worked out."""
    states = chain.states(graph)
    times = even_times(steps, end=1e-4).tolist()
    # From the true law of noise, which all masks, or all random, is only nearly.
    state = chain.joint(graph, 1.0).sum(0)
    for t, s in pairwise(times):
        state = state @ chain.transition(method(graph, states, chain.scores(graph, t).log(), s, t), states)
    probs = tweedie_probs(graph, states, chain.scores(graph, times[-1]).log(), times[-1])
    state = state @ chain.transition(probs, states)
    texts = chain.number(chain.texts, graph.vocab_size)
    assert state[texts].sum().item() == pytest.approx(1), "no mask is left"
    return state[texts]


@each_graph
def test_scores_from_a_belief_are_ratios_of_marginals(graph: Graph, chain: Any) -> None:
    t = 0.6
    states = chain.states(graph)
    found = log_scores(graph, states, chain.given_noisy(graph, t), t)
    told = states == MASK if isinstance(graph, Absorbing) else states < MASK
    torch.testing.assert_close(found.exp()[told], chain.scores(graph, t)[told])


def test_scores_at_masks_are_those_mdlm_writes() -> None:
    graph = Absorbing(mask_id=MASK, vocab_size=4)
    belief = torch.tensor([0.5, 0.3, 0.2, 0.0], dtype=torch.float64)
    sigma = graph.schedule.sigma(torch.tensor(0.3, dtype=torch.float64))
    found = log_scores(graph, torch.tensor(MASK), belief, 0.3)
    torch.testing.assert_close(found[:3], belief[:3].log() - torch.log(torch.expm1(sigma)))


@each_graph
def test_the_analytic_step_is_exact_for_one_position(graph: Graph) -> None:
    """p(x_s | x_t) by Bayes' rule from the marginals of a single token."""
    s, t = 0.3, 0.7
    text = torch.tensor([0.5, 0.3, 0.2], dtype=torch.float64)
    at_s = (text[:, None] * graph.marginal(torch.arange(3), s)).sum(0)
    at_t = (text[:, None] * graph.marginal(torch.arange(3), t)).sum(0)
    tokens = torch.arange(graph.vocab_size)
    keep = float(graph.schedule.alpha(torch.tensor(t)) / graph.schedule.alpha(torch.tensor(s)))
    noise = torch.zeros(graph.vocab_size, dtype=torch.float64)
    noise[MASK if isinstance(graph, Absorbing) else slice(None)] = 1 if isinstance(graph, Absorbing) else 1 / 3
    forward = keep * torch.eye(graph.vocab_size, dtype=torch.float64) + (1 - keep) * noise
    expected = (at_s[:, None] * forward).T / at_t[:, None]
    found = analytic_probs(graph, tokens, (at_t[None, :] / at_t[:, None]).log(), s, t)
    torch.testing.assert_close(found, expected, rtol=1e-5, atol=1e-7)


@each_graph
@pytest.mark.parametrize("method", [analytic_probs, euler_probs])
def test_the_law_of_samples_comes_as_near_to_the_chain_s_as_steps_allow(graph: Graph, method: Any, chain: Any) -> None:
    """Both err by steps of many positions at once: half the step, half the error (a little less for few steps)."""
    coarse, fine, finest = (chain.distance(law(chain, graph, steps, method)) for steps in (10, 40, 160))
    assert coarse < 0.2
    assert fine < coarse / 2.5
    assert finest < fine / 2.5
    assert finest < 0.012


@each_graph
def test_chances_are_chances_and_clamped_tokens_stay(graph: Graph) -> None:
    generator = torch.Generator().manual_seed(0)
    x_t = torch.randint(graph.vocab_size, (6, 5), generator=generator)
    # No distribution has these scores: what a model says need not make sense.
    wild = torch.randn(6, 5, graph.vocab_size, generator=generator) * 3
    free = torch.rand(6, 5, generator=generator) < 0.5
    numbers = torch.rand(6, 5, generator=generator, dtype=torch.float64)
    for probs in (
        analytic_probs(graph, x_t, wild, 0.2, 0.9),
        euler_probs(graph, x_t, wild, 0.2, 0.9),
        tweedie_probs(graph, x_t, wild, 0.9),
    ):
        assert (probs >= 0).all()
        torch.testing.assert_close(probs.sum(-1), torch.ones(6, 5, dtype=torch.float64))
        after = drawn(probs, x_t, free, numbers)
        assert (after[~free] == x_t[~free]).all()
        if isinstance(graph, Absorbing):
            assert (after[x_t != MASK] == x_t[x_t != MASK]).all()
        else:
            assert (after != x_t).any()


def test_no_mask_is_left_by_the_last_step() -> None:
    graph = Absorbing(mask_id=MASK, vocab_size=4)
    probs = tweedie_probs(graph, torch.tensor([MASK, 1]), torch.full((2, 4), -9.0), 0.5)
    torch.testing.assert_close(probs, torch.tensor([[1, 1, 1, 0], [0, 3, 0, 0]], dtype=torch.float64) / 3)


def test_wrong_arguments_are_named() -> None:
    graph, x_t, zeros = Uniform(vocab_size=3), torch.zeros(2, dtype=torch.long), torch.zeros(2, 3)
    with pytest.raises(ValueError, match=r"0 <= s < t <= 1, got s = 0.5, t = 0.5"):
        analytic_probs(graph, x_t, zeros, 0.5, 0.5)
    with pytest.raises(ValueError, match=r"0 <= s < t <= 1, got s = 0.0, t = 0.0"):
        log_scores(graph, x_t, zeros, 0.0)
    with pytest.raises(ValueError, match=r"one line of 3 for each of \(2,\), got \(2, 4\)"):
        euler_probs(graph, x_t, torch.zeros(2, 4), 0.1, 0.5)
    with pytest.raises(ValueError, match=r"must agree, got \[\(2, 3\), \(2,\), \(2,\), \(3,\)\]"):
        drawn(zeros, x_t, x_t == 0, torch.zeros(3))
    with pytest.raises(ValueError, match="sigma is infinite"):
        analytic_probs(Uniform(vocab_size=3, schedule=LogLinear(eps=0)), x_t, zeros, 0.5, 1.0)
    for broken in (math.nan, math.inf):
        with pytest.raises(PredictionError, match="NaN or \\+inf"):
            euler_probs(graph, x_t, zeros + broken, 0.1, 0.5)
    with pytest.raises(PredictionError, match="no token but the mask"):
        tweedie_probs(Absorbing(mask_id=MASK, vocab_size=4), x_t + MASK, torch.full((2, 4), -math.inf), 0.5)
