"""How an event changes an account: its charge or credit, who settles whom, and the remembered balance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shopdesk.domain.account import (
    Charge,
    Credit,
    CustomerId,
    EventId,
    EventKind,
    customer_number,
    parse_reference,
    reference,
)
from shopdesk.domain.allocation import Share, cover_charge, share_credit
from shopdesk.domain.days import local_day
from shopdesk.domain.money import check_amount, check_positive
from shopdesk.domain.payment import Settlement
from shopdesk.errors import CustomerArchived, InvalidAmount, InvalidDate, NotFound
from shopdesk.services.desk import Work
from shopdesk.storage import accounts, merges, sight
from shopdesk.storage.accounts import AccountRow
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session, insert_many

_NEW = EventId(0)

Directed = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a credit does: the charges it settles, what waits, and the balance after (minor units)."""

    settlements: tuple[Settlement, ...]
    unallocated: int
    balance: int


def open_account(session: Session, customer: CustomerId) -> AccountRow:
    """Return the account of a customer who can be posted to; raises NotFound, CustomerArchived."""
    sight.require_seen(session, customer)
    account = accounts.read_account(session, customer)
    if account is None:
        raise NotFound(kind="customer", reference=customer_number(customer))
    if account.archived:
        raise CustomerArchived(number=customer_number(customer), full_name=account.full_name)
    return account


def write_event(work: Work, table: str, event: EventId, number: int, row: dict[str, Any]) -> None:
    """Write the row of an event, entered now by whoever acts: a sale, debt_payment or account_adjustment."""
    write_events(work, table, [(event, number, row)])


def write_events(work: Work, table: str, events: Iterable[tuple[EventId, int, dict[str, Any]]]) -> None:
    """Write the rows of many events of a kind, each with its number among all and among those of its kind."""
    entered = {"entered_at": to_micros(work.now), "staff_id": work.staff.id}
    rows = [{"id": event, "number": number, **row, **entered} for event, number, row in events]
    insert_many(work.session, table, rows)


def due_date(day: date, terms_days: int, given: date | None) -> date:
    """Return when a charge of that day is due: as given, else after the terms; raises InvalidDate."""
    if given is None:
        return day + timedelta(days=terms_days)
    if given < day:
        raise InvalidDate(field="due_on", reason="before_sale")
    return given


def post_charge(
    work: Work,
    customer: CustomerId,
    kind: EventKind,
    number: int,
    event: EventId,
    at: datetime,
    due_on: date,
    amount: int,
) -> int:
    """Raise the balance by a new charge, let waiting credit settle it, and return the balance after."""
    customer = merges.holder_of(work.session, customer)
    charge = Charge(event, reference(kind, number), at, due_on, amount, amount)
    accounts.insert_charge(work.session, customer, kind, number, charge)
    shares = cover_charge(event, amount, accounts.waiting_credits(work.session, customer))
    accounts.write_shares(work.session, shares, work.now)
    return _move_holder(work, customer, amount)


def post_credit(
    work: Work,
    customer: CustomerId,
    kind: str,
    number: int,
    event: EventId,
    at: datetime,
    amount: int,
    directed: Directed = (),
) -> Effect:
    """Lower the balance by a new credit and let it settle charges: as directed, then the oldest due first."""
    customer = merges.holder_of(work.session, customer)
    shares, settlements = _spread(work.session, customer, event, amount, directed)
    accounts.insert_credit(work.session, customer, kind, number, Credit(event, at, amount, amount))
    accounts.write_shares(work.session, shares, work.now)
    rest = amount - sum(share.amount for share in shares)
    return Effect(settlements, rest, _move_holder(work, customer, -amount))


def plan_credit(session: Session, customer: CustomerId, amount: int, directed: Directed = ()) -> Effect:
    """Return what a credit would do, writing nothing."""
    account = open_account(session, customer)
    customer = merges.holder_of(session, customer)
    shares, settlements = _spread(session, customer, _NEW, amount, directed)
    rest = amount - sum(share.amount for share in shares)
    return Effect(settlements, rest, check_amount(account.debt_balance - amount))


def use_waiting_credit(work: Work, customer: CustomerId, counts_from: datetime | None = None) -> None:
    """Let credit that was set free, or waited, settle what is open: none waits while an undisputed charge is."""
    customer = merges.holder_of(work.session, customer)
    for credit in accounts.waiting_credits(work.session, customer):
        shares = share_credit(credit.event, credit.unallocated, accounts.open_charges(work.session, customer))
        accounts.write_shares(work.session, shares, work.now, counts_from)


def day_of(work: Work, at: datetime) -> date:
    """Return the shop's calendar day of an instant."""
    return local_day(at, work.settings.time_zone)


def _spread(
    session: Session, customer: CustomerId, event: EventId, amount: int, directed: Directed
) -> tuple[list[Share], tuple[Settlement, ...]]:
    chosen = [(_directed_charge(session, customer, ref), wanted) for ref, wanted in directed]
    for charge, wanted in chosen:
        if check_positive(wanted, "to") > charge.outstanding:
            raise InvalidAmount(field="to", reason="more_than_open", reference=charge.reference)
    if sum(wanted for _, wanted in chosen) > amount:
        raise InvalidAmount(field="to", reason="more_than_paid")
    seen: dict[EventId, Charge] = {charge.event: charge for charge, _ in chosen}
    if len(seen) < len(chosen):
        raise InvalidAmount(field="to", reason="named_twice")

    def in_order_as_needed() -> Iterator[Charge]:
        for charge in accounts.open_charges(session, customer):
            seen.setdefault(charge.event, charge)
            yield charge

    shares = share_credit(event, amount, in_order_as_needed(), chosen)
    settlements = tuple(
        Settlement(
            seen[share.charge].reference,
            seen[share.charge].at,
            share.amount,
            seen[share.charge].outstanding - share.amount,
        )
        for share in shares
    )
    return shares, settlements


def _directed_charge(session: Session, customer: CustomerId, ref: str) -> Charge:
    kind, number = parse_reference(ref)
    charge = accounts.find_charge(session, customer, kind, number)
    if charge is None:
        raise NotFound(kind="charge", reference=ref)
    return charge


def move_balance(work: Work, customer: CustomerId, delta: int) -> int:
    """Add to the remembered balance inside a unit of work and return the new one (minor units)."""
    return _move_holder(work, merges.holder_of(work.session, customer), delta)


def _move_holder(work: Work, holder: CustomerId, delta: int) -> int:
    work.posted = True
    work.touched.add(holder)
    return check_amount(accounts.move_balance(work.session, holder, delta))
