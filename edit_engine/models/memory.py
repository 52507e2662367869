"""What the model remembers of its training prose: how often short phrases occur in it, and which word they call for.

Reading 60 million words teaches a small network little of which preposition follows which adjective; counting them
does, and takes minutes. So phrases are counted once, and the network reads the counts of the phrases around each token
beside the token itself, as well as the words that its neighbours call for. It learns how far to trust them. (Tables of
phrases, looked up by hash as a memory that costs no products: Cheng et al. 2026, Engram. There vectors are learned for
each; here what is stored is counted.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from edit_engine.models.kin import Candidates, Kin
from edit_engine.models.kin_fit import KIN_CALLS, LEVELS, NATS_PER_LEVEL, backed_off, kin_calls
from edit_engine.models.phrase_keys import (
    ALONE,
    CALL_KEYS,
    COUNT_KEYS,
    ONE,
    PAIR_AFTER,
    PAIR_BEFORE,
    THREE,
    TWO,
    call_keys,
    count_keys,
)
from edit_engine.models.phrases import WordReader, Words, neighbours, phrase, repeats
from edit_engine.models.table import SLOTS, Table
from edit_engine.models.tokenizer import EditTokenizer


# Name of what a file says of its tokenizer.
_TOKENIZER = "tokenizer"

# Counts that are looked up for each token, and words that are called for: by neighbours, and as kin of what is written.
COUNTS, CALLS = COUNT_KEYS, CALL_KEYS + KIN_CALLS

# How an entry of a table is made of bits.
LEVEL_BITS, TOKEN_BITS = 5, 14
CALL_VALUE_BITS = LEVEL_BITS + TOKEN_BITS


@dataclass(frozen=True, kw_only=True)
class Recall:
    """What is remembered at each of T tokens."""

    # (T, COUNTS) levels of the phrases that the token's word is in.
    counts: NDArray[np.uint8]
    # (T, CALLS) ids of tokens that the neighbours call for, with the levels of the phrases they would make; then those
    # of words like the one that is written (`kin_fit.kin_calls`). Where nothing is called for both are 0.
    called: NDArray[np.int64]
    levels: NDArray[np.uint8]


def level_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Levels, 1 to LEVELS - 1, of counts from 1."""
    return np.minimum(1 + (np.log(counts) / NATS_PER_LEVEL).astype(np.int64), LEVELS - 1)


# Level of a word said twice that people do not say twice: "table table", "the the". Others ("had had", "very very")
# have the level of their count. No pair of words is so frequent that its count has this level.
SAID_TWICE = LEVELS - 1
# Those are said twice at least this much as often, in nats, as two words would meet by chance among so many.
_LEAST_PULL, _WORDS = -2.5, 18.0


class PhraseMemory:
    """The tables of one model."""

    def __init__(self, counts: Table, calls: Table, kin: Kin, reader: WordReader) -> None:
        self._counts = counts
        self._calls = calls
        self._kin = kin
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
            counts, calls, kin = tensors["counts"], tensors["calls"], Kin.of_tensors(tensors)
        except (SafetensorError, KeyError, ValueError) as error:
            raise ValueError(f"{path} is no phrase memory: {error}; make or install it again") from error
        if made_for != reader.print or (counts.dtype.name, calls.dtype.name) != ("uint16", "uint32"):
            raise ValueError(f"{path} was counted with another tokenizer: count it again with the model's own")
        return cls(Table(counts, LEVEL_BITS), Table(calls, CALL_VALUE_BITS), kin, reader)

    @classmethod
    def empty(cls, tokenizer: EditTokenizer) -> PhraseMemory:
        """One that remembers nothing."""
        counts, calls = np.zeros(SLOTS, dtype=np.uint16), np.zeros(SLOTS, dtype=np.uint32)
        reader = WordReader(tokenizer.token_bytes(), tokenizer.mask_id)
        return cls(Table(counts, LEVEL_BITS), Table(calls, CALL_VALUE_BITS), Kin.empty(), reader)

    def save(self, path: Path) -> None:
        """Write the tables."""
        tables = {"counts": self._counts.entries.reshape(-1), "calls": self._calls.entries.reshape(-1)}
        save_file(tables | self._kin.tensors(), path, metadata={_TOKENIZER: self._reader.print})

    def recall(self, ids: NDArray[np.int64]) -> Recall:
        """What is remembered of `ids` (T,): rows of text with special tokens between them."""
        words = self._reader.read(ids)
        counts = np.stack([self._counts.look_up(key) for key in count_keys(words)], axis=1).astype(np.uint8)
        again = self._slips(ids, words, counts)
        counts[again, PAIR_BEFORE] = SAID_TWICE
        counts[again - 1, PAIR_AFTER] = SAID_TWICE
        calls = np.stack([self._calls.look_up(key) for key in call_keys(words)], axis=1)
        kin, kin_levels = kin_calls(self._kin, self._counts, words, self._candidates(ids, words))
        called = np.concatenate([(calls >> np.uint32(LEVEL_BITS)).astype(np.int64), kin], axis=1)
        levels = np.concatenate([(calls & np.uint32(LEVELS - 1)).astype(np.uint8), kin_levels], axis=1)
        return Recall(counts=counts[words.of_token], called=called[words.of_token], levels=levels[words.of_token])

    def _slips(self, ids: NDArray[np.int64], words: Words, counts: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Which words are the one before them again, though people do not say it twice."""
        again = np.flatnonzero(repeats(words.lower))
        if not len(again):
            return again
        letters = np.array([bool(word) for word in self._reader.spellings(ids, words, again)])
        pair = counts[again, PAIR_BEFORE].astype(np.float64)
        alone = counts[again, ALONE].astype(np.float64)
        # By levels (`level_of`): the log of a count, less that of what chance would bring.
        pull = NATS_PER_LEVEL * (pair - 1 - 2 * (alone - 1)) + _WORDS
        slips: NDArray[np.int64] = again[letters & ((pair == 0) | (pull < _LEAST_PULL))]
        return slips

    def words_like(self, rows: Sequence[Sequence[int]], end_id: int) -> list[tuple[list[str], bool]]:
        """Words that could have been meant where one word of ASCII letters is written, in small letters; [] for others.

        Args:
            rows: the tokens of each word.
            end_id: stands between rows.

        Returns:
            for each row the words, and whether the one that is written has a list of its own.
        """
        if not rows:
            return []
        flat = np.fromiter(chain.from_iterable([*row, end_id] for row in rows), dtype=np.int64)
        ends = np.cumsum([len(row) + 1 for row in rows]) - 1
        words = self._reader.read(flat)
        first = words.of_token[[0, *(ends[:-1] + 1)]]
        # Rows of one word: the next word is the end.
        alone = words.of_token[ends] == first + 1
        found = self._candidates(flat, words)
        listed = alone & (self._kin.number_of(words.lower[first]) >= 0)
        at = np.searchsorted(found.place, first)
        until = np.where(alone, np.searchsorted(found.place, first, side="right"), at)
        spelled = [self._kin.words[number].decode() for number in found.number.tolist()]
        return [(spelled[a:b], own) for a, b, own in zip(at.tolist(), until.tolist(), listed.tolist(), strict=True)]

    def _candidates(self, ids: NDArray[np.int64], words: Words) -> Candidates:
        return self._kin.candidates(words, lambda places: self._reader.spellings(ids, words, places))

    def log_likelihoods(self, rows: Sequence[Sequence[int]], end_id: int) -> tuple[list[float], list[int]]:
        """Nats by which each row of token ids is likely, word by word after the two before it; and its unknown words.

        By stupid backoff (`kin_fit.backed_off`) on levels: not normalised, good for comparing rows that differ in one
        place.
        """
        if not rows:
            return [], []
        # Two ends between rows: then what is before a row's first word is the same for all.
        flat = np.fromiter(chain([end_id] * 2, *([*row, end_id, end_id] for row in rows)), dtype=np.int64)
        words = self._reader.read(flat)
        word, (two_before, before, _, _) = words.lower, neighbours(words.lower)
        one, two, three = (
            NATS_PER_LEVEL * self._counts.look_up(phrase(kind, hashes)).astype(np.float64)
            for kind, hashes in ((ONE, [word]), (TWO, [before, word]), (THREE, [two_before, before, word]))
        )
        score = backed_off(one, _moved(one), two, _moved(two), three)
        starts = np.cumsum([2, *(len(row) + 2 for row in rows[:-1])])
        first = words.of_token[starts]
        return np.add.reduceat(score, first).tolist(), np.add.reduceat((one == 0).astype(np.int64), first).tolist()


def _moved(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The value of the word before each."""
    return np.concatenate([values[:1], values[:-1]])


def call_value(tokens: NDArray[np.int64], levels: NDArray[np.int64]) -> NDArray[np.int64]:
    """What the table of calls keeps of words that are called for."""
    return tokens << LEVEL_BITS | levels
