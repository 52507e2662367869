"""Where suggestions wait in a text that is being typed in. Positions are the widget's; pure values, no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from edit_engine.request import Hunk


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One waiting suggestion."""

    # UTF-16 units of the widget; equal for an insertion.
    start: int
    end: int
    hunk: Hunk


class Marks:
    """Marks in order of place, which follow what is typed until the library says anew where they are."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, mark.end))

    def __len__(self) -> int:
        return len(self._marks)

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that reach into a range."""
        first = bisect_left(self._marks, start, key=lambda mark: mark.end)
        last = bisect_right(self._marks, end, key=lambda mark: mark.start)
        return self._marks[first:last]

    def follow(self, position: int, removed: int, added: int) -> None:
        """At `position`, `removed` units gave way to `added`: marks behind move, those touched go."""
        first = bisect_left(self._marks, position, key=lambda mark: mark.end)
        end, shift = position + removed, added - removed
        kept = self._marks[:first]
        for mark in self._marks[first:]:
            if mark.start >= end and (mark.start > position or mark.end > position or not removed):
                kept.append(replace(mark, start=mark.start + shift, end=mark.end + shift))
            elif mark.end <= position:
                kept.append(mark)
        self._marks = kept
