"""A next schema, which there is not yet: rows are rewritten, a column and a table come."""

import time

from alembic import context, op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Do what migrations do; step by step it commits after each, as it must not."""
    for statement in (
        "ALTER TABLE note ADD COLUMN colour TEXT",
        "UPDATE note SET colour = 'plain', pinned = 1 - pinned",
        "CREATE TABLE shelf (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT",
        "UPDATE note SET pinned = 1 - pinned",
    ):
        op.execute(statement)
        time.sleep(0.02)  # so that a kill may fall between two
        if context.config.attributes["step_by_step"]:
            op.get_bind().commit()


def downgrade() -> None:
    """Take it back."""
    op.execute("DROP TABLE shelf")
    op.execute("ALTER TABLE note DROP COLUMN colour")
