"""The open connection of a unit of work, as the layers above name it; what runs often goes through it to the driver."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection as Session

__all__ = [
    "WITNESS",
    "Condition",
    "Session",
    "insert_many",
    "insert_row",
    "insert_rows",
    "note_written",
    "read_many",
    "read_number",
    "read_on",
    "run",
]

Condition = tuple[str, tuple[Any, ...]]
"""What a query asks of a row, and the values in it."""

WITNESS = "witness"
"""Under this name a session knows who takes down what it writes: the anchor's `add`."""
_READING = ("SELECT", "PRAGMA")

_AT_ONCE = 1_000
_READ_AT_ONCE = 2_000
_MOST_VALUES = 32_766
"""As many as SQLite takes in a statement."""


def run(session: Session, query: str, values: tuple[Any, ...] = ()) -> Any:
    """Run a statement that the driver keeps prepared, and return its cursor, whose rows are plain tuples.

    Every posting runs twenty of them; by SQLAlchemy's own way each would cost three times as much.
    """
    if not session.in_transaction():
        session.begin()
    driver: Any = session.connection.driver_connection
    cursor = driver.execute(query, values)
    note_written(session, query, values)
    return cursor


def note_written(session: Session, query: str, values: Any) -> None:
    """Let the anchor take down a statement that has run, if it wrote."""
    add = session.info.get(WITNESS)
    if add is not None and not query.startswith(_READING):
        add(query, values)


def read_many(session: Session, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return all rows as plain tuples."""
    rows: list[tuple[Any, ...]] = run(session, query, values).fetchall()
    return rows


def read_number(session: Session, query: str, values: tuple[Any, ...] = ()) -> int:
    """Return the one whole number that a query asks for."""
    ((number,),) = read_many(session, query, values)
    return int(number)


def read_on(session: Session, query: str) -> Iterator[tuple[Any, ...]]:
    """Read all rows as plain tuples, some thousand at a time."""
    cursor = run(session, query)
    while rows := cursor.fetchmany(_READ_AT_ONCE):
        yield from rows


def insert_row(session: Session, table: str, row: Mapping[str, Any]) -> None:
    """Write one row."""
    run(session, _inserting(table, tuple(row), 1), tuple(row.values()))


def insert_many(session: Session, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows that name the same columns, many in a statement."""
    if rows:
        insert_rows(session, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


def insert_rows(
    session: Session, table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write the values of those columns, many rows in a statement.

    The search index writes out what it gathered before each statement: one by one, rows cost it thrice as much.
    """
    at_once = min(_AT_ONCE, _MOST_VALUES // len(columns))
    for begin in range(0, len(rows), at_once):
        part = rows[begin : begin + at_once]
        run(session, _inserting(table, columns, len(part)), tuple(chain.from_iterable(part)))


@lru_cache(maxsize=256)
def _inserting(table: str, columns: tuple[str, ...], rows: int) -> str:
    marks = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([marks] * rows)}"
