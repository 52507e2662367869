"""Taking a decision back: the text as it was before, the hunks pending again, whatever else happened in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from sqlalchemy import Connection, select, update

from edit_engine.request import HunkState
from edit_engine.text import Span
from storage import anchors, texts
from storage.columns import now
from storage.delta import Op, apply, encode
from storage.errors import DamagedError
from storage.records import Decision, RevisionKind
from storage.revisions import find_row, head_row, record
from storage.tables import AnyRow, decisions, hunks, revisions
from storage.trace import Trace
from storage.writing import append


def undo_newest(connection: Connection, document_id: str) -> Decision | None:
    """Take back the newest decision that stands; None if there is none.

    Where the text an accepted hunk put in was edited since, that hunk stays accepted and is named as stale.
    """
    head = head_row(connection, document_id, lock=True)
    decision = connection.execute(
        select(decisions.c.revision_id)
        .join(revisions, revisions.c.id == decisions.c.revision_id)
        .where(decisions.c.document_id == document_id, decisions.c.undone_at.is_(None))
        .order_by(revisions.c.number.desc())
        .limit(1)
    ).scalar()
    if decision is None:
        return None
    decided = find_row(connection, decision)
    before = find_row(connection, decided.parent_id)
    line = anchors.Line(connection, document_id, before.number, head.number)
    rows = anchors.checked(connection.execute(select(hunks).where(hunks.c.decision_id == decision)))
    accepted = places(connection, before, [row for row in rows if row.state == HunkState.ACCEPTED])
    text = texts.read(connection, head.id)
    found, stale = _found(line.trace(decided.number), text, accepted)
    back = [row for row in rows if row.state == HunkState.REJECTED] + [row for _, _, row in found]
    if not back:
        _mark(connection, decision, None, None)
        return Decision(revision=record(head), stale=tuple(stale))
    ops = [Op(span.start, row.after, row.before) for span, _, row in found]
    revision = append(connection, head, text, ops, RevisionKind.RESTORE)
    shortcut = None
    if found:
        source = texts.read(connection, before.id)
        shortcut = _shortcut(line.steps(before.number), source, ops, [place for _, place, _ in found])
        if apply(source, shortcut) != apply(text, ops):
            raise DamagedError(f"decision {decision} cannot be undone: its hunks do not lead back to {before.id}")
    _mark(connection, decision, revision.id, None if shortcut is None else encode(shortcut))
    waiting = [row.id for row in back if not row.lost]
    given_up = [row.id for row in back if row.lost]
    its = hunks.c.decision_id == decision
    anchors.change(connection, document_id, waiting, its, state=HunkState.PENDING, decision_id=None)
    anchors.change(connection, document_id, given_up, its, state=HunkState.STALE, decision_id=None)
    anchors.settle(connection, revision)
    return Decision(revision=record(revision), stale=tuple(stale), pending=tuple(row.id for row in back))


def places(connection: Connection, before: AnyRow, rows: Sequence[AnyRow]) -> list[tuple[Span, AnyRow]]:
    """Where hunks stood in the text they were accepted in, in the order they were put in.

    Args:
        before: the row of that text's revision.
    """
    by_number = anchors.traces(connection, before.document_id, rows, before.number)
    placed = []
    for row, span in zip(rows, anchors.places(rows, by_number), strict=True):
        if span is None:
            raise DamagedError(f"hunk {row.id} cannot be taken back: its place in revision {before.id} is not known")
        placed.append((*span, row.id, row))
    return [(Span(start, end), row) for start, end, _, row in sorted(placed, key=itemgetter(0, 1, 2))]


def _found(
    trace: Trace, text: str, accepted: Sequence[tuple[Span, AnyRow]]
) -> tuple[list[tuple[Span, Span, AnyRow]], list[str]]:
    """The accepted hunks whose text still stands (its place in the head, the place it went in, the hunk), and the ids
    of the others.

    Args:
        trace: from the revision that accepted them to the head.
        text: of the head.
        accepted: from `places`.
    """
    found: list[tuple[Span, Span, AnyRow]] = []
    stale: list[str] = []
    shift = 0
    for place, row in accepted:
        start = place.start + shift
        shift += len(row.after) - len(row.before)
        span = trace.locate(start, start + len(row.after))
        if span is not None and text[span.start : span.end] == row.after:
            found.append((span, place, row))
        else:
            stale.append(row.id)
    return found, stale


def _shortcut(steps: Iterable[Sequence[Op]], source: str, ops: Sequence[Op], places: Sequence[Span]) -> list[Op]:
    """The delta from before a decision straight to the text that undoes it: what is put back was never away.

    Args:
        steps: from before the decision to the head.
        source: the text before it.
        ops: from the head to the new text.
        places: in `source`, of the text that each of `ops` puts back.
    """
    trace = Trace(len(source))
    for step in steps:
        trace.advance(step)
    trace.advance(ops, places)
    return trace.delta(source)


def _mark(connection: Connection, decision: str, revision_id: str | None, shortcut: bytes | None) -> None:
    connection.execute(
        update(decisions)
        .where(decisions.c.revision_id == decision)
        .values(undone_at=now(), undo_revision_id=revision_id, shortcut=shortcut)
    )
