"""Taking money against an account."""

from dataclasses import replace
from typing import Any

from shopdesk.domain.account import EventId, EventKind, customer_number, reference
from shopdesk.domain.money import check_positive
from shopdesk.domain.payment import PaymentOrder, PaymentTaken, Settlement
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue
from shopdesk.services import posting
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import points
from shopdesk.storage.account_history import EVENT_NOTE
from shopdesk.storage.counters import next_number
from shopdesk.storage.customers import open_key
from shopdesk.storage.moments import from_micros, to_micros

NOTE_LIMIT = 500


def plan_payment(desk: Desk, order: PaymentOrder) -> PaymentTaken:
    """Return what a payment would settle and leave, writing nothing; raises what taking it would raise."""
    desk.require(Deed.TAKE_PAYMENT)
    check_positive(order.amount)
    with desk.read() as session:
        effect = posting.plan_credit(session, order.customer, order.amount, order.directed)
    return PaymentTaken("", effect.settlements, effect.unallocated, effect.balance)


def take_payment(desk: Desk, order: PaymentOrder, request_id: str) -> PaymentTaken:
    """Take a payment once; what is more than is owed waits as store credit.

    Raises InvalidAmount, InvalidDate, NotFound, CustomerArchived, RequestConflict, ClockJumped, Forbidden.
    """
    with desk.work(Deed.TAKE_PAYMENT, posting=True) as work:
        return once(
            work,
            Deed.TAKE_PAYMENT,
            request_id,
            _arguments(order),
            lambda: post_payment(work, order),
            _encode,
            _decode,
        )


def post_payment(work: Work, order: PaymentOrder) -> PaymentTaken:
    """Write a payment inside a unit of work."""
    check_positive(order.amount)
    posting.open_account(work.session, order.customer)
    at = work.happened_at(order.at)
    note = (order.note or "").strip()
    if len(note) > NOTE_LIMIT:
        raise InvalidValue(field="note", reason="too_long")
    sealed = open_key(work.session, work.vault, order.customer).seal_text(note, EVENT_NOTE) if note else None
    event = EventId(next_number(work.session, "event"))
    number = next_number(work.session, "payment")
    moved = {"amount": order.amount, "method": order.method.value, "at": to_micros(at)}
    row = {"customer_id": order.customer, "note_enc": sealed, **moved}
    posting.write_event(work, "debt_payment", event, number, row)
    effect = posting.post_credit(
        work, order.customer, "payment", number, event, at, order.amount, order.directed
    )
    ref = reference(EventKind.PAYMENT, number)
    work.enter(
        Deed.TAKE_PAYMENT,
        customer_number(order.customer),
        {"event": event, "ref": ref, **moved, "note": sealed},
    )
    taken = PaymentTaken(ref, effect.settlements, effect.unallocated, effect.balance, code=work.head.code)
    work.settle_points()
    if not work.points_moved:
        return taken
    held = points.read_state(work.session, order.customer).points
    return replace(taken, points_earned=work.points_moved, points=held)


def _arguments(order: PaymentOrder) -> dict[str, Any]:
    return {
        "customer": order.customer,
        "amount": order.amount,
        "method": order.method.value,
        "note": order.note,
        "directed": order.directed,
        "at": order.at,
    }


def _encode(taken: PaymentTaken) -> dict[str, Any]:
    return {
        "reference": taken.reference,
        "settlements": [[s.reference, to_micros(s.at), s.amount, s.left] for s in taken.settlements],
        "unallocated": taken.unallocated,
        "balance": taken.balance,
        "code": taken.code,
        "points_earned": taken.points_earned,
        "points": taken.points,
    }


def _decode(stored: dict[str, Any]) -> PaymentTaken:
    settlements = tuple(
        Settlement(ref, from_micros(at), amount, left) for ref, at, amount, left in stored["settlements"]
    )
    return PaymentTaken(
        stored["reference"],
        settlements,
        stored["unallocated"],
        stored["balance"],
        code=stored["code"],
        points_earned=stored["points_earned"],
        points=stored["points"],
    )
