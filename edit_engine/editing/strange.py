"""What is known of the words that stand in a text: which nobody writes, and what could have been meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA

from edit_engine.models.denoiser import Denoiser


# Letters, at most, that a misspelling has wrong.
FEW = 2
# Letters, at least, of each word that a compound is made of.
PART = 4
# A word of letters.
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of the words that stand somewhere."""

    # Words that could have been meant there: token ids, and how they read.
    like: list[list[int]]
    meant: frozenset[str]
    # Whether what stands there has a list of such words of its own.
    listed: bool
    # Words that were never counted, and the others, in small letters.
    strange: tuple[str, ...]
    used: set[str]


def near(before: str, after: str) -> bool:
    """Whether few letters differ: a word that only sounds like an unknown one may be another (hairdryer, hardware)."""
    return OSA.distance(before.strip().lower(), after.strip().lower(), score_cutoff=FEW) <= FEW


def is_compound(denoiser: Denoiser, strange: Sequence[str]) -> bool:
    """Whether the only strange word is made of two that are in use: a rare word then (hairdryer), no misspelling of one
    that is unlike it (hardware)."""
    if len(strange) != 1:
        return False
    (word,) = strange
    parts = [(word[:cut], word[cut:]) for cut in range(PART, len(word) - PART + 1)]
    rows = [denoiser.tokenizer.encode(f" {part}").ids for both in parts for part in both]
    counted = [not score.unknown for score in denoiser.phrase_scores(rows)]
    return any(first and second for first, second in zip(counted[::2], counted[1::2], strict=True))


def stand(denoiser: Denoiser, rows: Sequence[Sequence[int]]) -> list[Standing]:
    """What is known of the words of pieces of text.

    Args:
        denoiser: the model.
        rows: the token ids of each.
    """
    tokenizer = denoiser.tokenizer
    words = [WORD.findall(tokenizer.decode(row).lower()) for row in rows]
    flat = list(chain.from_iterable(words))
    alone = [encoded.ids for encoded in tokenizer.encode_batch([f" {word}" for word in flat])]
    counted = {word for word, score in zip(flat, denoiser.phrase_scores(alone), strict=True) if not score.unknown}
    return [
        Standing(
            like=like.words,
            meant=frozenset(tokenizer.decode(word).strip() for word in like.words),
            listed=like.listed,
            strange=tuple(word for word in several if word not in counted),
            used=counted.intersection(several),
        )
        for several, like in zip(words, denoiser.words_like(rows), strict=True)
    ]
