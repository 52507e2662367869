"""Words of a model's own are put in where they are mistakes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, cast

import torch
from torch import Tensor
from training_sentences import SENTENCES

from edit_engine.models.denoiser import PhraseScore, Reading
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.own_fillings import fillings
from edit_engine.training.prepared_texts import PreparedText


PASSAGES = [f"{one} {other}" for one in SENTENCES for other in SENTENCES]
OWN_WORD = " the"


class Guesser:
    """Meets what of `Denoiser` is asked for: it holds the word that stood there for likelier than "the" by some nats.

    Args:
        tokenizer: of its ids.
        texts: what it knows by heart.
        nats: more than nothing.
        unknown: words that its phrases do not know, of any it is asked about.
    """

    def __init__(self, tokenizer: EditTokenizer, texts: Sequence[str], nats: float, unknown: int = 0) -> None:
        self.tokenizer = tokenizer
        self.known = [one.ids for one in tokenizer.encode_batch(texts)]
        self.nats, self.unknown = nats, unknown
        self.intents: list[Intent] = []

    def read(self, sources: Sequence[Sequence[int]], intent: Intent) -> Reading:
        self.intents.append(intent)
        assert all(self.tokenizer.mask_id in source for source in sources)
        return Reading(noise=[], gaps=[], state=[self._recognised(source) for source in sources])

    def _recognised(self, source: Sequence[int]) -> list[int]:
        mask = self.tokenizer.mask_id
        (found,) = {
            tuple(known)
            for known in self.known
            if len(known) == len(source) and all(b in (a, mask) for a, b in zip(known, source, strict=True))
        }
        return list(found)

    def predict(
        self, reading: Reading, rows: Sequence[int], tokens: Tensor, positions: Tensor, slots: Tensor
    ) -> Tensor:
        lines = []
        for line, row in enumerate(rows):
            for place in slots[line].nonzero()[:, 0].tolist():
                at = float(positions[line, place])
                right = cast("list[list[int]]", reading.state)[row][int(at) - 1] if at.is_integer() else None
                logits = torch.full((self.tokenizer.size,), -1e3)
                logits[self.tokenizer.delete_id if right is None else right] = self.nats
                if right is not None:
                    logits[self.tokenizer.encode(OWN_WORD).ids[0]] = 0.0
                lines.append(logits)
        return torch.stack(lines)

    def phrase_scores(self, rows: Sequence[Sequence[int]]) -> list[PhraseScore]:
        assert not self.tokenizer.special_ids.intersection(*rows)
        return [PhraseScore(unknown=self.unknown) for _ in rows]


def drawn(
    tokenizer: EditTokenizer, texts: Sequence[str] = PASSAGES, *, nats: float = 1.2, unknown: int = 0
) -> list[PreparedText]:
    model: Any = Guesser(tokenizer, texts, nats, unknown)
    return list(fillings(model, iter(texts), random.Random(5)))


def test_only_words_change_and_the_passage_is_what_is_right(tokenizer: EditTokenizer) -> None:
    assert len(tokenizer.encode(OWN_WORD).ids) == 1
    found = drawn(tokenizer)
    assert len(found) > 5
    for one in found:
        assert one.after in PASSAGES
        assert one.before != one.after
        assert one.before.count(OWN_WORD) > one.after.count(OWN_WORD)
        assert one.before[-1] == "."
        assert one.before.count(",") == one.after.count(",")


def test_what_is_about_as_likely_is_another_wording_and_no_mistake(tokenizer: EditTokenizer) -> None:
    assert not drawn(tokenizer, nats=0.01)


def test_words_that_do_not_exist_are_left_to_other_noise(tokenizer: EditTokenizer) -> None:
    assert not drawn(tokenizer, unknown=1)


def test_the_same_chance_gives_the_same(tokenizer: EditTokenizer) -> None:
    assert drawn(tokenizer) == drawn(tokenizer)


def test_code_numbers_and_line_ends_stay(tokenizer: EditTokenizer) -> None:
    texts = ["\n".join([*one.split(" ")[:3], "`a the` 42", *one.split(" ")[3:]]) for one in SENTENCES for _ in range(8)]
    found = drawn(tokenizer, sorted(set(texts)) * 8)
    assert found
    for one in found:
        assert "\n`a the` 42\n" in one.before
        assert one.before.count("\n") == one.after.count("\n")
