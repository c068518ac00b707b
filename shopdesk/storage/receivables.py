"""Reading what the whole book is owed: open charges by due day, waiting credit, balances, and the months behind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, read_many

_MOVES = (
    "SELECT customer_id, at, on_account AS amount FROM sale WHERE on_account > 0 "
    "UNION ALL SELECT customer_id, at, -amount FROM debt_payment "
    "UNION ALL SELECT customer_id, at, amount FROM account_adjustment"
)
_OWNER = "coalesce((SELECT merged_into FROM customer WHERE id = customer_id), customer_id)"


class DueSum(NamedTuple):
    """What is open of one customer's charges that were due on one day (minor units)."""

    customer: CustomerId
    due_on: date
    disputed: bool
    outstanding: int


class Holder(NamedTuple):
    """A customer's name, remembered balance (minor units) and hold."""

    full_name: str
    balance: int
    on_hold: bool


def open_by_due_day(session: Session, customer: CustomerId | None = None) -> list[DueSum]:
    """Return what is open now, summed by customer and due day, out of the index of open charges alone.

    Of one customer or of all.
    """
    whose, who = _whose(customer)
    rows = read_many(
        session,
        "SELECT customer_id, due_on, disputed, sum(outstanding) FROM charge INDEXED BY charge_open "
        f"WHERE {whose} AND outstanding > 0 GROUP BY customer_id, due_on, disputed",
        who,
    )
    return [DueSum(row[0], date.fromisoformat(row[1]), bool(row[2]), row[3]) for row in rows]


def waiting_now(session: Session, customer: CustomerId | None = None) -> dict[CustomerId, int]:
    """Return the credit that waits now, by customer; of one or of all."""
    whose, who = _whose(customer)
    rows = read_many(
        session,
        "SELECT customer_id, sum(unallocated) FROM credit INDEXED BY credit_waiting "
        f"WHERE {whose} AND unallocated > 0 GROUP BY customer_id",
        who,
    )
    return {CustomerId(row[0]): row[1] for row in rows}


def read_holders(session: Session) -> dict[CustomerId, Holder]:
    """Return everybody whose balance is not zero, and everybody on hold."""
    rows = read_many(
        session,
        "SELECT id, full_name, debt_balance, on_hold FROM customer "
        "WHERE (debt_balance != 0 OR on_hold = 1) AND merged_into IS NULL",
        (),
    )
    return {CustomerId(row[0]): Holder(row[1], row[2], bool(row[3])) for row in rows}


def balances_at(session: Session, ends: Sequence[datetime]) -> list[dict[CustomerId, int]]:
    """Return the balances just before each of these instants, which rise; one reading of all events."""
    bounds = [to_micros(end) for end in ends]
    place = " + ".join(f"(at >= {bound})" for bound in bounds)
    rows = read_many(
        session,
        f"SELECT {_OWNER} AS owner, {place} AS place, sum(amount) FROM ({_MOVES}) "
        f"WHERE customer_id IS NOT NULL AND at < {bounds[-1]} GROUP BY owner, place ORDER BY place",
        (),
    )
    found: list[dict[CustomerId, int]] = []
    running: dict[CustomerId, int] = {}
    left = iter([*rows, None])
    row = next(left)
    for number in range(len(bounds)):
        while row is not None and row[1] == number:
            running[row[0]] = running.get(row[0], 0) + row[2]
            row = next(left)
        found.append(dict(running))
    return found


def credit_sales(session: Session, begin: datetime, end: datetime) -> int:
    """Return what was put on account from ``begin`` until just before ``end`` (minor units)."""
    return int(
        session.exec_driver_sql(
            "SELECT coalesce(sum(on_account), 0) FROM sale WHERE at >= ? AND at < ?",
            (to_micros(begin), to_micros(end)),
        ).scalar_one()
    )


def _whose(customer: CustomerId | None) -> tuple[str, tuple[CustomerId, ...]]:
    return ("1", ()) if customer is None else ("customer_id = ?", (customer,))
