"""A next schema, which there is not yet: rows are rewritten, a column and a table come."""

import time

from alembic import context, op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Do what migrations do; told what to do after a step it commits each, as it must not."""
    after_step = context.config.attributes["after_step"]
    for statement in (
        "ALTER TABLE note ADD COLUMN colour TEXT",
        "UPDATE note SET colour = 'plain', pinned = 1 - pinned",
        "CREATE TABLE shelf (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT",
        "UPDATE note SET pinned = 1 - pinned",
    ):
        op.execute(statement)
        time.sleep(0.02)  # so that a kill may fall between two
        if after_step is not None:
            op.get_bind().commit()
            after_step()


def downgrade() -> None:
    """Take it back."""
    op.execute("DROP TABLE shelf")
    op.execute("ALTER TABLE note DROP COLUMN colour")
