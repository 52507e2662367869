"""The loop learns, and a resumed run is the run that was never stopped."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import torch
from training_sentences import SENTENCES

from edit_engine.editing import Editor
from edit_engine.models.config import ModelConfig
from edit_engine.models.inference import read_canvas, read_source
from edit_engine.models.loading import load_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.models.transformer import CANVAS, SOURCE, Transformer
from edit_engine.request import EditRequest, EventKind, Instruction, Intent
from edit_engine.text.spans import Span
from edit_engine.training import packed
from edit_engine.training.examples import Example, ExampleSettings, edit_example
from edit_engine.training.export import export_model
from edit_engine.training.loop import LoopSettings, Trainer
from edit_engine.training.network import SpellingTransformer, initialise
from edit_engine.training.packed import Row, attend_padded, attend_rows


SMALL = ModelConfig(vocab_size=360, width=64, depth=2, heads=2, mlp_width=128)
QUICK = LoopSettings(steps=8, examples=8, pack_tokens=512, warmup=2, decay=2, log_every=2, save_every=100, ema=0.5)


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
    other = Trainer(tmp_path / "second", replace(SMALL, depth=1), QUICK, tokenizer, cast(Any, OneMistake(tokenizer)))
    with pytest.raises(ValueError, match="other sizes"):
        other.start_from(tmp_path / "model")


@pytest.mark.parametrize("attend", [attend_rows, attend_padded])
def test_packed_rows_read_what_editing_reads(
    tokenizer: EditTokenizer, attend: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "attend_rows", attend)
    monkeypatch.setattr(packed, "_CACHED", 15)
    torch.manual_seed(0)
    network = SpellingTransformer(SMALL, tokenizer.token_bytes())
    initialise(network)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    plain = Transformer(SMALL)
    plain.load_state_dict(network.export())
    rows = (Row(source=7, canvas=0), Row(source=3, canvas=5), Row(source=8, canvas=4))
    count = sum(row.source + row.canvas for row in rows)
    tokens, positions = torch.randint(10, 300, (count,)), torch.rand(count) * 9
    for start, row in zip((0, 7, 15), rows, strict=True):
        positions[start : start + row.source] = torch.arange(row.source)
    segments = torch.tensor([kind for row in rows for kind in [SOURCE] * row.source + [CANVAS] * row.canvas])
    together = network(tokens, positions, segments, rows)
    at = 0
    for row in rows:
        middle, end = at + row.source, at + row.source + row.canvas
        hidden, source = read_source(plain, tokens[at:middle], [row.source])
        assert torch.allclose(together[at:middle], hidden, atol=1e-4)
        if row.canvas:
            canvas = read_canvas(plain, tokens[middle:end], positions[middle:end], [row.canvas], source, [0])
            assert torch.allclose(together[middle:end], canvas, atol=1e-4)
        at = end


def test_row_attention_has_the_gradient_of_padded_attention() -> None:
    rows = (Row(source=6, canvas=0), Row(source=2, canvas=5), Row(source=4, canvas=3))
    torch.manual_seed(0)
    found = []
    inputs = [torch.randn(20, 2, 8, dtype=torch.float64) for _ in range(3)]
    weight = torch.randn(20, 2, 8, dtype=torch.float64)
    for attend in (attend_rows, attend_padded):
        leaves = [x.clone().requires_grad_() for x in inputs]
        (attend(*leaves, rows) * weight).sum().backward()
        found.append([leaf.grad for leaf in leaves])
    for ours, theirs in zip(*found, strict=True):
        assert ours is not None
        assert theirs is not None
        assert torch.allclose(ours, theirs, atol=1e-12)
