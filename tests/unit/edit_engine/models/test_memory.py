"""Words are cut from token ids alike wherever they stand, and tables give back what was put in."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from edit_engine.models.builtin import BuiltinDenoiser
from edit_engine.models.kin import Kin
from edit_engine.models.kin_fit import LEVELS
from edit_engine.models.loading import load_model
from edit_engine.models.memory import (
    CALL_VALUE_BITS,
    LEVEL_BITS,
    SAID_TWICE,
    PhraseMemory,
    call_value,
    level_of,
)
from edit_engine.models.phrase_keys import PAIR_AFTER, PAIR_BEFORE, called_keys, counted_keys
from edit_engine.models.phrases import WordReader, Words, neighbours, phrase
from edit_engine.models.registry import BUILT_IN, TOKENIZER, find_model
from edit_engine.models.table import Table
from edit_engine.models.tokenizer import EditTokenizer


@pytest.fixture(scope="module")
def tokenizer() -> EditTokenizer:
    return EditTokenizer.load(find_model(BUILT_IN) / TOKENIZER)


@pytest.fixture(scope="module")
def reader(tokenizer: EditTokenizer) -> WordReader:
    return WordReader(tokenizer.token_bytes(), tokenizer.mask_id)


def row(tokenizer: EditTokenizer, text: str) -> NDArray[np.int64]:
    return np.array([tokenizer.end_id, *tokenizer.encode(text).ids, tokenizer.end_id])


def words(tokenizer: EditTokenizer, reader: WordReader, text: str) -> Words:
    """Of a row of the text, boundaries included."""
    return reader.read(row(tokenizer, text))


def memory_of(tokenizer: EditTokenizer, reader: WordReader, text: str) -> PhraseMemory:
    """All phrases of a text, as often as they occur in it; what "famous" calls for is "for"."""
    read = words(tokenizer, reader, text)
    keys, counts = np.unique(np.concatenate([key for _, key in counted_keys(read)]), return_counts=True)
    places = np.concatenate([key for _, key in called_keys(read)])
    wanted = np.full(len(places), tokenizer.encode(" for").ids[0])
    one = np.ones_like(wanted)
    return PhraseMemory(
        Table.build(keys, level_of(counts), level_of(counts), dtype=np.uint16, value_bits=LEVEL_BITS),
        Table.build(places, call_value(wanted, one), one, dtype=np.uint32, value_bits=CALL_VALUE_BITS),
        Kin.empty(),
        reader,
    )


@pytest.mark.parametrize("text", ["It recieved rain", "It is (never) 3rd-rate!", "naïve  cafés\n\nEnd 12"])
def test_a_word_has_one_hash_however_it_is_cut_into_tokens(
    tokenizer: EditTokenizer, reader: WordReader, text: str
) -> None:
    small, capital = words(tokenizer, reader, text.lower()), words(tokenizer, reader, text.upper())
    ascii_only = text.encode().isascii()
    assert (small.lower.tolist() == capital.lower.tolist()) == ascii_only
    assert set(small.exact.tolist()) != set(capital.exact.tolist())


def test_a_word_at_the_start_of_a_line_is_the_word_after_a_space(tokenizer: EditTokenizer, reader: WordReader) -> None:
    alone, inside = words(tokenizer, reader, "cheese"), words(tokenizer, reader, "of cheese")
    assert alone.lower[1] == inside.lower[2]


def test_masks_are_no_word_and_no_boundary(tokenizer: EditTokenizer, reader: WordReader) -> None:
    read = reader.read(np.array([tokenizer.end_id, tokenizer.mask_id, tokenizer.mask_id, tokenizer.end_id]))
    assert len(set(read.lower.tolist())) == 2
    assert read.lower[1] == read.lower[2]


def test_neighbours_past_the_ends_are_boundaries(tokenizer: EditTokenizer, reader: WordReader) -> None:
    found = words(tokenizer, reader, "one two")
    boundary, one, two, _ = found.lower.tolist()
    two_before, before, after, two_after = (hashes.tolist() for hashes in neighbours(found.lower))
    assert before == [boundary, boundary, one, two]
    assert after == [one, two, boundary, boundary]
    assert two_before == [boundary, boundary, boundary, one]
    assert two_after == [two, boundary, boundary, boundary]


def test_a_row_is_remembered_alike_alone_and_among_others(tokenizer: EditTokenizer, reader: WordReader) -> None:
    memory = memory_of(tokenizer, reader, "The region is famous for its cheese.")
    one, other = row(tokenizer, "It is famous for its wine."), row(tokenizer, "The region is famous")
    alone, together = memory.recall(one), memory.recall(np.concatenate([other, one, other]))
    inside = slice(len(other), len(other) + len(one))
    assert np.array_equal(alone.counts, together.counts[inside])
    assert np.array_equal(alone.called, together.called[inside])


def test_what_was_counted_is_found_and_what_its_neighbours_call_for(
    tokenizer: EditTokenizer, reader: WordReader
) -> None:
    memory = memory_of(tokenizer, reader, "The region is famous for its cheese.")
    ids = row(tokenizer, "is famous of its cheese")
    found = memory.recall(ids)
    at = ids.tolist().index(tokenizer.encode(" of").ids[0])
    # "famous" was counted, "famous of" was not; between "famous" and "its" there was "for".
    assert found.counts[at - 1, 0] > 0
    assert found.counts[at, 2] == 0
    assert found.called[at, 0] == tokenizer.encode(" for").ids[0]


def test_a_word_said_twice_is_told_unless_people_say_it_twice(tokenizer: EditTokenizer, reader: WordReader) -> None:
    memory = memory_of(tokenizer, reader, " ".join(["He had had it."] * 200))
    ids = row(tokenizer, "It had had the the end")
    found = memory.recall(ids).counts
    second = ids.tolist().index(tokenizer.encode(" the").ids[0]) + 1
    assert np.argwhere(found == SAID_TWICE).tolist() == [[second - 1, PAIR_AFTER], [second, PAIR_BEFORE]]
    masks = np.array([tokenizer.end_id, tokenizer.mask_id, tokenizer.mask_id, tokenizer.end_id])
    assert SAID_TWICE not in memory.recall(masks).counts


def test_words_like_are_the_same_in_whatever_rows_are_beside() -> None:
    denoiser = cast(BuiltinDenoiser, load_model("built-in", device="cpu"))
    rows = [denoiser.tokenizer.encode(text).ids for text in (" rythm", " Their", " two words", "", ",", " guage")]
    together = denoiser.words_like(rows)
    assert together == [one for row in rows for one in denoiser.words_like([row])]
    said = [[denoiser.tokenizer.decode(word) for word in like.words] for like in together]
    assert " rhythm" in said[0]
    assert not together[0].listed
    assert " There" in said[1]
    assert together[1].listed
    assert said[2:5] == [[], [], []]
    assert " gauge" in said[5]
    assert denoiser.words_like([]) == []


def test_a_table_holds_nearly_all_keys_and_makes_few_up() -> None:
    numbers = np.arange(1, 40_001, dtype=np.uint64)
    keys = phrase(1, [numbers])
    values = level_of(numbers.astype(np.int64) % 1000 + 1)
    table = Table.build(keys, values, values, dtype=np.uint16, value_bits=LEVEL_BITS)
    assert (table.look_up(keys) == values).mean() > 0.93
    assert (table.look_up(phrase(2, [numbers])) > 0).mean() < 0.01


def test_a_full_bucket_keeps_what_is_most_frequent() -> None:
    keys = phrase(1, [np.arange(1, 8_001, dtype=np.uint64)])
    values = np.tile(np.array([1, 20]), 4_000)
    table = Table.build(keys, values, values, dtype=np.uint16, value_bits=LEVEL_BITS)
    kept = table.look_up(keys) > 0
    assert kept[values == 20].mean() > kept[values == 1].mean()


def test_levels_rise_with_counts_and_stay_in_bounds() -> None:
    levels = level_of(np.array([1, 2, 3, 10, 1000, 10**9]))
    assert levels.tolist() == sorted(levels.tolist())
    assert levels[0] == 1
    assert levels[-1] == LEVELS - 1


def test_a_memory_comes_back_from_its_file(tokenizer: EditTokenizer, reader: WordReader, tmp_path: Path) -> None:
    memory = memory_of(tokenizer, reader, "The region is famous for its cheese.")
    memory.save(tmp_path / "memory.safetensors")
    ids = row(tokenizer, "The region is famous of its cheese.")
    again = PhraseMemory.load(tmp_path / "memory.safetensors", tokenizer).recall(ids)
    assert np.array_equal(memory.recall(ids).counts, again.counts)
    assert np.array_equal(memory.recall(ids).levels, again.levels)
