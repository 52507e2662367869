"""Forward processes: samples follow the marginals, small steps compose, and the posterior is Bayes' rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import Absorbing, Cosine, Hybrid, NoiseProcess, Uniform


V = 5
MASK = 3
PROCESSES: list[NoiseProcess] = [
    Absorbing(mask_id=MASK, vocab_size=V),
    Absorbing(mask_id=MASK, vocab_size=V, schedule=Cosine()),
    Uniform(vocab_size=V),
    Hybrid(mask_id=MASK, vocab_size=V, p_uniform=0.2),
    Hybrid(mask_id=MASK, vocab_size=V, p_uniform=0.5, gamma=2.0),
    Hybrid(mask_id=MASK, vocab_size=V, p_uniform=0.0),
]
each_process = pytest.mark.parametrize("process", PROCESSES, ids=repr)


def transition(process: NoiseProcess, s: float, t: float) -> Tensor:
    """(V, V) q(x_t | x_s), from the definition: keep x_s with alpha_t/alpha_s, add the noise that has come since."""
    kept = process.masses(torch.tensor([s, t], dtype=torch.float64)).keep
    keep = kept[1] / kept[0]
    return keep * torch.eye(V, dtype=torch.float64) + process.noise(t) - keep * process.noise(s)


@each_process
def test_marginals_are_distributions_that_start_at_the_text(process: NoiseProcess) -> None:
    x0 = torch.arange(V)
    for t in (0.0, 0.3, 0.9, 1.0):
        marginal = process.marginal(x0, t)
        assert (marginal >= 0).all()
        torch.testing.assert_close(marginal.sum(-1), torch.ones(V, dtype=torch.float64))
    torch.testing.assert_close(process.marginal(x0, 0.0), torch.eye(V, dtype=torch.float64))


@each_process
def test_samples_follow_the_marginal(process: NoiseProcess) -> None:
    count = 40_000
    noised = process.noised(torch.full((count,), 1), 0.6, torch.Generator().manual_seed(1))
    observed = torch.bincount(noised, minlength=V) / count
    # Five standard errors of a share among 40,000 are at most 0.0125.
    torch.testing.assert_close(observed.double(), process.marginal(torch.tensor(1), 0.6), rtol=0, atol=0.0125)


@each_process
def test_many_small_steps_are_one_long_step(process: NoiseProcess) -> None:
    times = torch.linspace(0, 0.95, 40, dtype=torch.float64).tolist()
    state = torch.eye(V, dtype=torch.float64)
    for s, t in pairwise(times):
        step = transition(process, s, t)
        assert step.min() > -1e-12, "a step is a chance, never negative"
        state = state @ step
    torch.testing.assert_close(state, process.marginal(torch.arange(V), 0.95))


@each_process
def test_posterior_is_bayes_rule(process: NoiseProcess) -> None:
    s, t = 0.4, 0.7
    belief = torch.tensor([0.5, 0.2, 0.2, 0.0, 0.1], dtype=torch.float64)
    at_s, at_t = process.marginal(torch.arange(V), s), process.marginal(torch.arange(V), t)
    # p(x_s, x_t | x_0) for every x_0, x_s, x_t; the belief is over x_0 given x_t.
    joint = at_s[:, :, None] * transition(process, s, t).clamp(min=0)[None]
    for x_t in range(V):
        possible = belief * (at_t[:, x_t] > 0)
        if possible.sum() == 0:
            continue
        expected = (possible[:, None] * joint[:, :, x_t] / at_t[:, x_t, None].clamp(min=1e-300)).sum(0)
        found = process.posterior(torch.tensor(x_t), belief, s, t)
        torch.testing.assert_close(found, expected / possible.sum())


@each_process
def test_reverse_steps_lead_back_to_the_marginal(process: NoiseProcess) -> None:
    """Going one step back from q(x_t | x_0) with x_0 known gives q(x_s | x_0)."""
    x0 = torch.tensor(2)
    known = torch.nn.functional.one_hot(torch.full((V,), 2), V).double()
    back = process.posterior(torch.arange(V), known, 0.2, 0.8)
    torch.testing.assert_close(process.marginal(x0, 0.8) @ back, process.marginal(x0, 0.2))


def test_a_visible_token_stays_under_absorbing_noise_whatever_is_believed() -> None:
    process = Absorbing(mask_id=MASK, vocab_size=V)
    belief = torch.tensor([0, 1.0, 0, 0, 0], dtype=torch.float64)
    assert process.posterior(torch.tensor(4), belief, 0.1, 0.5).tolist() == [0, 0, 0, 0, 1]


def test_absorbing_posterior_is_mdlm_ancestral_step() -> None:
    process = Absorbing(mask_id=MASK, vocab_size=V)
    belief = torch.tensor([0.7, 0.3, 0, 0, 0], dtype=torch.float64)
    s, t = 0.25, 0.5
    found = process.posterior(torch.tensor(MASK), belief, s, t)
    torch.testing.assert_close(found, torch.tensor([0.35, 0.15, 0, 0.5, 0], dtype=torch.float64))


def test_hybrid_puts_the_share_of_random_tokens_it_was_asked_for_half_way() -> None:
    masses = Hybrid(mask_id=MASK, vocab_size=V, p_uniform=0.2, gamma=1.5).masses(torch.tensor(0.5, dtype=torch.float64))
    assert masses.uniform.item() == pytest.approx(0.2)
    assert (masses.keep + masses.mask + masses.uniform).item() == pytest.approx(1)


def test_each_row_may_have_its_own_time() -> None:
    process = Absorbing(mask_id=MASK, vocab_size=V)
    tokens = torch.ones(2, 2000, dtype=torch.long)
    noised = process.noised(tokens, torch.tensor([[0.0], [0.9]]), torch.Generator().manual_seed(0))
    assert (noised[0] == 1).all()
    assert (noised[1] == MASK).double().mean().item() == pytest.approx(0.9, abs=0.04)


def test_wrong_numbers_are_named() -> None:
    process = Uniform(vocab_size=V)
    with pytest.raises(ValueError, match=r"times.*got 1\.5"):
        process.marginal(torch.tensor(0), 1.5)
    with pytest.raises(ValueError, match="s must be before t"):
        process.posterior(torch.tensor(0), torch.ones(V) / V, 0.5, 0.5)
    with pytest.raises(ValueError, match=r"x0_probs must be \(5,\)"):
        process.posterior(torch.tensor(0), torch.ones(4) / 4, 0.1, 0.5)
    with pytest.raises(ValueError, match=r"mask_id.*got 9"):
        Absorbing(mask_id=9, vocab_size=V)
    with pytest.raises(ValueError, match=r"vocab_size.*got 1"):
        Uniform(vocab_size=1)
    with pytest.raises(ValueError, match=r"gamma.*got 3"):
        Hybrid(mask_id=0, vocab_size=V, gamma=3)
    with pytest.raises(ValueError, match=r"p_uniform.*got 1"):
        Hybrid(mask_id=0, vocab_size=V, p_uniform=1)
