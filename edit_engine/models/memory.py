"""What the model remembers of its training prose: how often short phrases occur in it, and which word they call for.

Reading 60 million words teaches a small network little of which preposition follows which adjective; counting them
does, and takes minutes. So phrases are counted once, and the network reads the counts of the phrases around each token
beside the token itself, as well as the words that its neighbours call for. It learns how far to trust them. (Tables of
phrases, looked up by hash as a memory that costs no products: Cheng et al. 2026, Engram. There vectors are learned for
each; here what is stored is counted.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from edit_engine.models.phrases import Hashes, WordReader, Words, neighbours, phrase
from edit_engine.models.table import SLOTS, Table
from edit_engine.models.tokenizer import EditTokenizer


# Name of what a file says of its tokenizer.
_TOKENIZER = "tokenizer"

# Levels of a count: 0 for a phrase that was not kept, then one more for each factor of 1.65.
LEVELS = 32
_PER_LEVEL = 0.5  # nats
# Counts that are looked up for each token, and words that are called for.
COUNTS, CALLS = 10, 4

# Log of the weight of a shorter phrase where a longer one was never seen.
_BACK_OFF = log(0.4)

# How an entry of a table is made of bits.
LEVEL_BITS, TOKEN_BITS = 5, 14
CALL_VALUE_BITS = LEVEL_BITS + TOKEN_BITS

# Kinds of phrases whose counts are kept, by number of words; the exact ones tell capitals from small letters.
_KINDS = {"one": 1, "two": 2, "three": 3, "four": 4, "exact one": 5, "exact two": 6}
# Kinds of places that call for a word: between two words, after two, before two.
_BETWEEN, _AFTER, _BEFORE = 7, 8, 9


@dataclass(frozen=True, kw_only=True)
class Recall:
    """What is remembered at each of T tokens."""

    # (T, COUNTS) levels of the phrases that the token's word is in.
    counts: NDArray[np.uint8]
    # (T, CALLS) ids of tokens that the neighbours call for, and (T, CALLS) the levels of the phrases they would make.
    # Where nothing is called for both are 0.
    called: NDArray[np.int64]
    levels: NDArray[np.uint8]


def level_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Levels, 1 to LEVELS - 1, of counts from 1."""
    return np.minimum(1 + (np.log(counts) / _PER_LEVEL).astype(np.int64), LEVELS - 1)


class PhraseMemory:
    """The tables of one model."""

    def __init__(self, counts: Table, calls: Table, reader: WordReader) -> None:
        self._counts = counts
        self._calls = calls
        self._reader = reader

    @classmethod
    def load(cls, path: Path, tokenizer: EditTokenizer) -> PhraseMemory:
        """Read the tables that `save` wrote of texts cut by the same tokenizer.

        Raises:
            ValueError: the file is damaged, or was counted with another tokenizer.
        """
        reader = WordReader(tokenizer.token_bytes(), tokenizer.mask_id)
        try:
            with safe_open(path, framework="numpy") as file:
                made_for = (file.metadata() or {}).get(_TOKENIZER)
            tensors = load_file(path)
            counts, calls = tensors["counts"], tensors["calls"]
        except (SafetensorError, KeyError) as error:
            raise ValueError(f"{path} is no phrase memory: {error}; make or install it again") from error
        if made_for != reader.print or (counts.dtype.name, calls.dtype.name) != ("uint16", "uint32"):
            raise ValueError(f"{path} was counted with another tokenizer: count it again with the model's own")
        return cls(Table(counts, LEVEL_BITS), Table(calls, CALL_VALUE_BITS), reader)

    @classmethod
    def empty(cls, tokenizer: EditTokenizer) -> PhraseMemory:
        """One that remembers nothing."""
        counts, calls = np.zeros(SLOTS, dtype=np.uint16), np.zeros(SLOTS, dtype=np.uint32)
        reader = WordReader(tokenizer.token_bytes(), tokenizer.mask_id)
        return cls(Table(counts, LEVEL_BITS), Table(calls, CALL_VALUE_BITS), reader)

    def save(self, path: Path) -> None:
        """Write the tables."""
        tables = {"counts": self._counts.entries.reshape(-1), "calls": self._calls.entries.reshape(-1)}
        save_file(tables, path, metadata={_TOKENIZER: self._reader.print})

    def recall(self, ids: NDArray[np.int64]) -> Recall:
        """What is remembered of `ids` (T,): rows of text with special tokens between them."""
        words = self._reader.read(ids)
        counts = np.stack([self._counts.look_up(key) for key in count_keys(words)], axis=1).astype(np.uint8)
        calls = np.stack([self._calls.look_up(key) for key in call_keys(words)], axis=1)
        levels = (calls & np.uint32(LEVELS - 1)).astype(np.uint8)
        called = (calls >> np.uint32(LEVEL_BITS)).astype(np.int64)
        return Recall(counts=counts[words.of_token], called=called[words.of_token], levels=levels[words.of_token])

    def log_likelihoods(self, rows: Sequence[Sequence[int]], end_id: int) -> tuple[list[float], list[int]]:
        """Nats by which each row of token ids is likely, word by word after the two before it; and its unknown words.

        Stupid backoff (Brants et al. 2007, equation 5) on levels: not normalised, good for comparing rows that
        differ in one place.
        """
        if not rows:
            return [], []
        # Two ends between rows: then what is before a row's first word is the same for all.
        flat = np.fromiter(chain([end_id] * 2, *([*row, end_id, end_id] for row in rows)), dtype=np.int64)
        words = self._reader.read(flat)
        word, (two_before, before, _, _) = words.lower, neighbours(words.lower)
        one, two, three = (
            _PER_LEVEL * self._counts.look_up(phrase(_KINDS[kind], hashes)).astype(np.float64)
            for kind, hashes in (("one", [word]), ("two", [before, word]), ("three", [two_before, before, word]))
        )
        one_before, two_before_that = _moved(one), _moved(two)
        score = one - _PER_LEVEL * LEVELS + 2 * _BACK_OFF
        score = np.where(two > 0, two - one_before + _BACK_OFF, score)
        score = np.where(three > 0, three - two_before_that, score)
        starts = np.cumsum([2, *(len(row) + 2 for row in rows[:-1])])
        first = words.of_token[starts]
        return np.add.reduceat(score, first).tolist(), np.add.reduceat((one == 0).astype(np.int64), first).tolist()


def _moved(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The value of the word before each."""
    return np.concatenate([values[:1], values[:-1]])


def call_value(tokens: NDArray[np.int64], levels: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the table of calls keeps of words that are called for."""
    return tokens << LEVEL_BITS | levels


def count_keys(words: Words) -> Iterator[Hashes]:
    """Keys of the phrases that are looked up for each word, COUNTS times (M,)."""
    word, (two_before, before, after, two_after) = words.lower, neighbours(words.lower)
    yield phrase(_KINDS["one"], [word])
    yield phrase(_KINDS["exact one"], [words.exact])
    yield phrase(_KINDS["two"], [before, word])
    yield phrase(_KINDS["two"], [word, after])
    # Were this word left out.
    yield phrase(_KINDS["two"], [before, after])
    yield phrase(_KINDS["exact two"], [before, words.exact])
    yield phrase(_KINDS["three"], [two_before, before, word])
    yield phrase(_KINDS["three"], [before, word, after])
    yield phrase(_KINDS["three"], [word, after, two_after])
    yield phrase(_KINDS["four"], [two_before, before, word, after])


def call_keys(words: Words) -> Iterator[Hashes]:
    """Keys of the places that call for a word, CALLS times (M,)."""
    word, (two_before, before, after, two_after) = words.lower, neighbours(words.lower)
    # In place of this word; before it; in its place, as what precedes and what follows have it.
    yield phrase(_BETWEEN, [before, after])
    yield phrase(_BETWEEN, [before, word])
    yield phrase(_AFTER, [two_before, before])
    yield phrase(_BEFORE, [after, two_after])


def counted_keys(words: Words) -> Iterator[tuple[str, Hashes]]:
    """Keys of all phrases of a text that is counted, with the name of their limit."""
    word, (two_before, before, after, _) = words.lower, neighbours(words.lower)
    yield "one", phrase(_KINDS["one"], [word])
    yield "one", phrase(_KINDS["exact one"], [words.exact])
    yield "two", phrase(_KINDS["two"], [before, word])
    # In small letters it is nearly always as often as in any.
    yield "two", phrase(_KINDS["exact two"], [before, words.exact])[words.capital]
    yield "three", phrase(_KINDS["three"], [before, word, after])
    yield "four", phrase(_KINDS["four"], [two_before, before, word, after])


def called_keys(words: Words) -> Iterator[tuple[str, Hashes]]:
    """Keys of all places of a text that is counted, one for each word standing there, with the name of their limit."""
    two_before, before, after, two_after = neighbours(words.lower)
    yield "between", phrase(_BETWEEN, [before, after])
    yield "beside", phrase(_AFTER, [two_before, before])
    yield "beside", phrase(_BEFORE, [after, two_after])
