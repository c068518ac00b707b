"""Looking at accounts: what is owed, how old it is, and what it comes from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from statistics import median_high
from typing import Any, NamedTuple

from shopdesk.domain.account import Charge, Credit, CustomerId, EventId, customer_number
from shopdesk.domain.adjustment import Adjustment
from shopdesk.domain.ageing import Ageing, age, bucket_of
from shopdesk.domain.customer import Customer
from shopdesk.domain.days import end_of_day, local_day
from shopdesk.domain.payment import Payment
from shopdesk.domain.sale import Sale
from shopdesk.domain.sales_list import PutRight
from shopdesk.domain.staff import Deed
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk
from shopdesk.storage import account_history, accounts, customers, merges, receivables
from shopdesk.storage.account_history import WHOLE, Link, Stretch
from shopdesk.storage.sale_standing import read_put_right
from shopdesk.storage.session import Session
from shopdesk.storage.spending import read_spending
from shopdesk.storage.vault import DataKey


@dataclass(frozen=True, slots=True)
class AccountEvents:
    """The events of an account, each kind fetched apart, oldest first; sales with something on account.

    ``opening`` is the balance before the first of them (minor units), where the older ones were not fetched.
    """

    sales: tuple[Sale, ...]
    payments: tuple[Payment, ...]
    adjustments: tuple[Adjustment, ...]
    opening: int = 0

    @property
    def kinds(self) -> tuple[Sequence[Sale | Payment | Adjustment], ...]:
        """Return the three kinds."""
        return self.sales, self.payments, self.adjustments

    @property
    def moved(self) -> int:
        """Return by how much they moved the balance, in minor units."""
        charged = sum(sale.on_account for sale in self.sales) + sum(made.amount for made in self.adjustments)
        return charged - sum(paid.amount for paid in self.payments)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFigures:
    """How an account stands, in sums; money in minor units, ``credit_limit`` None for no limit."""

    balance: int
    ageing: Ageing
    oldest_open_at: datetime | None
    credit_limit: int | None
    on_hold: bool
    lifetime_spend: int
    last_visit_at: datetime | None
    usual_days_to_pay: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStanding(AccountFigures):
    """How an account stands: ``open_charges`` have something outstanding, ``waiting`` are credits nobody used yet."""

    open_charges: tuple[Charge, ...]
    waiting: tuple[Credit, ...]


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


def _events(desk: Desk, session: Session, customer: CustomerId) -> AccountEvents:
    return read_events(desk, session, load(session, desk.book.vault, customer).id)


def read_events(
    desk: Desk, session: Session, customer: CustomerId, stretch: Stretch = WHOLE
) -> AccountEvents:
    """Return the events of an account inside a snapshot, or only a stretch of them."""

    def open_key(owner: CustomerId) -> DataKey | None:
        return customers.key_or_none(session, desk.book.vault, owner)

    return AccountEvents(
        account_history.read_sales(session, customer, open_key, stretch),
        account_history.read_payments(session, customer, open_key, stretch),
        account_history.read_adjustments(session, customer, open_key, stretch),
    )


def _state(desk: Desk, session: Session, customer: CustomerId, day: date) -> AccountState:
    end = _end(desk, day)
    customer = merges.holder_of(session, customer)
    standing = _standing(desk, session, customer, day)
    charges = account_history.charges_as_of(session, end, customer, settled=True)
    return AccountState(
        **_parts(standing),
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


def read_figures(desk: Desk, session: Session, customer: CustomerId) -> AccountFigures:
    """Return how an account stands now, inside a snapshot, out of what is remembered alone."""
    found = load(session, desk.book.vault, customer)
    ageing = ages_now(session, desk.today(), found.id).get(found.id, Ageing())
    return _figures(desk, session, found, ageing, accounts.oldest_open(session, found.id, or_disputed=True))


def ages_now(session: Session, day: date, customer: CustomerId | None = None) -> dict[CustomerId, Ageing]:
    """Return how old the debts are of everybody with something open or waiting, or of one customer."""
    sums: dict[CustomerId, Counter[str]] = {}
    for due in receivables.open_by_due_day(session, customer):
        name = "disputed" if due.disputed else bucket_of(due.due_on, day)
        sums.setdefault(due.customer, Counter())[name] += due.outstanding
    for holder, unallocated in receivables.waiting_now(session, customer).items():
        sums.setdefault(holder, Counter())["unallocated"] = unallocated
    return {holder: Ageing(**found) for holder, found in sums.items()}


def _standing(desk: Desk, session: Session, customer: CustomerId, day: date) -> AccountStanding:
    found = load(session, desk.book.vault, customer)
    charges, waiting = read_open(desk, session, found.id, day)
    ageing = age(charges, waiting, day)
    figures = _figures(desk, session, found, ageing, min((charge.at for charge in charges), default=None))
    if day < desk.today():
        figures = replace(figures, balance=ageing.balance)
    return AccountStanding(**_parts(figures), open_charges=charges, waiting=waiting)


def _figures(
    desk: Desk, session: Session, found: Customer, ageing: Ageing, oldest_open_at: datetime | None
) -> AccountFigures:
    spending = read_spending(session, found.id)
    zone = desk.settings.time_zone
    days = [
        (local_day(settled_at, zone) - local_day(at, zone)).days
        for at, settled_at in account_history.read_times_to_settle(session, found.id)
    ]
    return AccountFigures(
        balance=found.debt_balance,
        ageing=ageing,
        oldest_open_at=oldest_open_at,
        credit_limit=found.record.credit_limit,
        on_hold=found.record.on_hold,
        lifetime_spend=spending.lifetime_spend,
        last_visit_at=spending.last_visit_at,
        usual_days_to_pay=median_high(days) if days else None,
    )


def _parts(account: AccountFigures) -> dict[str, Any]:
    return {part.name: getattr(account, part.name) for part in fields(account)}


def _end(desk: Desk, day: date) -> datetime | None:
    """Return the instant up to which a report looks; None for today and later: everything counts."""
    return None if day >= desk.today() else end_of_day(day, desk.settings.time_zone)
