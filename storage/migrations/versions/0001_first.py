"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("bom", sa.Integer(), nullable=False),
        sa.Column("newline", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("head_id", sa.Text(), nullable=False),
        sa.Column("head_text", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("bom IN (0, 1)", name=op.f("ck_documents_bom")),
        sa.ForeignKeyConstraint(
            ["head_id"],
            ["revisions.id"],
            name="fk_documents_head_id",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.UniqueConstraint("head_id", name="uq_documents_head_id"),
        sa.UniqueConstraint("path", name="uq_documents_path"),
        sqlite_strict=True,
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("job_id", sa.Text(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("chain_steps", sa.Integer(), nullable=False),
        sa.Column("chain_bytes", sa.Integer(), nullable=False),
        sa.Column("delta", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('import', 'typing', 'accept', 'reject', 'restore', 'proposal')", name=op.f("ck_revisions_kind")
        ),
        sa.CheckConstraint("(parent_id IS NULL) = (delta IS NULL)", name=op.f("ck_revisions_delta")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_revisions_document_id"),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name="fk_revisions_job_id", initially="DEFERRED", deferrable=True, use_alter=True
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["revisions.id"], name="fk_revisions_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.UniqueConstraint("document_id", "number", name="uq_revisions_document_id_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_revisions_job_id", "revisions", ["job_id"])
    op.create_index("ix_revisions_parent_id", "revisions", ["parent_id"])
    op.create_table(
        "decisions",
        sa.Column("revision_id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        sa.Column("undo_revision_id", sa.Text(), nullable=True),
        sa.Column("shortcut", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint("shortcut IS NULL OR undo_revision_id IS NOT NULL", name=op.f("ck_decisions_shortcut")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_decisions_document_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_decisions_revision_id"),
        sa.ForeignKeyConstraint(["undo_revision_id"], ["revisions.id"], name="fk_decisions_undo_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_decisions"),
        sqlite_strict=True,
    )
    op.create_index("ix_decisions_document_id", "decisions", ["document_id"])
    op.create_index("ix_decisions_undo_revision_id", "decisions", ["undo_revision_id"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("base_revision_id", sa.Text(), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("proposal_revision_id", sa.Text(), nullable=True),
        sa.CheckConstraint("priority IN ('interactive', 'bulk')", name=op.f("ck_jobs_priority")),
        sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_jobs_state")),
        sa.ForeignKeyConstraint(["base_revision_id"], ["revisions.id"], name="fk_jobs_base_revision_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_jobs_document_id"),
        sa.ForeignKeyConstraint(["proposal_revision_id"], ["revisions.id"], name="fk_jobs_proposal_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sqlite_strict=True,
    )
    op.create_index("ix_jobs_base_revision_id", "jobs", ["base_revision_id"])
    op.create_index("ix_jobs_document_id", "jobs", ["document_id"])
    op.create_index("ix_jobs_proposal_revision_id", "jobs", ["proposal_revision_id"])
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "snapshots",
        sa.Column("revision_id", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name="fk_snapshots_revision_id"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_snapshots"),
        sqlite_strict=True,
    )
    op.create_table(
        "chunks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("text_length", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("seconds", REAL, nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_chunks_state")
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_chunks_job_id"),
        sa.PrimaryKeyConstraint("id", name="pk_chunks"),
        sa.UniqueConstraint("job_id", "number", name="uq_chunks_job_id_number"),
        sqlite_strict=True,
    )
    op.create_index("ix_chunks_state", "chunks", ["state"])
    op.create_table(
        "hunks",
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("chunk_id", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("confidence", REAL, nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("anchor_number", sa.Integer(), nullable=False),
        sa.Column("anchor_start", sa.Integer(), nullable=False),
        sa.Column("anchor_end", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Text(), nullable=True),
        sa.CheckConstraint("state IN ('pending', 'accepted', 'rejected', 'stale')", name=op.f("ck_hunks_state")),
        sa.CheckConstraint("lost IN (0, 1)", name=op.f("ck_hunks_lost")),
        sa.ForeignKeyConstraint(["chunk_id"], ["chunks.id"], name="fk_hunks_chunk_id"),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.revision_id"], name="fk_hunks_decision_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_hunks_document_id"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_hunks_job_id"),
        sa.PrimaryKeyConstraint("document_id", "id", name="pk_hunks"),
        sqlite_strict=True,
    )
    op.create_index("ix_hunks_chunk_id", "hunks", ["chunk_id"])
    op.create_index("ix_hunks_decision_id", "hunks", ["decision_id"])
    op.create_index("ix_hunks_document_id_state", "hunks", ["document_id", "state"])
    op.create_index("ix_hunks_job_id", "hunks", ["job_id"])
    # Two references close circles: SQLite took them above, other databases want both tables first.
    if op.get_context().dialect.name != "sqlite":
        op.create_foreign_key(
            "fk_documents_head_id", "documents", "revisions", ["head_id"], ["id"], deferrable=True, initially="DEFERRED"
        )
        op.create_foreign_key(
            "fk_revisions_job_id", "revisions", "jobs", ["job_id"], ["id"], deferrable=True, initially="DEFERRED"
        )
