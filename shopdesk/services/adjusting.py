"""Moving an account by an adjustment, always with a reason."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from shopdesk.domain.account import (
    CustomerId,
    EventId,
    EventKind,
    customer_number,
    reference,
)
from shopdesk.domain.adjustment import AdjustmentKind, check_sign
from shopdesk.domain.money import check_amount
from shopdesk.domain.payment import Method
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount, InvalidValue, ReasonRequired
from shopdesk.services import posting
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import customers, journal
from shopdesk.storage.account_history import REASON, REFERENCE
from shopdesk.storage.accounts import AccountRow
from shopdesk.storage.counters import next_number
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.vault import DataKey

REASON_LIMIT = 500
_REFERENCE_LIMIT = 100
_BY_OTHER_DEEDS = frozenset(
    {AdjustmentKind.REVERSAL, AdjustmentKind.TRANSFER_IN, AdjustmentKind.TRANSFER_OUT}
)


@dataclass(frozen=True, slots=True)
class AdjustmentMade:
    """What an adjustment did (minor units)."""

    reference: str
    balance: int


class AdjustmentOrder(NamedTuple):
    """What is to be adjusted: signed ``amount``, + raises the debt; ``at`` is None for now."""

    customer: CustomerId
    amount: int
    kind: AdjustmentKind
    reason: str
    reference: str | None = None
    method: Method | None = None
    at: datetime | None = None


def adjust(desk: Desk, order: AdjustmentOrder, request_id: str) -> AdjustmentMade:
    """Adjust an account once, with a reason.

    Raises InvalidAmount (also for a sign its kind may not have), InvalidValue, ReasonRequired, NotFound,
    CustomerArchived, InvalidDate, RequestConflict, ClockJumped, Forbidden.
    """
    if order.kind in _BY_OTHER_DEEDS:
        raise InvalidValue(field="kind", reason="not_a_choice")
    with desk.work(Deed.ADJUST, posting=True) as work:
        return once(
            work,
            Deed.ADJUST,
            request_id,
            order._asdict(),
            lambda: post_adjustment(work, order),
            asdict,
            lambda stored: AdjustmentMade(**stored),
        )


def plan_adjustment(desk: Desk, order: AdjustmentOrder) -> AdjustmentMade:
    """Return what an adjustment would do, writing nothing; raises what adjusting would raise, but for the reason."""
    with desk.read(Deed.ADJUST) as session:
        account = _judge(session, order)
    return AdjustmentMade("", check_amount(account.debt_balance + order.amount))


def post_adjustment(work: Work, order: AdjustmentOrder) -> AdjustmentMade:
    """Write an adjustment inside a unit of work."""
    check_reason(order.reason)
    account = _judge(work.session, order)
    at = work.happened_at(order.at)
    due_on = posting.due_date(posting.day_of(work, at), account.payment_terms_days, None)
    return write_adjustment(work, order, at, due_on)[1]


def write_adjustment(
    work: Work, order: AdjustmentOrder, at: datetime, due_on: date, directed: posting.Directed = ()
) -> tuple[EventId, AdjustmentMade]:
    """Write a judged adjustment of any kind: one that raises is due then, one that lowers settles as directed."""
    event = EventId(next_number(work.session, "event"))
    number = next_number(work.session, "adjustment")
    key = customers.open_key(work.session, work.vault, order.customer)
    row = adjustment_row(order, key, at, due_on)
    posting.write_event(work, "account_adjustment", event, number, row)
    if order.amount > 0:
        balance = posting.post_charge(
            work, order.customer, EventKind.ADJUSTMENT, number, event, at, due_on, order.amount
        )
    else:
        effect = posting.post_credit(
            work, order.customer, order.kind.value, number, event, at, -order.amount, directed
        )
        balance = effect.balance
    work.enter_all([adjustment_entry(event, number, row)])
    return event, AdjustmentMade(reference(EventKind.ADJUSTMENT, number), balance)


def adjustment_row(order: AdjustmentOrder, key: DataKey, at: datetime, due_on: date) -> dict[str, Any]:
    """Return what the row of an adjustment holds, its texts sealed under the customer's key."""
    return {
        "customer_id": order.customer,
        "kind": order.kind.value,
        "amount": order.amount,
        "reason_enc": key.seal_text(order.reason.strip(), REASON),
        "reference_enc": None if order.reference is None else key.seal_text(order.reference, REFERENCE),
        "method": None if order.method is None else order.method.value,
        "due_on": str(due_on) if order.amount > 0 else None,
        "at": to_micros(at),
    }


def adjustment_entry(event: EventId, number: int, row: dict[str, Any]) -> tuple[Deed, str, journal.Content]:
    """Return what the journal says of an adjustment that was written."""
    told = {"event": event, "ref": reference(EventKind.ADJUSTMENT, number)}
    return Deed.ADJUST, customer_number(row["customer_id"]), row | told


def check_reason(reason: str, field: str = "reason") -> str:
    """Return a reason without blanks round it; raises ReasonRequired, InvalidValue."""
    if not reason.strip():
        raise ReasonRequired(field=field)
    if len(reason) > REASON_LIMIT:
        raise InvalidValue(field=field, reason="too_long")
    return reason.strip()


def _judge(session: Session, order: AdjustmentOrder) -> AccountRow:
    check_sign(order.kind, check_amount(order.amount))
    if order.reference is not None and len(order.reference) > _REFERENCE_LIMIT:
        raise InvalidValue(field="reference", reason="too_long")
    if order.kind is not AdjustmentKind.CREDIT_PAID_OUT:
        if order.method is not None:
            raise InvalidValue(field="method", reason="not_paid_out")
    elif order.method not in {Method.CASH, Method.TRANSFER}:
        raise InvalidValue(field="method", reason="not_a_choice")
    account = posting.open_account(session, order.customer)
    if order.kind is AdjustmentKind.CREDIT_PAID_OUT and account.debt_balance + order.amount > 0:
        raise InvalidAmount(field="amount", reason="more_than_credit")
    return account
