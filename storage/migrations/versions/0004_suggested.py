"""What the model said where a person rewrote a suggestion."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; until now nobody could rewrite one."""
    op.add_column("hunks", sa.Column("suggested", sa.LargeBinary(), nullable=True))
