"""The entry that was made last, of whatever kind."""

from datetime import datetime

from shopdesk.domain.account import EventKind, reference
from shopdesk.storage.moments import from_micros
from shopdesk.storage.session import Session

_KINDS = {
    EventKind.SALE: "sale",
    EventKind.PAYMENT: "debt_payment",
    EventKind.ADJUSTMENT: "account_adjustment",
}


def read_newest_entry(session: Session) -> tuple[str, datetime] | None:
    """Return its reference and when it was entered; None for a new shop."""
    newest = [
        (*row, kind)
        for kind, table in _KINDS.items()
        for row in session.exec_driver_sql(
            f"SELECT id, number, entered_at FROM {table} ORDER BY id DESC LIMIT 1"
        )
    ]
    if not newest:
        return None
    _, number, entered_at, kind = max(newest)
    return reference(kind, number), from_micros(entered_at)
