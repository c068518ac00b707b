"""Reversing a payment or an adjustment: a new event that names the one it takes back."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from shopdesk.domain.account import EventId, EventKind, customer_number, parse_reference, reference
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.staff import Deed
from shopdesk.errors import AlreadyReversed, InvalidValue, NotFound
from shopdesk.services import customers as customer_book
from shopdesk.services import posting
from shopdesk.services.adjusting import check_reason
from shopdesk.services.desk import Desk, Work, once, require
from shopdesk.storage import accounts, customers, merges, reversals, transfers
from shopdesk.storage.account_history import REASON
from shopdesk.storage.counters import next_number
from shopdesk.storage.day_closes import is_closed
from shopdesk.storage.moments import to_micros
from shopdesk.storage.reversals import Target
from shopdesk.storage.sale_standing import corrected_since, paid_out_with
from shopdesk.storage.session import Session


@dataclass(frozen=True, slots=True)
class ReversalMade:
    """What a reversal did (minor units), and the numbers of the archived customers who came back with it."""

    reference: str
    balance: int
    brought_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReversalPlan:
    """What a reversal would do: ``amount`` is what the entry moved the balance by, signed minor units.

    ``both_legs`` tells that the other half of a transfer goes back with it, ``archived`` that its customer does.
    """

    full_name: str
    kind: EventKind
    amount: int
    balance: int
    both_legs: bool
    archived: bool


def plan_reversal(desk: Desk, ref: str) -> ReversalPlan:
    """Return what taking an entry back would do, writing nothing; raises NotFound, InvalidValue for a sale."""
    with desk.read() as session:
        target = _target(session, ref)
        account = accounts.read_account(session, merges.holder_of(session, target.customer))
        if account is None:
            raise NotFound(kind="customer", reference=customer_number(target.customer))
        return ReversalPlan(
            account.full_name,
            parse_reference(ref)[0],
            target.amount,
            account.debt_balance - target.amount,
            both_legs=transfers.other_leg(session, target.event) is not None,
            archived=account.archived,
        )


def reverse(desk: Desk, ref: str, reason: str, request_id: str) -> ReversalMade:
    """Take a payment or an adjustment back once, with a reason; what it settled is open again.

    A cashier may take back what they entered themselves on the same day, until it is closed. An archived customer
    is brought back. Raises NotFound, AlreadyReversed (also for a reversal itself), ReasonRequired, Forbidden,
    DuplicateEmail, RequestConflict, ClockJumped.
    """
    with desk.work(Deed.UNDO_OWN, posting=True) as work:
        return once(
            work,
            Deed.REVERSE,
            request_id,
            {"reference": ref.strip().upper(), "reason": reason},
            lambda: post_reversal(work, ref, reason),
            asdict,
            lambda stored: ReversalMade(
                stored["reference"], stored["balance"], tuple(stored["brought_back"])
            ),
        )


def post_reversal(work: Work, ref: str, reason: str) -> ReversalMade:
    """Write a reversal inside a unit of work; one leg of a transfer takes the other with it."""
    target = _target(work.session, ref)
    _judge(work, target, ref, reason)
    other = transfers.other_leg(work.session, target.event)
    if other is None:
        return _write(work, target, reason)
    twin = _target(work.session, other)
    made = _write(work, target, reason)
    return replace(made, brought_back=made.brought_back + _write(work, twin, reason).brought_back)


def _write(work: Work, target: Target, reason: str) -> ReversalMade:
    brought_back = customer_book.bring_back(work, target.customer)
    event = EventId(next_number(work.session, "event"))
    number = next_number(work.session, "adjustment")
    key = customers.open_key(work.session, work.vault, target.customer)
    row: dict[str, Any] = {
        "customer_id": target.customer,
        "kind": AdjustmentKind.REVERSAL.value,
        "amount": -target.amount,
        "reason_enc": key.seal_text(reason.strip(), REASON),
        "reference_enc": None,
        "method": None,
        "reverses": target.event,
        "due_on": None,
        "at": to_micros(work.clock_now),
    }
    posting.write_event(work, "account_adjustment", event, number, row)
    reversals.take_back(work.session, target.event, event, work.clock_now)
    balance = posting.move_balance(work, target.customer, -target.amount)
    posting.use_waiting_credit(work, target.customer)
    made = reference(EventKind.ADJUSTMENT, number)
    work.enter(Deed.ADJUST, customer_number(target.customer), row | {"event": event, "ref": made})
    holder = customer_number(merges.holder_of(work.session, target.customer))
    return ReversalMade(made, balance, (holder,) if brought_back else ())


def _target(session: Session, ref: str) -> Target:
    kind, number = parse_reference(ref)
    if kind is EventKind.SALE:
        raise InvalidValue(field="reference", reason="not_a_choice")
    target = reversals.find_target(session, kind, number)
    if target is None:
        raise NotFound(kind=kind.value, reference=ref)
    return target


def _judge(work: Work, target: Target, ref: str, reason: str) -> None:
    if target.reversed or target.kind == AdjustmentKind.REVERSAL.value:
        raise AlreadyReversed(reference=ref)
    check_reason(reason)
    if paid_out_with(work.session, target.event):
        raise InvalidValue(field="reference", reason="part_of_refund")
    if corrected_since(work.session, target.event):
        raise InvalidValue(field="reference", reason="corrected_again")
    today = posting.day_of(work, work.clock_now)
    own = target.staff == work.staff.id and posting.day_of(work, target.entered_at) == today
    may_undo = own and target.kind == EventKind.PAYMENT.value and not is_closed(work.session, target.event)
    if not may_undo:
        require(work.staff, Deed.REVERSE)
