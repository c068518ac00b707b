"""Disputes over charges: opened with a note, closed with an outcome; both only grow."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert

from shopdesk.domain.account import EventId, StaffId
from shopdesk.storage import tables
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

_INSERT = insert(tables.dispute)
_INSERT_END = insert(tables.dispute_end)
OPEN = "NOT EXISTS (SELECT 1 FROM dispute_end WHERE dispute_id = dispute.id)"


def open_disputes(
    session: Session, charges: Iterable[EventId], note: bytes, at: datetime, staff: StaffId
) -> None:
    """Dispute these charges from now on."""
    for charge in charges:
        session.execute(
            _INSERT, {"charge_id": charge, "note_enc": note, "opened_at": to_micros(at), "staff_id": staff}
        )
        session.exec_driver_sql("UPDATE charge SET disputed = 1 WHERE event_id = ?", (charge,))


def read_note(session: Session, charge: EventId) -> bytes | None:
    """Return the sealed note of the dispute that is open over a charge, or None."""
    note: bytes | None = session.exec_driver_sql(
        f"SELECT note_enc FROM dispute WHERE charge_id = ? AND {OPEN}", (charge,)
    ).scalar_one_or_none()
    return note


def end_disputes(
    session: Session,
    charges: Iterable[EventId],
    outcome: str,
    adjustment: EventId | None,
    reason: bytes,
    at: datetime,
    staff: StaffId,
) -> None:
    """Close the open disputes of these charges with an outcome."""
    for charge in charges:
        dispute = session.exec_driver_sql(
            f"SELECT id FROM dispute WHERE charge_id = ? AND {OPEN}", (charge,)
        ).scalar_one()
        session.execute(
            _INSERT_END,
            {
                "dispute_id": dispute,
                "outcome": outcome,
                "adjustment_id": adjustment,
                "reason_enc": reason,
                "ended_at": to_micros(at),
                "staff_id": staff,
            },
        )
        session.exec_driver_sql("UPDATE charge SET disputed = 0 WHERE event_id = ?", (charge,))
