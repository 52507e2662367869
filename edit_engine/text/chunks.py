"""Cuts a long document into the parts that one task each works on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from edit_engine.text.graphemes import boundary_after, boundary_before
from edit_engine.text.paragraphs import paragraph_breaks
from edit_engine.text.segment import RuleSegmenter
from edit_engine.text.spans import Span, merge


# A cut at a paragraph's end must fill at least this share of the size; otherwise a sentence is cut off instead.
LEAST_FILLED = 0.25


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """`text[start:end]` of a document: a core that may change, with some context on both sides."""

    # Place in the order of chunks, from 0.
    index: int
    # Range with context, code points of the document.
    start: int
    end: int
    # The part that may change, counted from `start`.
    core: Span


def chunks(text: str, *, size: int = 12_000, context: int = 600, protected: Sequence[Span] = ()) -> list[Chunk]:
    """`text` in chunks whose cores follow each other without a hole.

    Cores end where a paragraph ends if one ends in the last three quarters of the size, else where a sentence ends,
    else between two graphemes.

    Args:
        text: the document; an empty one has no chunks.
        size: largest core, code points (exceeded only by a single grapheme that is larger).
        context: text before and after the core, code points at most.
        protected: spans not to cut through if that can be helped.

    Raises:
        ValueError: `size` or `context` is too small.
    """
    if size < 1 or context < 0:
        raise ValueError(f"chunks need size >= 1 and context >= 0, got size={size} and context={context}")
    ends = [found.end for found in paragraph_breaks(text)]
    holes = merge(protected)
    cut: list[Chunk] = []
    at = 0
    while at < len(text):
        end = _end(text, at, size, ends, holes)
        start = boundary_after(text, at - context) if context else at
        last = boundary_before(text, end + context) if context else end
        # A grapheme longer than the context leaves none.
        start, last = min(start, at), max(last, end)
        cut.append(Chunk(index=len(cut), start=start, end=last, core=Span(at - start, end - start)))
        at = end
    return cut


def _end(text: str, at: int, size: int, paragraph_ends: Sequence[int], holes: Sequence[Span]) -> int:
    """Where the core that begins at `at` ends."""
    limit = at + size
    if limit >= len(text):
        return len(text)
    least = at + max(1, int(size * LEAST_FILLED))
    last = bisect_right(paragraph_ends, limit)
    for end in reversed(paragraph_ends[bisect_left(paragraph_ends, least) : last]):
        if not _inside(end, holes):
            return end
    for sentence in reversed(RuleSegmenter().sentences(text[at:limit])):
        end = at + sentence.start
        if end < least:
            break
        # A joiner that begins a sentence belongs to the space before it.
        if not _inside(end, holes) and boundary_before(text, end) == end:
            return end
    end = boundary_before(text, limit)
    return end if end > at else boundary_after(text, limit)


def _inside(pos: int, holes: Sequence[Span]) -> bool:
    """Whether a cut at `pos` goes through one of the merged `holes`."""
    number = bisect_right(holes, pos, key=lambda hole: hole.start) - 1
    return number >= 0 and holes[number].start < pos < holes[number].end
