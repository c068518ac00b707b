"""The open connection of a unit of work, as the layers above name it, and reading many rows through it."""

from typing import Any

from sqlalchemy import Connection as Session

__all__ = ["Session", "read_many"]


def read_many(session: Session, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return all rows as plain tuples: for thousands of them half the time of SQLAlchemy's own rows."""
    result = session.exec_driver_sql(query, values)
    cursor: Any = result.cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    result.close()
    return rows
