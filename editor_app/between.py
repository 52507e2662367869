"""The one edit between two texts that lie a few keys apart, and where suggestions are behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from edit_engine.request import Hunk
from edit_engine.text import Change


def between(before: str, after: str) -> Change | None:
    """The smallest single change that makes one text of another; None if they are the same."""
    if before == after:
        return None
    start = common(before, after)
    most = min(len(before), len(after)) - start
    end = min(common(before[::-1], after[::-1]), most)
    return Change(
        start=start,
        end=len(before) - end,
        before=before[start : len(before) - end],
        after=after[start : len(after) - end],
    )


def moved(hunks: Iterable[Hunk], before: str, after: str) -> tuple[Hunk, ...] | None:
    """Suggestions for a text at their places in one that was typed from it; None if typing touched one of them.

    Args:
        hunks: at their places in `before`, in order.
        before, after: the two texts.
    """
    edit = between(before, after)
    if edit is None:
        return tuple(hunks)
    by = len(edit.after) - len(edit.before)
    found: list[Hunk] = []
    for hunk in hunks:
        # Whether what is typed at an edge belongs to it depends on more than places, where it is empty or stale.
        if hunk.end < edit.start:
            found.append(hunk)
        elif hunk.start > edit.end:
            found.append(replace(hunk, start=hunk.start + by, end=hunk.end + by) if by else hunk)
        else:
            return None
    return tuple(found)


def common(a: str, b: str) -> int:
    """Length of the common prefix, by halving: slices compare faster than characters."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
