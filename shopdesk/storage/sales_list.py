"""Reading lists of sales, newest first, each with what is still open on it."""

from datetime import datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.sales_list import ListedSale, SaleMark
from shopdesk.storage.account_history import LIVE_CORRECTION, LIVE_REFUND, UNSPENT_KINDS
from shopdesk.storage.moments import from_micros, to_micros
from shopdesk.storage.session import Session, read_many
from shopdesk.storage.sold_to import sold_to

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
_BUYER = f"""
    coalesce(sale.customer_id, (
        SELECT account_adjustment.customer_id FROM sale_correction
        JOIN account_adjustment ON account_adjustment.id = adjustment_id
        WHERE sale_id = sale.id AND {LIVE_CORRECTION} ORDER BY adjustment_id DESC LIMIT 1
    ))
"""
"""Whom a sale was sold to; a sale to nobody by name is of whom a correction named since."""
_REFUNDED = f"SELECT coalesce(sum(amount), 0) FROM sale_refund WHERE sale_id = sale.id AND {LIVE_REFUND}"
_MARK_NOW = f"coalesce(({_CORRECTED_TO}), CASE WHEN on_account > 0 THEN 'debt' ELSE 'paid' END)"


class SalesFilter(NamedTuple):
    """Which sales, by instants (``end`` excluded), by the mark as it is now and by the total; None for all."""

    customer: CustomerId | None = None
    start: datetime | None = None
    end: datetime | None = None
    staff: str | None = None
    marked: SaleMark | None = None
    least: int | None = None
    most: int | None = None


Condition = tuple[str, tuple[Any, ...]]
"""A condition on a sale and its values."""
ALWAYS: Condition = ("1", ())


def read_sales(
    session: Session, wanted: SalesFilter, limit: int | None = None, further: Condition = ALWAYS
) -> tuple[ListedSale, ...]:
    """Return the newest ``limit`` sales, or all of them, newest first; a further condition may narrow them."""
    where, values = both(conditions_of(session, wanted), further)
    rows = read_many(
        session,
        f"SELECT sale.id, sale.number, {_BUYER}, staff.name, sale.at, items, total, on_account, "
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
    belongs, values = sold_to(session, customer)
    row = session.exec_driver_sql(
        f"SELECT count(*), coalesce(sum(total), 0) FROM sale WHERE {belongs}", values
    ).one()
    return row[0], row[1]


def both(one: Condition, other: Condition) -> Condition:
    """Return what asks for both."""
    return f"{one[0]} AND {other[0]}", one[1] + other[1]


def conditions_of(session: Session, wanted: SalesFilter) -> Condition:
    """Return the condition that a filter asks for, over ``sale`` and its ``staff``."""
    found: list[tuple[str, Any]] = []
    if wanted.start is not None:
        found.append(("sale.at >= ?", to_micros(wanted.start)))
    if wanted.end is not None:
        found.append(("sale.at < ?", to_micros(wanted.end)))
    if wanted.staff is not None:
        found.append(("staff.name = ?", wanted.staff))
    if wanted.marked is not None:
        found.append((f"{_MARK_NOW} = ?", wanted.marked.value))
    if wanted.least is not None:
        found.append(("total >= ?", wanted.least))
    if wanted.most is not None:
        found.append(("total <= ?", wanted.most))
    parts, values = [part for part, _ in found], [value for _, value in found]
    if wanted.customer is not None:
        belongs, who = sold_to(session, wanted.customer)
        parts, values = [belongs, *parts], [*who, *values]
    return " AND ".join(parts) or "1", tuple(values)
