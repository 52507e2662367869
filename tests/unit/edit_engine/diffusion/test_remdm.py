"""ReMDM masks again as much as its schedules say, and still samples the chain's own distribution."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest
import torch
from torch import Tensor

from edit_engine.diffusion import (
    Capped,
    Cosine,
    Draft,
    LogLinear,
    Looped,
    Remasking,
    RemaskStep,
    ReMDM,
    Rescaled,
    Sampling,
    even_times,
    row_generator,
)


MASK = 3
STEPS = 30
REMASKINGS: list[Remasking] = [
    Capped(eta=0),
    Capped(eta=0.1),
    Capped(eta=0.1, schedule=Cosine()),
    Rescaled(eta=0.3),
    Looped(eta=0.1, alpha_on=0.7),
]
each_remasking = pytest.mark.parametrize("remasking", REMASKINGS, ids=repr)


def published(remasking: Remasking, s: float, t: float) -> tuple[float, float, float]:
    """alpha_t, alpha_s and sigma as the paper's section 4 writes them."""
    if isinstance(remasking, Looped):

        def alpha(time: float) -> float:
            if time > 0.55:
                return 0.7 * (1 - time) / 0.45
            return 0.7 if time >= 0.05 else 1 - 0.3 * time / 0.05

        return alpha(t), alpha(s), 0.1 if s >= 0.05 and t <= 0.55 else 0.0

    def fall(time: float) -> float:
        if isinstance(remasking.schedule, LogLinear):
            return 1 - 0.999 * time
        return 0.001 + 0.999 * math.cos(math.pi / 2 * time)

    most = min(1, (1 - fall(s)) / fall(t))
    return fall(t), fall(s), min(remasking.eta, most) if isinstance(remasking, Capped) else remasking.eta * most


@each_remasking
def test_the_numbers_of_a_step_are_the_published_ones(remasking: Remasking) -> None:
    times = even_times(20).tolist()
    for t, s in pairwise(times):
        found = remasking.at(s, t)
        alpha_t, alpha_s, sigma = published(remasking, s, t)
        assert (found.alpha_t, found.alpha_s, found.sigma) == pytest.approx((alpha_t, alpha_s, sigma))
        # What is masked at s is what was and stays, and what is masked again: the marginal is kept.
        assert (1 - alpha_t) * (1 - found.unmask) + alpha_t * found.sigma == pytest.approx(1 - alpha_s)
        assert -1e-12 < found.unmask < 1 + 1e-12


def law(chain: Any, remasking: Remasking, table: Tensor, steps: int) -> Tensor:
    """(27,) the law of texts after `steps` steps, from the paper's equation 9, all chances worked out."""
    states = chain.masked_states
    masked = (states == MASK)[..., None]
    to_mask = torch.nn.functional.one_hot(torch.tensor(MASK), 4).double()
    now = torch.nn.functional.one_hot(states, 4).double()
    state = torch.zeros(64, dtype=torch.float64)
    state[-1] = 1
    times = even_times(steps).tolist()
    for t, s in pairwise(times):
        alpha_t, alpha_s, sigma = published(remasking, s, t)
        goes = (alpha_s - (1 - sigma) * alpha_t) / (1 - alpha_t)
        probs = torch.where(masked, goes * table + (1 - goes) * to_mask, (1 - sigma) * now + sigma * to_mask)
        state = state @ chain.transition(probs, states)
    return state[chain.number(chain.texts, 4)]


@each_remasking
def test_samples_follow_the_published_chain_which_nears_the_right_one(remasking: Remasking, chain: Any) -> None:
    table = chain.given_visible()
    wanted = law(chain, remasking, table, STEPS)
    # Steps of several positions at once err; a loop of short steps goes on erring, so it is the least near.
    assert chain.distance(wanted) < 0.05
    assert chain.distance(law(chain, remasking, table, 4 * STEPS)) < chain.distance(wanted) / 1.5
    blank = torch.full((chain.samples, 3), MASK)
    answers = chain.run(ReMDM(mask_id=MASK, remasking=remasking), blank, [table.log()] * STEPS)
    assert chain.chi_square(answers, wanted) < chain.by_chance
    assert chain.chi_square(answers, chain.independent()) > 2 * chain.by_chance, "the test can fail"


@pytest.mark.parametrize("by_confidence", [False, True])
def test_a_plain_loop_gives_the_same_tokens_step_by_step(by_confidence: bool) -> None:
    generator = row_generator(4)
    length, steps, vocab = 7, 12, 6
    mask = 5
    free = [True, True, False, True, True, True, True]
    tokens = [mask, mask, 1, mask, 2, mask, mask]
    sampler = ReMDM(mask_id=mask, remasking=Rescaled(eta=1.0), by_confidence=by_confidence)
    draft = Draft.of(torch.tensor([tokens]), torch.tensor([free]))
    chance = [1.0] * length
    remasked = 0
    for step in range(1, steps + 1):
        logits = torch.randn(length, vocab, generator=generator, dtype=torch.float64)
        numbers = torch.rand(2, 1, length, generator=generator, dtype=torch.float64)
        slots = sampler.ask(draft, step=step, steps_total=steps).slots
        draft = sampler.advance(draft, logits[slots[0]], numbers, step=step, steps_total=steps)

        t, s = 1 - (step - 1) / steps, 1 - step / steps
        alpha_t, alpha_s = 1 - 0.999 * t, 1 - 0.999 * s
        sigma_t = min(1, (1 - alpha_s) / alpha_t)
        doubt = [math.exp(-p) if ok and token != mask else 0 for p, ok, token in zip(chance, free, tokens, strict=True)]
        before = list(tokens)
        for place in range(length):
            if not free[place]:
                continue
            token_number, number = numbers[:, 0, place].tolist()
            if before[place] == mask:
                sigma = 0.0 if by_confidence else sigma_t
                if number < (alpha_s - (1 - sigma) * alpha_t) / (1 - alpha_t) or step == steps:
                    weights = [math.exp(x) for x in logits[place, :mask].tolist()]
                    reach = 0.0
                    for token, weight in enumerate(weights):
                        reach += weight / sum(weights)
                        if token_number < reach:
                            tokens[place], chance[place] = token, weight / sum(weights)
                            break
            elif number < sigma_t * (doubt[place] / sum(doubt) if by_confidence else 1) and step < steps:
                tokens[place], chance[place] = mask, 1.0
                remasked += 1
        assert draft.tokens[0].tolist() == tokens
        assert draft.probabilities[0].tolist() == pytest.approx(chance, rel=1e-5)
    assert remasked, "the trajectory masks something again"
    assert mask not in tokens
    assert int(draft.remasks.sum()) == remasked


def test_what_the_model_doubted_is_masked_again_more_often() -> None:
    rows = 20_000
    draft = Draft.of(torch.tensor([[1, 2]]).expand(rows, 2), torch.ones(rows, 2, dtype=torch.bool))
    draft = draft.written(draft.tokens < MASK, draft.tokens, torch.tensor([0.9, 0.1]).log(), torch.zeros(2), 1)
    numbers = torch.rand(2, rows, 2, generator=row_generator(0), dtype=torch.float64)
    sampler = ReMDM(mask_id=MASK, remasking=Capped(eta=0.5), by_confidence=True)
    after = sampler.advance(draft, torch.zeros(0, 4), numbers, step=2, steps_total=4)
    shares = (after.tokens == MASK).double().mean(dim=0)
    doubt = torch.tensor([-0.9, -0.1], dtype=torch.float64).softmax(0)
    # From t = 3/4: sigma = min(0.5, ...) = 0.5. Four standard errors are 0.014.
    torch.testing.assert_close(shares, 0.5 * doubt, rtol=0, atol=0.014)


def test_a_row_without_anything_visible_is_not_doubted() -> None:
    draft = Draft.of(torch.full((1, 2), MASK), torch.ones(1, 2, dtype=torch.bool))
    sampler = ReMDM(mask_id=MASK, by_confidence=True, sampling=Sampling())
    after = sampler.advance(draft, torch.zeros(2, 4), torch.full((2, 1, 2), 0.999), step=1, steps_total=2)
    assert after.tokens.tolist() == [[MASK, MASK]]


def test_finished_text_is_edited_from_where_the_loop_holds(chain: Any) -> None:
    """The chain's texts, noised to the held share, masked and written again, are the chain's texts."""
    schedule = Looped(eta=0.2, alpha_on=0.8)
    generator = row_generator(7)
    numbers = torch.rand(chain.samples, generator=generator, dtype=torch.float64)
    texts = chain.texts[torch.searchsorted(chain.law.cumsum(0), numbers)]
    hidden = torch.rand(chain.samples, 3, generator=generator, dtype=torch.float64) < 0.2
    noisy = torch.where(hidden, MASK, texts)
    sampler = ReMDM(mask_id=MASK, remasking=schedule, start=schedule.t_on)
    answers = chain.run(sampler, noisy, [chain.given_visible().log()] * 44)
    assert (answers != texts).any(dim=1).double().mean() > 0.5
    assert chain.chi_square(answers, chain.law) < chain.by_chance
    assert chain.chi_square(answers, chain.independent()) > 2 * chain.by_chance, "the test can fail"


class _NeverEnding:
    """Breaks the bound on sigma, as a schedule of somebody else's may."""

    def at(self, s: float, t: float) -> RemaskStep:
        return RemaskStep(alpha_t=0.5, alpha_s=0.5, sigma=1.0)


def test_no_mask_is_left_whatever_the_schedule_says() -> None:
    draft = Draft.of(torch.tensor([[MASK, 1, MASK, 2]]), torch.tensor([[True, True, True, False]]))
    sampler = ReMDM(mask_id=MASK, remasking=_NeverEnding())
    numbers = torch.full((2, 1, 4), 0.5, dtype=torch.float64)
    before = sampler.advance(draft, torch.zeros(2, 4), numbers, step=1, steps_total=2)
    assert before.tokens.tolist() == [[1, MASK, 1, 2]]
    after = sampler.advance(draft, torch.zeros(2, 4), numbers, step=2, steps_total=2)
    assert after.tokens.tolist() == [[1, 1, 1, 2]]


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match=r"eta.*got 1.5"):
        Capped(eta=1.5)
    with pytest.raises(ValueError, match=r"eta.*got -1"):
        Rescaled(eta=-1)
    with pytest.raises(ValueError, match=r"t_off = 0.6, t_on = 0.5"):
        Looped(t_on=0.5, t_off=0.6)
    with pytest.raises(ValueError, match=r"alpha_on.*got 1"):
        Looped(alpha_on=1)
    with pytest.raises(ValueError, match=r"at most \(1 - alpha_on\) / alpha_on = 0.25.*got 0.3"):
        Looped(alpha_on=0.8, eta=0.3)
    with pytest.raises(ValueError, match=r"start.*got 0"):
        ReMDM(mask_id=0, start=0)
    with pytest.raises(ValueError, match=r"s = 0.5, t = 0.4"):
        Capped().at(0.5, 0.4)
