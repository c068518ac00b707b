"""Issued statements: numbered rows with the paper itself, sealed for its customer."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId
from shopdesk.storage import tables
from shopdesk.storage.session import Session

PAPER = "statement.pdf"
FIGURES = ("opening", "late", "charges", "payments", "closing")


class IssuedRow(NamedTuple):
    """What the next statement must know of the last one; ``closing`` in minor units."""

    id: int
    to_on: date
    closing: int
    last_event: int


def last_issued(session: Session, customer: CustomerId) -> IssuedRow | None:
    """Return the customer's statement that reaches furthest, the newest of several, or None.

    One of an older month that was wanted once more does not take its place. What was issued before a merging
    told of one part of the person only, so nothing goes on from it.
    """
    row = session.exec_driver_sql(
        "SELECT id, to_on, closing, last_event FROM statement WHERE customer_id = ? AND id > "
        "(SELECT coalesce(max(last_statement), 0) FROM customer_merge WHERE keeper_id = ?) "
        "ORDER BY to_on DESC, id DESC LIMIT 1",
        (customer, customer),
    ).fetchone()
    return None if row is None else IssuedRow(row[0], date.fromisoformat(row[1]), row[2], row[3])


def read_figures(session: Session, number: int) -> dict[str, int] | None:
    """Return the figures of an issued statement by their names, or None."""
    row = session.exec_driver_sql(
        f"SELECT {', '.join(FIGURES)} FROM statement WHERE id = ?", (number,)
    ).fetchone()
    return None if row is None else dict(zip(FIGURES, row, strict=True))


def insert_statement(session: Session, values: dict[str, Any]) -> None:
    """Write an issued statement."""
    session.execute(insert(tables.statement), values)
