"""Numbers without gaps, given inside the unit of work that uses them."""

from sqlalchemy import text

from shopdesk.storage.session import Session

_NEXT = text("UPDATE counter SET value = value + 1 WHERE name = :name RETURNING value")


def next_number(session: Session, name: str) -> int:
    """Return the next number of ``event``, ``sale``, ``payment``, ``adjustment`` or ``statement``."""
    return int(session.execute(_NEXT, {"name": name}).scalar_one())


def last_number(session: Session, name: str) -> int:
    """Return the last number that was given, 0 when none was."""
    return int(session.exec_driver_sql("SELECT value FROM counter WHERE name = ?", (name,)).scalar_one())
