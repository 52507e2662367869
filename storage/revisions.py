"""Finding revisions: their records, the line of them that leads to a document's head, and the deltas along it.

Functions here and in the modules above take the connection of a transaction that the library holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage.errors import NotFoundError
from storage.records import Revision, RevisionKind
from storage.tables import AnyRow, documents, revisions


# What `record` needs.
COLUMNS = (
    revisions.c.id,
    revisions.c.document_id,
    revisions.c.parent_id,
    revisions.c.sha256,
    revisions.c.kind,
    revisions.c.created_at,
    revisions.c.job_id,
    revisions.c.name,
)


def record(row: AnyRow) -> Revision:
    """The revision in a row of `revisions`."""
    return Revision(
        id=row.id,
        document_id=row.document_id,
        parent_id=row.parent_id,
        sha256=row.sha256,
        kind=row.kind,
        created_at=row.created_at,
        job_id=row.job_id,
        name=row.name,
    )


def find(connection: Connection, revision_id: str) -> Revision:
    """The revision of that id."""
    return record(find_row(connection, revision_id))


def find_row(connection: Connection, revision_id: str) -> AnyRow:
    """All of a revision but its delta.

    Raises:
        NotFoundError: there is none.
    """
    columns = (*COLUMNS, revisions.c.number, revisions.c.length, revisions.c.chain_steps, revisions.c.chain_bytes)
    row = connection.execute(select(*columns).where(revisions.c.id == revision_id)).first()
    if row is None:
        raise NotFoundError(f"there is no revision {revision_id} in this library")
    return row


def newest_first(connection: Connection, document_id: str) -> list[Revision]:
    """All revisions of a document, proposals included."""
    rows = connection.execute(
        select(*COLUMNS).where(revisions.c.document_id == document_id).order_by(revisions.c.number.desc())
    )
    return [record(row) for row in rows]


def head_row(connection: Connection, document_id: str, *, lock: bool = False) -> AnyRow:
    """The head of a document, as `find_row` gives it.

    Args:
        lock: whether nobody else may move it until the transaction ends.

    Raises:
        NotFoundError: there is no such document.
    """
    query = select(documents.c.head_id).where(documents.c.id == document_id)
    found = connection.execute(query.with_for_update() if lock else query).scalar()
    if found is None:
        raise NotFoundError(f"there is no document {document_id} in this library")
    return find_row(connection, found)


def deltas(connection: Connection, document_id: str, after: int, until: int) -> Sequence[AnyRow]:
    """The deltas (`number`, `delta`) of the revisions with `after < number <= until`, oldest first, without proposals.

    Each of these revisions is the parent of the next: only proposals branch off.
    """
    return connection.execute(
        select(revisions.c.number, revisions.c.delta)
        .where(
            revisions.c.document_id == document_id,
            revisions.c.number > after,
            revisions.c.number <= until,
            revisions.c.kind != RevisionKind.PROPOSAL,
        )
        .order_by(revisions.c.number)
    ).all()
