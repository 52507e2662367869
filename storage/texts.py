"""The text of a revision: read with proof.

The head's text is stored whole. Every other text follows from the nearest snapshot before it by deltas, or from the
head by the same deltas turned round; each way ends in a SHA-256 check, so a damaged row costs at most one of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from storage.columns import to_bytes, to_text
from storage.connections import is_damage
from storage.delta import DeltaError, apply, decode, invert, unpack
from storage.errors import DamagedError
from storage.records import RevisionKind
from storage.revisions import deltas, find_row
from storage.tables import AnyRow, documents, revisions, snapshots


def sha256(text: str) -> str:
    """What a revision of `text` carries."""
    return hashlib.sha256(to_bytes(text)).hexdigest()


def read(connection: Connection, revision_id: str) -> str:
    """The text of a revision, proved by its SHA-256.

    Raises:
        NotFoundError: there is no such revision.
        DamagedError: no way leads to a text with that SHA-256.
    """
    row = find_row(connection, revision_id)
    if row.kind == RevisionKind.PROPOSAL:
        return _from_parent(connection, row)
    for way in (_from_head_row, _from_snapshot, _back_from_head):
        text = _attempt(way, connection, row)
        if text is not None and sha256(text) == row.sha256:
            return text
    raise _damaged(row)


def prove(connection: Connection, revision_id: str, old: str | None, new: str) -> None:
    """Read back what was just written and compare, both ways.

    Raises:
        DamagedError: the database would give back something else; the transaction must not commit.
    """
    row = connection.execute(select(revisions).where(revisions.c.id == revision_id)).one()
    try:
        texts = list(_written(connection, row))
        if old is not None:
            ops = decode(row.delta)
            texts.append(apply(old, ops))
            if apply(new, invert(ops)) != old:
                raise _damaged(row)
    except DeltaError as error:
        raise _damaged(row) from error
    if any(sha256(text) != row.sha256 for text in texts):
        raise _damaged(row)


def _written(connection: Connection, row: AnyRow) -> Iterator[str]:
    """The texts stored whole for a revision: its snapshot, and the head's row if it is the head."""
    snapshot = connection.execute(select(snapshots.c.text).where(snapshots.c.revision_id == row.id)).scalar()
    if snapshot is not None:
        yield to_text(unpack(snapshot))
    head = connection.execute(select(documents.c.head_text).where(documents.c.head_id == row.id)).scalar()
    if head is not None:
        yield to_text(head)


def _attempt(way: Callable[[Connection, AnyRow], str | None], connection: Connection, row: AnyRow) -> str | None:
    """What `way` gives, or None where it meets damage."""
    try:
        return way(connection, row)
    except (DeltaError, UnicodeDecodeError):
        return None
    except DBAPIError as error:
        if not is_damage(error):
            raise
        return None


def _from_parent(connection: Connection, row: AnyRow) -> str:
    parent = read(connection, row.parent_id)

    def way(connection: Connection, row: AnyRow) -> str:
        delta = connection.execute(select(revisions.c.delta).where(revisions.c.id == row.id)).scalar_one()
        return apply(parent, decode(delta))

    text = _attempt(way, connection, row)
    if text is None or sha256(text) != row.sha256:
        raise _damaged(row)
    return text


def _from_head_row(connection: Connection, row: AnyRow) -> str | None:
    head = connection.execute(select(documents.c.head_text).where(documents.c.head_id == row.id)).scalar()
    return None if head is None else to_text(head)


def _from_snapshot(connection: Connection, row: AnyRow) -> str | None:
    start = connection.execute(
        select(revisions.c.number, snapshots.c.text)
        .join(snapshots, snapshots.c.revision_id == revisions.c.id)
        .where(revisions.c.document_id == row.document_id, revisions.c.number <= row.number)
        .order_by(revisions.c.number.desc())
        .limit(1)
    ).first()
    if start is None:
        return None
    text = to_text(unpack(start.text))
    for delta in deltas(connection, row.document_id, start.number, row.number):
        text = apply(text, decode(delta.delta))
    return text


def _back_from_head(connection: Connection, row: AnyRow) -> str | None:
    text, number = connection.execute(
        select(documents.c.head_text, revisions.c.number)
        .join(revisions, revisions.c.id == documents.c.head_id)
        .where(documents.c.id == row.document_id)
    ).one()
    text = to_text(text)
    for delta in reversed(deltas(connection, row.document_id, row.number, number)):
        text = apply(text, invert(decode(delta.delta)))
    return text


def _damaged(row: AnyRow) -> DamagedError:
    return DamagedError(
        f"the text of revision {row.id} ({row.kind}, {row.created_at:%Y-%m-%d %H:%M} UTC) is damaged: "
        "no stored copy has its SHA-256. Restore a backup, or use another revision."
    )
