"""Looking for damage: every text, every hunk and every job is read and compared with what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from edit_engine.request import HunkState
from storage import anchors, texts
from storage import jobs as asked
from storage.columns import to_text
from storage.connections import is_damage
from storage.delta import DeltaError, apply, decode, unpack
from storage.errors import DamagedError, LibraryError
from storage.records import ChunkState, JobState, RevisionKind
from storage.tables import AnyRow, chunks, documents, hunks, revisions, snapshots


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the library, one sentence each; nothing if all is well."""
    for look in (_pages, _references):
        if connection.dialect.name == "sqlite":
            yield from _guarded(look, connection)
    for look in (_documents, _hunks, _jobs):
        yield from _guarded(look, connection)


def _guarded(look: Callable[[Connection], Iterator[str]], connection: Connection) -> Iterator[str]:
    """What `look` finds, up to where the database itself cannot go on."""
    try:
        yield from look(connection)
    except (DamagedError, UnicodeDecodeError) as error:
        yield str(error)
    except DBAPIError as error:
        if not is_damage(error):
            raise
        yield f"the file is damaged: {error.orig}"


def _pages(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"the file is damaged: {row[0]}"


def _references(connection: Connection) -> Iterator[str]:
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row[1]} of {row[0]} points at a row of {row[2]} that is not there"


def _documents(connection: Connection) -> Iterator[str]:
    for document_id in connection.execute(select(documents.c.id)).scalars().all():
        yield from _guarded(partial(_revisions, document_id=document_id), connection)


def _revisions(connection: Connection, document_id: str) -> Iterator[str]:
    """Each revision by its delta, and each text that is stored whole."""
    query = select(revisions).where(revisions.c.document_id == document_id).order_by(revisions.c.number)
    # The newest revision on the line to the head, and its text if it can be had.
    newest, text = None, None
    for row in connection.execute(query):
        whole = connection.execute(select(snapshots.c.text).where(snapshots.c.revision_id == row.id)).scalar()
        found = None
        if whole is not None and (found := _proved(partial(_unpacked, whole), row)) is None:
            yield f"the snapshot of revision {row.id} is damaged"
        if row.parent_id is not None:
            parent = _read(connection, row.parent_id) if row.kind == RevisionKind.PROPOSAL else text
            if (found := _proved(partial(_followed, parent, row.delta), row)) is None:
                yield f"the delta of revision {row.id} is damaged, or follows a damaged text"
        if found is None and (found := _read(connection, row.id)) is None:
            yield f"the text of revision {row.id} is lost: no stored copy has its SHA-256"
        if found is not None and len(found) != row.length:
            yield f"revision {row.id} is said to hold {row.length} code points, not {len(found)}"
        if row.kind != RevisionKind.PROPOSAL:
            newest, text = row, found
    head = connection.execute(select(documents.c.head_id, documents.c.head_text).where(documents.c.id == document_id))
    head_id, head_text = head.one()
    if newest is None or newest.id != head_id:
        yield f"the head of document {document_id}, {head_id}, is not its newest revision"
    elif _proved(partial(to_text, head_text), newest) is None:
        yield f"the stored head of document {document_id} is damaged"


def _unpacked(whole: bytes) -> str:
    return to_text(unpack(whole))


def _followed(parent: str | None, delta: bytes) -> str | None:
    return None if parent is None else apply(parent, decode(delta))


def _proved(way: Callable[[], str | None], row: AnyRow) -> str | None:
    """What `way` gives, if it is the text of that revision."""
    try:
        text = way()
    except (DeltaError, UnicodeDecodeError):
        return None
    return text if text is not None and texts.sha256(text) == row.sha256 else None


def _read(connection: Connection, revision_id: str) -> str | None:
    try:
        return texts.read(connection, revision_id)
    except LibraryError:
        return None


def _hunks(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(hunks)):
        try:
            anchors.checked([row])
        except DamagedError as error:
            yield str(error)
        if (row.decision_id is not None) != (row.state in (HunkState.ACCEPTED, HunkState.REJECTED)):
            yield f"hunk {row.id} of document {row.document_id} is {row.state} but its decision is {row.decision_id}"
        if not row.lost and row.anchor_end - row.anchor_start != len(row.before):
            yield f"hunk {row.id} of document {row.document_id} does not know its place"


def _jobs(connection: Connection) -> Iterator[str]:
    states: dict[str, set[ChunkState]] = defaultdict(set)
    for row in connection.execute(select(chunks.c.job_id, chunks.c.state).distinct()):
        states[row.job_id].add(row.state)
    for job in asked.find_all(connection, None):
        waiting = states[job.id] & set(asked.OPEN_CHUNKS)
        listed = ", ".join(sorted(states[job.id])) or "none"
        if bool(waiting) != (job.state in asked.OPEN_JOBS):
            yield f"job {job.id} is {job.state} but its chunks are {listed}"
        if (ChunkState.DONE in states[job.id] and not waiting) != (job.proposal_revision_id is not None):
            yield f"job {job.id} is {job.state} but its proposal is {job.proposal_revision_id}"
        if job.state == JobState.DONE and states[job.id] - {ChunkState.DONE}:
            yield f"job {job.id} is done but its chunks are {listed}"
