"""Issued statements: numbered rows with the paper itself, sealed for its customer."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.session import Session, insert_row, run

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
    row = run(
        session,
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


class IssuedPaper(NamedTuple):
    """An issued statement in a list; ``closing`` in minor units."""

    id: int
    customer: CustomerId
    from_on: date
    to_on: date
    closing: int
    code: str


def read_issued(session: Session, customers: Sequence[CustomerId]) -> list[IssuedPaper]:
    """Return the statements of these customers, the newest first."""
    rows = session.exec_driver_sql(
        "SELECT id, customer_id, from_on, to_on, closing, code FROM statement "
        "WHERE customer_id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",
        (json.dumps(list(customers)),),
    )
    return [
        IssuedPaper(row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4], row[5])
        for row in rows
    ]


def find_same(
    session: Session, customer: CustomerId, to_on: date, closing: int, last_event: int
) -> int | None:
    """Return the number of a statement issued to that day, on that balance and after that event; None if none was."""
    return session.exec_driver_sql(
        "SELECT max(id) FROM statement WHERE customer_id = ? AND to_on = ? AND closing = ? AND last_event = ?",
        (customer, str(to_on), closing, last_event),
    ).scalar()


def read_paper(session: Session, number: int) -> tuple[CustomerId, bytes] | None:
    """Return whose a statement is, and its sealed paper; None where there is none of that number."""
    row = session.exec_driver_sql(
        "SELECT customer_id, paper_enc FROM statement WHERE id = ?", (number,)
    ).fetchone()
    return None if row is None else (CustomerId(row[0]), row[1])


def insert_statement(session: Session, values: dict[str, Any]) -> None:
    """Write an issued statement."""
    insert_row(session, "statement", values)
