"""Taking an event back: what it settled is released, and neither it nor its reversal settles anything again."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, text

from shopdesk.domain.account import CustomerId, EventId, EventKind, StaffId
from shopdesk.storage import tables
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import about_seen

_INSERT_RELEASE = insert(tables.allocation_release)
_REOPEN = text(
    "UPDATE charge SET outstanding = outstanding + :amount, settled_at = NULL "
    "WHERE event_id = :event AND reversed_at IS NULL"
)
_FREE = text(
    "UPDATE credit SET unallocated = unallocated + :amount WHERE event_id = :event AND reversed_at IS NULL"
)


class Target(NamedTuple):
    """An event that may be reversed; ``amount`` is what it moved the balance by (signed minor units)."""

    event: EventId
    customer: CustomerId
    amount: int
    kind: str
    at: datetime
    entered_at: datetime
    staff: StaffId
    reversed: bool


def find_target(session: Session, kind: EventKind, number: int) -> Target | None:
    """Return a payment or an adjustment by its number, or None."""
    table, amount, its_kind = (
        ("debt_payment", "-amount", "'payment'")
        if kind is EventKind.PAYMENT
        else ("account_adjustment", "amount", "kind")
    )
    row = session.exec_driver_sql(
        f"SELECT id, customer_id, {amount}, {its_kind}, at, entered_at, staff_id, "
        f"EXISTS (SELECT 1 FROM account_adjustment AS other WHERE other.reverses = {table}.id) "
        f"FROM {table} WHERE number = ? AND {about_seen(session, f'{table}.customer_id')}",
        (number,),
    ).fetchone()
    if row is None:
        return None
    return Target(
        EventId(row[0]),
        CustomerId(row[1]),
        row[2],
        row[3],
        from_micros(row[4]),
        from_micros(row[5]),
        StaffId(row[6]),
        bool(row[7]),
    )


def take_back(session: Session, target: EventId, reversal: EventId, at: datetime) -> None:
    """Release what an event settled or was settled by, and mark it as neither charge nor credit from ``at`` on."""
    micros = to_micros(at)
    for table, remembered in (("charge", "outstanding"), ("credit", "unallocated")):
        session.exec_driver_sql(
            f"UPDATE {table} SET reversed_at = ?, {remembered} = 0 WHERE event_id = ?", (micros, target)
        )
    live = session.exec_driver_sql(
        "SELECT allocation.id, credit_id, charge_id, amount FROM allocation "
        "LEFT JOIN allocation_release ON allocation_id = allocation.id "
        "WHERE (credit_id = ? OR charge_id = ?) AND allocation_id IS NULL",
        (target, target),
    ).fetchall()
    for allocation, credit, charge, amount in live:
        session.execute(
            _INSERT_RELEASE,
            {"allocation_id": allocation, "released_by": reversal, "released_at": micros},
        )
        session.execute(_REOPEN, {"event": charge, "amount": amount})
        session.execute(_FREE, {"event": credit, "amount": amount})
