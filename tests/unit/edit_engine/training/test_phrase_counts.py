"""Phrases of some documents are counted, those of others never; what was counted is found again."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
from prose_files import write_prose
from word_lists import write_word_lists

from edit_engine.models.memory import PhraseMemory
from edit_engine.models.registry import BUILT_IN, TOKENIZER, find_model
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.training.corpus import Part, Prose
from edit_engine.training.phrase_counts import Least, count_phrases


SENTENCE = "The valley is famous for its cheese, and nobody there is in a hurry."


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """200 documents with one sentence in common and a number of their own, and short word lists."""
    folder = tmp_path_factory.mktemp("data")
    write_word_lists(folder / "lexicon", {"famous": 90, "for": 900, "from": 800, "of": 900, "cheese": 30})
    write_prose(folder, (f"Document {number}.\n\n{SENTENCE}\n\nIt has the number {number}." for number in range(200)))
    return folder


def test_no_source_is_counted_and_read_otherwise(data: Path) -> None:
    counted, trained, held_out = (
        set(Prose.read(data, part=part, held_out=5).texts()) for part in (Part.MEMORY, Part.TRAIN, Part.HELD_OUT)
    )
    assert len(counted) > len(trained) > len(held_out) == 5
    assert len(counted | trained | held_out) == 200

    def sources(texts: set[str]) -> set[int]:
        return {int(text.split(".")[0].split()[1]) // 2 for text in texts}

    assert sources(counted).isdisjoint(sources(trained | held_out))


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
    texts = (SENTENCE, SENTENCE, "nobody there is", "In a", "its cheese, and nobody", "Nobody is there.")
    rows = [tokenizer.encode(text).ids for text in texts]
    together = list(zip(*memory.log_likelihoods(rows, tokenizer.end_id), strict=True))
    alone = [memory.log_likelihoods([row], tokenizer.end_id) for row in rows]
    assert together == [(nats[0], unknown[0]) for nats, unknown in alone]
    assert together[0] == together[1]


def test_a_memory_is_refused_with_another_tokenizer_or_when_damaged(
    data: Path, tokenizer: EditTokenizer, tmp_path: Path
) -> None:
    path = tmp_path / "memory.safetensors"
    count_phrases(data, tokenizer, path)
    other = copy.copy(tokenizer)
    other.token_bytes = lambda: [*tokenizer.token_bytes()[:-1], b"other"]  # type: ignore[method-assign]  # only here
    with pytest.raises(ValueError, match="another tokenizer"):
        PhraseMemory.load(path, other)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ValueError, match="no phrase memory"):
        PhraseMemory.load(path, tokenizer)
