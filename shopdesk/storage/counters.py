"""Numbers without gaps, given inside the unit of work that uses them."""

from shopdesk.storage.session import Session, run


def next_number(session: Session, name: str) -> int:
    """Return the next number of ``event``, ``sale``, ``payment``, ``adjustment`` or ``statement``."""
    (number,) = run(
        session, "UPDATE counter SET value = value + 1 WHERE name = ? RETURNING value", (name,)
    ).fetchall()[0]
    return int(number)


def last_number(session: Session, name: str) -> int:
    """Return the last number that was given, 0 when none was."""
    return int(session.exec_driver_sql("SELECT value FROM counter WHERE name = ?", (name,)).scalar_one())
