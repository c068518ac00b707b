"""What became of a sale: its corrections and refunds, and what stands for it on an account."""

from typing import Any

from sqlalchemy import insert

from shopdesk.domain.account import CustomerId, EventId, StaffId
from shopdesk.domain.basket import spread_discount
from shopdesk.domain.correction import Money, SaleStanding, SoldLine
from shopdesk.domain.payment import Method
from shopdesk.domain.sales_list import PutRight, SaleMark
from shopdesk.storage import tables
from shopdesk.storage.account_history import LIVE_CORRECTION, LIVE_REFUND, charge_of
from shopdesk.storage.merges import whose
from shopdesk.storage.moments import from_micros
from shopdesk.storage.session import Session
from shopdesk.storage.sight import about_seen

_METHODS = "cash, card, transfer, other"
_INSERT_CORRECTION = insert(tables.sale_correction)
_INSERT_REFUND = insert(tables.sale_refund)
_INSERT_REFUND_LINE = insert(tables.sale_refund_line)


def by_method(money: Money) -> dict[str, int]:
    """Return the columns of an amount by method."""
    return {method.value: money.get(method, 0) for method in Method}


def find_sale(session: Session, number: int) -> SaleStanding | None:
    """Return a sale by its number with what became of it, or None."""
    row = session.exec_driver_sql(
        f"SELECT id, customer_id, total, on_account, at, entered_at, staff_id, redeemed, {_METHODS} FROM sale "
        f"WHERE number = ? AND {about_seen(session, 'customer_id')}",
        (number,),
    ).fetchone()
    if row is None:
        return None
    event = EventId(row[0])
    tendered = dict(zip(Method, row[8:], strict=True))
    corrected_to = None
    for mark, *moved in session.exec_driver_sql(
        f"SELECT corrected_to, {_METHODS} FROM sale_correction WHERE sale_id = ? AND {LIVE_CORRECTION} "
        "ORDER BY adjustment_id",
        (event,),
    ):
        corrected_to = SaleMark(mark)
        for method, amount in zip(Method, moved, strict=True):
            tendered[method] += amount
    refunded = points_back = 0
    for amount, redeemed, *paid in session.exec_driver_sql(
        f"SELECT amount, redeemed, {_METHODS} FROM sale_refund WHERE sale_id = ? AND {LIVE_REFUND}", (event,)
    ):
        refunded += amount
        points_back += redeemed
        for method, left in zip(Method, paid, strict=True):
            tendered[method] -= left
    owned = _charges(session, event)
    return SaleStanding(
        event=event,
        number=number,
        customer=None if row[1] is None else CustomerId(row[1]),
        total=row[2],
        on_account=row[3],
        at=from_micros(row[4]),
        entered_at=from_micros(row[5]),
        staff=StaffId(row[6]),
        tendered=tendered,
        refunded=refunded,
        corrected_to=corrected_to,
        debtor=next((CustomerId(found[0]) for found in owned), None),
        charges=tuple(charge_of(found[1:]) for found in owned),
        lines=_lines(session, event, row[2]),
        redeemed=row[7],
        points_back=points_back,
    )


def read_put_right(session: Session, customer: CustomerId) -> dict[EventId, PutRight]:
    """Return what became of the sales of a person, of those only that were corrected, refunded or disputed."""
    belongs, values = whose(session, customer)
    found: dict[EventId, PutRight] = {}
    for sale, mark in session.exec_driver_sql(
        "SELECT sale_id, corrected_to FROM account_adjustment CROSS JOIN sale_correction "
        f"ON adjustment_id = account_adjustment.id WHERE {belongs} AND {LIVE_CORRECTION} ORDER BY adjustment_id",
        values,
    ):
        found[sale] = PutRight(SaleMark(mark))
    for sale, amount in session.exec_driver_sql(
        f"SELECT sale_id, sum(amount) FROM sale_refund WHERE {belongs} AND {LIVE_REFUND} GROUP BY sale_id",
        values,
    ):
        found[sale] = found.get(sale, PutRight())._replace(refunded=amount)
    # A charge goes over to the one that stays when records are merged, so it needs no group.
    for sale, is_open in session.exec_driver_sql(
        "SELECT charge_id, max(ended_at IS NULL) FROM charge CROSS JOIN dispute ON charge_id = event_id "
        "LEFT JOIN dispute_end ON dispute_id = dispute.id WHERE customer_id = ? GROUP BY charge_id",
        (customer,),
    ):
        found[sale] = found.get(sale, PutRight())._replace(disputed=bool(is_open))
    return found


def insert_correction(
    session: Session, adjustment: EventId, sale: EventId, corrected_to: SaleMark, tenders: Money
) -> None:
    """Remember that an adjustment corrected a sale, and what that does to the drawer (signed minor units)."""
    values = {"adjustment_id": adjustment, "sale_id": sale, "corrected_to": corrected_to.value}
    session.execute(_INSERT_CORRECTION, values | by_method(tenders))


def insert_refund(session: Session, values: dict[str, Any], lines: tuple[int, ...]) -> None:
    """Write a refund and the lines it gives back."""
    session.execute(_INSERT_REFUND, values)
    if lines:
        session.execute(
            _INSERT_REFUND_LINE,
            [
                {"refund_id": values["id"], "sale_id": values["sale_id"], "position": position}
                for position in lines
            ],
        )


def paid_out_with(session: Session, adjustment: EventId) -> bool:
    """Tell whether the adjustment belongs to a refund that also paid money out."""
    row = session.exec_driver_sql(
        "SELECT 1 FROM sale_refund WHERE adjustment_id = ? AND amount > credited", (adjustment,)
    ).fetchone()
    return row is not None


def corrected_since(session: Session, adjustment: EventId) -> bool:
    """Tell whether the adjustment corrected a sale that was corrected again after it."""
    row = session.exec_driver_sql(
        "SELECT 1 FROM sale_correction AS earlier JOIN sale_correction ON sale_correction.sale_id = earlier.sale_id "
        "WHERE earlier.adjustment_id = ? AND sale_correction.adjustment_id > earlier.adjustment_id "
        f"AND {LIVE_CORRECTION}",
        (adjustment,),
    ).fetchone()
    return row is not None


def _charges(session: Session, sale: EventId) -> list[Any]:
    rows = session.exec_driver_sql(
        "SELECT customer_id, event_id, kind, number, at, due_on, amount, outstanding, settled_at, disputed "
        "FROM charge WHERE reversed_at IS NULL AND event_id IN (SELECT ? UNION ALL "
        "SELECT adjustment_id FROM sale_correction WHERE sale_id = ?) ORDER BY outstanding = 0, event_id",
        (sale, sale),
    )
    return list(rows)


def _lines(session: Session, sale: EventId, total: int) -> tuple[SoldLine, ...]:
    """Return the lines, each with its share of the discount and of the rounding: together they are the total."""
    rows = session.exec_driver_sql(
        "SELECT position, text, amount, EXISTS (SELECT 1 FROM sale_refund_line "
        "JOIN sale_refund ON sale_refund.id = refund_id WHERE sale_refund_line.sale_id = sale_line.sale_id "
        f"AND sale_refund_line.position = sale_line.position AND {LIVE_REFUND}) "
        "FROM sale_line WHERE sale_id = ? ORDER BY position",
        (sale,),
    )
    found = [tuple(row) for row in rows]
    amounts = tuple(row[2] for row in found)
    paid = spread_discount(amounts, sum(amounts) - total)
    return tuple(
        SoldLine(row[0], row[1], amount, bool(row[3])) for row, amount in zip(found, paid, strict=True)
    )
