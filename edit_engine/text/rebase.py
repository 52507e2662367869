"""Moves hunks from the text they were made for to the text there is now, when only the two texts are known.

The edits between are guessed by a word difference, and a guess can be ambiguous: of two equal words one was deleted,
which one? So a hunk is moved only when its place is certain; all others become stale. Two tests decide:

1. Its text is unchanged in two differences, of the texts and of the texts read backwards, and no change stands beside
   it that holds the same words. Where an edit could as well have been elsewhere, one of these fails.
2. The unchanged text around it is long, or occurs once in each text. So it is not a common word that survived in a
   passage written anew.

Where the edits are known exactly (`moves.follow`), neither is needed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from edit_engine.text.moves import Edit, Moves, stale
from edit_engine.text.patience import Block, matching_blocks
from edit_engine.text.spans import Span
from edit_engine.text.words import is_word, words


if TYPE_CHECKING:  # edit_engine.request imports this package, so this package cannot import it while loading.
    from edit_engine.request import Hunk

# So many unchanged tokens around a hunk are enough; fewer must occur only once.
LONGEST_WINDOW = 64


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
    blocks = _undisputed(old.tokens, new.tokens)
    moves = Moves(_edits(blocks, old, new))
    runs = [Span(old.starts[at], old.starts[at + length]) for at, _, length in blocks]
    windows = [_window(hunk.span, old, runs) for hunk in hunks]
    certain = _certain(windows, old, new)
    moved: list[Hunk] = []
    for hunk, window in zip(hunks, windows, strict=True):
        span = moves.span(hunk.span) if window in certain else None
        if span is None or head[span.start : span.end] != base[hunk.start : hunk.end]:
            moved.append(stale(hunk, moves.nearest(hunk.span)))
        else:
            moved.append(hunk if span == hunk.span else replace(hunk, start=span.start, end=span.end))
    return moved


def _undisputed(a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """The runs that are equal both in the difference of a and b and in that of the two read backwards."""
    backward = [
        (len(a) - at_a - length, len(b) - at_b - length, length)
        for at_a, at_b, length in reversed(matching_blocks(a[::-1], b[::-1]))
    ]
    return _common(_settled(matching_blocks(a, b), a, b), _settled(backward, a, b))


def _settled(blocks: Sequence[Block], a: Sequence[str], b: Sequence[str]) -> list[Block]:
    """`blocks` without the words at their ends that might as well be matched within the change beside them."""
    settled: list[Block] = []
    # The block before the change in hand: its end on both sides, and what is left of it.
    end_a = end_b = kept = 0
    for start_a, start_b, length in [*blocks, (len(a), len(b), 0)]:
        changed = {*a[end_a:start_a], *b[end_b:start_b]}
        back = _disputed(changed, (a[at] for at in range(end_a - 1, end_a - kept - 1, -1)))
        if back < kept:
            settled.append((end_a - kept, end_b - kept, kept - back))
        ahead = _disputed(changed, (a[at] for at in range(start_a, start_a + length)))
        end_a, end_b, kept = start_a + length, start_b + length, length - ahead
    return settled


def _disputed(changed: Set[str], tokens: Iterable[str]) -> int:
    """How many of `tokens`, which lead away from a change, are words of that change (with what stands between them)."""
    disputed = 0
    for number, token in enumerate(tokens, 1):
        if token in changed:
            disputed = number
        elif is_word(token):
            break
    return disputed


def _common(blocks: Sequence[Block], others: Sequence[Block]) -> list[Block]:
    """What two lists of blocks agree on."""
    common: list[Block] = []
    one = other = 0
    while one < len(blocks) and other < len(others):
        first, second = blocks[one], others[other]
        start, end = max(first[0], second[0]), min(first[0] + first[2], second[0] + second[2])
        if start < end and first[1] - first[0] == second[1] - second[0]:
            common.append((start, start + first[1] - first[0], end - start))
        if first[0] + first[2] <= second[0] + second[2]:
            one += 1
        else:
            other += 1
    return common


def _edits(blocks: Sequence[Block], old: _Side, new: _Side) -> list[Edit]:
    """What happened between the unchanged runs."""
    edits: list[Edit] = []
    at_a = at_b = 0
    for block_a, block_b, length in [*blocks, (len(old.tokens), len(new.tokens), 0)]:
        start, end = old.starts[at_a], old.starts[block_a]
        edits.append(Edit(pos=start, removed=end - start, added=new.starts[block_b] - new.starts[at_b]))
        at_a, at_b = block_a + length, block_b + length
    return edits


def _window(span: Span, old: _Side, runs: Sequence[Span]) -> _Window | None:
    """The tokens around `span` to look for; None if it is not within one unchanged run.

    A place between two words must have the words on both sides in its run: else what was typed beside it may belong
    on either side.
    """
    number = bisect_left(runs, span.end, key=lambda run: run.end)
    if number == len(runs) or runs[number].start > span.start:
        return None
    run = runs[number]
    first, last = bisect_left(old.starts, run.start), bisect_left(old.starts, run.end)
    if not span.length:
        at = bisect_left(old.starts, span.start)
        before = any(is_word(old.tokens[place]) for place in range(at - 1, first - 1, -1))
        after = any(is_word(old.tokens[place]) for place in range(at, last))
        if not ((before or first == 0) and (after or last == len(old.tokens))):
            return None
    length = min(LONGEST_WINDOW, 1 << ((last - first).bit_length() - 1))
    middle = (bisect_right(old.starts, span.start) + bisect_left(old.starts, span.end)) // 2
    start = max(first, min(middle - length // 2, last - length))
    return _Window(length, old.text[old.starts[start] : old.starts[start + length]], run)


def _certain(windows: Iterable[_Window | None], old: _Side, new: _Side) -> set[_Window]:
    """Those of `windows` that are long, or occur once in each text, themselves or with the whole run they are in."""
    by_length: dict[int, set[_Window]] = {}
    for window in windows:
        if window is not None:
            by_length.setdefault(window.length, set()).add(window)
    # So much unchanged text in a row is no coincidence; where a text repeats itself the two differences disagree.
    certain = by_length.pop(LONGEST_WINDOW, set())
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
