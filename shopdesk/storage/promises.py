"""Promises to pay, and what was paid since each was made."""

from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.days import end_of_day
from shopdesk.domain.promise import Promise
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import seen

_GROUP = "(SELECT id FROM customer WHERE id = ? OR merged_into = ?)"


def insert_promise(
    session: Session, customer: CustomerId, due_on: date, amount: int, at: datetime, staff: StaffId
) -> int:
    """Write a promise and return its id."""
    return int(
        session.exec_driver_sql(
            "INSERT INTO promise (customer_id, due_on, amount, made_at, staff_id) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (customer, str(due_on), amount, to_micros(at), staff),
        ).scalar_one()
    )


def read_promises(
    session: Session, zone: ZoneInfo, customer: CustomerId | None = None
) -> tuple[Promise, ...]:
    """Return the promises of one customer or of all who are not archived, the earliest day first."""
    whose, who = "holder.archived_at IS NULL", tuple[int, ...]()
    if customer is not None:
        whose, who = f"customer_id IN {_GROUP}", (customer, customer)
    rows = session.exec_driver_sql(
        "SELECT promise.id, holder.id, holder.full_name, due_on, amount, made_at, staff.name FROM promise "
        "JOIN customer AS own ON own.id = customer_id "
        "JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id) JOIN staff ON staff.id = staff_id "
        f"WHERE {whose} AND {seen(session, 'holder')} ORDER BY due_on, promise.id",
        who,
    ).fetchall()
    return tuple(
        Promise(
            row[0],
            CustomerId(row[1]),
            row[2],
            date.fromisoformat(row[3]),
            row[4],
            _paid(session, row[1], row[5], to_micros(end_of_day(date.fromisoformat(row[3]), zone))),
            from_micros(row[5]),
            row[6],
        )
        for row in rows
    )


class Debtor(NamedTuple):
    """What stands beside a promise: what is owed now (minor units), and how the customer likes to be reached."""

    balance: int
    is_vip: bool
    prefers: str


def read_newest(session: Session, zone: ZoneInfo) -> tuple[tuple[Promise, Debtor], ...]:
    """Return the newest promise of everybody who owes something, the earliest day first."""
    rows = session.exec_driver_sql(
        "SELECT max(promise.id), holder.id, holder.debt_balance, holder.is_vip, "
        "coalesce(holder.communication_preference, '') FROM promise "
        "JOIN customer AS own ON own.id = customer_id "
        "JOIN customer AS holder ON holder.id = coalesce(own.merged_into, own.id) "
        f"WHERE holder.debt_balance > 0 AND {seen(session, 'holder')} GROUP BY holder.id"
    ).fetchall()
    found = [
        (promise, Debtor(row[2], bool(row[3]), row[4]))
        for row in rows
        for promise in read_promises(session, zone, CustomerId(row[1]))
        if promise.id == row[0]
    ]
    return tuple(sorted(found, key=lambda each: (each[0].due_on, each[0].id)))


def _paid(session: Session, customer: int, start: int, end: int) -> int:
    return int(
        session.exec_driver_sql(
            "SELECT coalesce(sum(amount), 0) FROM debt_payment "
            f"WHERE customer_id IN {_GROUP} "
            "AND entered_at >= ? AND at < ? "
            "AND NOT EXISTS (SELECT 1 FROM account_adjustment WHERE reverses = debt_payment.id)",
            (customer, customer, start, end),
        ).scalar_one()
    )
