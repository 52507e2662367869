"""The tables. Every constraint has a name, so that a later migration can find it.

    documents ─< revisions ─ snapshots          one text, its states, and full texts to start from
        ├─< locks                                   what must stay as it is
        └─< jobs ─< chunks ─< hunks >─ decisions    what was asked, what came back, what the person said

A document points at its head, and a revision at its job: these close circles, so they are checked at commit. What
points at a row is indexed, or removing a document would search whole tables for each of its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Table,
    Text,
    UniqueConstraint,
)

from edit_engine.request import HunkState, Priority
from storage.columns import Instant, LosslessText, OneOf, Real
from storage.records import ChunkState, JobState, LockKind, RevisionKind


# A row with whatever columns a query named.
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"


def picked(rows: Sequence[AnyRow], *columns: str) -> Iterator[tuple[Any, ...]]:
    """What some columns hold, row by row. To ask thousands of rows for a column by name takes five times as long.

    Args:
        rows: of one query.
        columns: names of two or more columns.

    Returns:
        for each row what they hold, in the order given.
    """
    if not rows:
        return iter(())
    fields = rows[0]._fields
    return map(itemgetter(*(fields.index(name) for name in columns)), rows)


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _to(target: str, *, at_commit: bool = False) -> ForeignKey:
    if at_commit:
        return ForeignKey(target, use_alter=True, deferrable=True, initially="DEFERRED")
    return ForeignKey(target)


def _required(name: str, of_type: Any, *more: Any, **options: Any) -> Column[Any]:
    return Column(name, of_type, *more, nullable=False, **options)


documents = Table(
    "documents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("path", LosslessText, unique=True),
    _required("title", LosslessText),
    _required("encoding", Text),
    _required("bom", Integer),
    _required("newline", Text),
    _required("language", Text),
    _required("created_at", Instant),
    _required("head_id", Text, _to("revisions.id", at_commit=True), unique=True),
    # The whole text of the head. Behind the facts, so that reading those does not read it.
    _required("head_text", LargeBinary),
    # Of the bytes the file held when it was last read or written, hexadecimal; None if it never was. Only asked for
    # when the text is needed too.
    Column("file_sha256", Text),
    CheckConstraint("bom IN (0, 1)", name="bom"),
    sqlite_strict=True,
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, primary_key=True),
    _required("document_id", Text, _to("documents.id")),
    # Counts from 1 within the document.
    _required("number", Integer),
    Column("parent_id", Text, _to("revisions.id"), index=True),
    _required("sha256", Text),
    # Code points.
    _required("length", Integer),
    _required("kind", OneOf(RevisionKind)),
    _required("created_at", Instant),
    Column("job_id", Text, _to("jobs.id", at_commit=True), index=True),
    Column("name", LosslessText),
    # Revisions, and bytes of their deltas, since the last snapshot (this one included).
    _required("chain_steps", Integer),
    _required("chain_bytes", Integer),
    # From the parent's text to this one (see delta.py).
    Column("delta", LargeBinary),
    UniqueConstraint("document_id", "number"),
    CheckConstraint("(parent_id IS NULL) = (delta IS NULL)", name="delta"),
    _one_of("kind", RevisionKind),
    sqlite_strict=True,
)

# Full texts, compressed: where reading a chain of deltas begins.
snapshots = Table(
    "snapshots",
    metadata,
    Column("revision_id", Text, _to("revisions.id"), primary_key=True),
    _required("text", LargeBinary),
    sqlite_strict=True,
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    _required("document_id", Text, _to("documents.id"), index=True),
    _required("base_revision_id", Text, _to("revisions.id"), index=True),
    # JSON of an Instruction.
    _required("instruction", Text),
    _required("priority", OneOf(Priority)),
    _required("state", OneOf(JobState), index=True),
    _required("created_at", Instant),
    Column("finished_at", Instant),
    _required("message", LosslessText),
    Column("proposal_revision_id", Text, _to("revisions.id"), index=True),
    _one_of("priority", Priority),
    _one_of("state", JobState),
    sqlite_strict=True,
)

chunks = Table(
    "chunks",
    metadata,
    Column("id", Text, primary_key=True),
    _required("job_id", Text, _to("jobs.id")),
    _required("number", Integer),
    # JSON of an EditRequest without its text, which is a part of the base revision.
    _required("request", Text),
    # Code points of that part.
    _required("text_length", Integer),
    _required("state", OneOf(ChunkState), index=True),
    _required("attempts", Integer),
    _required("message", LosslessText),
    _required("seconds", Real),
    UniqueConstraint("job_id", "number"),
    _one_of("state", ChunkState),
    sqlite_strict=True,
)

# One row for each call that accepted or rejected hunks, and so made a revision.
decisions = Table(
    "decisions",
    metadata,
    Column("revision_id", Text, _to("revisions.id"), primary_key=True),
    _required("document_id", Text, _to("documents.id"), index=True),
    # None while it stands.
    Column("undone_at", Instant),
    # The revision that undid it, and the delta to that from the state before the decision: hunks that waited through
    # both are followed along this delta, so an undone decision leaves no mark on them (see anchors.py).
    Column("undo_revision_id", Text, _to("revisions.id"), index=True),
    Column("shortcut", LargeBinary),
    CheckConstraint("shortcut IS NULL OR undo_revision_id IS NOT NULL", name="shortcut"),
    sqlite_strict=True,
)

hunks = Table(
    "hunks",
    metadata,
    Column("document_id", Text, _to("documents.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    _required("job_id", Text, _to("jobs.id"), index=True),
    _required("chunk_id", Text, _to("chunks.id"), index=True),
    # Range in the base revision.
    _required("span_start", Integer),
    _required("span_end", Integer),
    _required("before", LosslessText),
    _required("after", LosslessText),
    # Over range, before and after: SQLite does not notice when a byte rots.
    _required("digest", LargeBinary),
    _required("confidence", Real),
    # JSON of a Provenance.
    _required("provenance", Text),
    _required("state", OneOf(HunkState)),
    # The number of the newest revision for which its place was worked out, and that place.
    _required("anchor_number", Integer),
    _required("anchor_start", Integer),
    _required("anchor_end", Integer),
    # Whether that place was given up: nothing can bring the text it was made for back under it.
    _required("lost", Integer),
    # The decision that accepted or rejected it.
    Column("decision_id", Text, _to("decisions.revision_id"), index=True),
    # What the model said, if a person rewrote `after`.
    Column("suggested", LosslessText),
    _one_of("state", HunkState),
    CheckConstraint("lost IN (0, 1)", name="lost"),
    Index(None, "document_id", "state"),
    sqlite_strict=True,
)

locks = Table(
    "locks",
    metadata,
    Column("id", Text, primary_key=True),
    _required("document_id", Text, _to("documents.id"), index=True),
    _required("kind", OneOf(LockKind)),
    # The term; of a place, what stood there when the anchor was written.
    _required("text", LosslessText),
    _required("created_at", Instant),
    # As for hunks; none for a term.
    Column("anchor_number", Integer),
    Column("anchor_start", Integer),
    Column("anchor_end", Integer),
    _one_of("kind", LockKind),
    CheckConstraint(
        "(kind = 'term') = (anchor_number IS NULL) AND (anchor_number IS NULL) = (anchor_start IS NULL) "
        "AND (anchor_number IS NULL) = (anchor_end IS NULL)",
        name="anchor",
    ),
    sqlite_strict=True,
)
