"""The journal's rows as they are listed, and one row with what proves it."""

import json
from typing import Any, NamedTuple

from shopdesk.storage.journal import FIRST_MAC, Row
from shopdesk.storage.session import Session, read_many

_COLUMNS = "sequence, at, staff_id, deed, subject, content, key_id, mac"


class ListedRow(NamedTuple):
    """A row as it is listed; ``at`` in microseconds, no content, because that holds what is sealed."""

    sequence: int
    at: int
    staff: str
    deed: str
    subject: str
    mac: bytes


class JournalFilter(NamedTuple):
    """Which rows: at or after ``since``, before ``until`` (microseconds), about one of ``subjects``; None for all."""

    since: int | None = None
    until: int | None = None
    staff: str | None = None
    deed: str | None = None
    subjects: tuple[str, ...] | None = None


def list_rows(
    session: Session, wanted: JournalFilter, *, before: int | None = None, limit: int | None = None
) -> list[ListedRow]:
    """Return rows, the newest first, only those ``before`` a sequence."""
    return [ListedRow(*row[:6]) for row in _listed(session, wanted, before, limit)]


def list_contents(
    session: Session, wanted: JournalFilter, *, before: int | None = None, limit: int | None = None
) -> list[tuple[ListedRow, str]]:
    """Return the same rows, each with its content (JSON, what is personal sealed)."""
    return [(ListedRow(*row[:6]), row[6]) for row in _listed(session, wanted, before, limit)]


def _listed(
    session: Session, wanted: JournalFilter, before: int | None, limit: int | None
) -> list[tuple[Any, ...]]:
    asked: list[tuple[str, int | str | None]] = [
        ("sequence < ?", before),
        ("at >= ?", wanted.since),
        ("at < ?", wanted.until),
        ("staff_id IN (SELECT id FROM staff WHERE name = ?)", wanted.staff),
        ("deed = ?", wanted.deed),
        (
            "subject IN (SELECT value FROM json_each(?))",
            None if wanted.subjects is None else json.dumps(wanted.subjects),
        ),
    ]
    used = [(condition, value) for condition, value in asked if value is not None]
    where = " AND ".join(condition for condition, _ in used) or "TRUE"
    return read_many(
        session,
        "SELECT sequence, at, coalesce(name, ''), deed, subject, mac, content FROM journal "
        f"LEFT JOIN staff ON staff.id = staff_id WHERE {where} ORDER BY sequence DESC LIMIT ?",
        (*(value for _, value in used), -1 if limit is None else limit),
    )


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
