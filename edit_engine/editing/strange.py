"""Words that nobody writes, and how they are told from rare ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress

from rapidfuzz.distance import OSA

from edit_engine.models.denoiser import Denoiser


# Letters, at most, that a misspelling has wrong.
FEW = 2
# Letters, at least, of each word that a compound is made of.
PART = 4
_WORD = re.compile(r"[^\W\d_]+")


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


def told_apart(denoiser: Denoiser, tokens: Sequence[int]) -> tuple[list[str], list[str]]:
    """The words of a piece of text that were never counted, and the others, in small letters."""
    words = _WORD.findall(denoiser.tokenizer.decode(tokens).lower())
    rows = [denoiser.tokenizer.encode(f" {word}").ids for word in words]
    counted = [not score.unknown for score in denoiser.phrase_scores(rows)]
    used = list(compress(words, counted))
    return [word for word in words if word not in used], used
