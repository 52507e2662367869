"""The history told: each revision with what it did to the text, why, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection, func, or_, select

from edit_engine.request import HunkState
from edit_engine.text import Change
from storage.delta import DeltaError, Op, decode, exact
from storage.errors import DamagedError
from storage.jobs import find_named
from storage.records import RevisionKind, Step
from storage.revisions import COLUMNS, record
from storage.tables import AnyRow, decisions, hunks, revisions


def newest_first(connection: Connection, document_id: str, before: int | None, limit: int) -> list[Step]:
    """Revisions of a document with what they did.

    Args:
        before: number of the revision where to go on; only older ones are told. None begins at the newest.
        limit: how many at most.

    Raises:
        DamagedError: a delta cannot be read.
    """
    query = select(*COLUMNS, revisions.c.number, revisions.c.length, revisions.c.delta)
    query = query.where(revisions.c.document_id == document_id)
    if before is not None:
        query = query.where(revisions.c.number < before)
    rows = connection.execute(query.order_by(revisions.c.number.desc()).limit(limit)).all()
    if not rows:
        return []
    deciding = [row.id for row in rows if row.kind in (RevisionKind.ACCEPT, RevisionKind.REJECT)]
    counts = _counts(connection, deciding)
    undone, undoes = _undoing(connection, document_id)
    restores = _restores(connection, document_id, [row for row in rows if row.kind == RevisionKind.RESTORE])
    suggested = _suggested(connection, [row.job_id for row in rows if row.job_id])
    wanted = {job_id for count in counts.values() for job_id in count.jobs} | {row.job_id for row in rows if row.job_id}
    known = find_named(connection, wanted)
    steps = []
    for row in rows:
        count = counts.get(row.id, _Count())
        of_jobs = [row.job_id] if row.job_id else count.jobs
        changes = tuple(_changes(row))
        steps.append(
            Step(
                revision=record(row),
                number=row.number,
                changes=changes,
                length_before=row.length - sum(len(each.after) - len(each.before) for each in changes)
                if row.delta is not None
                else 0,
                suggested=suggested.get(row.job_id, 0) if row.job_id else 0,
                accepted=count.accepted,
                rejected=count.rejected,
                jobs=tuple(known[job_id] for job_id in of_jobs if job_id in known),
                undone=row.id in undone,
                undoes=undoes.get(row.id),
                restores=restores.get(row.id),
            )
        )
    return steps


class _Count:
    """What a decision decided."""

    def __init__(self) -> None:
        self.accepted = self.rejected = 0
        self.jobs: list[str] = []


def _counts(connection: Connection, deciding: Collection[str]) -> dict[str, _Count]:
    found: dict[str, _Count] = {}
    if not deciding:
        return found
    grouped = (
        select(hunks.c.decision_id, hunks.c.job_id, hunks.c.state, func.count().label("how_many"))
        .where(hunks.c.decision_id.in_(deciding))
        .group_by(hunks.c.decision_id, hunks.c.job_id, hunks.c.state)
        .order_by(hunks.c.decision_id, hunks.c.job_id)
    )
    for row in connection.execute(grouped):
        count = found.setdefault(row.decision_id, _Count())
        if row.state == HunkState.ACCEPTED:
            count.accepted += row.how_many
        else:
            count.rejected += row.how_many
        if row.job_id not in count.jobs:
            count.jobs.append(row.job_id)
    return found


def _suggested(connection: Connection, job_ids: Collection[str]) -> dict[str, int]:
    """How many hunks each of these jobs returned."""
    if not job_ids:
        return {}
    counted = select(hunks.c.job_id, func.count().label("how_many")).where(hunks.c.job_id.in_(job_ids))
    return {row.job_id: row.how_many for row in connection.execute(counted.group_by(hunks.c.job_id))}


def _undoing(connection: Connection, document_id: str) -> tuple[set[str], dict[str, str]]:
    """The decisions that were undone, and for each revision that undid one, that decision."""
    rows = connection.execute(
        select(decisions.c.revision_id, decisions.c.undo_revision_id).where(
            decisions.c.document_id == document_id, decisions.c.undone_at.is_not(None)
        )
    ).all()
    return {row.revision_id for row in rows}, {row.undo_revision_id: row.revision_id for row in rows}


def _restores(connection: Connection, document_id: str, rows: Sequence[AnyRow]) -> dict[str, str]:
    """For each restored revision, the newest one before it with the same text."""
    if not rows:
        return {}
    same = or_(*(revisions.c.sha256 == digest for digest in {row.sha256 for row in rows}))
    older = connection.execute(
        select(revisions.c.id, revisions.c.number, revisions.c.sha256)
        .where(revisions.c.document_id == document_id, same)
        .order_by(revisions.c.number)
    ).all()
    found = {}
    for row in rows:
        for candidate in older:
            if candidate.number < row.number and candidate.sha256 == row.sha256:
                found[row.id] = candidate.id
    return found


def _changes(row: AnyRow) -> Iterator[Change]:
    if row.delta is None:
        return
    try:
        ops = decode(row.delta)
    except DeltaError as error:
        raise DamagedError(f"what revision {row.id} changed cannot be read: {error}. Restore a backup.") from error
    for op in ops:
        yield from (_change(part) for part in exact(op))


def _change(op: Op) -> Change:
    return Change(start=op.at, end=op.end, before=op.removed, after=op.inserted)
