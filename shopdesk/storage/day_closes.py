"""The closes of days: each takes what was entered since the one before it, told apart by number and not by hour."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import insert

from shopdesk.domain.account import EventId, StaffId
from shopdesk.domain.day_close import Day, DayFlows
from shopdesk.domain.payment import Method
from shopdesk.storage import tables
from shopdesk.storage.counters import last_number
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session

_FLOWS = ", ".join(DayFlows._fields)
_METHODS = ", ".join(f"coalesce(sum({method}), 0)" for method in Method)
_INSERT = insert(tables.day_close)
_RANGE = "BETWEEN ? + 1 AND ?"
_SALES = f"SELECT {_METHODS}, coalesce(sum(on_account), 0) FROM sale WHERE id {_RANGE}"
_REFUNDS = f"SELECT {_METHODS} FROM sale_refund WHERE id {_RANGE}"
_PAYMENTS = f"SELECT method, sum(amount) FROM debt_payment WHERE id {_RANGE} GROUP BY method"
_UNDONE_PAYMENTS = (
    "SELECT debt_payment.method, sum(undone.amount) FROM account_adjustment AS undone "
    f"JOIN debt_payment ON debt_payment.id = undone.reverses WHERE undone.id {_RANGE} GROUP BY 1"
)
_PAID_OUT = (
    "SELECT method, sum(amount) FROM account_adjustment "
    f"WHERE kind = 'credit_paid_out' AND id {_RANGE} GROUP BY method"
)
_UNDONE_PAID_OUT = (
    "SELECT made.method, -sum(undone.amount) FROM account_adjustment AS undone "
    "JOIN account_adjustment AS made ON made.id = undone.reverses "
    f"WHERE made.kind = 'credit_paid_out' AND undone.id {_RANGE} GROUP BY 1"
)
_CORRECTIONS = f"SELECT {_METHODS} FROM sale_correction WHERE adjustment_id {_RANGE}"
_UNDONE_CORRECTIONS = (
    f"SELECT {_METHODS} FROM account_adjustment JOIN sale_correction ON adjustment_id = reverses "
    f"WHERE id {_RANGE}"
)
_ADJUSTMENTS = f"SELECT coalesce(sum(amount), 0) FROM account_adjustment WHERE id {_RANGE}"
_SELECT = (
    f"SELECT day_close.id, closed_on, {_FLOWS}, cash_float, opening_debt, balances, counted, closed_at, "
    "staff.name, last_event, last_refund, "
    "(SELECT before.closed_at FROM day_close AS before WHERE before.id = day_close.id - 1) "
    "FROM day_close JOIN staff ON staff.id = staff_id"
)


class Mark(NamedTuple):
    """How far a close goes: the last event and the last refund that it takes."""

    event: int
    refund: int


class StoredClose(NamedTuple):
    """A close and how far it goes."""

    day: Day
    mark: Mark


NOTHING = Mark(0, 0)


def last_close(session: Session) -> StoredClose | None:
    """Return the latest close, or None."""
    return _one(session, "ORDER BY day_close.id DESC LIMIT 1")


def find_close(session: Session, on: date) -> StoredClose | None:
    """Return the latest close of a day, or None."""
    return _one(session, "WHERE closed_on = ? ORDER BY day_close.id DESC LIMIT 1", str(on))


def list_closes(session: Session, most: int) -> tuple[Day, ...]:
    """Return so many of the latest closes, the latest first."""
    rows = session.exec_driver_sql(f"{_SELECT} ORDER BY day_close.id DESC LIMIT ?", (most,))
    return tuple(_read(row).day for row in rows)


def load_close(session: Session, number: int) -> StoredClose | None:
    """Return a close by its number, or None."""
    return _one(session, "WHERE day_close.id = ?", number)


def is_closed(session: Session, event: EventId) -> bool:
    """Tell whether the day in which an event was entered is closed."""
    row = session.exec_driver_sql("SELECT 1 FROM day_close WHERE last_event >= ? LIMIT 1", (event,))
    return row.fetchone() is not None


def mark_now(session: Session) -> Mark:
    """Return the mark behind everything that was entered."""
    return Mark(last_number(session, "event"), last_number(session, "refund"))


def mark_at(session: Session, end: datetime, after: Mark) -> Mark:
    """Return the mark behind what was entered before an instant, at or behind ``after``."""
    micros = to_micros(end)

    def last(table: str, behind: int) -> int:
        query = f"SELECT max(id) FROM {table} WHERE id > ? AND entered_at < ?"
        return session.exec_driver_sql(query, (behind, micros)).scalar_one() or behind

    events = (last(table, after.event) for table in ("sale", "debt_payment", "account_adjustment"))
    return Mark(max(events), last("sale_refund", after.refund))


def read_flows(session: Session, after: Mark, upto: Mark) -> DayFlows:
    """Return what was entered behind one mark, up to another."""
    events, refunds = (after.event, upto.event), (after.refund, upto.refund)
    *sold, credit_sales = _row(session, _SALES, events)
    returned = _row(session, _REFUNDS, refunds)
    undone = _ways(session, _UNDONE_PAYMENTS, events)
    collected = _less(_ways(session, _PAYMENTS, events), undone)
    paid_out = _less(_ways(session, _PAID_OUT, events), _ways(session, _UNDONE_PAID_OUT, events))
    corrected = _less(_row(session, _CORRECTIONS, events), _row(session, _UNDONE_CORRECTIONS, events))
    left = _less(returned, [-amount for amount in paid_out])
    _, card, transfer, other = map(
        sum, zip(sold, collected, corrected, [-amount for amount in left], strict=True)
    )
    (adjusted,) = _row(session, _ADJUSTMENTS, events)
    return DayFlows(
        sold[0],
        collected[0],
        returned[0],
        paid_out[0],
        corrected[0],
        card,
        transfer,
        other,
        credit_sales,
        sum(collected),
        adjusted - sum(undone),
    )


def balances_at(session: Session, mark: Mark) -> int:
    """Return the sum of all balances when nothing behind the mark was entered yet."""
    now = session.exec_driver_sql(
        "SELECT coalesce(sum(debt_balance), 0) FROM customer WHERE archived_at IS NULL"
    ).scalar_one()
    return int(now) - read_flows(session, mark, mark_now(session)).debt


def insert_close(
    session: Session, day: Day, mark: Mark, closed_at: datetime, staff: StaffId
) -> dict[str, Any]:
    """Write a close and return what was written, its number as ``id``."""
    row: dict[str, Any] = {
        "closed_on": str(day.on),
        "last_event": mark.event,
        "last_refund": mark.refund,
        **day.flows._asdict(),
        "cash_float": day.cash_float,
        "expected": day.expected,
        "counted": day.counted,
        "opening_debt": day.opening_debt,
        "closing_debt": day.closing_debt,
        "balances": day.balances,
        "closed_at": to_micros(closed_at),
        "staff_id": staff,
    }
    made = session.execute(_INSERT, row).inserted_primary_key
    return row | {"id": 0 if made is None else int(made[0])}


def check_day_closes(proof: Proof) -> Finding:
    """Recompute every close from the events it took, and compare what it opened with to the close before it."""
    problems: list[str] = []
    after, owed = NOTHING, 0
    rows = proof.session.exec_driver_sql("SELECT id FROM day_close ORDER BY id").fetchall()
    for place, (number,) in enumerate(rows, 1):
        found = load_close(proof.session, number)
        if found is None or number != place:
            problems.append(f"the close {place} is missing")
            break
        if found.day.opening_debt != owed:
            problems.append(
                f"the close of {found.day.on} begins with {found.day.opening_debt}, not with {owed}"
            )
        if found.day.flows != read_flows(proof.session, after, found.mark):
            problems.append(f"the close of {found.day.on} does not say what was entered")
        after, owed = found.mark, found.day.closing_debt
    return Finding(len(rows), tuple(problems))


def _one(session: Session, where: str, *values: object) -> StoredClose | None:
    row = session.exec_driver_sql(f"{_SELECT} {where}", values).fetchone()
    return None if row is None else _read(row)


def _read(row: Sequence[Any]) -> StoredClose:
    number, on, *rest = row
    flows, rest = DayFlows(*rest[: len(DayFlows._fields)]), rest[len(DayFlows._fields) :]
    cash_float, opening_debt, balances, counted, closed_at, staff, event, refund, since = rest
    day = Day(
        on=date.fromisoformat(on),
        flows=flows,
        cash_float=cash_float,
        opening_debt=opening_debt,
        balances=balances,
        since=None if since is None else from_micros(since),
        number=number,
        counted=counted,
        closed_at=from_micros(closed_at),
        staff=staff,
    )
    return StoredClose(day, Mark(event, refund))


def _row(session: Session, query: str, between: tuple[int, int]) -> list[int]:
    return [int(amount) for amount in session.exec_driver_sql(query, between).one()]


def _ways(session: Session, query: str, between: tuple[int, int]) -> list[int]:
    """Return the sums of a query by method, in the order of the methods."""
    found = {method: int(amount) for method, amount in session.exec_driver_sql(query, between)}
    return [found.get(method.value, 0) for method in Method]


def _less(amounts: list[int], others: list[int]) -> list[int]:
    return [amount - other for amount, other in zip(amounts, others, strict=True)]
