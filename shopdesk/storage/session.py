"""The open connection of a unit of work, as the layers above name it; reading and writing many rows through it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection as Session

__all__ = ["Session", "insert_many", "read_many", "read_on"]

_AT_ONCE = 500
_READ_AT_ONCE = 2_000
_MOST_VALUES = 32_766
"""As many as SQLite takes in a statement."""


def read_many(session: Session, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return all rows as plain tuples: for thousands of them half the time of SQLAlchemy's own rows."""
    result = session.exec_driver_sql(query, values)
    cursor: Any = result.cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    result.close()
    return rows


def read_on(session: Session, query: str) -> Iterator[tuple[Any, ...]]:
    """Read all rows as plain tuples, some thousand at a time."""
    result = session.exec_driver_sql(query)
    cursor: Any = result.cursor
    while rows := cursor.fetchmany(_READ_AT_ONCE):
        yield from rows
    result.close()


def insert_many(session: Session, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows that name the same columns, many in a statement.

    The search index writes out what it gathered before each statement: one by one, rows cost it thrice as much.
    """
    if not rows:
        return
    columns = tuple(rows[0])
    marks = f"({', '.join('?' * len(columns))})"
    at_once = min(_AT_ONCE, _MOST_VALUES // len(columns))
    for begin in range(0, len(rows), at_once):
        part = rows[begin : begin + at_once]
        values = tuple(chain.from_iterable(row.values() for row in part))
        every = ", ".join([marks] * len(part))
        session.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {every}", values)
