"""From token ids to words and the hashes of word sequences, vectorised: what counts of phrases are stored under.

The same code counts phrases in the training prose and looks them up in a text, so both cut words alike. A word is a run
of letters with the bytes of all its tokens, or one token of anything else; case and the leading space do not count,
except where a key asks for the exact form. Special tokens, line ends and spaces alone are boundaries, which all look
alike.

Knows tokens as bytes only: no network, no files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


Hashes = NDArray[np.uint64]

# Base of the polynomial over a word's bytes, odd so that no power of it vanishes; words are told apart by this many
# of their bytes.
_BASE = 0x9E3779B97F4A7C15
_LONGEST = 64
_BOUNDARY, _HOLE = 0x5851F42D4C957F2D, 0x14057B7EF767814F
# Multipliers of the words of a phrase, by place: odd numbers without a pattern.
_PLACES = (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of T token ids, M of them."""

    # (T,) which word each token belongs to.
    of_token: NDArray[np.int64]
    # (M,) hash of each word in small letters, and as it is written.
    lower: Hashes
    exact: Hashes
    # (M,) whether there is a capital in its first token.
    capital: NDArray[np.bool_]


class WordReader:
    """Cuts token ids into words and hashes them.

    Args:
        token_bytes: the bytes of each id, special tokens empty (`EditTokenizer.token_bytes`).
        mask_id: the token that stands for a word that is not seen: no phrase with it was ever counted.
    """

    def __init__(self, token_bytes: Sequence[bytes], mask_id: int) -> None:
        # What tells this tokenizer from others.
        self.print = hashlib.sha256(b"\n".join(word.hex().encode() for word in token_bytes)).hexdigest()
        powers = [pow(_BASE, place + 1, 1 << 64) for place in range(_LONGEST)]
        self._powers = np.array(powers, dtype=np.uint64)
        bare = [word.removeprefix(b" ") for word in token_bytes]
        self._small = [_lower(word) if word.isalpha() else b"" for word in bare]
        self._lower = np.array([_polynomial(_lower(word), powers) for word in bare], dtype=np.uint64)
        self._exact = np.array([_polynomial(word, powers) for word in bare], dtype=np.uint64)
        self._length = np.array([len(word) for word in bare], dtype=np.int64)
        self._capital = np.array([word != _lower(word) for word in bare])
        spaced = np.array([word[:1] == b" " for word in token_bytes])
        self._first = spaced | np.array([not is_letter(word, 0) for word in bare])
        self._letter_last = np.array([is_letter(word, -1) for word in bare])
        # A hash for all words that are made of this token alone; 0 where its bytes decide.
        self._fixed = np.array([0 if word.strip() else _BOUNDARY for word in token_bytes], dtype=np.uint64)
        self._fixed[mask_id] = _HOLE

    def read(self, ids: NDArray[np.int64]) -> Words:
        """The words of `ids` (T,)."""
        starts = self._first[ids]
        starts[1:] |= ~self._letter_last[ids[:-1]]
        starts[:1] = True
        of_token = np.cumsum(starts) - 1
        first = np.flatnonzero(starts)
        ends = np.cumsum(self._length[ids])
        offset = ends - self._length[ids]
        offset = np.minimum(offset - offset[first][of_token], _LONGEST)
        # The polynomial of a word is that of its tokens, each moved by the bytes before it.
        shift = np.where(offset == 0, np.uint64(1), self._powers[offset - 1])
        fixed = self._fixed[ids[first]]
        return Words(
            of_token=of_token,
            lower=_words(self._lower[ids] * shift, first, fixed),
            exact=_words(self._exact[ids] * shift, first, fixed),
            capital=self._capital[ids[first]],
        )

    def spellings(self, ids: NDArray[np.int64], words: Words, places: NDArray[np.int64]) -> list[bytes]:
        """The `words` of `ids` (T,) at `places`, in small letters; b"" for what is not made of ASCII letters alone."""
        first = np.searchsorted(words.of_token, places)
        last = np.searchsorted(words.of_token, places, side="right")
        small = self._small
        parts = [[small[token] for token in ids[a:b].tolist()] for a, b in zip(first, last, strict=True)]
        return [b"".join(several) if all(several) else b"" for several in parts]


def hash_words(words: Sequence[bytes]) -> Hashes:
    """Hashes of words in small letters, as `Words.lower` has them."""
    return _mixed(_Letters(words).sums)


def leave_out(words: Sequence[bytes]) -> tuple[Hashes, NDArray[np.int64]]:
    """Hashes of words as they are and with each of their bytes left out: (V,) hashes, (V,) which word each is of."""
    letters = _Letters(words)
    # What comes after the byte that is left out moves up by one place.
    rest = (letters.sums[letters.word] - letters.until) * np.uint64(pow(_BASE, -1, 1 << 64))
    left = letters.until - letters.value + rest
    return _mixed(np.concatenate([letters.sums, left])), np.concatenate([np.arange(len(words)), letters.word])


class _Letters:
    """The bytes of words, B of them, and the sums of the polynomials that words are hashed by."""

    def __init__(self, words: Sequence[bytes]) -> None:
        lengths = np.array([len(word) for word in words], dtype=np.int64)
        start = np.cumsum(lengths) - lengths
        # (B,) which word each byte is of, its term of the polynomial, and the sum of terms up to and with it.
        self.word = np.repeat(np.arange(len(words)), lengths)
        place = np.arange(int(lengths.sum())) - start[self.word]
        powers = np.array([pow(_BASE, at + 1, 1 << 64) for at in range(int(lengths.max(initial=0)))], dtype=np.uint64)
        flat = np.frombuffer(b"".join(words), dtype=np.uint8)
        self.value = (flat.astype(np.uint64) + np.uint64(1)) * powers[place]
        total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(self.value, dtype=np.uint64)])
        self.until = total[1:] - total[start[self.word]]
        # (words,) the whole sums.
        self.sums = total[start + lengths] - total[start]


def phrase(kind: int, words: Sequence[Hashes]) -> Hashes:
    """Keys of phrases, (M,): one of `words` from each place.

    Args:
        kind: keeps the keys of one kind of phrase apart from those of others.
        words: up to four (M,) word hashes.
    """
    key = np.full(len(words[0]), (kind * _BOUNDARY + 1) % (1 << 64), dtype=np.uint64)
    for word, place in zip(words, _PLACES, strict=False):
        key += word * np.uint64(place)
    return _mixed(key)


def neighbours(words: Hashes) -> tuple[Hashes, Hashes, Hashes, Hashes]:
    """The two words before each, and the two after it: (two before, before, after, two after), (M,) each.

    What lies beyond a boundary is a boundary too, so that a row has the same phrases whatever rows are around it.
    """
    boundary = np.array([_BOUNDARY], dtype=np.uint64)
    before, after = np.concatenate([boundary, words[:-1]]), np.concatenate([words[1:], boundary])
    two_before, two_after = np.concatenate([boundary, before[:-1]]), np.concatenate([after[1:], boundary])
    return (
        np.where(before == _BOUNDARY, before, two_before),
        before,
        after,
        np.where(after == _BOUNDARY, after, two_after),
    )


def repeats(words: Hashes) -> NDArray[np.bool_]:
    """Whether each word, (M,), is the one before it again; boundaries and masks never are."""
    _, before, _, _ = neighbours(words)
    same: NDArray[np.bool_] = (words == before) & (words != np.uint64(_BOUNDARY)) & (words != np.uint64(_HOLE))
    return same


def _polynomial(word: bytes, powers: Sequence[int]) -> int:
    return sum((byte + 1) * power for byte, power in zip(word, powers, strict=False)) % (1 << 64)


def is_letter(word: bytes, at: int) -> bool:
    """Whether a token's first (0) or last (-1) character is a letter, or a part of one: BPE may cut within it."""
    try:
        return bool(word) and word.decode()[at].isalpha()
    except UnicodeDecodeError:
        return word[at] >= 0x80 or chr(word[at]).isalpha()


def _lower(word: bytes) -> bytes:
    try:
        return word.decode().lower().encode()
    except UnicodeDecodeError:
        return word.lower()


def _words(parts: Hashes, first: NDArray[np.int64], fixed: Hashes) -> Hashes:
    found = _mixed(np.add.reduceat(parts, first)) if len(first) else parts
    return np.where(fixed > 0, fixed, found)


def _mixed(x: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele et al. 2014): every bit of the input moves every bit of the result."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
