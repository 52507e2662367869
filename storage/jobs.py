"""Jobs and their chunks: what was asked, who works on it, how it ended. The queue only repeats what stands here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, case, func, insert, select, update

from edit_engine.request import EditRequest, Instruction, Priority
from storage import texts
from storage.columns import from_json, now, to_json
from storage.errors import InvalidError, NotFoundError
from storage.records import ChunkRow, ChunkState, Job, JobState, RevisionKind
from storage.revisions import find_row
from storage.tables import AnyRow, chunks, jobs


OPEN_JOBS = (JobState.QUEUED, JobState.RUNNING)
OPEN_CHUNKS = (ChunkState.QUEUED, ChunkState.RUNNING)


def create(
    connection: Connection,
    job_id: str,
    base: AnyRow,
    instruction: Instruction,
    requests: Sequence[EditRequest],
    priority: Priority,
) -> Job:
    """Store a job with its chunks. One without chunks is done at once.

    Args:
        base: the row of the revision it is asked about.
        requests: one for each chunk, proved by `prove_requests`.
    """
    started = now()
    connection.execute(
        insert(jobs).values(
            id=job_id,
            document_id=base.document_id,
            base_revision_id=base.id,
            instruction=to_json(instruction),
            priority=priority,
            state=JobState.QUEUED if requests else JobState.DONE,
            created_at=started,
            finished_at=None if requests else started,
            message="",
            proposal_revision_id=None,
        )
    )
    if requests:
        connection.execute(insert(chunks), [_chunk_values(job_id, *numbered) for numbered in enumerate(requests)])
    return find(connection, job_id)


def prove_requests(job_id: str, text: str, requests: Sequence[EditRequest]) -> None:
    """Check that requests are about `text` and belong to the job.

    Raises:
        InvalidError: one is not, or two may change the same place.
    """
    for number, request in enumerate(requests):
        if request.id != f"{job_id}.{number}":
            raise InvalidError(f"request {number} of job {job_id} is called {request.id}, not {job_id}.{number}")
        if text[request.offset : request.offset + len(request.text)] != request.text or request.offset < 0:
            raise InvalidError(f"the text of request {request.id} is not that of its revision at {request.offset}")
        if not 0 <= request.core.start <= request.core.end <= len(request.text):
            raise InvalidError(f"the core of request {request.id}, {request.core}, is not within its text")
    cores = sorted(core_of(request) for request in requests)
    for (_, end), (start, _) in pairwise(cores):
        if start < end:
            raise InvalidError(f"two requests of job {job_id} may both change what is at {start}")


def core_of(request: EditRequest) -> tuple[int, int]:
    """The range of the document that a request may change, code points."""
    return request.offset + request.core.start, request.offset + request.core.end


def find(connection: Connection, job_id: str) -> Job:
    """The job of that id.

    Raises:
        NotFoundError: there is none.
    """
    found = _find(connection, jobs.c.id == job_id)
    if not found:
        raise NotFoundError(f"there is no job {job_id} in this library")
    return found[0]


def find_all(connection: Connection, state: JobState | None) -> list[Job]:
    """The jobs (in that state), newest first."""
    return _find(connection, None if state is None else jobs.c.state == state)


def find_named(connection: Connection, job_ids: Collection[str]) -> dict[str, Job]:
    """The jobs of these ids, by them; those that are not there are left out."""
    return {job.id: job for job in _find(connection, jobs.c.id.in_(job_ids))} if job_ids else {}


def find_chunks(connection: Connection, job_id: str) -> list[ChunkRow]:
    """The chunks of a job, in order."""
    find(connection, job_id)
    return _find_chunks(connection, chunks.c.job_id == job_id)


def find_open_chunks(connection: Connection) -> list[ChunkRow]:
    """The chunks that are queued or running: interactive ones first, then by age."""
    return _find_chunks(connection, chunks.c.state.in_(OPEN_CHUNKS))


def find_chunk(connection: Connection, chunk_id: str) -> ChunkRow | None:
    """The chunk of that id, if there is one."""
    found = _find_chunks(connection, chunks.c.id == chunk_id)
    return found[0] if found else None


def mark_published(connection: Connection, chunk_id: str) -> int:
    """Count one more attempt at a chunk; 0 if it ended."""
    counted = connection.execute(
        update(chunks)
        .where(chunks.c.id == chunk_id, chunks.c.state.in_(OPEN_CHUNKS))
        .values(attempts=chunks.c.attempts + 1, state=ChunkState.QUEUED)
    ).rowcount
    attempts = connection.execute(select(chunks.c.attempts).where(chunks.c.id == chunk_id)).scalar()
    return int(attempts) if counted and attempts is not None else 0


def mark_running(connection: Connection, chunk_id: str) -> None:
    """Say that a worker has begun a chunk; nothing changes if it ended."""
    begun = update(chunks).where(chunks.c.id == chunk_id, chunks.c.state == ChunkState.QUEUED)
    if connection.execute(begun.values(state=ChunkState.RUNNING)).rowcount:
        job_id = select(chunks.c.job_id).where(chunks.c.id == chunk_id).scalar_subquery()
        queued = update(jobs).where(jobs.c.id == job_id, jobs.c.state == JobState.QUEUED)
        connection.execute(queued.values(state=JobState.RUNNING))


def base_row(connection: Connection, document_id: str, revision_id: str) -> AnyRow:
    """The row of a revision that a job can be asked about.

    Raises:
        NotFoundError: the document has no such revision.
        InvalidError: it is a proposal.
    """
    row = find_row(connection, revision_id)
    if row.document_id != document_id:
        raise NotFoundError(f"document {document_id} has no revision {revision_id}")
    if row.kind == RevisionKind.PROPOSAL:
        raise InvalidError(f"revision {revision_id} is a proposal: restore it first, then ask about the new head")
    return row


def _find(connection: Connection, which: Any) -> list[Job]:
    # Counted for each job by an index: the open jobs are asked for several times a second, whatever piled up before.
    of_job = chunks.c.job_id == jobs.c.id
    total = select(func.count()).where(of_job).scalar_subquery().label("total")
    # Not by a condition on the state: SQLite would go through all chunks of that state for each job.
    finished = func.coalesce(func.sum(case((chunks.c.state == ChunkState.DONE, 1), else_=0)), 0)
    done = select(finished).where(of_job).scalar_subquery().label("done")
    query = select(jobs, done, total)
    if which is not None:
        query = query.where(which)
    return [_job(row) for row in connection.execute(query.order_by(jobs.c.created_at.desc(), jobs.c.id))]


def _job(row: AnyRow) -> Job:
    return Job(
        id=row.id,
        document_id=row.document_id,
        base_revision_id=row.base_revision_id,
        instruction=from_json(Instruction, row.instruction),
        priority=row.priority,
        state=row.state,
        created_at=row.created_at,
        finished_at=row.finished_at,
        message=row.message,
        proposal_revision_id=row.proposal_revision_id,
        chunks_done=row.done,
        chunks_total=row.total,
    )


def _find_chunks(connection: Connection, which: Any) -> list[ChunkRow]:
    interactive_first = case((jobs.c.priority == Priority.INTERACTIVE, 0), else_=1)
    query = select(chunks, jobs.c.base_revision_id).join(jobs, jobs.c.id == chunks.c.job_id).where(which)
    rows = connection.execute(query.order_by(interactive_first, jobs.c.created_at, jobs.c.id, chunks.c.number)).all()
    bases: dict[str, str] = {}
    found = []
    for row in rows:
        if row.base_revision_id not in bases:
            bases[row.base_revision_id] = texts.read(connection, row.base_revision_id)
        request = from_json(EditRequest, row.request)
        text = bases[row.base_revision_id][request.offset : request.offset + row.text_length]
        found.append(
            ChunkRow(
                id=row.id,
                job_id=row.job_id,
                index=row.number,
                request=replace(request, text=text),
                state=row.state,
                attempts=row.attempts,
                message=row.message,
                seconds=row.seconds,
            )
        )
    return found


def _chunk_values(job_id: str, number: int, request: EditRequest) -> dict[str, Any]:
    return {
        "id": request.id,
        "job_id": job_id,
        "number": number,
        "request": to_json(replace(request, text="")),
        "text_length": len(request.text),
        "state": ChunkState.QUEUED,
        "attempts": 0,
        "message": "",
        "seconds": 0.0,
    }
