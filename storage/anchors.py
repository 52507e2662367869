"""Where the hunks of a document, and the places people locked in it, stand in its head.

Each hunk has an anchor: the newest revision for which its place was worked out. From there a `Trace` follows the exact
deltas to the head. Where a decision was undone, the way goes straight from the state before the decision to the
revision that undid it, so that a decision taken back leaves no mark on what waited through it.

Anchors move up whenever a snapshot is taken; so a way is never much longer than a chain of deltas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from edit_engine.request import HunkState
from edit_engine.text import Span
from storage import texts
from storage.columns import to_bytes
from storage.delta import DeltaError, Op, decode
from storage.errors import DamagedError
from storage.records import LockKind
from storage.revisions import deltas
from storage.tables import AnyRow, decisions, hunks, locks, picked, revisions
from storage.trace import Trace


# A hunk whose text was edited can come alive again when that edit was a decision and is undone. It is kept waiting for
# that over this many revisions.
RECALL = 200
NAMED = 1000  # ids a statement names at once

_DECIDED, _PARENT, _UNDOING = revisions.alias(), revisions.alias(), revisions.alias()
# Built once: an alias costs more than the query itself.
_JUMPS = (
    select(_PARENT.c.number.label("start"), _UNDOING.c.number.label("target"), decisions.c.shortcut)
    .join(_DECIDED, _DECIDED.c.id == decisions.c.revision_id)
    .join(_PARENT, _PARENT.c.id == _DECIDED.c.parent_id)
    .join(_UNDOING, _UNDOING.c.id == decisions.c.undo_revision_id)
    .where(decisions.c.document_id == bindparam("document_id"), decisions.c.shortcut.is_not(None))
    .where(_PARENT.c.number >= bindparam("oldest"), _UNDOING.c.number <= bindparam("newest"))
    .order_by(_UNDOING.c.number)
)

OPEN = (HunkState.PENDING, HunkState.STALE)


def digest(start: int, before: str, after: str) -> bytes:
    """What a hunk's row carries to notice that its text rotted."""
    return hashlib.sha256(to_bytes(f"{start}\0{len(before)}\0{before}{after}")).digest()[:8]


def checked(rows: Iterable[AnyRow]) -> list[AnyRow]:
    """`rows` of hunks, each as it was written.

    Raises:
        DamagedError: one is not.
    """
    proved = list(rows)
    for number, (start, before, after, written) in enumerate(picked(proved, "span_start", "before", "after", "digest")):
        if digest(start, before, after) != written:
            row = proved[number]
            raise DamagedError(f"the hunk {row.id} of job {row.job_id} is damaged. Restore a backup, or run it again.")
    return proved


class Line:
    """The revisions of a document up to its head, and the ways along them.

    Args:
        oldest: number of the first revision a way will begin at.
        head_number: of the revision where all ways end.
    """

    def __init__(self, connection: Connection, document_id: str, oldest: int, head_number: int) -> None:
        self._connection = connection
        self._document_id = document_id
        self._head_number = head_number
        self._stored = {row.number: row.delta for row in deltas(connection, document_id, oldest, head_number)}
        numbers = sorted(self._stored)
        self._next = dict(zip([oldest, *numbers], numbers, strict=False))
        self._jumps = _jumps(connection, document_id, oldest, head_number)
        self._decoded: dict[int, list[Op]] = {}

    def steps(self, number: int) -> Iterator[list[Op]]:
        """The deltas that lead from revision `number` to the head, undone decisions left out.

        Raises:
            DamagedError: one cannot be read.
        """
        while number < self._head_number:
            if number in self._jumps:
                number, shortcut = self._jumps[number]
                yield self._decode(number, shortcut)
            else:
                if number not in self._next:
                    raise self._damaged(number, "what follows it is missing")
                number = self._next[number]
                if number not in self._decoded:
                    self._decoded[number] = self._decode(number, self._stored[number])
                yield self._decoded[number]

    def trace(self, number: int) -> Trace:
        """What became of the text of revision `number` in the head."""
        length = self._connection.execute(
            select(revisions.c.length).where(revisions.c.document_id == self._document_id, revisions.c.number == number)
        ).scalar()
        if length is None:
            raise self._damaged(number, "it is missing")
        trace = Trace(length)
        try:
            for ops in self.steps(number):
                trace.advance(ops)
        except DeltaError as error:
            raise self._damaged(number, error) from error
        return trace

    def _decode(self, number: int, delta: bytes) -> list[Op]:
        try:
            return decode(delta)
        except DeltaError as error:
            raise self._damaged(number, error) from error

    def _damaged(self, number: int, why: object) -> DamagedError:
        return DamagedError(
            f"revision {self._document_id}.{number} is damaged, so hunks cannot be followed from there: {why}. "
            "Restore a backup, or run the jobs again on the present text."
        )


def traces(connection: Connection, document_id: str, rows: Collection[AnyRow], head_number: int) -> dict[int, Trace]:
    """For each revision that some of `rows` (of hunks) are anchored in, what became of its text in the head."""
    numbers = {row.anchor_number for row in rows}
    if not numbers:
        return {}
    line = Line(connection, document_id, min(numbers), head_number)
    return {number: line.trace(number) for number in numbers}


def places(rows: Sequence[AnyRow], by_number: Mapping[int, Trace]) -> list[Span | None]:
    """Where each of the hunks stands in the head; None if the text under it was edited."""
    return [
        None if lost else by_number[number].locate(start, end)
        for lost, number, start, end in picked(rows, "lost", "anchor_number", "anchor_start", "anchor_end")
    ]


def place_left(row: AnyRow, by_number: Mapping[int, Trace]) -> Span:
    """What stands in the head where a hunk's text was."""
    return by_number[row.anchor_number].near(row.anchor_start, row.anchor_end)


def settle(connection: Connection, head: AnyRow) -> None:
    """Move anchors up to a head that was just added, if it carries a snapshot.

    Args:
        head: its row.
    """
    if head.chain_steps:
        return
    columns = (
        *(hunks.c.id, hunks.c.state, hunks.c.lost),
        *(hunks.c.anchor_number, hunks.c.anchor_start, hunks.c.anchor_end),
    )
    rows = connection.execute(
        select(*columns).where(hunks.c.document_id == head.document_id, hunks.c.state.in_(OPEN))
    ).all()
    by_number = traces(connection, head.document_id, rows, head.number)
    kept, given_up = [], []
    for row, span in zip(rows, places(rows, by_number), strict=True):
        if span is not None:
            kept.append((row.id, span))
        elif row.lost or head.number - row.anchor_number > RECALL:
            given_up.append((row.id, place_left(row, by_number)))
    _move(connection, head.document_id, head.number, kept)
    _move(connection, head.document_id, head.number, given_up, state=HunkState.STALE, lost=1)
    _settle_locks(connection, head)


def lock_place(row: AnyRow, by_number: Mapping[int, Trace], text: str) -> Span | None:
    """Where a locked place stands in the head; None while it is not there.

    Args:
        row: of `locks`.
        by_number: as `traces` gives it.
        text: of the head.
    """
    trace = by_number[row.anchor_number]
    span = trace.hull(row.anchor_start, row.anchor_end, text)
    if span is None:  # cut out; it may have been put in again since
        around = trace.near(row.anchor_start, row.anchor_end)
        at = text.find(row.text, around.start, around.end)
        span = Span(at, at + len(row.text)) if at >= 0 else None
    return span if span is not None and span.length else None


def _settle_locks(connection: Connection, head: AnyRow) -> None:
    of_document = select(locks).where(locks.c.document_id == head.document_id, locks.c.kind == LockKind.PLACE)
    rows = connection.execute(of_document).all()
    if not rows:
        return
    by_number = traces(connection, head.document_id, rows, head.number)
    text = texts.read(connection, head.id)
    for row in rows:
        its = locks.c.id == row.id
        span = lock_place(row, by_number, text)
        if span is not None:
            anchor = {"anchor_number": head.number, "anchor_start": span.start, "anchor_end": span.end}
            connection.execute(update(locks).where(its).values(**anchor, text=text[span.start : span.end]))
        elif head.number - row.anchor_number > RECALL:
            connection.execute(delete(locks).where(its))


def change(
    connection: Connection, document_id: str, names: Sequence[str], holding: ColumnElement[bool], **values: Any
) -> None:
    """Set columns of many hunks to the same values.

    Args:
        names: ids of the hunks.
        holding: what holds of all of them. Where it holds of no other of the document, thousands need not be named.
    """
    if len(names) > NAMED:
        every = (hunks.c.document_id == document_id, holding)
        if connection.execute(select(func.count()).select_from(hunks).where(*every)).scalar() == len(set(names)):
            connection.execute(update(hunks).where(*every).values(**values))
            return
    for named in portions(names):
        of_document = update(hunks).where(hunks.c.document_id == document_id, hunks.c.id.in_(named))
        connection.execute(of_document.values(**values))


def portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """`names` in parts that one statement can name."""
    return (names[at : at + NAMED] for at in range(0, len(names), NAMED))


def _move(
    connection: Connection, document_id: str, number: int, places: Sequence[tuple[str, Span]], **values: Any
) -> None:
    """Write new anchors, which count in revision `number`, and set other columns."""
    if places:
        moved = update(hunks).where(hunks.c.document_id == document_id, hunks.c.id == bindparam("hunk"))
        moved = moved.values(
            anchor_number=number, anchor_start=bindparam("start"), anchor_end=bindparam("end"), **values
        )
        connection.execute(moved, [{"hunk": name, "start": span.start, "end": span.end} for name, span in places])


def _jumps(connection: Connection, document_id: str, oldest: int, head_number: int) -> dict[int, tuple[int, bytes]]:
    """For the state before an undone decision, the last revision that undid one from there, and the delta to it."""
    rows = connection.execute(_JUMPS, {"document_id": document_id, "oldest": oldest, "newest": head_number})
    return {row.start: (row.target, row.shortcut) for row in rows}
