"""Renoising accepts what is sure, puts noise elsewhere, and stops when it is stable and sure."""

from __future__ import annotations

import math

import pytest
import torch

from edit_engine.diffusion import Draft, EntropyBound, Renoise, random_tokens, row_generator


V = 7


def test_a_plain_loop_gives_the_same_tokens_step_by_step() -> None:
    generator = row_generator(11)
    length, steps, bound = 6, 9, 0.6
    free = [True, True, False, True, True, True]
    tokens = [0, 1, 2, 3, 4, 5]
    banned, allowed = (6,), [0, 1, 2, 3, 4, 5]
    sampler = Renoise(accept=EntropyBound(bound=bound), confident=0, banned=banned)
    draft = Draft.of(torch.tensor([tokens]), torch.tensor([free]))
    accepted_counts = set()
    for step in range(1, steps + 1):
        logits = torch.randn(length, V, generator=generator) * 4
        numbers = torch.rand(2, 1, length, generator=generator, dtype=torch.float64)
        draft = sampler.advance(draft, logits[torch.tensor(free)], numbers, step=step, steps_total=steps)

        # Remaining steps over all steps: 0.8 in the first step, nearly 0.4 in the last.
        temperature = 0.4 + (0.8 - 0.4) * (steps - step + 1) / steps
        choice, entropy, best = {}, {}, {}
        for place in range(length):
            if not free[place]:
                continue
            weights = [math.exp(float(logits[place, token]) / temperature) for token in allowed]
            shares = [weight / sum(weights) for weight in weights]
            entropy[place] = -sum(share * math.log(share) for share in shares if share > 0)
            best[place] = max(allowed, key=lambda token: shares[token])
            reach = 0.0
            for token, share in zip(allowed, shares, strict=True):
                reach += share
                if float(numbers[0, 0, place]) < reach:
                    choice[place] = token
                    break
        spent = 0.0
        accepted = set()
        for place in sorted(entropy, key=lambda place: entropy[place]):
            if spent <= bound:
                accepted.add(place)
            spent += entropy[place]
        accepted_counts.add(len(accepted))
        for place in choice:
            noise = allowed[int(float(numbers[1, 0, place]) * len(allowed))]
            tokens[place] = choice[place] if place in accepted else noise
            if step == steps:
                tokens[place] = best[place]
        assert draft.tokens[0].tolist() == tokens
        found = {place: draft.entropies[0, place].item() for place in entropy}
        assert found == pytest.approx(entropy, rel=1e-4, abs=1e-5)
        assert [draft.answer[0, place].item() for place in best] == list(best.values())
    assert len(accepted_counts) > 1


def test_a_sampler_that_knows_the_text_ends_with_it_whatever_noise_it_started_from() -> None:
    text = torch.tensor([[5, 3, 1, 0]])
    rows = 200
    start = random_tokens(torch.rand(rows, 4, generator=row_generator(0), dtype=torch.float64), vocab_size=V)
    draft = Draft.of(start, torch.ones(rows, 4, dtype=torch.bool))
    logits = torch.nn.functional.one_hot(text.expand(rows, 4), V).float().flatten(0, 1) * 3
    for step in range(1, 5):
        numbers = torch.rand(2, rows, 4, generator=row_generator(step), dtype=torch.float64)
        draft = Renoise().advance(draft, logits, numbers, step=step, steps_total=4)
        assert (draft.answer == text).all()
        assert (draft.tokens == text).all() == (step == 4)


def test_it_stops_when_the_best_tokens_stood_still_and_are_sure() -> None:
    def ends(stable_steps: int, confident: float, logits: list[list[list[float]]]) -> list[bool]:
        draft = Draft.of(torch.zeros(1, 2, dtype=torch.long), torch.ones(1, 2, dtype=torch.bool))
        sampler, found = Renoise(stable_steps=stable_steps, confident=confident), []
        for step, lines in enumerate(logits, 1):
            numbers = torch.full((2, 1, 2), 0.5, dtype=torch.float64)
            draft = sampler.advance(draft, torch.tensor(lines), numbers, step=step, steps_total=99)
            found.append(bool(draft.done))
        return found

    sure, other, unsure = [[30.0, 0.0]] * 2, [[0.0, 30.0]] * 2, [[1.0, 0.0]] * 2
    # The canvas starts as what the first step says: that is not yet standing still.
    assert ends(1, 0.005, [sure, sure]) == [False, True]
    assert ends(1, 0.005, [other, sure, sure]) == [False, False, True]
    assert ends(2, 0.005, [sure, sure, sure]) == [False, False, True]
    assert ends(0, 0.005, [sure]) == [True]
    assert ends(1, 0.005, [unsure, unsure, sure]) == [False, False, True]
    assert ends(0, 0, [sure]) == [False]


def test_noise_is_any_token_that_is_not_banned() -> None:
    numbers = torch.rand(30_000, generator=row_generator(3), dtype=torch.float64)
    shares = torch.bincount(random_tokens(numbers, vocab_size=5, banned=[0, 3]), minlength=5) / 30_000
    # Five standard errors are 0.0137.
    torch.testing.assert_close(shares, torch.tensor([0, 1, 1, 0, 1]) / 3, rtol=0, atol=0.0137)
    assert random_tokens(torch.tensor([1 - 2**-53], dtype=torch.float64), vocab_size=5).tolist() == [4]


def test_wrong_numbers_are_named() -> None:
    with pytest.raises(ValueError, match=r"cold = 0.9, hot = 0.8"):
        Renoise(cold=0.9)
    with pytest.raises(ValueError, match=r"cold = 0, hot"):
        Renoise(cold=0)
    with pytest.raises(ValueError, match=r"stable_steps.*got -1"):
        Renoise(stable_steps=-1)
    with pytest.raises(ValueError, match=r"confident.*got -1"):
        Renoise(confident=-1)
    with pytest.raises(ValueError, match="all 2 tokens are banned"):
        random_tokens(torch.zeros(1), vocab_size=2, banned=[0, 1])
