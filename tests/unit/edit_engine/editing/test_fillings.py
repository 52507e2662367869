"""The likeliest fillings come in order and hold nothing banned; a word is as likely as its least likely token."""

from __future__ import annotations

from itertools import product

import pytest
import torch

from edit_engine.editing.fillings import COUNT, WIDTH, chances_of, fitted, likeliest, likely, respelled, with_phrases


def test_fillings_are_the_likeliest_of_all_that_hold_no_banned_token() -> None:
    chances = torch.randn(3, 9, generator=torch.Generator().manual_seed(4)).log_softmax(dim=1)
    found = likeliest(chances, banned={2, 7})
    everything = {
        tokens: sum(float(chances[slot, token]) for slot, token in enumerate(tokens))
        for tokens in product([token for token in range(9) if token not in {2, 7}], repeat=3)
    }
    ranked = sorted(everything, key=lambda tokens: -everything[tokens])[: len(found)]
    assert 1 < len(found) <= COUNT
    assert [tuple(tokens) for tokens in found] == ranked


def test_a_filling_far_less_likely_than_the_first_is_not_weighed() -> None:
    chances = torch.full((1, WIDTH + 1), -30.0)
    chances[0, 1], chances[0, 3] = -0.1, -2.0
    assert likeliest(chances, banned=set()) == [[1], [3]]


def test_a_word_is_as_likely_as_its_least_likely_token_and_other_tokens_are_independent() -> None:
    chances = torch.tensor([[-1.0, -2.0], [-0.5, -4.0]])
    assert chances_of(chances, [[0, 0], [0, 0], [1, 1]], [True, False, True]) == [-1.0, -1.5, -4.0]
    assert chances_of(chances, [], []) == []


def test_words_that_are_far_less_likely_are_not_weighed() -> None:
    chances = torch.tensor([[0.0, -1.0, -7.0]])
    assert likely(chances, [[1], [2]]) == [[1]]


def test_words_fill_the_first_slots_and_no_more_than_there_are() -> None:
    assert fitted([[4], [5, 6], [1, 2, 3, 4], []], 3, delete_id=0) == [[4, 0, 0], [5, 6, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        (" oxford", [" Oxford"]),
        ("The", ["the"]),
        (" grand mother", [" Grand mother", " grandmother"]),
        (" note-book", [" Note-book", " notebook"]),
        ("", []),
        (" ", []),
    ],
)
def test_the_same_letters_are_written_otherwise(text: str, others: list[str]) -> None:
    assert list(respelled(text)) == others


def test_phrases_speak_for_a_filling_but_not_against_it() -> None:
    assert with_phrases(1.0, 10.0) > with_phrases(1.0, 0.0) == with_phrases(1.0, -10.0) == 1.0
