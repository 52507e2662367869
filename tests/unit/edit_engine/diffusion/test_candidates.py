"""Candidates: tokens follow the filtered distribution, scores the model's own."""

from __future__ import annotations

import math

import pytest
import torch

from edit_engine.diffusion import PredictionError, Sampling, row_generator
from edit_engine.diffusion.candidates import Candidates, candidates


def choose(logits: torch.Tensor, sampling: Sampling, *, banned: tuple[int, ...] = (), seed: int = 0) -> Candidates:
    count = len(logits)
    drawn = torch.rand(count, generator=row_generator(seed), dtype=torch.float64)
    history = torch.full((count, 1), -1)
    return candidates(logits, sampling=sampling, banned=banned, history=history, uniforms=drawn)


def test_greedy_takes_the_best_token_that_is_allowed() -> None:
    logits = torch.tensor([[1.0, 4.0, 3.0], [0.0, 0.0, 5.0]])
    assert choose(logits, Sampling()).tokens.tolist() == [1, 2]
    assert choose(logits, Sampling(), banned=(1,)).tokens.tolist() == [2, 2]


def test_sampled_tokens_follow_the_distribution() -> None:
    wanted = torch.tensor([0.1, 0.0, 0.6, 0.3])
    count = 40_000
    found = choose(wanted.log().expand(count, 4), Sampling(temperature=1))
    observed = torch.bincount(found.tokens, minlength=4) / count
    assert observed[1] == 0
    torch.testing.assert_close(observed, wanted, rtol=0, atol=0.0125)


def test_scores_ignore_temperature_and_nucleus_but_not_bans() -> None:
    logits = torch.tensor([[0.5, 0.25, 0.25]]).log()
    hot = choose(logits, Sampling(temperature=0.1, top_k=1))
    assert hot.log_probs.exp().item() == pytest.approx(0.5)
    assert hot.entropies.item() == pytest.approx(1.5 * math.log(2))
    assert hot.margins.item() == pytest.approx(0.25)
    without = choose(logits, Sampling(), banned=(0,))
    assert without.log_probs.exp().item() == pytest.approx(0.5)
    assert without.entropies.item() == pytest.approx(math.log(2))
    assert without.margins.item() == pytest.approx(0)


def test_more_slots_than_are_handled_at_once_give_the_same() -> None:
    logits = torch.randn(600, 7, generator=row_generator(3))
    whole = choose(logits, Sampling(temperature=0.7, top_p=0.9))
    drawn = torch.rand(600, generator=row_generator(0), dtype=torch.float64)
    for slot in (0, 63, 64, 599):
        one = candidates(
            logits[slot : slot + 1],
            sampling=Sampling(temperature=0.7, top_p=0.9),
            banned=(),
            history=torch.full((1, 1), -1),
            uniforms=drawn[slot : slot + 1],
        )
        assert one.tokens[0] == whole.tokens[slot]
        assert one.log_probs[0] == whole.log_probs[slot]
        assert one.entropies[0] == whole.entropies[slot]


@pytest.mark.parametrize("broken", [[math.nan, 1.0], [math.inf, 0.0], [-math.inf, -math.inf]])
def test_logits_that_mean_nothing_are_refused(broken: list[float]) -> None:
    with pytest.raises(PredictionError, match="NaN or \\+inf"):
        choose(torch.tensor([[0.0, 1.0], broken]), Sampling())


def test_banning_everything_is_refused() -> None:
    with pytest.raises(PredictionError, match="none of its 2 tokens"):
        choose(torch.zeros(1, 2), Sampling(), banned=(0, 1))
