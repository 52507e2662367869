"""Where suggestions wait in a text that is being typed in. Positions are the widget's; pure values, no Qt."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from edit_engine.request import Hunk, HunkState
from editor_app.gui.positions import Units


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One waiting suggestion."""

    # UTF-16 units of the widget; equal for an insertion.
    start: int
    end: int
    hunk: Hunk


def stale_units(hunks: Iterable[Hunk], units: Units) -> list[int]:
    """Where the text of suggestions was edited since, in order."""
    return sorted(units.unit(hunk.start) for hunk in hunks if hunk.state is HunkState.STALE)


class Marks:
    """Marks in order of place, which follow what is typed until the library says anew where they are.

    Starts and ends are kept apart from the hunks, as plain numbers: thousands of them move with every key.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._starts = [mark.start for mark in ordered]
        self._ends = [mark.end for mark in ordered]
        self._hunks = [mark.hunk for mark in ordered]

    def __len__(self) -> int:
        return len(self._hunks)

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that reach into a range."""
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        return [Mark(start=self._starts[at], end=self._ends[at], hunk=self._hunks[at]) for at in range(first, last)]

    def follow(self, position: int, removed: int, added: int) -> None:
        """At `position`, `removed` units gave way to `added`: marks behind move, those touched go."""
        if not removed and not added:
            return
        end, shift = position + removed, added - removed
        # Those that end before it stay, those that begin behind it move; what is between was touched.
        stay, move = bisect_right(self._ends, position), bisect_left(self._starts, end)
        # An insertion hunk at the place itself stays where something is typed; one at the end of what went moves.
        move = max(stay, move)
        self._starts = self._starts[:stay] + [start + shift for start in self._starts[move:]]
        self._ends = self._ends[:stay] + [end + shift for end in self._ends[move:]]
        self._hunks = self._hunks[:stay] + self._hunks[move:]
