"""Log-probabilities under a model small enough to reckon with: each letter is a token."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
import torch

from edit_engine.evaluation.plausibility import Plausibility, differing, plausibility
from edit_engine.models.denoiser import Reading
from edit_engine.request import Intent
from edit_engine.text import Change


VOCABULARY = 128
MASK, DELETE, END = 1, 2, 3


class Letters:
    """Gives "a" three times the chance of any other token, and after an "a" only "b" has one."""

    def __init__(self) -> None:
        self.tokenizer = SimpleNamespace(
            mask_id=MASK,
            delete_id=DELETE,
            end_id=END,
            encode=lambda text: SimpleNamespace(ids=[ord(letter) for letter in text]),
        )
        self.sources: list[list[int]] = []

    def read(self, sources: Sequence[Sequence[int]], intent: Intent, words: str = "") -> Reading:
        assert intent is Intent.INFILL
        self.sources += [list(source) for source in sources]
        return Reading(noise=[], gaps=[], state=None)

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: torch.Tensor, positions: torch.Tensor, slots: torch.Tensor
    ) -> torch.Tensor:
        lines = []
        for line, asked in zip(tokens, slots, strict=True):
            (place,) = asked.nonzero()[:, 0].tolist()
            assert line[place] == MASK
            scores = torch.zeros(VOCABULARY)
            scores[ord("a")] = math.log(3)
            if place and line[place - 1] == ord("a"):
                scores = torch.full((VOCABULARY,), -1e9)
                scores[ord("b")] = 0.0
            lines.append(scores)
        return torch.stack(lines)


A = math.log(3 / (VOCABULARY + 2))
OTHER = math.log(1 / (VOCABULARY + 2))


def change(start: int, before: str, after: str) -> Change:
    return Change(start=start, end=start + len(before), before=before, after=after)


def scored(text: str, *changes: Change) -> tuple[Plausibility, list[list[int]]]:
    letters: Any = Letters()
    return plausibility(letters, [text], [changes]), letters.sources


def test_old_and_new_token_by_hand() -> None:
    found, sources = scored("xyz", change(1, "y", "a"))
    assert (found.hunks, found.slots) == (1, 1)
    assert found.old_nats == pytest.approx(OTHER)
    assert found.new_nats == pytest.approx(A)
    # What is judged is hidden in the source.
    assert sources == [[ord("x"), MASK, ord("z")]] * 2


def test_each_token_is_given_those_before_it() -> None:
    found, _ = scored("x--z", change(1, "--", "ab"))
    assert found.old_nats == pytest.approx(2 * OTHER)
    assert found.new_nats == pytest.approx(A + 0.0)


def test_the_shorter_text_ends_in_delete_tokens() -> None:
    found, _ = scored("x--z", change(1, "--", "a"))
    assert found.slots == 2
    # After "a" there can only be a "b", so that deleting is as good as impossible.
    assert found.new_nats < -1e8
    inserted, sources = scored("xz", change(1, "", "a"))
    assert inserted.old_nats == pytest.approx(OTHER)
    assert inserted.new_nats == pytest.approx(A)
    assert sources == [[ord("x"), ord("z")]] * 2


def test_changes_are_judged_one_by_one_and_summed() -> None:
    found, _ = scored("x-z-", change(1, "-", "a"), change(3, "-", "a"))
    assert (found.hunks, found.slots) == (2, 2)
    assert found.new_nats == pytest.approx(2 * A)


def test_names_are_per_slot_and_perplexity_is_their_exponential() -> None:
    named = Plausibility(hunks=2, slots=4, old_nats=-8.0, new_nats=-4.0).named()
    assert named["accepted_hunks.count"] == 2
    assert (named["accepted_hunks.nats_before"], named["accepted_hunks.nats_after"]) == (-2.0, -1.0)
    assert named["accepted_hunks.perplexity_before"] == pytest.approx(math.e**2)
    assert named["accepted_hunks.perplexity_after"] == pytest.approx(math.e)
    assert Plausibility().named()["accepted_hunks.perplexity_after"] == 1.0


def test_the_differing_part_is_as_short_as_can_be() -> None:
    assert differing([1, 2, 3, 4], [1, 9, 4]) == (1, 3, 2)
    assert differing([1, 1], [1, 1, 1]) == (2, 2, 3)
    assert differing([1, 2], [1, 2]) == (2, 2, 2)
