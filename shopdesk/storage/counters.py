"""Numbers without gaps, given inside the unit of work that uses them."""

from shopdesk.storage.session import Session, run


def next_number(session: Session, name: str) -> int:
    """Return the next number of ``event``, ``sale``, ``payment``, ``adjustment`` or ``statement``."""
    return next_numbers(session, name, 1).start


def next_numbers(session: Session, name: str, many: int) -> range:
    """Return the next so many numbers of one of them."""
    (last,) = run(
        session, "UPDATE counter SET value = value + ? WHERE name = ? RETURNING value", (many, name)
    ).fetchall()[0]
    return range(last - many + 1, last + 1)


def last_number(session: Session, name: str) -> int:
    """Return the last number that was given, 0 when none was."""
    return int(session.exec_driver_sql("SELECT value FROM counter WHERE name = ?", (name,)).scalar_one())
