"""What the review shows: one text made of runs that are kept, deleted or inserted. Pure values, no Qt.

Reading the kept and deleted runs gives the document; reading the kept and inserted runs gives it with every shown hunk
accepted. Positions are code points: "place" is a position in the projection, "position" one in the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from edit_engine.request import Hunk, HunkState
from edit_engine.text import Change, Span


class RunKind(StrEnum):
    """What a run is to the document."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of the projection."""

    kind: RunKind
    text: str
    # Id of the hunk it belongs to; empty for kept text.
    hunk_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Patch:
    """How to turn one projection into another: at `start`, `removed` code points give way to `runs`."""

    start: int
    removed: int
    runs: tuple[Run, ...]


class Projection:
    """The runs of a text with hunks, and the way between places and positions.

    Args:
        runs: in order; adjacent kept runs are one.
        hunks: those shown, in order of place.
    """

    def __init__(self, runs: Sequence[Run], hunks: Sequence[Hunk]) -> None:
        self.runs = tuple(runs)
        self.hunks = tuple(hunks)
        self._by_id = {hunk.id: hunk for hunk in self.hunks}
        self._starts = [0, *accumulate(len(run.text) for run in self.runs)]
        # Where each run starts in the document.
        lengths = (0 if run.kind is RunKind.INSERTED else len(run.text) for run in self.runs)
        self._positions = [0, *accumulate(lengths)]
        self._spans: dict[str, Span] = {}
        for run, start in zip(self.runs, self._starts, strict=False):
            if run.hunk_id:
                first = self._spans.get(run.hunk_id, Span(start, start)).start
                self._spans[run.hunk_id] = Span(first, start + len(run.text))

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)

    @property
    def document(self) -> str:
        """The text as it is."""
        return "".join(run.text for run in self.runs if run.kind is not RunKind.INSERTED)

    @property
    def applied(self) -> str:
        """The text with every shown hunk accepted."""
        return "".join(run.text for run in self.runs if run.kind is not RunKind.DELETED)

    def span(self, hunk_id: str) -> Span | None:
        """The places of a hunk's deleted and inserted text; None if it is not shown."""
        return self._spans.get(hunk_id)

    def hunk_at(self, place: int) -> Hunk | None:
        """The hunk whose text is at `place`, or ends there."""
        for at in (place, place - 1):
            index = self._index(self._starts, at)
            if 0 <= at < self._starts[-1] and self.runs[index].hunk_id:
                return self._by_id[self.runs[index].hunk_id]
        return None

    def position(self, place: int) -> int:
        """The position in the document that a place shows; of inserted text, where it would go in."""
        index = self._index(self._starts, place)
        if index == len(self.runs):
            return self._positions[-1]
        within = 0 if self.runs[index].kind is RunKind.INSERTED else place - self._starts[index]
        return self._positions[index] + within

    def place(self, position: int) -> int:
        """A place that shows a position of the document."""
        # The last run that starts there is never empty in the document.
        index = self._index(self._positions, position)
        return self._starts[-1] if index == len(self.runs) else self._starts[index] + position - self._positions[index]

    def pieces(self, start: int, end: int) -> list[Run]:
        """The parts of runs between two places."""
        return [
            replace(run, text=run.text[max(0, start - at) : end - at])
            for run, at in zip(self.runs, self._starts, strict=False)
            if at < end and at + len(run.text) > start
        ]

    def _index(self, starts: Sequence[int], value: int) -> int:
        return min(bisect_right(starts, value) - 1, len(self.runs))


def shown(hunks: Iterable[Hunk]) -> list[Hunk]:
    """The hunks one projection can show together: pending, in order, each clear of the one before."""
    fitting: list[Hunk] = []
    for hunk in sorted(hunks, key=lambda hunk: (hunk.start, hunk.end, hunk.id)):
        if hunk.state is not HunkState.PENDING:
            continue
        if fitting and (hunk.start < fitting[-1].end or hunk.span == fitting[-1].span):
            continue
        fitting.append(hunk)
    return fitting


def project(text: str, hunks: Iterable[Hunk]) -> Projection:
    """The projection of `text` with those of `hunks` that can be shown together.

    Raises:
        ValueError: a hunk does not find its `before` in the text.
    """
    fitting = shown(hunks)
    for hunk in fitting:
        found = text[hunk.start : hunk.end]
        if found != hunk.before:
            raise ValueError(f"hunk {hunk.id} replaces {hunk.before!r:.60}, but the text there is {found!r:.60}")
    return Projection(_runs(text, fitting, [hunk.id for hunk in fitting]), fitting)


def compare(text: str, changes: Iterable[Change]) -> Projection:
    """The projection of `text` with changes that are nobody's suggestion, as between two revisions."""
    changes = list(changes)
    return Projection(_runs(text, changes, [str(number) for number in range(len(changes))]), ())


def patch(old: Projection, new: Projection) -> Patch | None:
    """The smallest single replacement that turns `old` into `new`; None if they show the same.

    What is alike at both ends is left alone, down to the code point, so that a decision redraws only where it was made.
    """
    start = _alike(old.runs, new.runs, from_end=False)
    old_length, new_length = sum(len(run.text) for run in old.runs), sum(len(run.text) for run in new.runs)
    if start == old_length == new_length:
        return None
    end = min(_alike(old.runs, new.runs, from_end=True), old_length - start, new_length - start)
    return Patch(start=start, removed=old_length - end - start, runs=tuple(new.pieces(start, new_length - end)))


def _runs(text: str, changes: Iterable[Hunk | Change], names: Iterable[str]) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for change, name in zip(changes, names, strict=True):
        runs += (
            Run(kind=RunKind.KEPT, text=text[at : change.start]),
            Run(kind=RunKind.DELETED, text=change.before, hunk_id=name),
            Run(kind=RunKind.INSERTED, text=change.after, hunk_id=name),
        )
        at = change.end
    runs.append(Run(kind=RunKind.KEPT, text=text[at:]))
    return [run for run in runs if run.text]


def _alike(old: Sequence[Run], new: Sequence[Run], *, from_end: bool) -> int:
    """How many code points at the start (or end) show the same in both."""
    step = -1 if from_end else 1
    count = 0
    for a, b in zip(old[::step], new[::step], strict=False):
        if a == b:
            count += len(a.text)
            continue
        if (a.kind, a.hunk_id) == (b.kind, b.hunk_id):
            count += _common(a.text[::step], b.text[::step])
        break
    return count


def _common(a: str, b: str) -> int:
    """Length of the common prefix, by halving: slices compare faster than characters."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
