"""Moves hunks from the text they were made for to the text there is now, when only the two texts are known.

The edits between are guessed by a word difference, and a guess can be ambiguous: of two equal words one was deleted,
which one? So a hunk is moved only when every explanation agrees; all others become stale. Two tests decide:

1. No edit touches it, wherever that edit could slide to without changing the result.
2. The unchanged text around it (some words, at most the whole unchanged run) occurs once in each text. Then the place
   is forced: if the person left that text alone, it can only be there.

Where the edits are known exactly (`moves.follow`), neither is needed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from edit_engine.text.moves import Edit, Moves, stale
from edit_engine.text.patience import Block, matching_blocks
from edit_engine.text.readable import slide_room
from edit_engine.text.spans import Span
from edit_engine.text.words import words


if TYPE_CHECKING:  # edit_engine.request imports this package, so this package cannot import it while loading.
    from edit_engine.request import Hunk

# Tokens of unchanged text that are looked for, at most; then the whole unchanged run.
LONGEST_WINDOW = 64


class _Gap(NamedTuple):
    """Tokens `[a_start, a_end)` of base became tokens `[b_start, b_end)` of head."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    # Equal tokens on both sides of it, up to the next gap.
    left: int
    right: int


class _Window(NamedTuple):
    """Unchanged text whose place decides where a hunk is."""

    # Number of tokens.
    length: int
    # The text of them.
    text: str
    # The unchanged run it is part of, code points of base.
    run: Span


class _Side:
    """One text with its tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = words(text)
        # Where each token starts; one more for the end.
        self.starts = [0, *accumulate(map(len, self.tokens))]

    def count(self, wanted: set[str], length: int) -> Counter[str]:
        """How often each of the `wanted` runs of `length` tokens occurs."""
        text = self.text
        runs = (text[start:end] for start, end in zip(self.starts, self.starts[length:], strict=False))
        return Counter(run for run in runs if run in wanted)


def rebase(hunks: Iterable[Hunk], base: str, head: str) -> list[Hunk]:
    """`hunks` where they are in `head`, in the order given; those whose place is not certain are stale.

    A stale hunk gets the range of what seems left of the text it was made for, to show it there; its `before` stays.

    Args:
        hunks: count in `base`.
        base: the text they were made for.
        head: the text there is now.
    """
    hunks = list(hunks)
    if base == head or not hunks:
        return hunks
    old, new = _Side(base), _Side(head)
    blocks = matching_blocks(old.tokens, new.tokens)
    edits = [_Reach.of(gap, old, new) for gap in _gaps(blocks, old, new)]
    moves = Moves(edit.exact for edit in edits)
    runs = [Span(old.starts[at], old.starts[at + length]) for at, _, length in blocks]
    windows = [None if _touches(edits, hunk.span) else _window(hunk.span, old, runs) for hunk in hunks]
    certain = _certain(windows, old, new)
    moved: list[Hunk] = []
    for hunk, window in zip(hunks, windows, strict=True):
        span = moves.span(hunk.span) if window in certain else None
        if span is None or head[span.start : span.end] != base[hunk.start : hunk.end]:
            moved.append(stale(hunk, moves.nearest(hunk.span)))
        else:
            moved.append(hunk if span == hunk.span else replace(hunk, start=span.start, end=span.end))
    return moved


def _gaps(blocks: Sequence[Block], old: _Side, new: _Side) -> list[_Gap]:
    gaps: list[_Gap] = []
    at_a = at_b = left = 0
    for start_a, start_b, length in [*blocks, (len(old.tokens), len(new.tokens), 0)]:
        if at_a < start_a or at_b < start_b:
            gaps.append(_Gap(at_a, start_a, at_b, start_b, left, length))
        at_a, at_b, left = start_a + length, start_b + length, length
    return gaps


class _Reach(NamedTuple):
    """An edit, and the range of base it could have been made in with the same result (code points)."""

    exact: Edit
    low: int
    high: int

    @classmethod
    def of(cls, gap: _Gap, old: _Side, new: _Side) -> _Reach:
        start, end = old.starts[gap.a_start], old.starts[gap.a_end]
        exact = Edit(pos=start, removed=end - start, added=new.starts[gap.b_end] - new.starts[gap.b_start])
        back = ahead = 0
        if gap.b_start == gap.b_end:
            back, ahead = slide_room(old.tokens, gap.a_start, gap.a_end, gap.left, gap.right)
        elif gap.a_start == gap.a_end:
            back, ahead = slide_room(new.tokens, gap.b_start, gap.b_end, gap.left, gap.right)
        return cls(exact, old.starts[gap.a_start - back], old.starts[gap.a_end + ahead])

    def touches(self, span: Span) -> bool:
        """Whether this edit may have changed something in `span`, or may have been made on either side of it."""
        if span.length:
            return self.low < span.end and span.start < self.high
        if self.low == self.high:
            return False
        place = span.start
        if self.exact.removed and self.exact.added:
            return self.low <= place <= self.high
        return self.low < place < self.high or (self.exact.added > 0 and place == self.high)


def _touches(edits: Sequence[_Reach], span: Span) -> bool:
    """Whether any of `edits` (sorted; so are their lows and highs) touches `span`."""
    at = bisect_left(edits, span.start, key=lambda edit: edit.high)
    while at < len(edits) and edits[at].low <= span.end:
        if edits[at].touches(span):
            return True
        at += 1
    return False


def _window(span: Span, old: _Side, runs: Sequence[Span]) -> _Window | None:
    """The tokens around `span` to look for; None if it is not within one unchanged run."""
    number = bisect_left(runs, span.end, key=lambda run: run.end)
    if number == len(runs) or runs[number].start > span.start:
        return None
    run = runs[number]
    first, last = bisect_left(old.starts, run.start), bisect_left(old.starts, run.end)
    length = min(LONGEST_WINDOW, 1 << ((last - first).bit_length() - 1))
    middle = (bisect_right(old.starts, span.start) + bisect_left(old.starts, span.end)) // 2
    start = max(first, min(middle - length // 2, last - length))
    return _Window(length, old.text[old.starts[start] : old.starts[start + length]], run)


def _certain(windows: Iterable[_Window | None], old: _Side, new: _Side) -> set[_Window]:
    """Those of `windows` that occur once in each text, themselves or with the whole run they are in."""
    by_length: dict[int, set[_Window]] = {}
    for window in windows:
        if window is not None:
            by_length.setdefault(window.length, set()).add(window)
    certain: set[_Window] = set()
    doubtful: list[_Window] = []
    for length, group in by_length.items():
        wanted = {window.text for window in group}
        counts = [side.count(wanted, length) for side in (old, new)]
        for window in group:
            if all(count[window.text] == 1 for count in counts):
                certain.add(window)
            else:
                doubtful.append(window)
    unique = {run: _unique(old.text[run.start : run.end], old, new) for run in {window.run for window in doubtful}}
    certain.update(window for window in doubtful if unique[window.run])
    return certain


def _unique(run: str, old: _Side, new: _Side) -> bool:
    """Whether `run`, known to be in both texts, occurs only once in each."""
    return all(side.text.find(run, side.text.find(run) + 1) < 0 for side in (old, new))
