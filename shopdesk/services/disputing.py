"""Disputing what is open on a sale, and settling that."""

from shopdesk.domain.account import Charge, CustomerId, EventId, customer_number
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.dispute import DisputeMade, DisputeOutcome, SettlementOrder
from shopdesk.domain.money import check_positive
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount, InvalidValue
from shopdesk.services import posting
from shopdesk.services.adjusting import AdjustmentOrder, check_reason, write_adjustment
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import disputes, journal
from shopdesk.storage.account_history import REASON
from shopdesk.storage.customers import open_key
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session

_KINDS = {
    DisputeOutcome.LOWER: AdjustmentKind.GOODWILL_CREDIT,
    DisputeOutcome.WRITE_OFF: AdjustmentKind.WRITE_OFF,
}


def open_dispute(desk: Desk, sale: str, note: str, request_id: str) -> DisputeMade:
    """Dispute once what is open on a sale: it stays owed, but is no longer overdue or a reason to stop credit.

    Raises ReasonRequired without a note, InvalidValue when nothing is open or it is disputed already,
    NotFound, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.DISPUTE, posting=True) as work:
        return once(
            work,
            Deed.DISPUTE,
            request_id,
            {"sale": sale.strip().upper(), "note": note},
            lambda: post_dispute(work, sale, note),
            DisputeMade._asdict,
            lambda stored: DisputeMade(**stored),
        )


def plan_dispute(desk: Desk, ref: str) -> DisputeMade:
    """Return what would be disputed, writing nothing; raises what disputing would raise, but for the note."""
    with desk.read(Deed.DISPUTE) as session:
        sale, customer, _ = _disputable(session, ref)
        account = posting.open_account(session, customer)
    return DisputeMade(sale.reference, sale.outstanding, account.debt_balance)


def post_dispute(work: Work, ref: str, note: str) -> DisputeMade:
    """Open a dispute inside a unit of work."""
    words = check_reason(note, "note")
    sale, customer, charges = _disputable(work.session, ref)
    sealed = open_key(work.session, work.vault, customer).seal_text(words, REASON)
    disputes.open_disputes(work.session, charges, sealed, work.clock_now, work.staff.id)
    _enter(work, customer, sale, charges, {"note": sealed})
    return DisputeMade(sale.reference, sale.outstanding, posting.move_balance(work, customer, 0))


def dispute_note(desk: Desk, ref: str) -> str:
    """Return what the customer said who disputes a sale; empty when nobody does. Raises NotFound."""
    with desk.read() as session:
        sale = load_sale(session, ref)
        disputed = next((charge.event for charge in sale.charges if charge.disputed), None)
        note = None if disputed is None else disputes.read_note(session, disputed)
        if note is None or sale.debtor is None:
            return ""
        return open_key(session, desk.book.vault, sale.debtor).unseal_text(note, REASON)


def plan_settlement(desk: Desk, order: SettlementOrder) -> DisputeMade:
    """Return what settling would do, writing nothing; raises what settling would raise, but for the reason."""
    with desk.read(Deed.DISPUTE) as session:
        sale, customer, _, amount = _judge(session, order)
        account = posting.open_account(session, customer)
    return DisputeMade(sale.reference, sale.outstanding - amount, account.debt_balance - amount)


def settle_dispute(desk: Desk, order: SettlementOrder, request_id: str) -> DisputeMade:
    """Settle a dispute once: the charge stands, is lowered by a goodwill credit, or is written off.

    Raises InvalidValue when nothing is disputed, InvalidAmount, ReasonRequired, NotFound, RequestConflict,
    ClockJumped, Forbidden.
    """
    with desk.work(Deed.DISPUTE, posting=True) as work:
        return once(
            work,
            Deed.DISPUTE,
            request_id,
            order._asdict(),
            lambda: post_settlement(work, order),
            DisputeMade._asdict,
            lambda stored: DisputeMade(**stored),
        )


def post_settlement(work: Work, order: SettlementOrder) -> DisputeMade:
    """Settle a dispute inside a unit of work."""
    reason = check_reason(order.reason)
    sale, customer, charges, amount = _judge(work.session, order)
    ref, event = sale.reference, None
    if amount:
        adjustment = AdjustmentOrder(customer, -amount, _KINDS[order.outcome], reason, sale.reference)
        directed, left = [], amount
        for charge in charges:
            if min(left, charge.outstanding):
                directed.append((charge.reference, min(left, charge.outstanding)))
                left -= directed[-1][1]
        event, made = write_adjustment(work, adjustment, work.clock_now, work.today, tuple(directed))
        ref = made.reference
    sealed = open_key(work.session, work.vault, customer).seal_text(reason, REASON)
    events = [charge.event for charge in charges]
    disputes.end_disputes(
        work.session, events, order.outcome.value, event, sealed, work.clock_now, work.staff.id
    )
    _enter(work, customer, sale, events, {"outcome": order.outcome.value, "reason": sealed})
    posting.use_waiting_credit(work, customer)
    return DisputeMade(ref, sale.outstanding - amount, posting.move_balance(work, customer, 0))


def _disputable(session: Session, ref: str) -> tuple[SaleStanding, CustomerId, list[EventId]]:
    """Return the sale, whose account it stands on, and its open charges that nobody disputes."""
    sale = load_sale(session, ref)
    if sale.debtor is None or not sale.outstanding:
        raise InvalidValue(field="sale", reason="nothing_open")
    charges = [charge.event for charge in sale.charges if charge.outstanding and not charge.disputed]
    if not charges:
        raise InvalidValue(field="sale", reason="already_disputed")
    return sale, sale.debtor, charges


def _judge(session: Session, order: SettlementOrder) -> tuple[SaleStanding, CustomerId, list[Charge], int]:
    """Return the sale, whose account it stands on, its disputed charges, and what is to be taken off them."""
    sale = load_sale(session, order.sale)
    charges = [charge for charge in sale.charges if charge.disputed]
    if sale.debtor is None or not charges:
        raise InvalidValue(field="sale", reason="not_disputed")
    disputed = sum(charge.outstanding for charge in charges)
    if order.outcome is DisputeOutcome.STANDS:
        return sale, sale.debtor, charges, 0
    if not disputed:
        raise InvalidValue(field="sale", reason="nothing_open")
    if order.outcome is DisputeOutcome.WRITE_OFF:
        return sale, sale.debtor, charges, disputed
    if order.amount is None:
        raise InvalidAmount(field="amount", reason="empty")
    if check_positive(order.amount) > disputed:
        raise InvalidAmount(field="amount", reason="more_than_open", reference=sale.reference)
    return sale, sale.debtor, charges, order.amount


def _enter(
    work: Work, customer: CustomerId, sale: SaleStanding, charges: list[EventId], said: dict[str, str | bytes]
) -> None:
    events: list[int] = [*charges]
    when = to_micros(work.clock_now)
    content: journal.Content = {"sale": sale.event, "charges": events, "at": when, **said}
    work.enter(Deed.DISPUTE, customer_number(customer), content)
