"""Where a place of an old text is in a new one, when the edits between them are known exactly.

An edit touches a span when it changes something inside it. Text typed at either end of a span does not touch it: the
span stays left of what is typed at its end, and moves right for what is typed at its start.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from edit_engine.text.spans import Span


if TYPE_CHECKING:  # edit_engine.request imports this package, so this package cannot import it while loading.
    from edit_engine.request import Hunk
    from edit_engine.text.worddiff import Change


@dataclass(frozen=True, kw_only=True)
class Edit:
    """`removed` code points at `pos` gave way to `added` others."""

    pos: int
    removed: int
    added: int

    def __post_init__(self) -> None:
        if min(self.pos, self.removed, self.added) < 0:
            raise ValueError(f"an edit needs numbers >= 0, got {self}")


class Moves:
    """A set of edits made at once: all count in the old text, none overlaps another."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        real = (edit for edit in edits if edit.removed or edit.added)
        self.edits = sorted(real, key=lambda edit: (edit.pos, edit.removed))
        # Ends rise like starts, as edits do not overlap; so both can be searched.
        self._ends = [edit.pos + edit.removed for edit in self.edits]
        self._moved = [0, *accumulate(edit.added - edit.removed for edit in self.edits)]

    def span(self, span: Span) -> Span | None:
        """Where `span` is now; None if an edit touched it."""
        start, end = span
        first = self._first_from(start, insertion=start == end)
        if first < len(self.edits):
            edit = self.edits[first]
            if edit.pos < end:
                return None
        return span.shift(self._moved[first])

    def nearest(self, span: Span) -> Span:
        """Where `span` is now, or for one that was touched the place of what is left of it."""
        moved = self.span(span)
        if moved is not None:
            return moved
        start = self._nearest(span.start, right=False)
        return Span(start, max(start, self._nearest(span.end, right=True)))

    def _first_from(self, start: int, *, insertion: bool) -> int:
        """The first edit that is not wholly left of what begins at `start`."""
        first = bisect_left(self._ends, start)
        while first < len(self.edits) and self._ends[first] == start:
            edit = self.edits[first]
            # At one place: what is typed there comes after an insertion hunk and before a span of text.
            if insertion and edit.removed == 0:
                break
            first += 1
        return first

    def _nearest(self, pos: int, *, right: bool) -> int:
        first = bisect_left(self._ends, pos)
        if first == len(self.edits) or self.edits[first].pos >= pos:
            return pos + self._moved[first]
        edit = self.edits[first]
        behind = right or pos == self._ends[first]
        return edit.pos + self._moved[first] + (edit.added if behind else 0)


def map_span(span: Span, edits: Sequence[Edit]) -> Span | None:
    """Where `span` is after `edits`; None if one of them touched it. For many spans build `Moves` once.

    Args:
        span: in the old text, code points; an empty one is a place between two code points.
        edits: made at once; all count in the old text.
    """
    return Moves(edits).span(span)


def edits_of(hunks: Iterable[Hunk | Change]) -> list[Edit]:
    """What applying `hunks` (together) does, as edits."""
    return [Edit(pos=hunk.start, removed=hunk.end - hunk.start, added=len(hunk.after)) for hunk in hunks]


def follow(hunks: Iterable[Hunk], edits: Iterable[Edit]) -> list[Hunk]:
    """`hunks` where they are after `edits`, in the order given; touched ones are stale.

    A stale hunk gets the range of what is left of the text it was made for, to show it there; its `before` stays.

    Args:
        hunks: count in the old text.
        edits: known exactly and made at once; all count in the old text.
    """
    moves = Moves(edits)
    return [_moved_or_stale(hunk, moves) for hunk in hunks]


def shift(hunks: Sequence[Hunk], edit: Edit) -> list[Hunk]:
    """`hunks` after one edit in the live window: those left of it are the same objects.

    Args:
        hunks: sorted by start and without overlaps, as a review shows them.
        edit: counts in the text before it, as `QTextDocument.contentsChange` tells it (converted to code points).
    """
    low, high = 0, len(hunks)
    while low < high:
        middle = (low + high) // 2
        if hunks[middle].end < edit.pos:
            low = middle + 1
        else:
            high = middle
    moves = Moves([edit])
    return [*hunks[:low], *(_moved_or_stale(hunk, moves) for hunk in hunks[low:])]


def stale(hunk: Hunk, span: Span) -> Hunk:
    """`hunk` marked as overtaken by an edit, to be shown at `span`."""
    from edit_engine.request import HunkState

    return replace(hunk, start=span.start, end=span.end, state=HunkState.STALE)


def _moved_or_stale(hunk: Hunk, moves: Moves) -> Hunk:
    span = moves.span(hunk.span)
    if span is None:
        return stale(hunk, moves.nearest(hunk.span))
    return hunk if span == hunk.span else replace(hunk, start=span.start, end=span.end)
