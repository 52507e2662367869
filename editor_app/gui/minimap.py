"""Where marks stand beside a long text: told from the lengths of its paragraphs, without laying it out. No Qt.

What a scroll bar shows of a text is its height. Asking the layout for the height of each of five thousand places would
take longer than a scroll step may; how many lines a paragraph needs can be told from its length nearly as well.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Heights:
    """How far down each place of a text stands, as a share of its whole height.

    Args:
        text: what is shown, as it counts there.
        newline: what ends a paragraph in it.
        letters: how many fit into a line, one at least.

    Attributes:
        letters: the same.
    """

    def __init__(self, text: str, newline: str, letters: int) -> None:
        lengths = [len(paragraph) for paragraph in text.split(newline)]
        self.letters = letters
        self._starts = [0, *accumulate(length + 1 for length in lengths)]
        self._lines = [0, *accumulate(max(1, -(-length // self.letters)) for length in lengths)]

    def share(self, place: int) -> float:
        """0 at the beginning, near 1 in the last line."""
        paragraph = min(max(bisect_right(self._starts, place) - 1, 0), len(self._lines) - 2)
        within = (place - self._starts[paragraph]) // self.letters
        return min(self._lines[paragraph] + within, self._lines[-1]) / self._lines[-1]


def buckets(places: Iterable[int], shares: Iterable[float], room: int) -> dict[int, int]:
    """The first place of each pixel row that has one.

    Args:
        places: in order.
        shares: how far down each of them stands.
        room: pixel rows there are.
    """
    rows: dict[int, int] = {}
    for place, share in zip(places, shares, strict=True):
        rows.setdefault(int(share * max(room - 1, 0)), place)
    return rows


def nearest(rows: Sequence[int], row: int, reach: int) -> int | None:
    """The one of sorted `rows` that is nearest to a row, if it is within reach."""
    at = bisect_right(rows, row)
    near = [rows[each] for each in (at - 1, at) if 0 <= each < len(rows) and abs(rows[each] - row) <= reach]
    return min(near, key=lambda each: abs(each - row), default=None)
