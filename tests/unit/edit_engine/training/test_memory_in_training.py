"""A network that reads a memory trains, goes on, is exported and reads; none reads one that it did not learn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from test_loop import QUICK, SMALL, OneMistake
from training_sentences import SENTENCES

from edit_engine.load_options import LoadOptions, Precision
from edit_engine.models.errors import DamagedModel
from edit_engine.models.inference import read_source
from edit_engine.models.kin import Kin
from edit_engine.models.loading import load_model
from edit_engine.models.memory import LEVEL_BITS, PhraseMemory, level_of
from edit_engine.models.phrase_keys import counted_keys
from edit_engine.models.phrases import WordReader
from edit_engine.models.recall import RecallInput
from edit_engine.models.registry import MEMORY
from edit_engine.models.table import Table
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.request import Intent
from edit_engine.training.batches import pack
from edit_engine.training.export import export_model
from edit_engine.training.loop import Trainer
from edit_engine.training.phrase_counts import token_stream


READS = replace(SMALL, memory=True)


@pytest.fixture
def memory(tokenizer: EditTokenizer, tmp_path: Path) -> Path:
    """Of the training sentences; nothing is called for."""
    reader = WordReader(tokenizer.token_bytes(), tokenizer.mask_id)
    read = reader.read(token_stream(tokenizer, SENTENCES))
    keys, counts = np.unique(np.concatenate([key for _, key in counted_keys(read)]), return_counts=True)
    table = Table.build(keys, level_of(counts), level_of(counts), dtype=np.uint16, value_bits=LEVEL_BITS)
    path = tmp_path / "counted.safetensors"
    PhraseMemory(table, Table(np.zeros(8, dtype=np.uint32), 19), Kin.empty(), reader).save(path)
    return path


def trainer(folder: Path, tokenizer: EditTokenizer, memory: Path | None, **settings: Any) -> Trainer:
    folder.mkdir(exist_ok=True)
    (folder / "tokenizer.json").write_text(tokenizer._tokenizer.to_str())
    if memory is not None:
        (folder / MEMORY).write_bytes(memory.read_bytes())
    mixture: Any = OneMistake(tokenizer)
    return Trainer(folder, READS if memory else SMALL, replace(QUICK, **settings), tokenizer, mixture)


def test_what_is_trained_is_what_is_exported_and_reads(tokenizer: EditTokenizer, memory: Path, tmp_path: Path) -> None:
    run = trainer(tmp_path / "run", tokenizer, memory)
    run.run()
    assert run.network.recall is not None
    assert run.network.recall.levels.weight.abs().max() > 0
    export_model(tmp_path / "run", tmp_path / "model", version="1.0.0")
    model = load_model(str(tmp_path / "model"), options=LoadOptions(precision=Precision.FLOAT32))
    first, second = (model.read([tokenizer.encode(SENTENCES[0]).ids], Intent.FIX).noise[0] for _ in range(2))
    assert torch.equal(first, second)


def test_training_and_editing_read_a_memory_alike(tokenizer: EditTokenizer, memory: Path, tmp_path: Path) -> None:
    run = trainer(tmp_path / "run", tokenizer, memory)
    network = run.network.eval()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    examples = OneMistake(tokenizer).draw("a", 3)
    found = pack(examples, run.memory)
    with torch.no_grad():
        hidden = network(found.tokens, found.positions, found.segments, found.rows, found.recall)
        at = 0
        for example in examples:
            ids = torch.tensor(example.tokens[: example.source_length])
            assert run.memory is not None
            recall = RecallInput.of(run.memory.recall(ids.numpy()))
            alone, _ = read_source(network, ids, [len(ids)], recall)
            assert torch.allclose(hidden[at : at + len(ids)], alone, atol=1e-4)
            at += len(example.tokens)


def test_a_resumed_run_with_a_memory_is_the_run_that_was_never_stopped(
    tokenizer: EditTokenizer, memory: Path, tmp_path: Path
) -> None:
    whole = trainer(tmp_path / "whole", tokenizer, memory)
    whole.run()
    first = trainer(tmp_path / "parts", tokenizer, memory)
    first.run(minutes=0)
    second = trainer(tmp_path / "parts", tokenizer, memory)
    assert second.resume()
    second.run()
    for name, value in whole.network.named_parameters():
        assert torch.allclose(value, dict(second.network.named_parameters())[name], atol=1e-5), name


def test_a_run_begins_with_weights_that_never_saw_a_memory_and_reads_as_they_did(
    tokenizer: EditTokenizer, memory: Path, tmp_path: Path
) -> None:
    trainer(tmp_path / "old", tokenizer, None).run()
    export_model(tmp_path / "old", tmp_path / "model", version="1.0.0")
    run = trainer(tmp_path / "new", tokenizer, memory)
    run.start_from(tmp_path / "model")
    found = pack(OneMistake(tokenizer).draw("a", 2), run.memory)
    with torch.no_grad():
        read = run.network(found.tokens, found.positions, found.segments, found.rows, found.recall)
        without = run.network(found.tokens, found.positions, found.segments, found.rows)
    assert torch.equal(read, without)


def test_weights_go_with_their_memory_only(tokenizer: EditTokenizer, memory: Path, tmp_path: Path) -> None:
    trainer(tmp_path / "run", tokenizer, memory).run()
    export_model(tmp_path / "run", tmp_path / "model", version="1.0.0")
    trainer(tmp_path / "same", tokenizer, memory).start_from(tmp_path / "model")
    with pytest.raises(ValueError, match="its own memory"):
        trainer(tmp_path / "none", tokenizer, None).start_from(tmp_path / "model")
    other = tmp_path / "other.safetensors"
    PhraseMemory.empty(tokenizer).save(other)
    with pytest.raises(ValueError, match="its own memory"):
        trainer(tmp_path / "other", tokenizer, other).start_from(tmp_path / "model")


def test_a_model_whose_memory_is_gone_or_altered_is_not_loaded(
    tokenizer: EditTokenizer, memory: Path, tmp_path: Path
) -> None:
    trainer(tmp_path / "run", tokenizer, memory).run()
    export_model(tmp_path / "run", tmp_path / "model", version="1.0.0")
    (tmp_path / "model" / MEMORY).write_bytes(b"other")
    with pytest.raises(DamagedModel, match=r"memory.safetensors has SHA-256 .*install the model again"):
        load_model(str(tmp_path / "model"))
    (tmp_path / "model" / MEMORY).unlink()
    with pytest.raises(DamagedModel, match=r"memory.safetensors is missing"):
        load_model(str(tmp_path / "model"))
