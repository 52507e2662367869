"""Which phrases are counted and looked up, and which places call for a word: keys of the memory's tables."""

from __future__ import annotations

from collections.abc import Iterator

from edit_engine.models.phrases import Hashes, Words, neighbours, phrase


# Kinds of phrases whose counts are kept, by number of words; the exact ones tell capitals from small letters.
ONE, TWO, THREE, FOUR, EXACT_ONE, EXACT_TWO = 1, 2, 3, 4, 5, 6
# Kinds of places that call for a word: between two words, after two, before two.
_BETWEEN, _AFTER, _BEFORE = 7, 8, 9

# Counts that are looked up for each word, and words that are called for.
COUNT_KEYS, CALL_KEYS = 10, 4
# Which of the counts are those of the word alone, with the one before it, and with the one after it.
ALONE, PAIR_BEFORE, PAIR_AFTER = 0, 2, 3


def count_keys(words: Words) -> Iterator[Hashes]:
    """Keys of the phrases that are looked up for each word, COUNT_KEYS times (M,)."""
    word, (two_before, before, after, two_after) = words.lower, neighbours(words.lower)
    yield phrase(ONE, [word])
    yield phrase(EXACT_ONE, [words.exact])
    yield phrase(TWO, [before, word])
    yield phrase(TWO, [word, after])
    # Were this word left out.
    yield phrase(TWO, [before, after])
    yield phrase(EXACT_TWO, [before, words.exact])
    yield phrase(THREE, [two_before, before, word])
    yield phrase(THREE, [before, word, after])
    yield phrase(THREE, [word, after, two_after])
    yield phrase(FOUR, [two_before, before, word, after])


def call_keys(words: Words) -> Iterator[Hashes]:
    """Keys of the places that call for a word, CALL_KEYS times (M,)."""
    word, (two_before, before, after, two_after) = words.lower, neighbours(words.lower)
    # In place of this word; before it; in its place, as what precedes and what follows have it.
    yield phrase(_BETWEEN, [before, after])
    yield phrase(_BETWEEN, [before, word])
    yield phrase(_AFTER, [two_before, before])
    yield phrase(_BEFORE, [after, two_after])


def counted_keys(words: Words) -> Iterator[tuple[str, Hashes]]:
    """Keys of all phrases of a text that is counted, with the name of their limit."""
    word, (two_before, before, after, _) = words.lower, neighbours(words.lower)
    yield "one", phrase(ONE, [word])
    yield "one", phrase(EXACT_ONE, [words.exact])
    yield "two", phrase(TWO, [before, word])
    # In small letters it is nearly always as often as in any.
    yield "two", phrase(EXACT_TWO, [before, words.exact])[words.capital]
    yield "three", phrase(THREE, [before, word, after])
    yield "four", phrase(FOUR, [two_before, before, word, after])


def called_keys(words: Words) -> Iterator[tuple[str, Hashes]]:
    """Keys of all places of a text that is counted, one for each word standing there, with the name of their limit."""
    two_before, before, after, two_after = neighbours(words.lower)
    yield "between", phrase(_BETWEEN, [before, after])
    yield "beside", phrase(_AFTER, [two_before, before])
    yield "beside", phrase(_BEFORE, [after, two_after])
