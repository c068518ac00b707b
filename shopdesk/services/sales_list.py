"""Listing sales: those of one customer for whoever serves them, those of the whole shop for the owner."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from shopdesk.domain.account import CustomerId
from shopdesk.domain.days import end_of_day, start_of_day
from shopdesk.domain.sales_list import ListedSale, SalesQuery
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount, InvalidDate, NotFound
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk
from shopdesk.storage import sales_list, staff
from shopdesk.storage.session import Session
from shopdesk.storage.spending import read_spending


@dataclass(frozen=True, slots=True)
class CustomerSales:
    """The newest sales of a customer, newest first, and the figures of all of them (minor units).

    ``lifetime_spend`` counts only what tenders and payments cover in full.
    """

    sales: tuple[ListedSale, ...]
    count: int
    invoiced: int
    lifetime_spend: int


def list_sales(desk: Desk, query: SalesQuery) -> tuple[ListedSale, ...]:
    """Return the sales that are asked for, newest first; raises Forbidden, InvalidDate, NotFound."""
    deed = Deed.SEE_ALL_SALES if query.customer is None else Deed.VIEW
    with desk.read(deed) as session:
        return sales_list.read_sales(session, filter_of(session, query, desk.settings.time_zone))


def filter_of(session: Session, query: SalesQuery, zone: ZoneInfo) -> sales_list.SalesFilter:
    """Return a query as the file understands it; raises InvalidDate, InvalidAmount, NotFound."""
    if query.from_on is not None and query.to_on is not None and query.from_on > query.to_on:
        raise InvalidDate(field="from", reason="after_end")
    if query.least is not None and query.most is not None and query.least > query.most:
        raise InvalidAmount(field="least", reason="above_most")
    return sales_list.SalesFilter(
        query.customer,
        None if query.from_on is None else start_of_day(query.from_on, zone),
        None if query.to_on is None else end_of_day(query.to_on, zone),
        None if query.staff is None else _staff_name(session, query.staff),
        query.marked,
        query.least,
        query.most,
    )


def customer_sales(desk: Desk, customer: CustomerId, limit: int) -> CustomerSales:
    """Return the newest sales of a customer, with the figures of all of them; raises NotFound."""
    with desk.read() as session:
        holder = load(session, desk.book.vault, customer).id
        count, invoiced = sales_list.count_sales(session, customer)
        return CustomerSales(
            sales_list.read_sales(session, sales_list.SalesFilter(customer), limit),
            count,
            invoiced,
            read_spending(session, holder).lifetime_spend,
        )


def _staff_name(session: Session, name: str) -> str:
    wanted = name.strip().casefold()
    found = next((one.name for one in staff.read_staff(session) if one.name.casefold() == wanted), None)
    if found is None:
        raise NotFound(kind="staff", reference=name)
    return found
