"""The loop learns, and a resumed run is the run that was never stopped."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from training_sentences import SENTENCES

from edit_engine.editing import Editor
from edit_engine.models.config import ModelConfig
from edit_engine.models.loading import load_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text.spans import Span
from edit_engine.training.examples import Example, ExampleSettings, edit_example
from edit_engine.training.export import export_model
from edit_engine.training.loop import LoopSettings, Trainer


SMALL = ModelConfig(vocab_size=360, width=64, depth=2, heads=2, mlp_width=128)
QUICK = LoopSettings(steps=8, examples=8, pack_tokens=512, warmup=2, decay=2, log_every=2, save_every=100, ema=0.5)


class OneMistake:
    """A mixture of one kind: "the" written "teh"."""

    settings = "one mistake"
    noising = ExampleSettings()

    def __init__(self, tokenizer: EditTokenizer) -> None:
        self.tokenizer = tokenizer

    def draw(self, key: str, count: int) -> list[Example]:
        rng = random.Random(key)
        examples = []
        for _ in range(count):
            right = rng.choice(SENTENCES)
            wrong = right.replace(" the ", " teh ")
            source, target = self.tokenizer.encode_batch([wrong, right])
            examples.append(
                edit_example(
                    self.tokenizer, source, target, Intent.FIX, rng, self.noising, gap_classes=SMALL.gap_classes
                )
            )
        return examples


def trainer(
    folder: Path,
    tokenizer: EditTokenizer,
    settings: LoopSettings = QUICK,
    mixture: Callable[[EditTokenizer], Any] = OneMistake,
) -> Trainer:
    return Trainer(folder, SMALL, settings, tokenizer, mixture(tokenizer))


def test_a_resumed_run_with_loaders_ends_with_the_same_weights(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    whole = trainer(tmp_path / "whole", tokenizer)
    whole.run()
    first = trainer(tmp_path / "cut", tokenizer)
    first.run(minutes=0)
    second = trainer(tmp_path / "cut", tokenizer, replace(QUICK, loaders=2))
    assert second.resume()
    assert 0 < second.step < QUICK.steps
    second.run()
    assert second.step == QUICK.steps
    for (name, a), (_, b) in zip(whole.network.named_parameters(), second.network.named_parameters(), strict=True):
        assert torch.equal(a, b), name


def test_it_learns_exports_and_corrects(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    settings = replace(QUICK, steps=70, warmup=5, decay=20, log_every=10, examples=8)
    run = trainer(tmp_path / "run", tokenizer, settings)
    run.run()
    lines = [json.loads(line) for line in (tmp_path / "run" / "log.jsonl").read_text().splitlines()]
    assert lines[-1]["token"] < lines[0]["token"] / 2
    tokenizer._tokenizer.save(str(tmp_path / "run" / "tokenizer.json"))
    export_model(tmp_path / "run", tmp_path / "model", version="0")
    editor = Editor(load_model(str(tmp_path / "model"), device="cpu"))
    text = "A letter from teh harbour lay on the table."
    request = EditRequest(id="a.0", text=text, core=Span(0, len(text)), instruction=Instruction(intent=Intent.FIX))
    hunks = [hunk for event in editor.edit([request]) if event.kind is EventKind.HUNKS for hunk in event.hunks]
    assert [(hunk.before, hunk.after) for hunk in hunks] == [("teh", "the")]


def test_a_new_run_starts_from_an_exported_model(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    first = trainer(tmp_path / "first", tokenizer)
    first.run()
    for run in ("first", "second"):
        (tmp_path / run).mkdir(exist_ok=True)
        tokenizer._tokenizer.save(str(tmp_path / run / "tokenizer.json"))
    export_model(tmp_path / "first", tmp_path / "model", version="0")
    second = trainer(tmp_path / "second", tokenizer)
    second.start_from(tmp_path / "model")
    # Weights are exported in bfloat16.
    assert torch.allclose(second.network.table(), first.network.export()["embedding.weight"], atol=1e-2)
    assert torch.equal(second.network.export()["embedding.weight"], second.network.embedding.weight)
    deeper, shallower, other = (
        Trainer(tmp_path / "second", config, QUICK, tokenizer, cast(Any, OneMistake(tokenizer)))
        for config in (replace(SMALL, depth=3), replace(SMALL, depth=1), replace(SMALL, heads=4))
    )
    deeper.start_from(tmp_path / "model")
    assert torch.equal(deeper.network.blocks[1].gate_up.weight, second.network.blocks[1].gate_up.weight)
    assert not deeper.network.blocks[2].down.weight.any()
    with pytest.raises(ValueError, match="not 1"):
        shallower.start_from(tmp_path / "model")
    with pytest.raises(ValueError, match="other sizes"):
        other.start_from(tmp_path / "model")
