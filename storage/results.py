"""How chunks and jobs end: hunks come in, or a failure, or the person cancels. What ended stays as it ended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from edit_engine.request import Hunk, HunkState
from storage import anchors, texts
from storage import jobs as asked
from storage.columns import now, to_json
from storage.delta import Op
from storage.errors import InvalidError, NotFoundError
from storage.records import ChunkRow, ChunkState, JobState
from storage.revisions import find_row, head_row
from storage.tables import AnyRow, chunks, hunks, jobs
from storage.writing import append_proposal


def finish_chunk(connection: Connection, chunk_id: str, found: Sequence[Hunk], seconds: float) -> bool:
    """Store what a worker found in a chunk; False, and nothing changes, if it ended before or is unknown.

    Raises:
        InvalidError: a hunk does not belong to the text of the chunk, or two overlap.
    """
    job = _lock_job(connection, chunk_id)
    chunk = asked.find_chunk(connection, chunk_id)
    if job is None or chunk is None or chunk.state not in asked.OPEN_CHUNKS:
        return False
    base = find_row(connection, job.base_revision_id)
    in_order = sorted(found, key=lambda hunk: (hunk.start, hunk.end, hunk.id))
    _prove(chunk, texts.read(connection, base.id), in_order)
    if in_order:
        connection.execute(insert(hunks), [_values(job, chunk_id, base.number, hunk) for hunk in in_order])
    _end_chunk(connection, chunk_id, ChunkState.DONE, seconds=seconds)
    _end_job_if_last(connection, job)
    return True


def fail_chunk(connection: Connection, chunk_id: str, message: str) -> bool:
    """Say that a chunk cannot be done; False, and nothing changes, if it ended before or is unknown."""
    job = _lock_job(connection, chunk_id)
    if job is None or not _end_chunk(connection, chunk_id, ChunkState.FAILED, message=message):
        return False
    _end_job_if_last(connection, job)
    return True


def cancel_job(connection: Connection, job_id: str) -> bool:
    """End a job; what its finished chunks found stays. False if it had ended.

    Raises:
        NotFoundError: there is no such job.
    """
    job = connection.execute(select(jobs).where(jobs.c.id == job_id).with_for_update()).first()
    if job is None:
        raise NotFoundError(f"there is no job {job_id} in this library")
    if job.state not in asked.OPEN_JOBS:
        return False
    head_row(connection, job.document_id, lock=True)
    connection.execute(
        update(chunks)
        .where(chunks.c.job_id == job_id, chunks.c.state.in_(asked.OPEN_CHUNKS))
        .values(state=ChunkState.CANCELLED)
    )
    _end_job(connection, job, JobState.CANCELLED, "")
    return True


def _lock_job(connection: Connection, chunk_id: str) -> AnyRow | None:
    """The job of a chunk, with its document and itself held for this transaction."""
    of_chunk = select(chunks.c.job_id).where(chunks.c.id == chunk_id).scalar_subquery()
    job = connection.execute(select(jobs).where(jobs.c.id == of_chunk).with_for_update()).first()
    if job is not None:
        head_row(connection, job.document_id, lock=True)
    return job


def _prove(chunk: ChunkRow, text: str, in_order: Sequence[Hunk]) -> None:
    low, high = asked.core_of(chunk.request)
    for hunk in in_order:
        if not low <= hunk.start <= hunk.end <= high:
            raise InvalidError(
                f"hunk {hunk.id} of chunk {chunk.id} changes {hunk.start}..{hunk.end}, not only its part {low}..{high}"
            )
        if text[hunk.start : hunk.end] != hunk.before:
            raise InvalidError(f"hunk {hunk.id} of chunk {chunk.id} replaces a text that is not at {hunk.start}")
    for before, hunk in pairwise(in_order):
        if not before.span.clear_of(hunk.span):
            raise InvalidError(f"hunk {hunk.id} of chunk {chunk.id} overlaps the one before it at {hunk.start}")


def _values(job: AnyRow, chunk_id: str, base_number: int, hunk: Hunk) -> dict[str, Any]:
    return {
        "document_id": job.document_id,
        "id": hunk.id,
        "job_id": job.id,
        "chunk_id": chunk_id,
        "span_start": hunk.start,
        "span_end": hunk.end,
        "before": hunk.before,
        "after": hunk.after,
        "digest": anchors.digest(hunk.start, hunk.before, hunk.after),
        "confidence": hunk.confidence,
        "provenance": to_json(hunk.provenance),
        "state": HunkState.PENDING,
        "anchor_number": base_number,
        "anchor_start": hunk.start,
        "anchor_end": hunk.end,
        "lost": 0,
        "decision_id": None,
        "suggested": hunk.suggested,
    }


def _end_chunk(connection: Connection, chunk_id: str, state: ChunkState, **values: Any) -> bool:
    still_open = update(chunks).where(chunks.c.id == chunk_id, chunks.c.state.in_(asked.OPEN_CHUNKS))
    return connection.execute(still_open.values(state=state, **values)).rowcount > 0


def _end_job_if_last(connection: Connection, job: AnyRow) -> None:
    of_job = chunks.c.job_id == job.id
    still_open = select(func.count()).where(of_job, chunks.c.state.in_(asked.OPEN_CHUNKS))
    if connection.execute(still_open).scalar():
        return
    failed = select(chunks.c.message).where(of_job, chunks.c.state == ChunkState.FAILED).order_by(chunks.c.number)
    first = connection.execute(failed.limit(1)).first()
    if first is None:
        _end_job(connection, job, JobState.DONE, "")
    else:
        _end_job(connection, job, JobState.FAILED, first.message)


def _end_job(connection: Connection, job: AnyRow, state: JobState, message: str) -> None:
    """Close a job, with a proposal if any of its chunks was finished."""
    of_job = chunks.c.job_id == job.id
    proposal_id = None
    if connection.execute(select(chunks.c.id).where(of_job, chunks.c.state == ChunkState.DONE).limit(1)).first():
        base = find_row(connection, job.base_revision_id)
        rows = anchors.checked(
            connection.execute(
                select(hunks).where(hunks.c.job_id == job.id).order_by(hunks.c.span_start, hunks.c.span_end, hunks.c.id)
            )
        )
        ops = [Op(row.span_start, row.before, row.after) for row in rows]
        proposal_id = append_proposal(connection, base, texts.read(connection, base.id), ops, job.id)
    connection.execute(
        update(jobs)
        .where(jobs.c.id == job.id)
        .values(state=state, finished_at=now(), message=message, proposal_revision_id=proposal_id)
    )
