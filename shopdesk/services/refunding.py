"""Refunding a sale, wholly or in part, and undoing one."""

from datetime import date

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.days import local_day
from shopdesk.domain.payment import Method
from shopdesk.domain.refund import (
    RefundMade,
    RefundOrder,
    RefundShares,
    more_than_left,
    refund_amount,
    refund_reference,
    share_refund,
    share_undoing,
)
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed, StaffMember
from shopdesk.errors import CustomerRequired
from shopdesk.services import posting
from shopdesk.services.adjusting import AdjustmentOrder, check_reason, write_adjustment
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk, Work, once, require
from shopdesk.storage import accounts, sale_standing
from shopdesk.storage.account_history import REASON
from shopdesk.storage.counters import next_number
from shopdesk.storage.customers import open_key
from shopdesk.storage.day_closes import is_closed
from shopdesk.storage.merges import holder_of
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

_NO_LIMIT = "none"


def plan_refund(desk: Desk, order: RefundOrder) -> RefundMade:
    """Return what a refund would do, writing nothing; raises what refunding would raise, but for the reason."""
    with desk.read(Deed.REFUND) as session:
        sale = load_sale(session, order.sale)
        amount = refund_amount(sale, order)
        _check_limit(sale, amount, desk.settings, desk.staff)
        return _planned(session, sale, share_refund(sale, amount, order.to))


def refund_sale(desk: Desk, order: RefundOrder, request_id: str) -> RefundMade:
    """Refund a sale once, with a reason; it first lowers what is open on that sale.

    A cashier refunds up to the shop's limit. Raises RefundExceedsSale, CustomerRequired, ReasonRequired,
    InvalidAmount, InvalidValue, NotFound, CustomerArchived, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.REFUND, posting=True) as work:
        return once(
            work,
            Deed.REFUND,
            request_id,
            order._asdict(),
            lambda: post_refund(work, order),
            RefundMade._asdict,
            lambda stored: RefundMade(**stored),
        )


def post_refund(work: Work, order: RefundOrder) -> RefundMade:
    """Write a refund inside a unit of work."""
    reason = check_reason(order.reason)
    sale = load_sale(work.session, order.sale)
    amount = refund_amount(sale, order)
    _check_limit(sale, amount, work.settings, work.staff)
    return _write(work, sale, share_refund(sale, amount, order.to), reason, order.lines)


def plan_undoing_sale(desk: Desk, ref: str) -> RefundMade:
    """Return what undoing a sale would do, writing nothing; raises what undoing it would raise, but for the reason."""
    with desk.read(Deed.UNDO_OWN) as session:
        sale = _undoable(session, desk.staff, ref, desk.today(), desk.settings)
        return _planned(session, sale, share_undoing(sale))


def undo_sale(desk: Desk, ref: str, reason: str, request_id: str) -> RefundMade:
    """Undo a sale once: refund all that is left of it in the tenders used.

    A cashier may undo their own sale on the same day, until it is closed. Raises RefundExceedsSale when
    nothing is left, ReasonRequired, NotFound, CustomerArchived, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.UNDO_OWN, posting=True) as work:
        return once(
            work,
            Deed.UNDO_OWN,
            request_id,
            {"sale": ref.strip().upper(), "reason": reason},
            lambda: post_undoing_sale(work, ref, reason),
            RefundMade._asdict,
            lambda stored: RefundMade(**stored),
        )


def post_undoing_sale(work: Work, ref: str, reason: str) -> RefundMade:
    """Write the undoing of a sale inside a unit of work."""
    said = check_reason(reason)
    sale = _undoable(work.session, work.staff, ref, work.today, work.settings)
    left = tuple(line.position for line in sale.lines if not line.refunded)
    return _write(work, sale, share_undoing(sale), said, left)


def _undoable(
    session: Session, staff: StaffMember, ref: str, today: date, settings: Settings
) -> SaleStanding:
    sale = load_sale(session, ref)
    own = sale.staff == staff.id and local_day(sale.entered_at, settings.time_zone) == today
    if not own or is_closed(session, sale.event):
        require(staff, Deed.REFUND_ANY)
    if not sale.left:
        raise more_than_left(sale, "amount")
    return sale


def _check_limit(sale: SaleStanding, amount: int, settings: Settings, staff: StaffMember) -> None:
    """Ask for more than a cashier's permission when all refunds of the sale go above the shop's limit."""
    limit = settings.refund_limit
    if limit != _NO_LIMIT and sale.refunded + amount > int(limit):
        require(staff, Deed.REFUND_ANY)


def _planned(session: Session, sale: SaleStanding, shares: RefundShares) -> RefundMade:
    customer = _whose(session, sale, shares)
    balance = None
    if customer is not None and shares.credited:
        balance = posting.open_account(session, customer).debt_balance - shares.credited
    elif customer is not None:
        account = accounts.read_account(session, customer)
        balance = None if account is None else account.debt_balance
    return _made("", customer, shares, balance)


def _write(
    work: Work, sale: SaleStanding, shares: RefundShares, reason: str, lines: tuple[int, ...]
) -> RefundMade:
    planned = _planned(work.session, sale, shares)
    customer, balance = planned.customer, planned.balance
    number = next_number(work.session, "refund")
    ref = refund_reference(number)
    event = None
    if customer is not None and shares.credited:
        order = AdjustmentOrder(
            customer, -shares.credited, AdjustmentKind.REFUND_AS_CREDIT, reason, sale.reference
        )
        directed = _directed(sale, shares.credited)
        event, made = write_adjustment(work, order, work.clock_now, work.today, directed)
        balance = made.balance
    row = {
        "sale_id": sale.event,
        "amount": planned.amount,
        "credited": shares.credited,
        **sale_standing.by_method(shares.paid),
        "redeemed": shares.redeemed,
        "adjustment_id": event,
        "at": to_micros(work.clock_now),
        **_reason(work, customer, reason),
    }
    stored = {
        "id": number,
        "customer_id": customer,
        "entered_at": to_micros(work.now),
        "staff_id": work.staff.id,
    }
    sale_standing.insert_refund(work.session, row | stored, lines)
    subject = "" if customer is None else customer_number(customer)
    work.enter(Deed.REFUND, subject, row | {"refund": number, "ref": ref, "lines": list(lines)})
    if customer is not None:
        work.touched.add(customer)
    work.posted = True
    return _made(ref, customer, shares, balance)


def _whose(session: Session, sale: SaleStanding, shares: RefundShares) -> CustomerId | None:
    """Return whose account a refund is about; raises CustomerRequired for credit that is nobody's."""
    if sale.debtor is not None:
        return sale.debtor
    if sale.customer is None and shares.credited:
        raise CustomerRequired(field="customer")
    return None if sale.customer is None else holder_of(session, sale.customer)


def _made(ref: str, customer: CustomerId | None, shares: RefundShares, balance: int | None) -> RefundMade:
    paid = shares.paid_out
    cash = shares.paid.get(Method.CASH, 0)
    amount = shares.credited + paid + shares.redeemed
    return RefundMade(ref, customer, amount, shares.credited, paid, cash, balance, shares.redeemed)


def _directed(sale: SaleStanding, credited: int) -> tuple[tuple[str, int], ...]:
    """Let the credit settle this sale's own charges before others."""
    found = []
    for ref, outstanding in sale.directed:
        part = min(credited, outstanding)
        if part:
            found.append((ref, part))
            credited -= part
    return tuple(found)


def _reason(work: Work, customer: CustomerId | None, reason: str) -> dict[str, str | bytes | None]:
    """Seal the reason for the customer; an anonymous sale has nobody's key to seal it with."""
    if customer is None:
        return {"reason": reason, "reason_enc": None}
    return {
        "reason": None,
        "reason_enc": open_key(work.session, work.vault, customer).seal_text(reason, REASON),
    }
