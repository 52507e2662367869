"""What the file of a document last held, so that every program sees whether others wrote it since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what the files held until now is not known."""
    op.add_column("documents", sa.Column("file_sha256", sa.Text(), nullable=True))
