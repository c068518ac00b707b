"""Selling: what is tendered now, and what goes on the customer's account."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from shopdesk.domain.account import CustomerId, EventId, EventKind, customer_number, reference
from shopdesk.domain.basket import round_cash, smallest_coin
from shopdesk.domain.days import local_day
from shopdesk.domain.loyalty import SalePoints
from shopdesk.domain.money import check_amount
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleMade, SaleOrder, change_of, total_of
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed, StaffMember
from shopdesk.errors import (
    AccountOnHold,
    CreditLimitExceeded,
    CustomerRequired,
    DebtTooOld,
    InvalidAmount,
    InvalidValue,
)
from shopdesk.services import loyalty, posting
from shopdesk.services.converting import convert_at_sale
from shopdesk.services.desk import Desk, Work, once, require
from shopdesk.storage import accounts, items
from shopdesk.storage.account_history import EVENT_NOTE
from shopdesk.storage.accounts import AccountRow
from shopdesk.storage.counters import next_number
from shopdesk.storage.customers import open_key
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

NOTE_LIMIT = 500
_NEVER = "none"
_WHOLE = 100


def plan_sale(desk: Desk, order: SaleOrder) -> SaleMade:
    """Return what a sale would do, writing nothing; raises what selling would raise."""
    desk.require(Deed.SELL)
    total = _judged_total(order, desk.settings, desk.staff)
    change = change_of(order)
    with desk.read() as session:
        balance, moved = None, SalePoints()
        if order.customer is not None:
            account = posting.open_account(session, order.customer)
            _refuse_credit(
                account, order, desk.staff, _days_old(session, order.customer, desk.settings, desk.today())
            )
            balance = account.debt_balance + order.on_account
            moved = loyalty.plan_points(session, desk.settings.loyalty_rules, order, total, balance)
        elif order.on_account:
            raise CustomerRequired(field="customer")
    return SaleMade("", total, order.on_account, change, balance, **moved._asdict())


def sell(desk: Desk, order: SaleOrder, request_id: str) -> SaleMade:
    """Sell once; credit that waits settles the part on account at once.

    Raises InvalidAmount, InvalidValue, InvalidDate, TenderMismatch, CustomerRequired, CustomerArchived,
    NotFound, CreditLimitExceeded, AccountOnHold, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.SELL, posting=True) as work:
        return once(
            work,
            Deed.SELL,
            request_id,
            _arguments(order),
            lambda: post_sale(work, order),
            asdict,
            lambda stored: SaleMade(**stored),
        )


def post_sale(work: Work, order: SaleOrder) -> SaleMade:
    """Write a sale inside a unit of work."""
    total = _judged_total(order, work.settings, work.staff)
    change = change_of(order)
    at = work.happened_at(order.at)
    account = None
    if order.customer is not None:
        account = posting.open_account(work.session, order.customer)
        _refuse_credit(
            account, order, work.staff, _days_old(work.session, order.customer, work.settings, work.today)
        )
    elif order.on_account:
        raise CustomerRequired(field="customer")
    due_on = None
    if account is not None and order.on_account:
        due_on = posting.due_date(posting.day_of(work, at), account.payment_terms_days, order.due_on)
    event = EventId(next_number(work.session, "event"))
    number = next_number(work.session, "sale")
    code = _write(work, order, event, number, total, at, due_on)
    balance = None if account is None else account.debt_balance
    if order.customer is not None:
        work.touched.add(order.customer)
        loyalty.post_points(work, order, event, total)
    if order.customer is not None and due_on is not None:
        balance = posting.post_charge(
            work, order.customer, EventKind.SALE, number, event, at, due_on, order.on_account
        )
    ref = reference(EventKind.SALE, number)
    if order.enquiry is not None:
        convert_at_sale(work, order.enquiry, event, ref, order.customer)
    work.posted = True
    moved = SalePoints() if order.customer is None else loyalty.points_of(work, order.customer, event)
    return SaleMade(ref, total, order.on_account, change, balance, code, **moved._asdict())


def _judged_total(order: SaleOrder, settings: Settings, staff: StaffMember) -> int:
    """Return the total; refuse a discount above the shop's limit, and a rounding that no coin asks for."""
    total = total_of(order, prices_include_tax=settings.prices_include_tax)
    subtotal = total - order.rounding + order.discount
    if order.discount * _WHOLE > subtotal * settings.discount_limit:
        require(staff, Deed.DISCOUNT_ANY)
    if order.rounding:
        cash = order.tenders.get(Method.CASH, 0)
        coin = smallest_coin(settings.country, settings.money)
        if round_cash(cash - order.rounding, coin) != cash:
            raise InvalidAmount(field="rounding", reason="not_in_coins")
    return total


def _days_old(session: Session, customer: CustomerId, settings: Settings, today: date) -> int | None:
    """Return how many days old the oldest debt is, if the shop stops credit for that and it is too old."""
    if settings.debt_too_old_days == _NEVER:
        return None
    oldest = accounts.oldest_open(session, customer)
    if oldest is None:
        return None
    days = (today - local_day(oldest, settings.time_zone)).days
    return days if days > int(settings.debt_too_old_days) else None


def _refuse_credit(account: AccountRow, order: SaleOrder, staff: StaffMember, too_old: int | None) -> None:
    """Refuse credit on hold, above the limit or while a debt is too old; store credit can always be spent."""
    after = check_amount(account.debt_balance + order.on_account, "on_account")
    if not order.on_account or after <= 0:
        return
    over = account.credit_limit is not None and after > account.credit_limit
    if not (account.on_hold or over or too_old is not None):
        return
    if order.override and order.override.strip():
        require(staff, Deed.OVERRIDE_LIMIT)
        return
    if account.on_hold:
        raise AccountOnHold(full_name=account.full_name)
    if too_old is not None:
        raise DebtTooOld(days=too_old)
    raise CreditLimitExceeded(limit=account.credit_limit, would_owe=after, balance=account.debt_balance)


def _write(
    work: Work,
    order: SaleOrder,
    event: EventId,
    number: int,
    total: int,
    at: datetime,
    due_on: date | None,
) -> str:
    """Write a judged sale, and return the code of its row in the journal."""
    told = {
        "total": total,
        "on_account": order.on_account,
        **{method.value: order.tenders.get(method, 0) for method in Method},
        "redeemed": order.redeemed,
        "at": to_micros(at),
        "due_on": None if due_on is None else str(due_on),
        "note_enc": _sealed(work, order, order.note),
        "override_enc": _sealed(work, order, order.override),
    }
    kept = {
        "customer_id": order.customer,
        "cash_given": order.cash_given,
        "discount": order.discount,
        "rounding": order.rounding,
        "items": len(order.lines),
    }
    posting.write_event(work, "sale", event, number, kept | told)
    _write_lines(work, order, event)
    items.learn_items(work.session, order.lines, at)
    customer = "" if order.customer is None else customer_number(order.customer)
    work.enter(Deed.SELL, customer, {"event": event, "ref": reference(EventKind.SALE, number), **told})
    return work.head.code


def _write_lines(work: Work, order: SaleOrder, event: EventId) -> None:
    include_tax = work.settings.prices_include_tax
    accounts.insert_sale_lines(
        work.session,
        [
            {
                "sale_id": event,
                "position": position,
                "text": line.text.strip(),
                "quantity": str(line.quantity),
                "price": line.price,
                "tax_rate": str(line.tax_rate),
                "amount": line.amount(prices_include_tax=include_tax),
            }
            for position, line in enumerate(order.lines, start=1)
        ],
    )


def _sealed(work: Work, order: SaleOrder, text: str | None) -> bytes | None:
    """Seal what was written about the customer; an anonymous sale has nobody to write about."""
    words = (text or "").strip()
    if len(words) > NOTE_LIMIT:
        raise InvalidValue(field="note", reason="too_long")
    if not words or order.customer is None:
        return None
    return open_key(work.session, work.vault, order.customer).seal_text(words, EVENT_NOTE)


def _arguments(order: SaleOrder) -> dict[str, Any]:
    return asdict(order)
