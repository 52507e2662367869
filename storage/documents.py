"""Documents: importing a text, following its file, and the changes of it that are not a review."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage import anchors, texts
from storage.columns import now, to_bytes
from storage.delta import Op, difference
from storage.errors import ConflictError, NotFoundError
from storage.records import Document, Revision, RevisionKind
from storage.revisions import find_row, head_row, record
from storage.tables import AnyRow, chunks, decisions, documents, hunks, jobs, locks, revisions, snapshots
from storage.writing import append, append_first, first_id


_COLUMNS = (
    documents.c.id,
    documents.c.path,
    documents.c.title,
    documents.c.encoding,
    documents.c.bom,
    documents.c.newline,
    documents.c.language,
    documents.c.head_id,
)


def find(connection: Connection, document_id: str) -> Document:
    """The document of that id.

    Raises:
        NotFoundError: there is none.
    """
    row = connection.execute(select(*_COLUMNS).where(documents.c.id == document_id)).first()
    if row is None:
        raise NotFoundError(f"there is no document {document_id} in this library")
    return _document(row)


def find_all(connection: Connection) -> list[Document]:
    """All documents, oldest first."""
    query = select(*_COLUMNS).order_by(documents.c.created_at, documents.c.id)
    return [_document(row) for row in connection.execute(query)]


def find_path(connection: Connection, path: Path) -> Document | None:
    """The document whose file is `path`."""
    row = connection.execute(select(*_COLUMNS).where(documents.c.path == _absolute(path))).first()
    return None if row is None else _document(row)


def file_sha256(connection: Connection, document_id: str) -> str | None:
    """SHA-256 of the bytes the file of a document held when it was last read or written; None if it never was."""
    query = select(documents.c.file_sha256).where(documents.c.id == document_id)
    found: str | None = connection.execute(query).scalar()
    return found


def import_text(
    connection: Connection, text: str, path: Path | None, facts: dict[str, Any], file_was: str | None
) -> Document:
    """A new document, or the one whose file is `path` with `text` as its newest revision.

    Args:
        facts: the columns title, encoding, bom, newline, language and file_sha256.
        file_was: what `file_sha256` gave before the file was read.

    Raises:
        ConflictError: the file was read or written by somebody else since `file_was` was asked for.
    """
    known = None if path is None else find_path(connection, path)
    if known is None:
        document_id = uuid.uuid4().hex[:12]
        connection.execute(
            insert(documents).values(
                id=document_id,
                path=None if path is None else _absolute(path),
                created_at=now(),
                head_id=first_id(document_id),
                head_text=to_bytes(text),
                **facts,
            )
        )
        append_first(connection, document_id, text)
    else:
        document_id = known.id
        head = head_row(connection, document_id, lock=True)
        if file_sha256(connection, document_id) != file_was:
            raise ConflictError(f"{path} was read or written by another program of Redraft just now: read it again")
        connection.execute(update(documents).where(documents.c.id == document_id).values(**facts))
        _replace(connection, head, text, RevisionKind.IMPORT)
    return find(connection, document_id)


def record_typing(connection: Connection, document_id: str, base_id: str, old: str, ops: list[Op]) -> Revision:
    """A revision for what a person typed.

    Args:
        base_id: the revision it was typed in, whose text is `old`.
        ops: from there to the new text.

    Raises:
        ConflictError: the head is another one by now.
    """
    head = head_row(connection, document_id, lock=True)
    if head.id != base_id:
        raise ConflictError(
            f"document {document_id} has moved on from revision {base_id} to {head.id}: read that and type there"
        )
    if not ops:
        return record(head)
    revision = append(connection, head, old, ops, RevisionKind.TYPING)
    anchors.settle(connection, revision)
    return record(revision)


def restore(connection: Connection, document_id: str, revision_id: str) -> Revision:
    """A revision with the text of an older one (or of a proposal)."""
    head = head_row(connection, document_id, lock=True)
    if find_row(connection, revision_id).document_id != document_id:
        raise NotFoundError(f"document {document_id} has no revision {revision_id}")
    return record(_replace(connection, head, texts.read(connection, revision_id), RevisionKind.RESTORE))


def note_file(connection: Connection, document_id: str, path: Path, sha256: str) -> Document:
    """Say that a document was just written to `path`, which is its file from now on and names it.

    Args:
        sha256: of the bytes the file holds.

    Raises:
        ConflictError: that is the file of another document.
    """
    document = find(connection, document_id)
    other = find_path(connection, path)
    if other is not None and other.id != document_id:
        raise ConflictError(f"{path} is the file of another document, {other.id} ({other.title})")
    place = _absolute(path)
    title = document.title if document.path == Path(place) else path.name
    noted = update(documents).where(documents.c.id == document_id)
    connection.execute(noted.values(path=place, title=title, file_sha256=sha256))
    return find(connection, document_id)


def remove(connection: Connection, document_id: str) -> None:
    """Forget a document with all its revisions, jobs and hunks."""
    head_row(connection, document_id, lock=True)
    of_document = select(jobs.c.id).where(jobs.c.document_id == document_id)
    its_revisions = select(revisions.c.id).where(revisions.c.document_id == document_id)
    # In this order nothing points at what is gone, except for the circles that are checked at commit.
    connection.execute(delete(locks).where(locks.c.document_id == document_id))
    connection.execute(delete(hunks).where(hunks.c.document_id == document_id))
    connection.execute(delete(chunks).where(chunks.c.job_id.in_(of_document)))
    connection.execute(delete(decisions).where(decisions.c.document_id == document_id))
    connection.execute(delete(snapshots).where(snapshots.c.revision_id.in_(its_revisions)))
    connection.execute(delete(jobs).where(jobs.c.document_id == document_id))
    connection.execute(delete(revisions).where(revisions.c.document_id == document_id))
    connection.execute(delete(documents).where(documents.c.id == document_id))


def _replace(connection: Connection, head: AnyRow, text: str, kind: RevisionKind) -> AnyRow:
    """The head with `text`: a new one, unless it holds just that."""
    old = texts.read(connection, head.id)
    if old == text:
        return head
    revision = append(connection, head, old, difference(old, text), kind)
    anchors.settle(connection, revision)
    return revision


def _document(row: AnyRow) -> Document:
    return Document(
        id=row.id,
        path=None if row.path is None else Path(row.path),
        title=row.title,
        encoding=row.encoding,
        bom=bool(row.bom),
        newline=row.newline,
        language=row.language,
        head_id=row.head_id,
    )


def _absolute(path: Path) -> str:
    return os.path.abspath(path)
