"""What the review shows: one text made of runs that are kept, deleted or inserted. Pure values, no Qt.

Reading the kept and deleted runs gives the document; reading the kept and inserted runs gives it with every shown hunk
accepted. Positions are code points: "place" is a position in the projection, "position" one in the document.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from edit_engine.request import Hunk
from edit_engine.text import Change, Span
from editor_app.between import common
from editor_app.gui.offsets import Offsets
from editor_app.gui.positions import Border
from editor_app.units import Unit, shown


# What can be shown: hunks as they are stored, or units made of them.
Suggestion = Hunk | Unit


class RunKind(StrEnum):
    """What a run is to the document."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


class Run(NamedTuple):
    """A piece of the projection. There are tens of thousands: a tuple is made and compared in a third of the time."""

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

    def __init__(self, runs: Sequence[Run], hunks: Sequence[Suggestion]) -> None:
        self.runs: Sequence[Run] = runs
        self.hunks: Sequence[Suggestion] = hunks
        # Where each run starts here, and in the document.
        starts, positions = [0], [0]
        # By id, the first run of each hunk, and its number among them.
        self._first: dict[str, int] = {}
        self._numbers = {hunk.id: number for number, hunk in enumerate(hunks)}
        at = position = 0
        for index, run in enumerate(runs):
            at += len(run.text)
            starts.append(at)
            if run.kind is not RunKind.INSERTED:
                position += len(run.text)
            positions.append(position)
            if run.hunk_id:
                self._first.setdefault(run.hunk_id, index)
        self._starts, self._positions = Offsets(starts), Offsets(positions)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def document(self) -> str:
        """The text as it is."""
        return "".join(run.text for run in self.runs if run.kind is not RunKind.INSERTED)

    @cached_property
    def applied(self) -> str:
        """The text with every shown hunk accepted."""
        return "".join(run.text for run in self.runs if run.kind is not RunKind.DELETED)

    @property
    def length(self) -> int:
        """Code points of all of it."""
        return self._starts[-1]

    def hunk(self, hunk_id: str) -> Suggestion | None:
        """The hunk of that id, if it is shown; its range is that of when it was."""
        number = self._numbers.get(hunk_id)
        return None if number is None else self.hunks[number]

    def number(self, hunk_id: str) -> int:
        """Its place among those shown, counted from 1; 0 for none."""
        return self._numbers.get(hunk_id, -1) + 1

    def span(self, hunk_id: str) -> Span | None:
        """The places of a hunk's deleted and inserted text; None if it is not shown."""
        first = self._first.get(hunk_id)
        if first is None:
            return None
        last = first + 1
        while last < len(self.runs) and self.runs[last].hunk_id == hunk_id:
            last += 1
        return Span(self._starts[first], self._starts[last])

    def beginnings(self) -> list[int]:
        """The places where the hunks begin, in order."""
        return [self._starts[first] for first in self._first.values()]

    def positions(self, hunk_id: str) -> Span:
        """The range of the document that a hunk replaces.

        Raises:
            KeyError: it is not shown.
        """
        first = self._first[hunk_id]
        deleted = self.runs[first].kind is RunKind.DELETED
        return Span(self._positions[first], self._positions[first + 1 if deleted else first])

    def inserted(self, hunk_id: str) -> Span:
        """The places of a hunk's inserted text; empty, behind the deleted text, if it has none.

        Raises:
            KeyError: it is not shown.
        """
        first = self._first[hunk_id]
        at = first + (self.runs[first].kind is RunKind.DELETED)
        if at < len(self.runs) and self.runs[at].hunk_id == hunk_id:
            return Span(self._starts[at], self._starts[at + 1])
        return Span(self._starts[at], self._starts[at])

    def hunk_at(self, place: int) -> Suggestion | None:
        """The hunk whose text is at `place`, or ends there."""
        for at in (place, place - 1):
            index = self.index(at)
            if 0 <= at < self.length and self.runs[index].hunk_id:
                return self.hunk(self.runs[index].hunk_id)
        return None

    def hunks_between(self, start: int, end: int) -> list[Suggestion]:
        """The hunks with text between two places, those at an edge as well."""
        first = max(0, bisect_left(self._starts, start) - 1)
        last = bisect_right(self._starts, end)
        names = dict.fromkeys(run.hunk_id for run in self.runs[first:last] if run.hunk_id)
        return [hunk for name in names if (hunk := self.hunk(name)) is not None]

    def next_hunk(self, place: int) -> Suggestion | None:
        """The first hunk at or behind a place; None behind the last."""
        for run in self.runs[max(0, bisect_left(self._starts, place) - 1) :]:
            if run.hunk_id:
                return self.hunk(run.hunk_id)
        return None

    def index(self, place: int) -> int:
        """The index of the run that holds what comes after a place; that behind the last at the end."""
        return self._index(self._starts, place)

    def start(self, index: int) -> int:
        """The place where a run starts."""
        return self._starts[index]

    def document_start(self, index: int) -> int:
        """The position where a run starts."""
        return self._positions[index]

    def retyped(self, index: int, text: str) -> Projection:
        """The same with other text in one run, in a fraction of the time it takes to make it anew.

        Args:
            index: of the run.
            text: some; what is left of a run without any is nothing.
        """
        run = self.runs[index]
        by = len(text) - len(run.text)
        made = Projection.__new__(Projection)
        made.runs = [*self.runs[:index], run._replace(text=text), *self.runs[index + 1 :]]
        made._starts = self._starts.moved(index + 1, by)
        made._positions, made.hunks = self._positions, self.hunks
        if run.kind is RunKind.INSERTED:
            number = self._numbers.get(run.hunk_id)
            if number is not None:
                changed = with_after(self.hunks[number], text)
                made.hunks = [*self.hunks[:number], changed, *self.hunks[number + 1 :]]
            if "document" in self.__dict__:  # it is the same, and long
                made.__dict__["document"] = self.document
        else:
            made._positions = self._positions.moved(index + 1, by)
        made._first, made._numbers = self._first, self._numbers
        return made

    def renewed(self, hunks: Sequence[Suggestion]) -> Projection:
        """The same with what else is known anew of the suggestions; None of them may read another way."""
        made = Projection.__new__(Projection)
        made.__dict__.update(self.__dict__)
        made.hunks = hunks
        return made

    def shows(self, text: str, hunks: Sequence[Suggestion]) -> bool:
        """Whether it shows just this text with these suggestions, which are in order."""
        return (
            len(hunks) == len(self.hunks)
            and all(
                one.id == other.id and one.before == other.before and one.after == other.after
                for one, other in zip(hunks, self.hunks, strict=True)
            )
            and text == self.document
            and all(self.positions(one.id) == (one.start, one.end) for one in hunks)
        )

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

    def applied_position(self, place: int) -> int:
        """The position in `applied` of what a place shows; of struck text, where it would be missing."""
        index = self._index(self._starts, place)
        position = sum(len(run.text) for run in self.runs[:index] if run.kind is not RunKind.DELETED)
        here = index < len(self.runs) and self.runs[index].kind is not RunKind.DELETED
        return position + (place - self._starts[index] if here else 0)

    def place_applied(self, position: int) -> int:
        """A place that shows a position of `applied`."""
        for index, run in enumerate(self.runs):
            if run.kind is RunKind.DELETED:
                continue
            if position < len(run.text):
                return self._starts[index] + position
            position -= len(run.text)
        return self.length

    def pieces(self, start: int, end: int) -> list[Run]:
        """The parts of runs between two places."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for index in range(first, len(self.runs)):
            run, at = self.runs[index], self._starts[index]
            if at >= end:
                break
            if at + len(run.text) > start:
                found.append(run._replace(text=run.text[max(0, start - at) : end - at]))
        return found

    def _index(self, starts: Sequence[int], value: int) -> int:
        return min(bisect_right(starts, value) - 1, len(self.runs))


def project(text: str, suggestions: Iterable[Suggestion]) -> Projection:
    """The projection of `text` with those of `suggestions` that can be shown together.

    Raises:
        ValueError: one does not find its `before` in the text.
    """
    fitting = _together(suggestions)
    for hunk in fitting:
        found = text[hunk.start : hunk.end]
        if found != hunk.before:
            raise ValueError(f"hunk {hunk.id} replaces {hunk.before!r:.60}, but the text there is {found!r:.60}")
    return Projection(_runs(text, fitting, [hunk.id for hunk in fitting]), fitting)


def border_of(text: str, projection: Projection) -> Border:
    """What a widget needs to show the projection of `text`."""
    return Border(text, *(hunk.after for hunk in projection.hunks))


def compare(text: str, changes: Iterable[Change]) -> Projection:
    """The projection of `text` with changes that are nobody's suggestion, as between two revisions."""
    changes = list(changes)
    return Projection(_runs(text, changes, [str(number) for number in range(len(changes))]), ())


def patch(old: Projection, new: Projection) -> Patch | None:
    """The smallest single replacement that turns `old` into `new`; None if they show the same.

    What is alike at both ends is left alone, down to the code point, so that a decision redraws only where it was made.
    """
    start = _alike(old.runs, new.runs, from_end=False)
    old_length, new_length = old.length, new.length
    if start == old_length == new_length:
        return None
    end = min(_alike(old.runs, new.runs, from_end=True), old_length - start, new_length - start)
    return Patch(start=start, removed=old_length - end - start, runs=tuple(new.pieces(start, new_length - end)))


def carried(places: Iterable[int], before: Projection, after: Projection) -> list[int] | None:
    """Where what places showed is in another projection: of the same text, or of what a decision on all made of it.

    None if the two have nothing to do with each other.
    """
    # First, as both are so where suggestions change nothing, and what is inserted has a place of its own only here.
    if after.document == before.applied:
        return [after.place(before.applied_position(place)) for place in places]
    if after.document == before.document:
        return [after.place(before.position(place)) for place in places]
    if after.applied == before.document:
        return [after.place_applied(before.position(place)) for place in places]
    return None


def _together(suggestions: Iterable[Any]) -> Sequence[Suggestion]:
    """Units never overlap; of hunks those are taken that do not."""
    given = list(suggestions)
    return given if all(isinstance(one, Unit) for one in given) else shown(given)


def with_after(suggestion: Suggestion, after: str) -> Suggestion:
    """A suggestion that a person rewrote."""
    said = suggestion.after if suggestion.suggested is None else suggestion.suggested
    return replace(suggestion, after=after, suggested=None if after == said else said)


def _runs(text: str, changes: Iterable[Suggestion | Change], names: Iterable[str]) -> list[Run]:
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
        # The last letter of what is struck is set apart, so such a run is drawn whole.
        if (a.kind, a.hunk_id) == (b.kind, b.hunk_id) and a.kind is not RunKind.DELETED:
            count += common(a.text[::step], b.text[::step])
        break
    return count
