"""Gibbs steps keep the right distribution, and lead to it from a wrong one."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from edit_engine.diffusion import Draft, Gibbs, Uniform, drawn, noisy_conditional, row_generator


MASK = 3


def test_a_wrong_distribution_becomes_the_chain_s(chain: Any) -> None:
    """Ten rounds from texts that are all the same; this chain forgets its start in a few."""
    start = torch.zeros(chain.samples, 3, dtype=torch.long)
    answers = chain.run(Gibbs(mask_id=MASK), start, [chain.given_visible().log()] * 30)
    assert chain.chi_square(answers, chain.law) < chain.by_chance
    one_round = chain.run(Gibbs(mask_id=MASK), start, [chain.given_visible().log()] * 3)
    assert chain.chi_square(one_round, chain.law) > 2 * chain.by_chance, "the test can fail"


def test_one_visit_keeps_the_chain_s_distribution(chain: Any) -> None:
    """Exactly: the law times the step's matrix is the law, whichever position is visited."""
    table = chain.given_visible()
    for place in range(3):
        hidden = chain.texts.clone()
        hidden[:, place] = MASK
        given = table[chain.number(hidden, 4), place, :3]
        probs = torch.nn.functional.one_hot(chain.texts, 3).double()
        probs[:, place] = given
        torch.testing.assert_close(chain.law @ chain.transition(probs, chain.texts), chain.law)


@pytest.mark.parametrize("t", [0.2, 0.9])
def test_the_conditional_under_uniform_noise_is_that_of_the_noisy_text(t: float, chain: Any) -> None:
    process = Uniform(vocab_size=3)
    noisy = chain.joint(process, t).sum(0)
    found = noisy_conditional(process, chain.texts, chain.given_noisy(process, t), t)
    for state, text in enumerate(chain.texts):
        for place in range(3):
            others = text.expand(3, 3).clone()
            others[:, place] = torch.arange(3)
            chances = noisy[chain.number(others, 3)]
            torch.testing.assert_close(found[state, place], chances / chances.sum())


def test_a_noisy_correction_keeps_the_noisy_distribution_and_clamped_positions(chain: Any) -> None:
    process, t = Uniform(vocab_size=3), 0.4
    noisy = chain.joint(process, t).sum(0)
    numbers = torch.rand(2, chain.samples, generator=row_generator(1), dtype=torch.float64)
    texts = chain.texts[torch.searchsorted(noisy.cumsum(0), numbers[0])]
    free = torch.tensor([False, True, False]).expand(texts.shape)
    probs = noisy_conditional(process, texts, chain.given_noisy(process, t)[chain.number(texts, 3)], t)
    after = drawn(probs, texts, free, numbers[1, :, None].expand(texts.shape))
    assert (after[~free] == texts[~free]).all()
    assert (after[:, 1] != texts[:, 1]).any()
    assert chain.chi_square(after, noisy) < chain.by_chance


def test_groups_visit_each_free_position_once_a_round_and_hide_it() -> None:
    tokens = torch.tensor([[7, 8, 9, 7, 8, 9], [7, 8, 9, 0, 0, 0]])
    free = torch.tensor([[True, True, False, True, True, True], [True, False, True, False, False, False]])
    draft, sampler = Draft.of(tokens, free), Gibbs(mask_id=1, at_once=2)
    asked = [sampler.ask(draft, step=step, steps_total=9) for step in range(1, 5)]
    visits = [[row.nonzero()[:, 0].tolist() for row in question.slots] for question in asked]
    # Five positions in three groups, every third together; two positions in one.
    assert visits == [[[0, 4], [0, 2]], [[1, 5], [0, 2]], [[3], [0, 2]], [[0, 4], [0, 2]]]
    assert asked[0].tokens.tolist() == [[1, 8, 9, 7, 1, 9], [1, 8, 1, 0, 0, 0]]


def test_a_plain_loop_gives_the_same_tokens_step_by_step() -> None:
    generator = row_generator(2)
    tokens, free = [4, 0, 1, 2], [False, True, True, True]
    sampler = Gibbs(mask_id=5, banned=(4,))
    draft = Draft.of(torch.tensor([tokens]), torch.tensor([free]))
    for step in range(1, 8):
        logits = torch.randn(1, 6, generator=generator)
        numbers = torch.rand(1, 1, 4, generator=generator, dtype=torch.float64)
        draft = sampler.advance(draft, logits, numbers, step=step, steps_total=7)
        place = 1 + (step - 1) % 3
        reach, shares = 0.0, logits[0, :4].double().softmax(0).tolist()
        for token, share in enumerate(shares):
            reach += share
            if float(numbers[0, 0, place]) < reach:
                tokens[place] = token
                break
        assert draft.answer[0].tolist() == tokens


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="at_once.*got 0"):
        Gibbs(mask_id=0, at_once=0)
    process, x_t = Uniform(vocab_size=3), torch.zeros(2, dtype=torch.long)
    with pytest.raises(ValueError, match=r"t must lie in \(0, 1\], got 0"):
        noisy_conditional(process, x_t, torch.ones(2, 3) / 3, 0)
    with pytest.raises(ValueError, match=r"x0_probs must be \(2, 3\), got \(2, 4\)"):
        noisy_conditional(process, x_t, torch.ones(2, 4) / 4, 0.5)
