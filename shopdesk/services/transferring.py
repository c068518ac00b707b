"""Transferring debt between two accounts, both legs in one unit of work."""

from typing import Any

from shopdesk.domain.account import customer_number
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.money import check_amount, check_positive
from shopdesk.domain.staff import Deed
from shopdesk.domain.transfer import TransferMade, TransferOrder
from shopdesk.errors import InvalidValue
from shopdesk.services import posting
from shopdesk.services.adjusting import AdjustmentOrder, check_reason, write_adjustment
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import transfers
from shopdesk.storage.accounts import AccountRow
from shopdesk.storage.session import Session


def plan_transfer(desk: Desk, order: TransferOrder) -> TransferMade:
    """Return what a transfer would do, writing nothing; raises what transferring would raise, but for the reason."""
    with desk.read(Deed.TRANSFER) as session:
        source, target = _judge(session, order)
    balances = (source.debt_balance - order.amount, target.debt_balance + order.amount)
    return TransferMade(("", ""), *map(check_amount, balances))


def transfer(desk: Desk, order: TransferOrder, request_id: str) -> TransferMade:
    """Move debt from one customer to another once, with a reason.

    Raises InvalidAmount, InvalidValue, ReasonRequired, NotFound, CustomerArchived, RequestConflict,
    ClockJumped, Forbidden.
    """
    with desk.work(Deed.TRANSFER, posting=True) as work:
        return once(
            work,
            Deed.TRANSFER,
            request_id,
            order._asdict(),
            lambda: post_transfer(work, order),
            TransferMade._asdict,
            _decode,
        )


def post_transfer(work: Work, order: TransferOrder) -> TransferMade:
    """Write both legs of a transfer inside a unit of work."""
    reason = check_reason(order.reason)
    _, target = _judge(work.session, order)
    due_on = posting.due_date(work.today, target.payment_terms_days, None)
    lowers = AdjustmentOrder(
        order.source, -order.amount, AdjustmentKind.TRANSFER_OUT, reason, customer_number(order.target)
    )
    raises = AdjustmentOrder(
        order.target, order.amount, AdjustmentKind.TRANSFER_IN, reason, customer_number(order.source)
    )
    out, first = write_adjustment(work, lowers, work.clock_now, due_on)
    into, second = write_adjustment(work, raises, work.clock_now, due_on)
    transfers.insert_transfer(work.session, out, into)
    work.enter(Deed.TRANSFER, customer_number(order.source), {"out": out, "in": into})
    return TransferMade((first.reference, second.reference), first.balance, second.balance)


def _judge(session: Session, order: TransferOrder) -> tuple[AccountRow, AccountRow]:
    check_positive(order.amount)
    if order.source == order.target:
        raise InvalidValue(field="to", reason="same_account")
    return posting.open_account(session, order.source), posting.open_account(session, order.target)


def _decode(stored: dict[str, Any]) -> TransferMade:
    out, into = stored["references"]
    return TransferMade((out, into), stored["from_balance"], stored["to_balance"])
