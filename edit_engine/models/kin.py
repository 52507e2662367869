"""Words that could have been meant in place of another: spelled, sounding, formed or used alike.

For a known word they were collected once (`edit_engine.training.kin_words`); for a spelling that no list has, they
are the words that differ from it in a letter or sound like it. Which of them fits where it stands is for the counted
phrases to say (`kin_fit`), and whether any is better than what is written is for the network: this finds candidates,
not mistakes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from edit_engine.models.phrases import Hashes, Words, hash_words, leave_out
from edit_engine.models.sound import sound_of


# Words that the table has at most, for their numbers are kept in 16 bits and 0 is none.
MOST_WORDS = (1 << 16) - 1
# Words alike that are kept of a known word, and candidates that are looked at for an unknown spelling.
NEAR = 12
_LIKE, _SOUNDING = 10, 6
# Lengths of unknown spellings in bytes that are looked at.
_SHORTEST, _LONGEST = 3, 24
# Tokens of a word that are kept: the first ones.
TOKENS = 4

_LETTERS, _NEAR, _TOKENS, _SOUNDS = "kin.letters", "kin.near", "kin.tokens", "kin.sounds"


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """C words that could stand in place of a word of a text."""

    # (C,) the word of the text, ascending, and the number of the candidate.
    place: NDArray[np.int64]
    number: NDArray[np.int64]


class Kin:
    """N words, the most frequent first, and which of them are alike.

    Args:
        words: in small letters.
        near: (N, NEAR) numbers + 1 of the words like each; 0 is none.
        tokens: (N, TOKENS) the first tokens of each, as it stands after a space; 0 is none. A word without any is never
            found in place of another.
        sounds: (N,) what each sounds like (`sound.sound_of`).

    Raises:
        ValueError: sizes do not fit each other.
    """

    def __init__(
        self, words: Sequence[bytes], near: NDArray[np.uint16], tokens: NDArray[np.uint16], sounds: NDArray[np.uint32]
    ) -> None:
        total = len(words)
        shapes = near.shape, tokens.shape, sounds.shape
        if total > MOST_WORDS or shapes != ((total, NEAR), (total, TOKENS), (total,)):
            raise ValueError(f"{total} words and arrays of {shapes} do not fit each other")
        if near.max(initial=0) > total:
            raise ValueError(
                f"there are {total} words, and one is like number {near.max()}: they do not fit each other"
            )
        self.words = list(words)
        self.near = near
        self.tokens = tokens
        self.sounds = sounds
        self.hashes = hash_words(self.words)
        self._by_hash = np.argsort(self.hashes)
        # A word without tokens is one that nobody means: it is there for the words that it is taken for.
        self._meant = tokens[:, 0] > 0
        self._sorted = self.hashes[self._by_hash]

    @classmethod
    def of_tensors(cls, tensors: Mapping[str, NDArray[np.generic]]) -> Kin:
        """From what `tensors` gave.

        Raises:
            KeyError, ValueError: they are not there, or do not fit each other.
        """
        letters = tensors[_LETTERS].tobytes()
        return cls(
            letters.split(b"\n") if letters else [],
            tensors[_NEAR].astype(np.uint16).reshape(-1, NEAR),
            tensors[_TOKENS].astype(np.uint16).reshape(-1, TOKENS),
            tensors[_SOUNDS].astype(np.uint32),
        )

    def tensors(self) -> dict[str, NDArray[np.generic]]:
        """What to keep in a file."""
        letters = np.frombuffer(b"\n".join(self.words), dtype=np.uint8)
        return {
            _LETTERS: letters,
            _NEAR: self.near.reshape(-1),
            _TOKENS: self.tokens.reshape(-1),
            _SOUNDS: self.sounds,
        }

    @classmethod
    def empty(cls) -> Kin:
        """Of no words."""
        none = np.zeros(0, dtype=np.uint16)
        return cls([], none.reshape(0, NEAR), none.reshape(0, TOKENS), none.astype(np.uint32))

    def number_of(self, hashes: Hashes) -> NDArray[np.int64]:
        """(M,) numbers of the words with these hashes; -1 for others."""
        if not len(self._sorted):
            return np.full(len(hashes), -1, dtype=np.int64)
        at = np.searchsorted(self._sorted, hashes).clip(max=len(self._sorted) - 1)
        return np.where(self._sorted[at] == hashes, self._by_hash[at], -1)

    def candidates(self, words: Words, spell: Callable[[NDArray[np.int64]], Sequence[bytes]]) -> Candidates:
        """Words that could have been meant.

        Args:
            words: of a text, M of them.
            spell: gives the bytes in small letters of some of them, by index; b"" for what is no word of letters.
        """
        number = self.number_of(words.lower)
        known = np.flatnonzero(number >= 0)
        near = self.near[number[known]].astype(np.int64)
        row, column = np.nonzero(near)
        place, found = known[row], near[row, column] - 1
        unknown = np.flatnonzero(number < 0)
        spelled = {at: one for at, one in zip(unknown.tolist(), spell(unknown), strict=True) if _of_usual_length(one)}
        if spelled and self.words:
            more, like = self.alike(list(spelled.values()))
            place = np.concatenate([place, np.array(list(spelled))[more]])
            found = np.concatenate([found, like])
        order = np.argsort(place, kind="stable")
        return Candidates(place=place[order], number=found[order])

    def alike(self, spellings: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Words that differ in a letter from spellings or sound like them: indices of spellings, numbers of words.

        Spellings that have the same letters left out (Garbe 2012, SymSpell) differ by a letter put in, left out,
        replaced, or moved.
        """
        keys, owner = leave_out(spellings)
        hit, word = _joined(*self._left_out, keys)
        one, like = _first(owner[hit], word, word, _LIKE)
        sounds = np.array([sound_of(spelling.decode(errors="replace")) for spelling in spellings], dtype=np.uint64)
        hit, word = _joined(*self._by_sound, sounds)
        # Many words may sound alike: those that look most like it come first.
        seen, pairs = self._letter_pairs, _letter_pairs(spellings)
        shared = np.bitwise_count(pairs[hit] & seen[word]).astype(np.int64)
        apart = np.bitwise_count(pairs[hit]) + np.bitwise_count(seen[word]) - 2 * shared
        other, sounding = _first(hit, word, apart, _SOUNDING)
        pairs = np.unique(np.concatenate([one, other]) << 16 | np.concatenate([like, sounding]))
        spelling, word = pairs >> 16, pairs & 0xFFFF
        meant = self._meant[word]
        return spelling[meant], word[meant]

    @cached_property
    def _left_out(self) -> tuple[Hashes, NDArray[np.int64]]:
        """Hashes of all words with at most one letter left out, sorted, and which word each is of."""
        keys, owner = leave_out(self.words)
        order = np.argsort(keys)
        return keys[order], owner[order]

    @cached_property
    def _by_sound(self) -> tuple[Hashes, NDArray[np.int64]]:
        """Sounds of all words, sorted, and which word each is of."""
        order = np.argsort(self.sounds)
        return self.sounds[order].astype(np.uint64), order

    @cached_property
    def _letter_pairs(self) -> NDArray[np.uint64]:
        return _letter_pairs(self.words)


def _of_usual_length(spelling: bytes) -> bool:
    return _SHORTEST <= len(spelling) <= _LONGEST


def _joined(keys: Hashes, owner: NDArray[np.int64], wanted: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All pairs of an index of `wanted` and the owner of an equal key; `keys` are sorted."""
    first, last = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
    counts = last - first
    of = np.repeat(np.arange(len(wanted)), counts)
    within = np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    return of, owner[first[of] + within]


def _letter_pairs(words: Sequence[bytes]) -> NDArray[np.uint64]:
    """For each word 64 bits that say which pairs of letters it has; a few pairs share a bit."""
    # A line end before and after each, so that its first and its last letter are in pairs too.
    flat = np.frombuffer(b"\n" + b"".join(word + b"\n" for word in words), dtype=np.uint8).astype(np.uint64)
    bits = np.uint64(1) << (flat[:-1] * np.uint64(5) + flat[1:]) % np.uint64(64)
    starts = np.cumsum([0, *(len(word) + 1 for word in words[:-1])])
    return np.bitwise_or.reduceat(bits, starts)


def _first(
    owner: NDArray[np.int64], word: NDArray[np.int64], order: NDArray[np.int64], most: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of pairs of a spelling and a word, each once, the `most` that come first by `order` for each spelling."""
    _, once = np.unique(owner << 16 | word, return_index=True)
    owner, word, order = owner[once], word[once], order[once]
    sorted_pairs = np.lexsort((word, order, owner))
    owner, word = owner[sorted_pairs], word[sorted_pairs]
    rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
    return owner[rank < most], word[rank < most]
