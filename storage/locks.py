"""What people locked: places, which follow the edits of their document as hunks do, and terms, which need no place."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from edit_engine.text import Span
from storage import anchors, texts
from storage.columns import now
from storage.connections import Connections
from storage.errors import InvalidError
from storage.records import Lock, LockKind
from storage.revisions import find_row, head_row
from storage.tables import AnyRow, locks


class Locks:
    """The locks of a library. Each call is one transaction, as those of `Library` are.

    Args:
        connections: to the library.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of(self, document_id: str) -> list[Lock]:
        """What is locked in a document: places in order, those that are not in the text just now, then terms."""
        with self._connections.read() as connection:
            return _find(connection, document_id)

    def add_place(self, revision_id: str, span: Span) -> Lock:
        """Lock a place.

        Args:
            revision_id: of the document's line, no proposal.
            span: in its text.

        Raises:
            InvalidError: it is empty or reaches beyond the text.
        """
        with self._connections.write() as connection:
            revision = find_row(connection, revision_id)
            text = texts.read(connection, revision_id)
            if not 0 <= span.start < span.end <= len(text):
                raise InvalidError(f"{span} cannot be locked in a text of {len(text)} code points")
            place = {"anchor_number": revision.number, "anchor_start": span.start, "anchor_end": span.end}
            return _add(connection, revision.document_id, LockKind.PLACE, text[span.start : span.end], **place)

    def add_term(self, document_id: str, term: str) -> Lock:
        """Lock some words wherever they stand; the same again changes nothing.

        Raises:
            InvalidError: there is none.
        """
        words = " ".join(term.split())
        if not words:
            raise InvalidError(f"a locked term needs at least one character, got {term!r}")
        with self._connections.write() as connection:
            head_row(connection, document_id, lock=True)
            same = [
                lock for lock in _find(connection, document_id) if lock.kind is LockKind.TERM and lock.text == words
            ]
            none = {"anchor_number": None, "anchor_start": None, "anchor_end": None}
            return same[0] if same else _add(connection, document_id, LockKind.TERM, words, **none)

    def remove(self, document_id: str, lock_ids: Collection[str]) -> None:
        """Unlock; what is not locked any more stays so."""
        with self._connections.write() as connection:
            for named in anchors.portions(list(lock_ids)):
                connection.execute(delete(locks).where(locks.c.document_id == document_id, locks.c.id.in_(named)))


def _find(connection: Connection, document_id: str) -> list[Lock]:
    rows = connection.execute(
        select(locks).where(locks.c.document_id == document_id).order_by(locks.c.created_at)
    ).all()
    places = [row for row in rows if row.kind is LockKind.PLACE]
    terms = [_lock(row, None) for row in rows if row.kind is LockKind.TERM]
    if not places:
        return terms
    head = head_row(connection, document_id)
    text = texts.read(connection, head.id)
    by_number = anchors.traces(connection, document_id, places, head.number)
    found = [_lock(row, anchors.lock_place(row, by_number, text), text) for row in places]
    return sorted(found, key=lambda lock: lock.span or Span(len(text), len(text))) + terms


def _add(connection: Connection, document_id: str, kind: LockKind, text: str, **place: int | None) -> Lock:
    lock_id = uuid.uuid4().hex[:12]
    values = {"id": lock_id, "document_id": document_id, "kind": kind, "text": text, "created_at": now(), **place}
    connection.execute(insert(locks).values(**values))
    return next(lock for lock in _find(connection, document_id) if lock.id == lock_id)


def _lock(row: AnyRow, span: Span | None, text: str = "") -> Lock:
    return Lock(
        id=row.id,
        document_id=row.document_id,
        kind=row.kind,
        text=text[span.start : span.end] if span is not None else row.text,
        span=span,
        created_at=row.created_at,
    )
