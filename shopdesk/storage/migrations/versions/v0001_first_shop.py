"""The first shop: customers, the account with its events and allocations, staff, settings, the journal.

Its tables stand as SQL in ``first_shop/``, a file for each noun.
"""

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

_PARTS = (
    "shop",
    "customers",
    "keeping_in_touch",
    "selling",
    "account",
    "loyalty",
    "papers",
    "messages",
    "journal",
    "search",
    "figures",
    "spending",
    "segments",
)

_APPEND_ONLY = (
    "sale",
    "sale_line",
    "debt_payment",
    "account_adjustment",
    "allocation",
    "allocation_release",
    "sale_correction",
    "sale_refund",
    "sale_refund_line",
    "transfer",
    "dispute",
    "dispute_end",
    "promise",
    "sale_points",
    "points_entry",
    "statement",
    "day_close",
    "request",
    "journal",
)


def upgrade() -> None:
    """Lay the tables, their indexes, and the triggers that let events only grow."""
    for statement in _statements():
        op.get_bind().exec_driver_sql(statement)
    for table in _APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
    for name in ("event", "sale", "payment", "adjustment", "refund", "statement"):
        op.execute(f"INSERT INTO counter VALUES ('{name}', 0)")
    op.execute("INSERT INTO tally VALUES (1, 0, 0, 0, 0, 0)")
    op.execute("INSERT INTO anchor VALUES (1, lower(hex(randomblob(16))), 0, NULL)")


def downgrade() -> None:
    """Take everything down again, children first."""
    for index in ("customer_search", "customer_words"):
        op.execute(f"DROP TABLE {index}_terms")
        op.execute(f"DROP TABLE {index}")
    for text in reversed(_statements()):
        if text.startswith("CREATE VIEW"):
            op.execute(f"DROP VIEW {text.split()[2]}")
    tables = [text.split()[2] for text in _statements() if text.startswith("CREATE TABLE")]
    for table in reversed(tables):
        op.execute(f"DROP TABLE {table}")


def _statements() -> list[str]:
    """Return the statements of every part; one ends where the next begins at the margin."""
    place = Path(__file__).parents[1] / "first_shop"
    text = "\n".join((place / f"{part}.sql").read_text("utf-8") for part in _PARTS)
    return [
        statement.strip().removesuffix(";") for statement in re.split(r";\s*\n(?=CREATE |INSERT |-- )", text)
    ]
