"""Phrases of some documents are counted, those of others never; what was counted is found again."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
import zstandard

from edit_engine.models.memory import PhraseMemory
from edit_engine.models.registry import BUILT_IN, TOKENIZER, find_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.training.corpus import Prose
from edit_engine.training.phrase_counts import Least, count_phrases


SENTENCE = "The valley is famous for its cheese, and nobody there is in a hurry."


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 documents with one sentence in common and a number of their own."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "prose").mkdir()
    with (folder / "prose" / "docs-00.jsonl.zst").open("wb") as raw:
        stream = io.TextIOWrapper(zstandard.ZstdCompressor().stream_writer(raw), encoding="utf-8")
        for number in range(200):
            stream.write(
                json.dumps({"text": f"Document {number}.\n\n{SENTENCE}\n\nIt has the number {number}."}) + "\n"
            )
        stream.close()
    return folder


def test_no_document_is_counted_and_trained_on(data: Path) -> None:
    parts = [set(Prose.read(data, part=part).texts()) for part in ("memory", "train", "held-out")]
    assert all(parts)
    assert sum(map(len, parts)) == len(set.union(*parts)) == 200
    assert len(parts[0]) > len(parts[1])


def test_what_is_counted_is_found_and_called_for(data: Path, tokenizer: EditTokenizer, tmp_path: Path) -> None:
    report = count_phrases(data, tokenizer, tmp_path / "memory.safetensors", least=Least(two=2, three=2, four=2))
    assert "phrases" in report
    memory = PhraseMemory.load(tmp_path / "memory.safetensors", tokenizer)
    wrong = [tokenizer.end_id, *tokenizer.encode(SENTENCE.replace("famous for", "famous of")).ids, tokenizer.end_id]
    found = memory.recall(np.array(wrong))
    at = wrong.index(tokenizer.encode(" of").ids[0])
    wanted = tokenizer.encode(" for").ids[0]
    assert found.counts[at, 0] == 0  # the word is in no document
    assert wanted in found.called[at].tolist()
    # All of the right sentence is known, so it is the likelier one.
    rows = [tokenizer.encode(text).ids for text in (SENTENCE, SENTENCE.replace("famous for", "famous of"))]
    (right, other), unknown = memory.log_likelihoods(rows, tokenizer.end_id)
    assert right > other
    assert unknown == [0, 1]


def test_likelihoods_do_not_depend_on_what_else_is_asked(data: Path, tokenizer: EditTokenizer, tmp_path: Path) -> None:
    count_phrases(data, tokenizer, tmp_path / "memory.safetensors")
    memory = PhraseMemory.load(tmp_path / "memory.safetensors", tokenizer)
    rows = [tokenizer.encode(text).ids for text in (SENTENCE, "Nobody is there.", "In a hurry, of course.")]
    together = list(zip(*memory.log_likelihoods(rows, tokenizer.end_id), strict=True))
    alone = [memory.log_likelihoods([row], tokenizer.end_id) for row in rows]
    assert together == [(nats[0], unknown[0]) for nats, unknown in alone]
