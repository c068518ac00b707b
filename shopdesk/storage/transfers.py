"""Which two entries are the legs of one transfer."""

from sqlalchemy import insert

from shopdesk.domain.account import EventId, EventKind, reference
from shopdesk.storage import tables
from shopdesk.storage.session import Session

_INSERT = insert(tables.transfer)


def insert_transfer(session: Session, out: EventId, into: EventId) -> None:
    """Remember that two adjustments are one transfer."""
    session.execute(_INSERT, {"out_id": out, "in_id": into})


def other_leg(session: Session, leg: EventId) -> str | None:
    """Return the reference of the other leg of a transfer; None for what is no leg."""
    row = session.exec_driver_sql(
        "SELECT number FROM transfer JOIN account_adjustment ON id = out_id + in_id - ? "
        "WHERE out_id = ? OR in_id = ?",
        (leg, leg, leg),
    ).fetchone()
    return None if row is None else reference(EventKind.ADJUSTMENT, row[0])
