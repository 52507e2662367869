"""Words of a model's own are put in where they are mistakes, and examples are made of them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from prose_files import write_prose
from torch import Tensor
from training_sentences import SENTENCES
from word_lists import write_word_lists

from edit_engine.models.denoiser import PhraseScore, Reading
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.__main__ import main
from edit_engine.training.examples import Example, ExampleSettings
from edit_engine.training.mixture import Mixture, MixtureSettings
from edit_engine.training.own_fillings import Filling, fillings, read_fillings, write_fillings


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
) -> list[Filling]:
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


def test_they_are_read_as_they_were_written(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    found = drawn(tokenizer)
    assert write_fillings(tmp_path / "some" / "fillings.jsonl", iter(found), 3) == 3
    assert read_fillings(tmp_path / "some" / "fillings.jsonl") == found[:3]
    assert write_fillings(tmp_path / "none.jsonl", iter([]), 3) == 0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of prose alone."""
    write_word_lists(tmp_path / "lexicon", {"the": 900, "lamp": 30})
    write_prose(tmp_path, (" ".join([*SENTENCES, f"This is number {number}."]) for number in range(400)))
    return tmp_path


def test_commands_write_them_and_train_on_them(data: Path, tokenizer: EditTokenizer) -> None:
    path, folder = data / "runs" / "fillings.jsonl", data / "runs" / "first"
    assert main(["fillings", "--data", str(data), "--model", "built-in", "--out", str(path), "--count", "3"]) == 0
    assert len(read_fillings(path)) == 3
    (data / "tokenizer.json").write_text(tokenizer._tokenizer.to_str())
    recipe = {
        "model": {"vocab_size": 360, "width": 32, "depth": 1, "heads": 2, "mlp_width": 32},
        "loop": {"steps": 2, "examples": 4, "log_every": 1},
        "mixture": {"own_fillings": 1.0, **dict.fromkeys(("denoise", "infill", "synthetic"), 0.0),
                    **dict.fromkeys(("real_fix", "real_style", "made_style"), 0.0)},
        "noising": {"own_mistakes": 1.0},
    }  # fmt: skip
    (data / "recipe.json").write_text(json.dumps(recipe))
    train = ["train", "--data", str(data), "--folder", str(folder), "--recipe", str(data / "recipe.json")]
    with pytest.raises(SystemExit, match="--tokenizer"):
        main(train)
    train += ["--tokenizer", str(data / "tokenizer.json")]
    with pytest.raises(SystemExit, match="--fillings"):
        main(train)
    assert main([*train, "--fillings", str(path)]) == 0
    assert len((folder / "log.jsonl").read_text().splitlines()) == 2
    assert sorted(found.name for found in folder.iterdir()) == [
        "checkpoint.pt", "fillings.jsonl", "log.jsonl", "run.json", "tokenizer.json",
    ]  # fmt: skip


def test_the_mixture_draws_their_share(data: Path, tokenizer: EditTokenizer) -> None:
    made = [Filling(before="Nobody knows the the path leads.", after="Nobody knows where the path leads.")]
    path = data / "fillings.jsonl"
    write_fillings(path, iter(made), 1)

    def mixture(share: float, fillings: Path | None) -> Mixture:
        settings = MixtureSettings(
            synthetic=1 - share, own_fillings=share, clean=1.0, markup=0.0, lengths=((30, 60, 1.0),),
            denoise=0, infill=0, real_fix=0, real_style=0, made_style=0,
        )  # fmt: skip
        noising = ExampleSettings(hidden=0.0)
        return Mixture(data, tokenizer, settings, noising, 5, fillings=fillings)

    def wrong(example: Example) -> int:
        """Words of the source that are."""
        return sum(
            at < example.source_length for at, label in zip(example.noise_at, example.noise, strict=True) if label
        )

    examples = mixture(0.25, path).draw("a", 400)
    source = tokenizer.encode(made[0].before).ids
    own = [one for one in examples if one.tokens[1 : one.source_length - 1] == source]
    assert 60 < len(own) < 140
    assert all(wrong(one) for one in own)
    assert not any(wrong(one) for one in examples if one not in own)
    with pytest.raises(ValueError, match="`fillings` command"):
        mixture(0.25, None)
