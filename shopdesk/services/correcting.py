"""Correcting a sale that was marked wrongly: paid when it was on account, or on account when it was paid."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shopdesk.domain.account import CustomerId, EventKind, customer_number, parse_reference
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionMade, CorrectionOrder, Money, SaleStanding, take_from
from shopdesk.domain.days import local_day
from shopdesk.domain.money import check_amount, check_positive
from shopdesk.domain.payment import Method
from shopdesk.domain.sales_list import SaleMark
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import CustomerRequired, InvalidAmount, InvalidValue, NotFound, NothingToCorrect
from shopdesk.services import posting
from shopdesk.services.adjusting import AdjustmentOrder, check_reason, write_adjustment
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage.merges import holder_of
from shopdesk.storage.sale_standing import by_method, find_sale, insert_correction
from shopdesk.storage.session import Session


@dataclass(frozen=True, slots=True)
class _Draft:
    """A judged correction; ``amount`` is signed, ``tenders`` what it does to the drawer (minor units)."""

    sale: SaleStanding
    customer: CustomerId
    amount: int
    tenders: Money
    due_on: date
    balance: int

    def made(self, ref: str, balance: int) -> CorrectionMade:
        """Say what it does."""
        cash = self.tenders.get(Method.CASH, 0)
        due_on = self.due_on if self.amount > 0 else None
        return CorrectionMade(ref, self.customer, self.amount, balance, cash, due_on)


def plan_correction(desk: Desk, order: CorrectionOrder) -> CorrectionMade:
    """Return what a correction would do, writing nothing; raises what correcting would raise, but for the reason."""
    with desk.read(Deed.CORRECT) as session:
        draft = _judge(session, desk.settings, order)
    return draft.made("", check_amount(draft.balance + draft.amount))


def correct_sale(desk: Desk, order: CorrectionOrder, request_id: str) -> CorrectionMade:
    """Correct how a sale is marked once, with a reason; the sale keeps its first mark.

    Raises NothingToCorrect, CustomerRequired, ReasonRequired, InvalidAmount, InvalidValue, NotFound,
    CustomerArchived, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.CORRECT, posting=True) as work:
        return once(
            work,
            Deed.CORRECT,
            request_id,
            order._asdict(),
            lambda: post_correction(work, order),
            CorrectionMade._asdict,
            _decode,
        )


def post_correction(work: Work, order: CorrectionOrder) -> CorrectionMade:
    """Write a correction inside a unit of work."""
    reason = check_reason(order.reason)
    draft = _judge(work.session, work.settings, order)
    sale = draft.sale
    adjustment = AdjustmentOrder(
        draft.customer, draft.amount, AdjustmentKind.CORRECTION, reason, sale.reference, order.method
    )
    directed = sale.directed if draft.amount < 0 else ()
    event, made = write_adjustment(work, adjustment, work.clock_now, draft.due_on, directed)
    insert_correction(work.session, event, sale.event, order.to, draft.tenders)
    work.enter(
        Deed.CORRECT,
        customer_number(draft.customer),
        {
            "adjustment": event,
            "sale": sale.event,
            "corrected_to": order.to.value,
            **by_method(draft.tenders),
        },
    )
    return draft.made(made.reference, made.balance)


def sale_standing(desk: Desk, ref: str) -> SaleStanding:
    """Return a sale with what became of it; raises NotFound."""
    with desk.read() as session:
        return load_sale(session, ref)


def load_sale(session: Session, ref: str) -> SaleStanding:
    """Return the sale of that reference with what became of it; raises NotFound."""
    kind, number = parse_reference(ref)
    found = find_sale(session, number) if kind is EventKind.SALE else None
    if found is None:
        raise NotFound(kind=EventKind.SALE.value, reference=ref)
    return found


def _judge(session: Session, settings: Settings, order: CorrectionOrder) -> _Draft:
    sale = load_sale(session, order.sale)
    if sale.mark is order.to:
        raise NothingToCorrect(reference=sale.reference)
    if order.to is SaleMark.DEBT:
        return _to_debt(session, settings, sale, order)
    if order.method is None:
        raise InvalidValue(field="method", reason="empty")
    if not sale.outstanding or sale.debtor is None:
        raise NothingToCorrect(reference=sale.reference)
    account = posting.open_account(session, sale.debtor)
    amount = sale.outstanding
    day = local_day(sale.at, settings.time_zone)
    return _Draft(sale, sale.debtor, -amount, {order.method: amount}, day, account.debt_balance)


def _to_debt(session: Session, settings: Settings, sale: SaleStanding, order: CorrectionOrder) -> _Draft:
    customer = order.customer if order.customer is not None else sale.customer
    if customer is None:
        raise CustomerRequired(field="customer")
    customer = holder_of(session, customer)
    if sale.on_account and sale.customer is not None and customer != holder_of(session, sale.customer):
        raise InvalidValue(field="customer", reason="not_the_sales")
    account = posting.open_account(session, customer)
    tendered = sum(sale.tendered.values())
    if tendered <= 0:
        raise NothingToCorrect(reference=sale.reference)
    amount = tendered if order.amount is None else check_positive(order.amount)
    taken = take_from(sale.tendered, amount)
    if sum(taken.values()) < amount:
        raise InvalidAmount(field="amount", reason="more_than_tendered")
    day = local_day(sale.at, settings.time_zone)
    due_on = day + timedelta(days=account.payment_terms_days)
    tenders = {method: -part for method, part in taken.items()}
    return _Draft(sale, customer, amount, tenders, due_on, account.debt_balance)


def _decode(stored: dict[str, Any]) -> CorrectionMade:
    due_on = stored["due_on"]
    return CorrectionMade(**stored | {"due_on": None if due_on is None else date.fromisoformat(due_on)})
