"""Adding revisions: each with its delta, now and then a snapshot, and a proof before the transaction may commit."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select, update

from storage.columns import now, to_bytes
from storage.delta import Op, apply, encode, pack
from storage.records import RevisionKind
from storage.revisions import find_row
from storage.tables import AnyRow, documents, revisions, snapshots
from storage.texts import prove, sha256


# A snapshot is taken when this many deltas follow each other,
CHAIN_STEPS = 50
# or when they take up this share of the text,
CHAIN_SHARE = 0.5
# but never for fewer bytes than this.
CHAIN_BYTES = 4096


def append(
    connection: Connection, head: AnyRow, old: str, ops: Sequence[Op], kind: RevisionKind, job_id: str | None = None
) -> AnyRow:
    """Add a revision after the head and make it the head. The caller then has to call `anchors.settle`.

    Args:
        head: the head's row (`find_row`).
        old: its text.
        ops: the delta from there.

    Returns:
        The new revision's row.
    """
    new = apply(old, ops)
    delta = encode(ops)
    steps, size = head.chain_steps + 1, head.chain_bytes + len(delta)
    stored = to_bytes(new)
    full = steps >= CHAIN_STEPS or size > max(CHAIN_BYTES, len(stored) * CHAIN_SHARE)
    chain = (0, 0) if full else (steps, size)
    revision_id = _insert(connection, head.document_id, new, kind, head.id, delta, chain, job_id)
    connection.execute(
        update(documents).where(documents.c.id == head.document_id).values(head_id=revision_id, head_text=stored)
    )
    if full:
        connection.execute(insert(snapshots).values(revision_id=revision_id, text=pack(stored)))
    prove(connection, revision_id, old, new)
    return find_row(connection, revision_id)


def append_first(connection: Connection, document_id: str, text: str) -> str:
    """Add the first revision of a document, with a snapshot. Its id is that of `first_id`."""
    revision_id = _insert(connection, document_id, text, RevisionKind.IMPORT, None, None, (0, 0), None)
    connection.execute(insert(snapshots).values(revision_id=revision_id, text=pack(to_bytes(text))))
    prove(connection, revision_id, None, text)
    return revision_id


def append_proposal(connection: Connection, base: AnyRow, old: str, ops: Sequence[Op], job_id: str) -> str:
    """Add what a job returned, beside the line of revisions that leads to the head.

    Args:
        base: the row of the revision the job was asked about.
        old: its text.
        ops: its hunks.
    """
    new = apply(old, ops)
    # Proposals never carry a snapshot; their chain is that of their base.
    chain = (base.chain_steps, base.chain_bytes)
    revision_id = _insert(connection, base.document_id, new, RevisionKind.PROPOSAL, base.id, encode(ops), chain, job_id)
    prove(connection, revision_id, old, new)
    return revision_id


def first_id(document_id: str) -> str:
    """The id the first revision of a document gets."""
    return f"{document_id}.1"


def _insert(
    connection: Connection,
    document_id: str,
    text: str,
    kind: RevisionKind,
    parent_id: str | None,
    delta: bytes | None,
    chain: tuple[int, int],
    job_id: str | None,
) -> str:
    newest = select(func.max(revisions.c.number)).where(revisions.c.document_id == document_id)
    number = (connection.execute(newest).scalar() or 0) + 1
    connection.execute(
        insert(revisions).values(
            id=f"{document_id}.{number}",
            document_id=document_id,
            number=number,
            parent_id=parent_id,
            sha256=sha256(text),
            length=len(text),
            kind=kind,
            created_at=now(),
            job_id=job_id,
            name=None,
            chain_steps=chain[0],
            chain_bytes=chain[1],
            delta=delta,
        )
    )
    return f"{document_id}.{number}"
