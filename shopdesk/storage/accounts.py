"""Posting to accounts: event rows, the charges and credits they make, and who settles whom."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from shopdesk.domain.account import Charge, Credit, CustomerId, EventId, EventKind
from shopdesk.domain.allocation import Share
from shopdesk.storage import tables
from shopdesk.storage.account_history import charge_of
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, insert_many, run

_CHARGE_COLUMNS = "event_id, kind, number, at, due_on, amount, outstanding, settled_at, disputed"
# What one side was released from counted until then, so what takes its place counts from then on; while a
# charge was disputed nothing came to it by itself, and what a merging made possible counts from the merging on.
_INSERT_ALLOCATION = (
    "INSERT INTO allocation (credit_id, charge_id, amount, made_at, counts_from) "
    "SELECT ?1, ?2, ?3, ?4, max(released_at) FROM ("
    "SELECT ended_at AS released_at FROM dispute JOIN dispute_end ON dispute_id = dispute.id "
    "WHERE charge_id = ?2 UNION ALL SELECT ?5 UNION ALL "
    "SELECT released_at FROM allocation JOIN allocation_release ON allocation_id = id WHERE credit_id = ?1 "
    "UNION ALL "
    "SELECT released_at FROM allocation JOIN allocation_release ON allocation_id = id WHERE charge_id = ?2)"
)
_READS = {
    table.name: select(table).where(table.c.id == bindparam("event"))
    for table in (tables.sale, tables.debt_payment)
}
_ACCOUNT = (
    "SELECT full_name, debt_balance, credit_limit, payment_terms_days, on_hold, archived_at "
    "FROM customer WHERE id = (SELECT coalesce(merged_into, id) FROM customer WHERE id = ?)"
)
_MOVE = "UPDATE customer SET debt_balance = debt_balance + ? WHERE id = ? RETURNING debt_balance"
_MOVE_MANY = (
    "UPDATE customer SET debt_balance = debt_balance + (moved.value ->> 1) FROM json_each(?) AS moved "
    "WHERE customer.id = moved.value ->> 0"
)
_SETTLE = "UPDATE charge SET outstanding = outstanding - ? WHERE event_id = ? RETURNING outstanding"
_MARK_SETTLED = (
    "UPDATE charge SET settled_at = max(at, (SELECT max(max(credit.at, coalesce(counts_from, 0))) FROM allocation "
    "JOIN credit ON credit.event_id = allocation.credit_id "
    "LEFT JOIN allocation_release ON allocation_release.allocation_id = allocation.id "
    "WHERE allocation.charge_id = charge.event_id AND allocation_release.allocation_id IS NULL)) "
    "WHERE event_id = ?"
)
_USE = "UPDATE credit SET unallocated = unallocated - ? WHERE event_id = ?"


class AccountRow(NamedTuple):
    """What posting needs to know of a customer; ``credit_limit`` is None for no limit."""

    full_name: str
    debt_balance: int
    credit_limit: int | None
    payment_terms_days: int
    on_hold: bool
    archived: bool


def read_account(session: Session, customer: CustomerId) -> AccountRow | None:
    """Return the account's remembered figures, or None for an unknown customer."""
    row = run(session, _ACCOUNT, (customer,)).fetchone()
    if row is None:
        return None
    return AccountRow(row[0], row[1], row[2], row[3], bool(row[4]), row[5] is not None)


def move_balance(session: Session, customer: CustomerId, delta: int) -> int:
    """Add to the remembered balance (signed minor units) and return the new one."""
    (balance,) = run(session, _MOVE, (delta, customer)).fetchall()[0]
    return int(balance)


def read_event(session: Session, table: str, event: int) -> dict[str, Any]:
    """Return the columns of one event row that are not sealed, by their names; empty where there is none."""
    found = session.execute(_READS[table], {"event": event}).mappings().first()
    return {} if found is None else {name: value for name, value in found.items() if name[-4:] != "_enc"}


def insert_sale_lines(session: Session, rows: list[dict[str, Any]]) -> None:
    """Write the lines of a sale."""
    insert_many(session, "sale_line", rows)


def move_balances(session: Session, moved: Iterable[tuple[CustomerId, int]]) -> None:
    """Add to the remembered balances of many (signed minor units)."""
    run(session, _MOVE_MANY, (json.dumps(list(moved)),))


def insert_charge(
    session: Session, customer: CustomerId, kind: EventKind, number: int, charge: Charge
) -> None:
    """Remember a new charge with what is already covered of it; shares are written after it."""
    insert_charges(session, [(customer, kind, number, charge)])


def insert_charges(session: Session, given: Iterable[tuple[CustomerId, EventKind, int, Charge]]) -> None:
    """Remember many new charges."""
    insert_many(session, "charge", [_charge_row(*one) for one in given])


def _charge_row(customer: CustomerId, kind: EventKind, number: int, charge: Charge) -> dict[str, Any]:
    return {
        "event_id": charge.event,
        "customer_id": customer,
        "kind": kind.value,
        "number": number,
        "at": to_micros(charge.at),
        "due_on": str(charge.due_on),
        "amount": charge.amount,
        "outstanding": charge.amount,
        "disputed": 0,
    }


def insert_credit(session: Session, customer: CustomerId, kind: str, number: int, credit: Credit) -> None:
    """Remember a new credit; ``kind`` is ``payment`` or the kind of adjustment."""
    insert_credits(session, [(customer, kind, number, credit)])


def insert_credits(session: Session, given: Iterable[tuple[CustomerId, str, int, Credit]]) -> None:
    """Remember many new credits."""
    insert_many(session, "credit", [_credit_row(*one) for one in given])


def _credit_row(customer: CustomerId, kind: str, number: int, credit: Credit) -> dict[str, Any]:
    return {
        "event_id": credit.event,
        "customer_id": customer,
        "kind": kind,
        "number": number,
        "at": to_micros(credit.at),
        "amount": credit.amount,
        "unallocated": credit.amount,
    }


def write_shares(
    session: Session, shares: Iterable[Share], made_at: datetime, counts_from: datetime | None = None
) -> None:
    """Make allocations, which count from an instant on if it is given, and bring both sides up to date."""
    for share in shares:
        instants = (to_micros(made_at), None if counts_from is None else to_micros(counts_from))
        run(session, _INSERT_ALLOCATION, (share.credit, share.charge, share.amount, *instants))
        run(session, _USE, (share.amount, share.credit))
        (left,) = run(session, _SETTLE, (share.amount, share.charge)).fetchall()[0]
        if left == 0:
            run(session, _MARK_SETTLED, (share.charge,))


def open_charges(session: Session, customer: CustomerId) -> Iterator[Charge]:
    """Yield open charges in settling order, fetched as they are asked for."""
    rows = run(
        session,
        f"SELECT {_CHARGE_COLUMNS} FROM charge WHERE customer_id = ? AND outstanding > 0 "
        "ORDER BY due_on, at, event_id",
        (customer,),
    )
    try:
        for row in rows:
            yield charge_of(row)
    finally:
        rows.close()


def oldest_open(session: Session, customer: CustomerId, *, or_disputed: bool = False) -> datetime | None:
    """Return when the oldest charge happened that is open and not disputed, or None."""
    (at,) = run(
        session,
        "SELECT min(at) FROM charge INDEXED BY charge_open WHERE customer_id = ? AND outstanding > 0 "
        "AND disputed <= ?",
        (customer, or_disputed),
    ).fetchone()
    return None if at is None else from_micros(at)


def small_debts(session: Session, below: int) -> list[tuple[CustomerId, int]]:
    """Return who owes less than that (minor units) with nothing disputed, and how much; no archived customers."""
    rows = session.exec_driver_sql(
        "SELECT id, debt_balance FROM customer WHERE archived_at IS NULL AND debt_balance > 0 AND debt_balance < ? "
        "AND NOT EXISTS (SELECT 1 FROM charge WHERE customer_id = customer.id AND outstanding > 0 AND disputed = 1) "
        "ORDER BY id",
        (below,),
    )
    return [(CustomerId(row[0]), row[1]) for row in rows]


def find_charge(session: Session, customer: CustomerId, kind: EventKind, number: int) -> Charge | None:
    """Return a customer's charge by the number of its event, or None."""
    row = run(
        session,
        f"SELECT {_CHARGE_COLUMNS} FROM charge WHERE customer_id = ? AND kind = ? AND number = ?",
        (customer, kind.value, number),
    ).fetchone()
    return None if row is None else charge_of(row)


def waiting_credits(session: Session, customer: CustomerId) -> list[Credit]:
    """Return the credits that wait for a charge, oldest first."""
    rows = run(
        session,
        "SELECT event_id, at, amount, unallocated FROM credit WHERE customer_id = ? AND unallocated > 0 "
        "ORDER BY at, event_id",
        (customer,),
    )
    return [Credit(EventId(row[0]), from_micros(row[1]), row[2], row[3]) for row in rows]


def read_names(session: Session, whose: Iterable[CustomerId]) -> dict[CustomerId, str]:
    """Return the full names of customers by id."""
    rows = session.exec_driver_sql(
        "SELECT id, full_name FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(whose)),),
    )
    return {CustomerId(row[0]): row[1] for row in rows}
