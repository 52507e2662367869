"""Where a piece of a text came from: the way back along the deltas, until the revision that brought it.

From one revision to the one before it, every character was either kept, so the search goes on there, or put in, so it
ends there. Two ways are shorter and tell more. A revision that restored an older text sends its characters on to that
one. A revision that undid a decision sends those that were there before the decision straight to that state, along the
shortcut stored with it, as if the decision had never been (see anchors.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection, select

from edit_engine.request import HunkState
from edit_engine.text import Span
from storage import anchors
from storage.delta import DeltaError, Op, decode, exact
from storage.errors import DamagedError, InvalidError
from storage.records import Origin, RevisionKind, StoredHunk
from storage.review import stored
from storage.revisions import find_row, record
from storage.tables import AnyRow, decisions, hunks, revisions
from storage.undo import places


# Deltas read at once on the way back.
_BATCH = 100


class Piece(NamedTuple):
    """A run of characters on its way back: `length` of them, at `place` in the text being looked at."""

    # Where it stands in the text that was asked about, code points.
    start: int
    place: int
    length: int


class Found(NamedTuple):
    """A piece that an operation put in."""

    piece: Piece
    # Index of the operation.
    op: int
    # What stood there before.
    before: str


def back(pieces: Sequence[Piece], ops: Sequence[Op]) -> tuple[list[Piece], list[Found]]:
    """Go back over one delta.

    Args:
        pieces: in order of place in the newer text, without overlaps.
        ops: the delta that leads to it.

    Returns:
        the pieces that were kept, at their places in the older text; and those that were put in.
    """
    put = list(_parts(ops, pieces[0].place, pieces[-1].place + pieces[-1].length)) if pieces else []
    shifts = [0, *accumulate(len(part.inserted) - len(part.removed) for _, part in put)]
    kept: list[Piece] = []
    found: list[Found] = []
    at = 0  # of `put`: the first part that does not end before the piece
    for piece in pieces:
        here, end = piece.place, piece.place + piece.length
        while at < len(put) and put[at][1].at + shifts[at] + len(put[at][1].inserted) <= here:
            at += 1
        number = at
        while here < end:
            low, high = end, end
            if number < len(put):
                low = put[number][1].at + shifts[number]
                high = low + len(put[number][1].inserted)
            if here < low:
                stop = min(end, low)
                kept.append(Piece(piece.start + here - piece.place, here - shifts[number], stop - here))
                here = stop
                continue
            stop = min(end, high)
            if stop > here:
                part = Piece(piece.start + here - piece.place, here, stop - here)
                found.append(Found(part, put[number][0], put[number][1].removed))
                here = stop
            number += 1
    return kept, found


def _parts(ops: Sequence[Op], low: int, high: int) -> Iterator[tuple[int, Op]]:
    """`ops` with their indices, those within `low..high` of the newer text word by word."""
    shift = 0
    for number, op in enumerate(ops):
        start = op.at + shift
        shift += len(op.inserted) - len(op.removed)
        if start <= high and start + len(op.inserted) >= low:
            yield from ((number, part) for part in exact(op))
        else:
            yield number, op


@dataclass(frozen=True)
class _Shortcut:
    """A way past an undone decision."""

    # Number of the revision before it.
    target: int
    ops: list[Op]


class _Way:
    """The revisions of a document from one on, read as far back as is asked."""

    def __init__(self, connection: Connection, document_id: str) -> None:
        self._connection = connection
        self._document_id = document_id
        self._rows: dict[int, AnyRow] = {}
        rows = connection.execute(
            select(decisions.c.revision_id, decisions.c.undo_revision_id, decisions.c.shortcut).where(
                decisions.c.document_id == document_id, decisions.c.shortcut.is_not(None)
            )
        )
        self._undoing = {row.undo_revision_id: row for row in rows}

    def row(self, number: int) -> AnyRow:
        """Kind, digest, delta and the like of a revision."""
        if number not in self._rows:
            columns = (revisions.c.id, revisions.c.number, revisions.c.parent_id, revisions.c.kind, revisions.c.sha256)
            rows = self._connection.execute(
                select(*columns, revisions.c.job_id, revisions.c.delta)
                .where(revisions.c.document_id == self._document_id, revisions.c.number <= number)
                .order_by(revisions.c.number.desc())
                .limit(_BATCH)
            )
            self._rows = {row.number: row for row in rows}
            if number not in self._rows:
                raise DamagedError(f"revision {self._document_id}.{number} is missing. Restore a backup.")
        return self._rows[number]

    def ops(self, row: AnyRow) -> list[Op]:
        """The delta of a revision."""
        return self._decode(row.id, row.delta)

    def same_before(self, row: AnyRow) -> int | None:
        """Number of the newest revision before a restored one that has its text."""
        if row.kind != RevisionKind.RESTORE or row.id in self._undoing:
            return None
        found: int | None = self._connection.execute(
            select(revisions.c.number)
            .where(
                revisions.c.document_id == self._document_id,
                revisions.c.sha256 == row.sha256,
                revisions.c.number < row.number,
            )
            .order_by(revisions.c.number.desc())
            .limit(1)
        ).scalar()
        return found

    def shortcut(self, row: AnyRow) -> _Shortcut | None:
        """The way past the decision that a revision undid."""
        if row.id not in self._undoing:
            return None
        undoing = self._undoing[row.id]
        decided = find_row(self._connection, undoing.revision_id)
        return _Shortcut(_number(decided.parent_id), self._decode(row.id, undoing.shortcut))

    def _decode(self, revision_id: str, delta: bytes) -> list[Op]:
        try:
            return decode(delta)
        except DeltaError as error:
            raise DamagedError(f"what revision {revision_id} changed cannot be read: {error}") from error


def origins(connection: Connection, revision_id: str, span: Span, limit: int) -> list[Origin]:
    """Where the characters of `span` came from, in order of place.

    Args:
        revision_id: in whose text the span counts; no proposal.
        span: code points.
        limit: how many revisions are looked at.

    Raises:
        NotFoundError: there is no such revision.
        InvalidError: the span is not in its text, or it is a proposal.
        DamagedError: a delta on the way cannot be read.
    """
    start = find_row(connection, revision_id)
    if start.kind == RevisionKind.PROPOSAL or not 0 <= span.start <= span.end <= start.length:
        raise InvalidError(f"{span} of revision {revision_id} ({start.kind}, {start.length} code points) has no origin")
    way = _Way(connection, start.document_id)
    waiting = {start.number: [Piece(span.start, span.start, span.length)]} if span.length else {}
    told: list[Origin] = []
    looked = 0
    while waiting:
        number = max(waiting)
        pieces = _in_order(waiting.pop(number))
        row = way.row(number)
        if looked == limit or row.delta is None:
            told += (_origin(connection, row, piece, "", None, beyond=row.delta is not None) for piece in pieces)
            continue
        looked += 1
        if (same := way.same_before(row)) is not None:
            waiting.setdefault(same, []).extend(pieces)
            continue
        if (shortcut := way.shortcut(row)) is not None:
            kept, put = back(pieces, shortcut.ops)
            waiting.setdefault(shortcut.target, []).extend(kept)
            pieces = _in_order(each.piece for each in put)
        ops = way.ops(row)
        kept, put = back(pieces, ops)
        if kept:
            waiting.setdefault(_number(row.parent_id), []).extend(kept)
        if put:
            brought = _hunks(connection, row, [ops[each.op] for each in put])
            told += (
                _origin(connection, row, each.piece, each.before, hunk) for each, hunk in zip(put, brought, strict=True)
            )
    return sorted(told, key=lambda origin: origin.span)


def _origin(
    connection: Connection, row: AnyRow, piece: Piece, before: str, hunk: StoredHunk | None, *, beyond: bool = False
) -> Origin:
    return Origin(
        span=Span(piece.start, piece.start + piece.length),
        revision=record(find_row(connection, row.id)),
        before=before,
        hunk=hunk,
        beyond=beyond,
    )


def _hunks(connection: Connection, row: AnyRow, ops: Sequence[Op]) -> Iterator[StoredHunk | None]:
    """The hunk each of some operations of a revision put in; None for those of no hunk."""
    by_place: dict[tuple[int, str], StoredHunk] = {}
    if row.kind == RevisionKind.PROPOSAL:
        for each in stored(connection, None, row.job_id, None):
            by_place[each.hunk.start, each.hunk.before] = each
    elif row.kind == RevisionKind.ACCEPT:
        went_in = (hunks.c.decision_id == row.id, hunks.c.state == HunkState.ACCEPTED)
        rows = anchors.checked(connection.execute(select(hunks).where(*went_in)))
        known = {
            each.hunk.id: each
            for job_id in sorted({each.job_id for each in rows})
            for each in stored(connection, None, job_id, [HunkState.ACCEPTED])
        }
        for span, accepted_row in places(connection, find_row(connection, row.parent_id), rows):
            by_place[span.start, accepted_row.before] = known[accepted_row.id]
    return (by_place.get((op.at, op.removed)) for op in ops)


def _in_order(pieces: Sequence[Piece] | Iterator[Piece]) -> list[Piece]:
    return sorted(pieces, key=lambda piece: piece.place)


def _number(revision_id: str) -> int:
    return int(revision_id.rpartition(".")[2])
