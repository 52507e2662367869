"""Looking for damage: every text, every hunk and every job is read and compared with what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from edit_engine.request import HunkState
from storage import anchors, texts
from storage import jobs as asked
from storage.columns import to_text
from storage.connections import is_damage
from storage.delta import DeltaError, apply, decode, unpack
from storage.errors import DamagedError
from storage.records import ChunkState, JobState, RevisionKind
from storage.tables import AnyRow, documents, hunks, revisions, snapshots


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the library, one sentence each; nothing if all is well."""
    for look in (_pages, _references):
        if connection.dialect.name == "sqlite":
            yield from _guarded(look, connection)
    for look in (_documents, _hunks, _jobs):
        yield from _guarded(look, connection)


def _guarded(look: Any, connection: Connection) -> Iterator[str]:
    """What `look` finds, up to where the database itself cannot go on."""
    try:
        yield from look(connection)
    except DamagedError as error:
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
        yield from _guarded(lambda connection, of=document_id: _revisions(connection, of), connection)


def _revisions(connection: Connection, document_id: str) -> Iterator[str]:
    """Each revision by its delta, and each text that is stored whole. One text is held at a time, and bases of
    proposals are read again."""
    query = select(revisions).where(revisions.c.document_id == document_id).order_by(revisions.c.number)
    text: str | None = None
    newest = None
    for row in connection.execute(query):
        whole = connection.execute(select(snapshots.c.text).where(snapshots.c.revision_id == row.id)).scalar()
        if whole is not None and _text(lambda whole=whole: to_text(unpack(whole)), row) is None:
            yield f"the snapshot of revision {row.id} is damaged"
        if row.kind == RevisionKind.PROPOSAL:
            try:
                texts.read(connection, row.id)
            except DamagedError as error:
                yield str(error)
            continue
        newest = row
        if row.parent_id is None:
            text = _text(lambda whole=whole: to_text(unpack(whole)), row)
        elif (text := _text(lambda old=text, delta=row.delta: apply(old, decode(delta)), row)) is None:
            yield f"the delta of revision {row.id} is damaged, or follows a damaged text"
            # Go on from what can still be read.
            try:
                text = texts.read(connection, row.id)
            except DamagedError as error:
                yield str(error)
    head = connection.execute(
        select(documents.c.head_id, documents.c.head_text).where(documents.c.id == document_id)
    ).one()
    if newest is None or newest.id != head.head_id:
        yield f"the head of document {document_id}, {head.head_id}, is not its newest revision"
    elif _text(lambda: to_text(head.head_text), newest) is None:
        yield f"the stored head of document {document_id} is damaged"


def _text(way: Any, row: AnyRow) -> str | None:
    """What `way` gives if it is the text of that revision."""
    try:
        text = way()
    except (DeltaError, UnicodeDecodeError, TypeError):
        return None
    return text if texts.sha256(text) == row.sha256 else None


def _hunks(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(hunks)):
        try:
            anchors.checked([row])
        except DamagedError as error:
            yield str(error)
        if (row.decision_id is not None) != (row.state in (HunkState.ACCEPTED, HunkState.REJECTED)):
            yield f"hunk {row.id} of document {row.document_id} is {row.state} but its decision is {row.decision_id}"


def _jobs(connection: Connection) -> Iterator[str]:
    for job in asked.find_all(connection, None):
        states = {chunk.state for chunk in asked.find_chunks(connection, job.id)}
        waiting = states & set(asked.OPEN_CHUNKS)
        if bool(waiting) != (job.state in asked.OPEN_JOBS):
            yield f"job {job.id} is {job.state} but its chunks are {', '.join(sorted(states)) or 'none'}"
        if (ChunkState.DONE in states and not waiting) != (job.proposal_revision_id is not None):
            yield f"job {job.id} is {job.state} but its proposal is {job.proposal_revision_id}"
        if job.state == JobState.DONE and states - {ChunkState.DONE}:
            yield f"job {job.id} is done but a chunk is not"
