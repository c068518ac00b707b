"""Looking at accounts: what is owed, how old it is, and what it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from statistics import median_high
from typing import NamedTuple

from shopdesk.domain.account import (
    Charge,
    Credit,
    CustomerId,
    Earlier,
    EventId,
    customer_number,
)
from shopdesk.domain.adjustment import Adjustment
from shopdesk.domain.ageing import Ageing, age
from shopdesk.domain.days import end_of_day, local_day
from shopdesk.domain.payment import Payment
from shopdesk.domain.sale import Sale
from shopdesk.domain.sales_list import PutRight
from shopdesk.domain.staff import Deed
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk
from shopdesk.storage import account_history, accounts, customers, earlier_events, merges
from shopdesk.storage.account_history import Link
from shopdesk.storage.sale_standing import read_put_right
from shopdesk.storage.session import Session
from shopdesk.storage.spending import read_spending
from shopdesk.storage.vault import DataKey

_AT_ONCE = 100
"""So many of the newest events of each kind are explained with the first look."""


@dataclass(frozen=True, slots=True)
class AccountEvents:
    """The events of an account, each kind fetched apart, oldest first; sales with something on account.

    ``earlier`` are those that were not fetched, added up.
    """

    sales: tuple[Sale, ...]
    payments: tuple[Payment, ...]
    adjustments: tuple[Adjustment, ...]
    earlier: Earlier = field(default_factory=Earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStanding:
    """How an account stands; money in minor units, ``credit_limit`` None for no limit.

    ``open_charges`` are those with something outstanding, ``waiting`` the credits nobody used yet.
    """

    balance: int
    ageing: Ageing
    open_charges: tuple[Charge, ...]
    waiting: tuple[Credit, ...]
    credit_limit: int | None
    on_hold: bool
    lifetime_spend: int
    last_visit_at: datetime | None
    usual_days_to_pay: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountState(AccountStanding):
    """An account with its workings: ``charges`` are all of them, ``links`` tell who settles whom.

    ``put_right`` tells what became of sales, and is always as of now.
    """

    charges: tuple[Charge, ...]
    links: tuple[Link, ...]
    put_right: Mapping[EventId, PutRight]

    @property
    def workings(self) -> "Workings":
        """Return the workings of all its events."""
        return Workings(self.charges, self.links, self.put_right)


class Workings(NamedTuple):
    """How charges came to be settled, and what became of sales that were put right.

    ``known`` are the events whose settling it tells of, None for all of the account.
    """

    charges: tuple[Charge, ...]
    links: tuple[Link, ...]
    put_right: Mapping[EventId, PutRight]
    known: frozenset[EventId] | None = None


class AccountGlance(NamedTuple):
    """What a window needs at once: the standing, the events, and the workings of the newest ones."""

    standing: AccountStanding
    events: AccountEvents
    workings: Workings


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """One customer's line of the ageing report."""

    customer: CustomerId
    full_name: str
    ageing: Ageing

    @property
    def number(self) -> str:
        """Return the customer's number."""
        return customer_number(self.customer)


@dataclass(frozen=True, slots=True)
class AgeingReport:
    """Everybody with something open or waiting on a day, by customer number, and the sums."""

    as_of: date
    rows: tuple[AgeingRow, ...]
    totals: Ageing


def account_events(desk: Desk, customer: CustomerId) -> AccountEvents:
    """Return the three kinds of event of an account; raises NotFound."""
    with desk.read() as session:
        return _events(desk, session, customer)


def account_state(desk: Desk, customer: CustomerId, as_of: date | None = None) -> AccountState:
    """Return an account as it stands at the end of a day in the shop, today by default; raises NotFound."""
    with desk.read() as session:
        return _state(desk, session, customer, as_of or desk.today())


def account_standing(desk: Desk, customer: CustomerId, as_of: date | None = None) -> AccountStanding:
    """Return how an account stands without its workings, which a long one has thousands of; raises NotFound."""
    with desk.read() as session:
        return _standing(desk, session, customer, as_of or desk.today())


def account_and_events(
    desk: Desk, customer: CustomerId, as_of: date | None = None
) -> tuple[AccountState, AccountEvents]:
    """Return an account and its events from one snapshot, so that both tell the same story."""
    with desk.read() as session:
        return _state(desk, session, customer, as_of or desk.today()), _events(desk, session, customer)


def glance_at_account(desk: Desk, customer: CustomerId, newest: int | None = None) -> AccountGlance:
    """Return an account from one snapshot, with the workings of its newest events only; raises NotFound.

    The workings of a long account cost more than all the rest of it and are looked at last. Where only the ``newest``
    so many events are asked for, the others are but added up, and the workings are those of the events.
    """
    with desk.read() as session:
        standing = _standing(desk, session, customer, desk.today())
        events = _events(desk, session, customer, newest)
        kinds = (events.sales, events.payments, events.adjustments)
        told = [event.event for kind in kinds for event in kind[-(newest or _AT_ONCE) :]]
        known = None if len(told) == sum(map(len, kinds)) + events.earlier.events else frozenset(told)
        charges, links = account_history.read_workings(session, told)
        put_right = read_put_right(session, merges.holder_of(session, customer))
        return AccountGlance(standing, events, Workings(charges, links, put_right, known))


def account_at_length(desk: Desk, customer: CustomerId) -> AccountGlance:
    """Return an account from one snapshot with the workings of all its events; raises NotFound."""
    state, events = account_and_events(desk, customer)
    return AccountGlance(state, events, state.workings)


def account_workings(desk: Desk, customer: CustomerId) -> Workings:
    """Return how all charges of an account came to be settled; raises NotFound."""
    return account_state(desk, customer).workings


def ageing_report(desk: Desk, as_of: date | None = None) -> AgeingReport:
    """Return how old every debt is at the end of a day in the shop, today by default; raises Forbidden."""
    day = as_of or desk.today()
    end = _end(desk, day)
    with desk.read(Deed.VIEW_RECEIVABLES) as session:
        charges = account_history.charges_as_of(session, end)
        waiting = account_history.credits_as_of(session, end)
        names = accounts.read_names(
            session, {row.customer for row in charges} | {row.customer for row in waiting}
        )
    by_customer: dict[CustomerId, tuple[list[Charge], list[Credit]]] = {
        customer: ([], []) for customer in sorted(names)
    }
    for owned in charges:
        by_customer[owned.customer][0].append(owned.charge)
    for held in waiting:
        by_customer[held.customer][1].append(held.credit)
    rows = tuple(
        AgeingRow(customer, names[customer], age(open_, held_, day))
        for customer, (open_, held_) in by_customer.items()
    )
    return AgeingReport(day, rows, sum((row.ageing for row in rows), Ageing()))


def _events(desk: Desk, session: Session, customer: CustomerId, newest: int | None = None) -> AccountEvents:
    return read_events(desk, session, load(session, desk.book.vault, customer).id, newest)


def read_events(
    desk: Desk, session: Session, customer: CustomerId, newest: int | None = None
) -> AccountEvents:
    """Return the events of an account inside a snapshot, or only the newest so many."""

    def open_key(owner: CustomerId) -> DataKey | None:
        return customers.key_or_none(session, desk.book.vault, owner)

    since = None if newest is None else earlier_events.place_of_newest(session, customer, newest)
    return AccountEvents(
        account_history.read_sales(session, customer, open_key, since),
        account_history.read_payments(session, customer, open_key, since),
        account_history.read_adjustments(session, customer, open_key, since),
        Earlier() if since is None else earlier_events.read_earlier(session, customer, since),
    )


def _state(desk: Desk, session: Session, customer: CustomerId, day: date) -> AccountState:
    end = _end(desk, day)
    customer = merges.holder_of(session, customer)
    standing = _standing(desk, session, customer, day)
    charges = account_history.charges_as_of(session, end, customer, settled=True)
    return AccountState(
        **{part.name: getattr(standing, part.name) for part in fields(standing)},
        charges=tuple(row.charge for row in charges),
        links=account_history.read_links(session, customer, end),
        put_right=read_put_right(session, customer),
    )


def read_open(
    desk: Desk, session: Session, customer: CustomerId, day: date
) -> tuple[tuple[Charge, ...], tuple[Credit, ...]]:
    """Return what is open and what waits of an account at the end of a day, inside a snapshot."""
    end = _end(desk, day)
    charges = tuple(row.charge for row in account_history.charges_as_of(session, end, customer))
    return charges, tuple(row.credit for row in account_history.credits_as_of(session, end, customer))


def _standing(desk: Desk, session: Session, customer: CustomerId, day: date) -> AccountStanding:
    found = load(session, desk.book.vault, customer)
    customer = found.id
    charges, waiting = read_open(desk, session, customer, day)
    spending = read_spending(session, customer)
    ageing = age(charges, waiting, day)
    zone = desk.settings.time_zone
    days = [
        (local_day(settled_at, zone) - local_day(at, zone)).days
        for at, settled_at in account_history.read_times_to_settle(session, customer)
    ]
    return AccountStanding(
        balance=ageing.balance if day < desk.today() else found.debt_balance,
        ageing=ageing,
        open_charges=charges,
        waiting=waiting,
        credit_limit=found.record.credit_limit,
        on_hold=found.record.on_hold,
        lifetime_spend=spending.lifetime_spend,
        last_visit_at=spending.last_visit_at,
        usual_days_to_pay=median_high(days) if days else None,
    )


def _end(desk: Desk, day: date) -> datetime | None:
    """Return the instant up to which a report looks; None for today and later: everything counts."""
    return None if day >= desk.today() else end_of_day(day, desk.settings.time_zone)
