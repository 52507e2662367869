"""What became of each character of one text in a later one.

A trace is the later text as pieces: either a run of characters kept from the older text, or text that came since.
Characters are known by where they came from, never by how they look, so a place is either found again exactly or known
to be gone. An undone change can put the very characters back (`fills`), as if it had never happened.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from edit_engine.text import Span
from storage.delta import DeltaError, Op


# Where a kept run begins in the older text (-1: it came since), its length, its text if it came since.
_Piece = tuple[int, int, str]
_NEW = -1


class Trace:
    """Follows the text of one revision through the deltas after it.

    Args:
        length: of that text, code points.
    """

    def __init__(self, length: int) -> None:
        self._length = length
        self._pieces: list[_Piece] = [(0, length, "")] if length else []
        self._runs: tuple[list[int], list[int], list[int]] | None = None

    def advance(self, ops: Sequence[Op], fills: Sequence[Span] | None = None) -> None:
        """Go on to the next text.

        Args:
            ops: the delta that leads to it.
            fills: for each operation, the characters of the older text that it puts back; without it what the
                operations insert is new.

        Raises:
            DeltaError: the delta reaches beyond the present text.
        """
        pieces = self._pieces
        starts = [0, *accumulate(piece[1] for piece in pieces)]
        if ops and ops[-1].end > starts[-1]:
            raise DeltaError(f"an operation ends at {ops[-1].end} in a text of {starts[-1]} code points")
        # From the end, so that the places of what comes before stay right.
        for number in range(len(ops) - 1, -1, -1):
            op = ops[number]
            first = bisect_left(starts, op.at)
            after = bisect_left(starts, op.end)
            put: list[_Piece] = []
            if starts[first] != op.at:
                first -= 1
                put.append(_cut(pieces[first], 0, op.at - starts[first]))
            if fills is not None:
                put.append((fills[number].start, fills[number].length, ""))
            else:
                put.append((_NEW, len(op.inserted), op.inserted))
            if starts[after] != op.end:
                put.append(_cut(pieces[after - 1], op.end - starts[after - 1], pieces[after - 1][1]))
            pieces[first:after] = [piece for piece in put if piece[1]]
        self._runs = None

    def locate(self, start: int, end: int) -> Span | None:
        """Where `[start, end)` of the older text stands now; None if anything within it was changed.

        An empty range stands between the characters that were its neighbours, for as long as they stand side by side.
        At the start or end of the text it is gone once something stands there.
        """
        origins, places, lengths = self._kept()
        if start == end:
            return self._locate_between(start)
        run = bisect_right(origins, start) - 1
        if run < 0 or end > origins[run] + lengths[run]:
            return None
        place = places[run] + start - origins[run]
        return Span(place, place + end - start)

    def _locate_between(self, at: int) -> Span | None:
        present = sum(piece[1] for piece in self._pieces)
        before = self.locate(at - 1, at) if at > 0 else Span(0, 0)
        after = self.locate(at, at + 1) if at < self._length else Span(present, present)
        if before is None or after is None or before.end != after.start:
            return None
        return Span(before.end, before.end)

    def near(self, start: int, end: int) -> Span:
        """What stands now where `[start, end)` of the older text was: all between its nearest kept neighbours."""
        origins, places, lengths = self._kept()
        low, high = 0, sum(piece[1] for piece in self._pieces)
        run = bisect_left(origins, start) - 1
        if run >= 0:
            low = places[run] + min(lengths[run], start - origins[run])
        run = bisect_left(origins, end)
        if run > 0 and origins[run - 1] + lengths[run - 1] > end:
            high = places[run - 1] + end - origins[run - 1]
        elif run < len(origins):
            high = places[run]
        return Span(low, max(low, high))

    def hull(self, start: int, end: int, text: str) -> Span | None:
        """Where `[start, end)` of the older text is now, with what was changed inside it; None if none of it is left.

        What came at one of its ends belongs to it only where the character at that end is gone, and up to a line break.

        Args:
            start, end: not empty.
            text: the present one.
        """
        origins, places, lengths = self._kept()
        first, last = bisect_right(origins, start) - 1, bisect_left(origins, end) - 1
        if first < 0 or origins[first] + lengths[first] <= start:
            first += 1
        if first > last:
            return None
        low = places[first] + max(0, start - origins[first])
        high = places[last] + min(lengths[last], end - origins[last])
        around = self.near(start, end)
        if origins[first] > start:
            low = max(around.start, text.rfind("\n", around.start, low) + 1)
        if origins[last] + lengths[last] < end:
            line_end = text.find("\n", high, around.end)
            high = around.end if line_end < 0 else line_end
        return Span(low, high)

    def delta(self, source: str) -> list[Op]:
        """The operations that lead straight from the older text, which is `source`, to the present one."""
        ops: list[Op] = []
        at = 0
        inserted: list[str] = []
        for origin, length, text in [*self._pieces, (len(source), 0, "")]:
            if origin == _NEW:
                inserted.append(text)
                continue
            if origin > at or inserted:
                ops.append(Op(at, source[at:origin], "".join(inserted)))
                inserted = []
            at = origin + length
        return ops

    def _kept(self) -> tuple[list[int], list[int], list[int]]:
        """The kept runs, joined where they still touch: origins, places in the present text, lengths."""
        if self._runs is None:
            origins: list[int] = []
            places: list[int] = []
            lengths: list[int] = []
            place = 0
            for origin, length, _ in self._pieces:
                if origin != _NEW:
                    if origins and (origins[-1] + lengths[-1], places[-1] + lengths[-1]) == (origin, place):
                        lengths[-1] += length
                    else:
                        origins.append(origin)
                        places.append(place)
                        lengths.append(length)
                place += length
            self._runs = (origins, places, lengths)
        return self._runs


def _cut(piece: _Piece, start: int, end: int) -> _Piece:
    origin, _, text = piece
    return (_NEW, end - start, text[start:end]) if origin == _NEW else (origin + start, end - start, "")
