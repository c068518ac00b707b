"""Opening balances of customers who are taken over: one by one, or those of many new ones together."""

from collections.abc import Sequence
from datetime import datetime

from shopdesk.domain.account import Charge, Credit, CustomerId, EventId, EventKind, reference
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.money import check_amount
from shopdesk.services import posting
from shopdesk.services.adjusting import AdjustmentOrder, adjustment_entry, adjustment_row
from shopdesk.services.desk import Work
from shopdesk.storage import accounts, sight
from shopdesk.storage.counters import next_numbers
from shopdesk.storage.customers import Draft

_REASON = "Opening balance taken over"


def opening_order(customer: CustomerId, amount: int, at: datetime | None) -> AdjustmentOrder:
    """Return what is to be posted as a customer's opening balance; ``at`` is None for now."""
    return AdjustmentOrder(customer, amount, AdjustmentKind.OPENING_BALANCE, _REASON, at=at)


def post_first_balances(work: Work, given: Sequence[tuple[Draft, int, datetime | None]]) -> None:
    """Write the first entry of each of these new customers: its amount, and its instant or None for now.

    They are as if posted one by one; nobody has anything yet that could settle it, or that it could settle. Raises
    InvalidAmount, InvalidDate, Forbidden, and NotFound for whom the person acting may not see.
    """
    events = next_numbers(work.session, "event", len(given))
    numbers = next_numbers(work.session, "adjustment", len(given))
    rows, charges, credits_ = [], [], []
    for event, number, (draft, amount, given_at) in zip(map(EventId, events), numbers, given, strict=True):
        sight.require_seen(work.session, draft.customer)
        order = opening_order(draft.customer, check_amount(amount), given_at)
        at = work.happened_at(order.at)
        due_on = posting.due_date(posting.day_of(work, at), draft.terms, None)
        rows.append((event, number, adjustment_row(order, draft.key, at, due_on)))
        if amount > 0:
            charge = Charge(event, reference(EventKind.ADJUSTMENT, number), at, due_on, amount, amount)
            charges.append((draft.customer, EventKind.ADJUSTMENT, number, charge))
        else:
            credits_.append((draft.customer, order.kind.value, number, Credit(event, at, -amount, -amount)))
    posting.write_events(work, "account_adjustment", rows)
    accounts.insert_charges(work.session, charges)
    accounts.insert_credits(work.session, credits_)
    accounts.move_balances(work.session, [(draft.customer, amount) for draft, amount, _ in given])
    work.enter_all(adjustment_entry(*row) for row in rows)
    work.posted = True
