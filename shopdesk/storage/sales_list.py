"""Reading lists of sales, newest first, each with what is still open on it."""

from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sales_list import ListedSale, SaleMark
from shopdesk.storage.account_history import UNSPENT_KINDS
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, read_many

_MARKS = {SaleMark.PAID: "on_account = 0", SaleMark.DEBT: "on_account > 0"}
_LET_GO = f"""
    SELECT coalesce(sum(allocation.amount), 0) FROM allocation
    JOIN credit ON credit.event_id = credit_id AND credit.kind IN {UNSPENT_KINDS}
    LEFT JOIN allocation_release ON allocation_id = allocation.id
    WHERE charge_id = sale.id AND allocation_id IS NULL
"""


class SalesFilter(NamedTuple):
    """Which sales, by instants (``end`` excluded); None for all."""

    customer: CustomerId | None = None
    start: datetime | None = None
    end: datetime | None = None
    staff: str | None = None
    marked: SaleMark | None = None


def read_sales(session: Session, wanted: SalesFilter, limit: int | None = None) -> tuple[ListedSale, ...]:
    """Return the newest ``limit`` sales, or all of them, newest first."""
    where, values = _where(wanted)
    rows = read_many(
        session,
        "SELECT sale.id, sale.number, sale.customer_id, staff.name, sale.at, items, total, on_account, "
        "coalesce(outstanding, 0), "
        f"CASE WHEN on_account > coalesce(outstanding, 0) THEN ({_LET_GO}) ELSE 0 END "
        "FROM sale JOIN staff ON staff.id = sale.staff_id LEFT JOIN charge ON charge.event_id = sale.id "
        f"WHERE {where} ORDER BY sale.at DESC, sale.id DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return tuple(ListedSale._make((*row[:4], from_micros(row[4]), *row[5:])) for row in rows)


def count_sales(session: Session, customer: CustomerId) -> tuple[int, int]:
    """Return how many sales a customer has, and the sum of their totals (minor units)."""
    row = session.exec_driver_sql(
        "SELECT count(*), coalesce(sum(total), 0) FROM sale WHERE customer_id = ?", (customer,)
    ).one()
    return row[0], row[1]


def _where(wanted: SalesFilter) -> tuple[str, tuple[Any, ...]]:
    found: list[tuple[str, Any]] = []
    if wanted.customer is not None:
        found.append(("sale.customer_id = ?", wanted.customer))
    if wanted.start is not None:
        found.append(("sale.at >= ?", to_micros(wanted.start)))
    if wanted.end is not None:
        found.append(("sale.at < ?", to_micros(wanted.end)))
    if wanted.staff is not None:
        found.append(("staff.name = ?", wanted.staff))
    parts = [part for part, _ in found]
    if wanted.marked is not None:
        parts.append(_MARKS[wanted.marked])
    return " AND ".join(parts) or "1", tuple(value for _, value in found)
