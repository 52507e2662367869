"""Count the phrases of the prose into the tables that `edit_engine.models.memory` looks up, and put the kin of words
beside them (`kin_words`).

Run as: python -m edit_engine.training memory --data DIR --tokenizer tokenizer.json --out runs/memory.safetensors

What is counted and what the network trains on come from different sources (`corpus.Part`): in a counted text every
phrase is remembered, and a network that trained on such texts would take each new phrase of a person's draft for a
mistake. The real edits are an exception: most of them come from repositories whose documents are counted. A phrase
has to stand there twice or thrice to be kept, so what an edit brought in is seldom remembered for its own sake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edit_engine.models.memory import (
    CALL_VALUE_BITS,
    LEVEL_BITS,
    TOKEN_BITS,
    PhraseMemory,
    call_value,
    level_of,
)
from edit_engine.models.phrase_keys import called_keys, counted_keys
from edit_engine.models.phrases import Hashes, WordReader, Words, is_letter
from edit_engine.models.table import Table
from edit_engine.models.tokenizer import EditTokenizer
from edit_engine.training.corpus import Part, Prose
from edit_engine.training.kin_words import collect_kin


# The bits of a key that say where a table keeps it, and those that its entries can tell it by.
_PLACE_BITS = np.uint64(0xFFFFFFFF00000000)
_PRINT_BITS = np.uint64(0xFFFF)


@dataclass(frozen=True, kw_only=True)
class Least:
    """Counts from which on something is kept: they decide how large the tables get."""

    # Words and pairs of words, and phrases of three and four.
    one: int = 2
    two: int = 2
    three: int = 3
    four: int = 4
    # A word between two others, after two, before two.
    between: int = 3
    beside: int = 4


def count_phrases(data: Path, tokenizer: EditTokenizer, out: Path, *, least: Least | None = None) -> str:
    """Count the prose of `data` and write the tables to `out`; returns a line on their sizes."""
    if tokenizer.size > 1 << TOKEN_BITS:
        raise ValueError(f"a memory holds ids below {1 << TOKEN_BITS}; this tokenizer has {tokenizer.size}")
    least = least or Least()
    ids = token_stream(tokenizer, Prose.read(data, part=Part.MEMORY).texts())
    token_bytes = tokenizer.token_bytes()
    reader = WordReader(token_bytes, tokenizer.mask_id)
    words = reader.read(ids)
    keys, levels = _counted(words, least)
    counts = Table.build(keys, levels, levels, dtype=np.uint16, value_bits=LEVEL_BITS)
    keys, called, levels = _called(words, _plain_tokens(token_bytes, reader, words), least)
    calls = Table.build(keys, call_value(called, levels), levels, dtype=np.uint32, value_bits=CALL_VALUE_BITS)
    out.parent.mkdir(parents=True, exist_ok=True)
    kin = collect_kin(data, tokenizer)
    PhraseMemory(counts, calls, kin, reader).save(out)
    held = [*(int(np.count_nonzero(table.entries)) for table in (counts, calls)), len(kin.words)]
    sizes = (
        f"{number:,} {what}"
        for number, what in zip(held, ("phrases", "calls", "words to look kin up for"), strict=True)
    )
    return f"{len(words.lower):,} words; {', '.join(sizes)}; {out.stat().st_size / 2**20:.1f} MiB"


def token_stream(tokenizer: EditTokenizer, texts: Iterable[str], *, batch: int = 200) -> NDArray[np.int64]:
    """Ids of all `texts`, with an end token before and after each."""
    parts: list[NDArray[np.int32]] = []
    end = np.array([tokenizer.end_id], dtype=np.int32)
    waiting = iter(texts)
    while several := list(islice(waiting, batch)):
        for ids in tokenizer.ids_of(several):
            parts += [end, np.array(ids, dtype=np.int32)]
    return np.concatenate([*parts, end]).astype(np.int64)


def _counted(words: Words, least: Least) -> tuple[Hashes, NDArray[np.int64]]:
    """Keys and levels of the phrases that are kept."""
    keys: list[Hashes] = []
    levels: list[NDArray[np.int64]] = []
    for kind, key in counted_keys(words):
        found, counts = np.unique(key, return_counts=True)
        kept = counts >= getattr(least, kind)
        keys.append(found[kept])
        levels.append(level_of(counts[kept]))
    return np.concatenate(keys), np.concatenate(levels)


def _called(
    words: Words, plain: NDArray[np.int64], least: Least
) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Keys of places, and the token of the word that occurs there most often, with its level."""
    keys: list[Hashes] = []
    called: list[NDArray[np.int64]] = []
    levels: list[NDArray[np.int64]] = []
    for name, key in called_keys(words):
        # The bits that the table looks at, then the word: sorted, each place has its words behind one another.
        packed = (key & _PLACE_BITS) | (key & _PRINT_BITS) << np.uint64(16) | plain.astype(np.uint64)
        found, counts = np.unique(packed[plain > 0], return_counts=True)
        kept = counts >= getattr(least, name)
        found, counts = found[kept], counts[kept]
        place = found >> np.uint64(16)
        order = np.lexsort((-counts, place))
        best = order[np.unique(place[order], return_index=True)[1]]
        found, counts = found[best], counts[best]
        keys.append((found & _PLACE_BITS) | (found >> np.uint64(16) & _PRINT_BITS))
        called.append((found & _PRINT_BITS).astype(np.int64))
        levels.append(level_of(counts))
    return np.concatenate(keys), np.concatenate(called), np.concatenate(levels)


def _plain_tokens(token_bytes: Sequence[bytes], reader: WordReader, words: Words) -> NDArray[np.int64]:
    """(M,) the one token that a word is when written in small letters after a space; 0 where it takes several."""
    best: dict[bytes, int] = {}
    for token, spelled in enumerate(token_bytes):
        bare = spelled.removeprefix(b" ")
        # Words as they stand in a sentence, marks without their space.
        if bare.strip() and bare == bare.lower() and (spelled != bare) == is_letter(bare, 0):
            best[bare] = token
    tokens = np.array(sorted(best.values()), dtype=np.int64)
    # Each between two boundaries, so that each is a word of its own.
    rows = np.zeros(2 * len(tokens), dtype=np.int64)
    rows[1::2] = tokens
    hashes = reader.read(rows).lower[1::2]
    order = np.argsort(hashes)
    at = np.searchsorted(hashes[order], words.lower).clip(max=len(order) - 1)
    chosen = order[at]
    return np.where(hashes[chosen] == words.lower, tokens[chosen], 0)
