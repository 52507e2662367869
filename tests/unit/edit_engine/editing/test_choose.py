"""The likeliest fillings come in order, hold nothing banned, and give way to one whose words exist."""

from __future__ import annotations

from itertools import product

import torch

from edit_engine.editing.choose import COUNT, WIDTH, best, likeliest, spelled
from edit_engine.models.denoiser import PhraseScore


def test_fillings_are_the_likeliest_of_all_that_hold_no_banned_token() -> None:
    chances = torch.randn(3, 9, generator=torch.Generator().manual_seed(4)).log_softmax(dim=1)
    found = likeliest(chances, banned={2, 7})
    everything = {
        tokens: sum(float(chances[slot, token]) for slot, token in enumerate(tokens))
        for tokens in product([token for token in range(9) if token not in {2, 7}], repeat=3)
    }
    ranked = sorted(everything, key=lambda tokens: -everything[tokens])[: len(found)]
    assert 1 < len(found) <= COUNT
    assert [tuple(tokens) for tokens, _ in found] == ranked
    assert torch.allclose(torch.tensor([total for _, total in found]), torch.tensor([everything[t] for t in ranked]))


def test_a_filling_far_less_likely_than_the_first_is_not_weighed() -> None:
    chances = torch.full((1, WIDTH + 1), -30.0)
    chances[0, 1], chances[0, 3] = -0.1, -2.0
    assert [tokens for tokens, _ in likeliest(chances, banned=set())] == [[1], [3]]


def test_made_up_words_give_way_however_likely() -> None:
    fillings = [([1], -0.1), ([2], -3.0), ([3], -4.0)]
    phrases = [PhraseScore(nats=-5.0, unknown=1), PhraseScore(nats=-5.0), PhraseScore(nats=-5.0)]
    assert best(fillings, phrases, known=[0, 0, 0]) == [2]
    assert best(fillings, phrases, known=[1, 0, 0]) == [1]
    assert best(fillings, phrases, known=[0, 1, 1]) == [2]
    assert best(fillings[:1], phrases[:1], known=[0]) is None


def test_of_fillings_alike_to_the_model_the_one_that_people_write_is_taken() -> None:
    fillings = [([1], -1.0), ([2], -1.2)]
    assert best(fillings, [PhraseScore(nats=-20.0), PhraseScore(nats=-12.0)], known=[0, 0]) == [2]
    assert best(fillings, [PhraseScore(nats=-12.0), PhraseScore(nats=-12.0)], known=[0, 0]) == [1]


def test_words_fill_the_first_slots_and_no_more_than_there_are() -> None:
    chances = torch.randn(3, 9, generator=torch.Generator().manual_seed(5)).log_softmax(dim=1)
    found = spelled(chances, [[4], [5, 6], [1, 2, 3, 4]], delete_id=0)
    assert [tokens for tokens, _ in found] == [[4, 0, 0], [5, 6, 0]]
    for tokens, total in found:
        expected = sum(float(chances[slot, token]) for slot, token in enumerate(tokens))
        assert abs(total - expected) < 1e-5
    assert spelled(chances, [], delete_id=0) == []


def test_a_word_that_the_model_finds_far_less_likely_is_not_weighed() -> None:
    chances = torch.tensor([[0.0, -1.0, -7.0]])
    assert [tokens for tokens, _ in spelled(chances, [[1], [2]], delete_id=0)] == [[1]]
