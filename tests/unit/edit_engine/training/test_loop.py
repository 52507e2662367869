"""The loop learns, and a resumed run is the run that was never stopped."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from training_sentences import SENTENCES

from edit_engine.editing import Editor
from edit_engine.models.config import ModelConfig
from edit_engine.models.loading import load_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import CANVAS, Transformer
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text.spans import Span
from edit_engine.training.examples import Example, ExampleSettings, edit_example
from edit_engine.training.export import export_model
from edit_engine.training.loop import LoopSettings, Trainer
from edit_engine.training.network import SpellingTransformer, initialise


SMALL = ModelConfig(vocab_size=360, width=64, depth=2, heads=2, mlp_width=128)
QUICK = LoopSettings(steps=8, examples=8, batch_tokens=512, warmup=2, decay=2, log_every=2, save_every=100, ema=0.5)


class OneMistake:
    """A mixture of one kind: "the" written "teh"."""

    settings = "one mistake"

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
                    self.tokenizer, source, target, Intent.FIX, rng, ExampleSettings(), gap_classes=SMALL.gap_classes
                )
            )
        return examples


def trainer(folder: Path, tokenizer: EditTokenizer, settings: LoopSettings = QUICK) -> Trainer:
    mixture: Any = OneMistake(tokenizer)
    return Trainer(folder, SMALL, settings, tokenizer, mixture)


def test_a_resumed_run_ends_with_the_same_weights(tmp_path: Path, tokenizer: EditTokenizer) -> None:
    whole = trainer(tmp_path / "whole", tokenizer)
    whole.run()
    first = trainer(tmp_path / "cut", tokenizer, replace(QUICK, save_every=4))
    while first.step < 4:
        first._train_step()
    first.save()
    second = trainer(tmp_path / "cut", tokenizer)
    assert second.resume()
    assert second.step == 4
    second.run()
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


def test_reading_the_source_once_equals_reading_it_with_the_canvas(tokenizer: EditTokenizer) -> None:
    torch.manual_seed(0)
    network = SpellingTransformer(SMALL, tokenizer.token_bytes())
    initialise(network)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    tokens = torch.randint(10, 300, (2, 12))
    positions = torch.arange(12).float().expand(2, -1)
    segments = torch.tensor([[0] * 8 + [CANVAS] * 4] * 2)
    valid = torch.ones(2, 12, dtype=torch.bool)
    valid[1, 7] = False  # padding inside: the source of the second row is shorter
    together = network(tokens, positions, segments, valid)
    plain = Transformer(SMALL)
    plain.load_state_dict(network.export())
    source = plain.read_source(tokens[:, :8], positions[:, :8], valid[:, :8])
    canvas = plain.read_canvas(tokens[:, 8:], positions[:, 8:], valid[:, 8:], source)
    assert torch.allclose(together[:, 8:], canvas, atol=1e-4)
    assert torch.allclose(together[0, :8], source.hidden[0], atol=1e-4)
