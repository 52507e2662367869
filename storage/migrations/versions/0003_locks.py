"""What people locked: places that follow the edits of their document, and terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "locks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("anchor_number", sa.Integer(), nullable=True),
        sa.Column("anchor_start", sa.Integer(), nullable=True),
        sa.Column("anchor_end", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('place', 'term')", name=op.f("ck_locks_kind")),
        sa.CheckConstraint(
            "(kind = 'term') = (anchor_number IS NULL) AND (anchor_number IS NULL) = (anchor_start IS NULL) "
            "AND (anchor_number IS NULL) = (anchor_end IS NULL)",
            name=op.f("ck_locks_anchor"),
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_locks_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_locks"),
        sqlite_strict=True,
    )
    op.create_index("ix_locks_document_id", "locks", ["document_id"])
