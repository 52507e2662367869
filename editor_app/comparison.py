"""Two texts compared: what changed, and which lines of one stand beside which of the other. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from edit_engine.text import Change, changes


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What two texts have in common and what they do not."""

    before: str
    after: str
    # In order; places count in `before`.
    changes: tuple[Change, ...]
    # Lines (from 0) that stand beside each other: of `before`, of `after`; rising on both sides.
    beside: tuple[tuple[int, int], ...]

    @property
    def words(self) -> tuple[int, int]:
        """Words that came and words that went."""
        came = sum(len(change.after.split()) for change in self.changes)
        return came, sum(len(change.before.split()) for change in self.changes)


def compare(before: str, after: str) -> Comparison:
    """What changed from one text to another."""
    found = changes(before, after)
    return Comparison(before=before, after=after, changes=tuple(found), beside=tuple(beside(before, after, found)))


def beside(before: str, after: str, found: Sequence[Change]) -> list[tuple[int, int]]:
    """The lines that stand beside each other in two texts: those whose start was kept.

    Args:
        before, after: the texts.
        found: what changed between them, in order.
    """
    old, new = _line_starts(before), _line_starts(after)
    ends = [change.end for change in found]
    shifts = [0, *accumulate(len(change.after) - len(change.before) for change in found)]
    line_of = {start: number for number, start in enumerate(new)}
    # By line of `after`: where several lines end up beside one, the last is the one that was kept.
    pairs: dict[int, int] = {}
    at = 0
    for number, start in enumerate(old):
        at = bisect_left(ends, start, lo=at)
        places = [start + shifts[at]]
        if at < len(found) and found[at].end == start:
            # What was put in here may be lines of its own, before this one.
            places.insert(0, start + shifts[at + 1])
        elif at < len(found) and found[at].start < start:
            continue  # it was changed over the line break
        if at < len(found) and found[at].start == start < found[at].end:
            places = [start + shifts[at]]
        for place in places:
            if place in line_of:
                pairs[line_of[place]] = number
                break
    rising: list[tuple[int, int]] = []
    for other, line in sorted(pairs.items()):
        # Where two changes meet, one line may have ended up before another that stood behind it.
        if not rising or line > rising[-1][0]:
            rising.append((line, other))
    return rising


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
