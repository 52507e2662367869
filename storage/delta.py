"""Reversible differences between two texts: how one revision follows from another.

A delta is a list of operations on the older text, sorted and without overlaps. Each holds what it takes away as well
as what it puts in, so a delta can be checked while it is applied, and be turned round.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import zstandard

from edit_engine.text import Tag, opcodes, words
from storage.columns import to_bytes, to_text


ZSTD_LEVEL = 3
# A passage written anew that is longer than this, in code points, is one change.
LONGEST_EXACT = 50_000
_STRIDE = 4096  # code points compared at once


class DeltaError(ValueError):
    """A stored delta is not one, or does not belong to the text it was applied to."""


class Op(NamedTuple):
    """`removed`, which begins at code point `at` of the older text, becomes `inserted`."""

    at: int
    removed: str
    inserted: str

    @property
    def end(self) -> int:
        """Where the older text goes on, code points."""
        return self.at + len(self.removed)


def apply(text: str, ops: Sequence[Op]) -> str:
    """The newer text.

    Raises:
        DeltaError: `ops` do not belong to `text`.
    """
    parts: list[str] = []
    at, length = 0, len(text)
    for start, removed, inserted in ops:
        end = start + len(removed)
        if not at <= start <= length or text[start:end] != removed:
            raise DeltaError(f"the operation at {start} does not belong to this text of {length} code points")
        parts += (text[at:start], inserted)
        at = end
    parts.append(text[at:])
    return "".join(parts)


def invert(ops: Sequence[Op]) -> list[Op]:
    """The delta that leads back."""
    inverted: list[Op] = []
    shift = 0
    for at, removed, inserted in ops:
        inverted.append(Op(at + shift, inserted, removed))
        shift += len(inserted) - len(removed)
    return inverted


def difference(old: str, new: str) -> list[Op]:
    """A delta from `old` to `new` that claims no more than is certain.

    One edit gives one operation; several are told apart by lines, then words. Which of two equal words was deleted
    nobody can tell from the texts: an operation takes in all that it may as well have been about.
    """
    ops = [op for line in _by_tokens(Op(0, old, new), _lines) for op in _by_tokens(line, words)]
    widened: list[Op] = []
    for number, op in enumerate(ops):
        low = widened[-1].end if widened else 0
        high = ops[number + 1].at if number + 1 < len(ops) else len(old)
        widened.append(_widened(op, old[max(low, op.at - _STRIDE) : op.at], old[op.end : min(high, op.end + _STRIDE)]))
    return widened


def exact(op: Op) -> list[Op]:
    """`op` as the words that differ between its two sides, for saying what changed."""
    if not op.removed or not op.inserted:
        return [op]
    if max(len(op.removed), len(op.inserted)) > LONGEST_EXACT:
        return [_trimmed(op)]
    a, b = words(op.removed), words(op.inserted)
    found, at = [], op.at
    for step in opcodes(a, b):
        removed = "".join(a[step.a_start : step.a_end])
        if step.tag is not Tag.EQUAL:
            found.append(Op(at, removed, "".join(b[step.b_start : step.b_end])))
        at += len(removed)
    return found


def pack(data: bytes) -> bytes:
    """`data` compressed, with a checksum of its own."""
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compress(data)


def unpack(packed: bytes) -> bytes:
    """What `pack` was given.

    Raises:
        DeltaError: `packed` is damaged.
    """
    try:
        return zstandard.ZstdDecompressor().decompress(packed)
    except (zstandard.ZstdError, MemoryError) as error:
        # A damaged header may claim more bytes than any machine has.
        raise DeltaError(f"compressed data are damaged: {error}") from error


def encode(ops: Sequence[Op]) -> bytes:
    """`ops` as they are stored."""
    flat = [part for op in ops for part in op]
    # Not escaped: JSON's escapes would join two lone surrogates that happen to stand side by side.
    return pack(to_bytes(json.dumps(flat, ensure_ascii=False, separators=(",", ":"))))


def decode(stored: bytes) -> list[Op]:
    """The operations that `encode` stored.

    Raises:
        DeltaError: `stored` is damaged.
    """
    try:
        flat = json.loads(to_text(unpack(stored)))
        return [Op(*parts) for parts in zip(flat[::3], flat[1::3], flat[2::3], strict=True)]
    except (ValueError, TypeError) as error:
        raise DeltaError(f"a delta is damaged: {error}") from error


def common_start(a: str, b: str) -> int:
    """How many code points `a` and `b` share at their start."""
    limit = min(len(a), len(b))
    at = 0
    while at < limit and a[at : at + _STRIDE] == b[at : at + _STRIDE]:
        at += _STRIDE
    low, high = min(at, limit), min(at + _STRIDE, limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if a[low:middle] == b[low:middle] else (low, middle - 1)
    return low


def common_end(a: str, b: str, limit: int) -> int:
    """How many code points, `limit` at most, `a` and `b` share at their end."""
    at = 0
    while at < limit and a[_back(a, at + _STRIDE) : _back(a, at)] == b[_back(b, at + _STRIDE) : _back(b, at)]:
        at += _STRIDE
    low, high = min(at, limit), min(at + _STRIDE, limit)
    while low < high:
        middle = (low + high + 1) // 2
        same = a[_back(a, middle) : _back(a, low)] == b[_back(b, middle) : _back(b, low)]
        low, high = (middle, high) if same else (low, middle - 1)
    return low


def _back(text: str, by: int) -> int:
    return max(0, len(text) - by)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _by_tokens(op: Op, split: Callable[[str], list[str]]) -> Iterator[Op]:
    """`op` as operations between the tokens that both its sides share, each without common ends."""
    op = _trimmed(op)
    if not op.removed or not op.inserted:
        if op.removed or op.inserted:
            yield op
        return
    a, b = split(op.removed), split(op.inserted)
    at = op.at
    for step in opcodes(a, b):
        removed, inserted = "".join(a[step.a_start : step.a_end]), "".join(b[step.b_start : step.b_end])
        if step.tag is not Tag.EQUAL and removed != inserted:
            yield _trimmed(Op(at, removed, inserted))
        at += len(removed)


def _widened(op: Op, left: str, right: str) -> Op:
    """`op` with all the text that it may as well have been about.

    An insertion or deletion often means the same a little further left or right. Where it can be one of whole words,
    only those places count: people do not put "e th" into "see cat".

    Args:
        left, right: unchanged text on both sides.
    """
    if op.removed and op.inserted:
        return op
    run = op.removed or op.inserted
    longer = left + run + right
    start, size = len(left), len(run)
    back, ahead = common_end(left, left + run, len(left)), common_start(right, run + right)
    places = range(start - back, start + ahead + 1)
    whole = [at for at in places if _is_border(longer, at) and _is_border(longer, at + size)] or places
    low, high = whole[0], whole[-1] + size
    with_run, without = longer[low:high], longer[low + size : high]
    return Op(op.at + low - start, with_run, without) if op.removed else Op(op.at + low - start, without, with_run)


def _is_border(text: str, at: int) -> bool:
    """Whether no word goes on across `at`."""
    return not (0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at]))


def _in_word(character: str) -> bool:
    return character.isalnum() or unicodedata.combining(character) != 0


def _trimmed(op: Op) -> Op:
    start = common_start(op.removed, op.inserted)
    end = common_end(op.removed, op.inserted, min(len(op.removed), len(op.inserted)) - start)
    return Op(op.at + start, op.removed[start : len(op.removed) - end], op.inserted[start : len(op.inserted) - end])
