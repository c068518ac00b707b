"""Reading lists of sales, newest first, each with what is still open on it."""

from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sales_list import ListedSale, SaleMark
from shopdesk.storage.account_history import LIVE_CORRECTION, LIVE_REFUND, UNSPENT_KINDS
from shopdesk.storage.merges import whose
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, read_many

_CHARGES = "(SELECT sale.id UNION ALL SELECT adjustment_id FROM sale_correction WHERE sale_id = sale.id)"
_OUTSTANDING = f"""
    SELECT coalesce(sum(outstanding), 0) FROM charge WHERE event_id IN {_CHARGES} AND reversed_at IS NULL
"""
_LET_GO = f"""
    SELECT coalesce(sum(allocation.amount), 0) FROM allocation
    JOIN credit ON credit.event_id = credit_id AND credit.kind IN {UNSPENT_KINDS}
    LEFT JOIN allocation_release ON allocation_id = allocation.id
    WHERE charge_id IN {_CHARGES} AND allocation_id IS NULL
"""
_CORRECTED_TO = f"""
    SELECT corrected_to FROM sale_correction WHERE sale_id = sale.id AND {LIVE_CORRECTION}
    ORDER BY adjustment_id DESC LIMIT 1
"""
_REFUNDED = f"SELECT coalesce(sum(amount), 0) FROM sale_refund WHERE sale_id = sale.id AND {LIVE_REFUND}"
_MARK_NOW = f"coalesce(({_CORRECTED_TO}), CASE WHEN on_account > 0 THEN 'debt' ELSE 'paid' END)"


class SalesFilter(NamedTuple):
    """Which sales, by instants (``end`` excluded) and by the mark as it is now; None for all."""

    customer: CustomerId | None = None
    start: datetime | None = None
    end: datetime | None = None
    staff: str | None = None
    marked: SaleMark | None = None


def read_sales(session: Session, wanted: SalesFilter, limit: int | None = None) -> tuple[ListedSale, ...]:
    """Return the newest ``limit`` sales, or all of them, newest first."""
    where, values = _where(session, wanted)
    rows = read_many(
        session,
        "SELECT sale.id, sale.number, sale.customer_id, staff.name, sale.at, items, total, on_account, "
        f"({_OUTSTANDING}), ({_LET_GO}), ({_REFUNDED}), ({_CORRECTED_TO}) "
        "FROM sale JOIN staff ON staff.id = sale.staff_id "
        f"WHERE {where} ORDER BY sale.at DESC, sale.id DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return tuple(
        ListedSale._make(
            (*row[:4], from_micros(row[4]), *row[5:11], None if row[11] is None else SaleMark(row[11]))
        )
        for row in rows
    )


def count_sales(session: Session, customer: CustomerId) -> tuple[int, int]:
    """Return how many sales a customer has, and the sum of their totals (minor units)."""
    belongs, values = whose(session, customer)
    row = session.exec_driver_sql(
        f"SELECT count(*), coalesce(sum(total), 0) FROM sale WHERE {belongs}", values
    ).one()
    return row[0], row[1]


def _where(session: Session, wanted: SalesFilter) -> tuple[str, tuple[Any, ...]]:
    found: list[tuple[str, Any]] = []
    if wanted.start is not None:
        found.append(("sale.at >= ?", to_micros(wanted.start)))
    if wanted.end is not None:
        found.append(("sale.at < ?", to_micros(wanted.end)))
    if wanted.staff is not None:
        found.append(("staff.name = ?", wanted.staff))
    if wanted.marked is not None:
        found.append((f"{_MARK_NOW} = ?", wanted.marked.value))
    parts, values = [part for part, _ in found], [value for _, value in found]
    if wanted.customer is not None:
        belongs, who = whose(session, wanted.customer, "sale.customer_id")
        parts, values = [belongs, *parts], [*who, *values]
    return " AND ".join(parts) or "1", tuple(values)
