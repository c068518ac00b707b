"""The journal's rows as they are listed, and one row with what proves it."""

from typing import NamedTuple

from shopdesk.storage.journal import FIRST_MAC, Row
from shopdesk.storage.session import Session

_COLUMNS = "sequence, at, staff_id, deed, subject, content, key_id, mac"
_EVERYTHING = 1 << 62


class ListedRow(NamedTuple):
    """A row as it is listed; ``at`` in microseconds, no content, because that holds what is sealed."""

    sequence: int
    at: int
    staff: str
    deed: str
    subject: str
    mac: bytes


def list_rows(
    session: Session,
    *,
    since: int | None = None,
    until: int | None = None,
    subject: str | None = None,
    before: int | None = None,
    limit: int | None = None,
) -> list[ListedRow]:
    """Return rows, the newest first: at or after ``since``, before ``until`` (microseconds), before a sequence."""
    rows = session.exec_driver_sql(
        "SELECT sequence, at, coalesce(name, ''), deed, subject, mac FROM journal "
        "LEFT JOIN staff ON staff.id = staff_id "
        "WHERE sequence < ? AND at >= ? AND at < ? AND (? IS NULL OR subject = ?) ORDER BY sequence DESC LIMIT ?",
        (
            _EVERYTHING if before is None else before,
            -_EVERYTHING if since is None else since,
            _EVERYTHING if until is None else until,
            subject,
            subject,
            -1 if limit is None else limit,
        ),
    )
    return [ListedRow(*row) for row in rows]


def read_row(session: Session, sequence: int) -> tuple[Row, bytes] | None:
    """Return a row and the MAC that it is chained to, or None."""
    found = session.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE sequence = ?", (sequence,)
    ).fetchone()
    if found is None:
        return None
    before = session.exec_driver_sql("SELECT mac FROM journal WHERE sequence = ?", (sequence - 1,)).scalar()
    return Row(*found), before or FIRST_MAC


def rows_after(session: Session, sequence: int, subject: str) -> list[Row]:
    """Return the later rows about the same subject, the oldest first."""
    rows = session.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM journal WHERE subject = ? AND sequence > ? ORDER BY sequence",
        (subject, sequence),
    )
    return [Row(*row) for row in rows]
