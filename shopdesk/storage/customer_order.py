"""The orders of the customer list: what each goes by, where it is read along, and where a page begins."""

import base64
import json
from typing import NamedTuple

from shopdesk.domain.customer import whole_characters
from shopdesk.domain.customer_list import CustomerQuery, Sort
from shopdesk.errors import InvalidValue
from shopdesk.storage.session import Condition

CUSTOMER, LOCATION = "customer.id", "location"
_BEYOND = 2**63
"""No integer of the file is as large as this."""


class Order(NamedTuple):
    """What a list goes by; ``has`` and ``has_not`` part those who have it from those who stand last.

    ``before`` is the table that the list walks along first, with ``met`` the customers of each of its rows; ``along``
    is the index of customers that it walks along, ``of_vip`` that of VIPs alone where there is one, ``without`` that
    of those who stand last.
    """

    column: str
    direction: str
    tie: str
    kind: type = int
    before: str = ""
    met: str = ""
    has: str = ""
    has_not: str = ""
    tie_column: str = CUSTOMER
    along: str = ""
    of_vip: str = ""
    without: str = ""

    def source(self, *, few: bool, walks: bool, of_vips: bool) -> str:
        """Return where to read from: along the index of the order, unless there are few, who are sorted."""
        along = (of_vips and self.of_vip) or self.along
        customer = f"customer INDEXED BY {along}" if walks and along else "customer"
        if not self.before:
            return customer
        # CROSS keeps the customers from being read and sorted first.
        return f"{self.before} {'JOIN' if few else 'CROSS JOIN'} {customer} ON {self.met}"

    def after(self, key: str | int, last: int, *, few: bool) -> list[Condition]:
        """Return what to ask for, one after the other, to get the rows after one.

        Those with the same key have a stretch of their own, for an index begins in the midst of them only so: half
        the book may owe nothing.
        """
        beyond, tied = "<" if self.direction == "DESC" else ">", "<" if self.tie == "DESC" else ">"
        if few:
            either = f"(+{self.column} {beyond} ? OR +{self.column} = ? AND {self.tie_column} {tied} ?)"
            return [(either, (key, key, last))]
        return [
            (f"{self.column} = ? AND {self.tie_column} {tied} ?", (key, last)),
            (f"{self.column} {beyond} ?", (key,)),
        ]


def _either_way(first: Sort, last: Sort, order: Order) -> dict[Sort, Order]:
    return {first: order, last: order._replace(direction="DESC", tie="DESC")}


_PHONE = "coalesce(mobile, landline)"
ORDERS: dict[Sort, Order] = {
    Sort.DEBT: Order("debt_balance", "DESC", "ASC", along="customer_by_debt"),
    Sort.LEAST_DEBT: Order("debt_balance", "ASC", "DESC", along="customer_by_debt"),
    **_either_way(Sort.OLDEST, Sort.NEWEST, Order("created_at", "ASC", "ASC", along="customer_by_creation")),
    **_either_way(Sort.NAME, Sort.NAME_DESC, Order("sort_name", "ASC", "ASC", str, along="customer_by_name")),
    **_either_way(
        Sort.LEAST_UPDATED, Sort.UPDATED, Order("updated_at", "ASC", "ASC", along="customer_by_update")
    ),
    **_either_way(
        Sort.PHONE,
        Sort.PHONE_DESC,
        Order(
            _PHONE,
            "ASC",
            "ASC",
            str,
            has=f"{_PHONE} IS NOT NULL",
            has_not=f"{_PHONE} IS NULL",
            along="customer_by_phone",
            without="customer_without_phone",
        ),
    ),
    **_either_way(
        Sort.EMAIL,
        Sort.EMAIL_DESC,
        Order(
            "email_folded",
            "ASC",
            "ASC",
            str,
            has="email_folded IS NOT NULL",
            has_not="email_folded IS NULL",
            along="customer_by_email",
            of_vip="customer_vip_by_email",
            without="customer_without_email",
        ),
    ),
    **_either_way(
        Sort.TAG,
        Sort.TAG_DESC,
        Order(
            "first.folded",
            "ASC",
            "ASC",
            str,
            "customer_tag AS first",
            "customer.id = first.customer_id",
            "first.position = 0",
            "NOT EXISTS (SELECT 1 FROM customer_tag WHERE customer_tag.customer_id = customer.id)",
            "first.customer_id",
        ),
    ),
    **_either_way(
        Sort.LOCATION,
        Sort.LOCATION_DESC,
        Order(
            "location.folded",
            "ASC",
            "ASC",
            str,
            LOCATION,
            "customer.location_id = location.id",
            has_not="location_id IS NULL",
            along="customer_of_location",
            without="customer_of_location",
        ),
    ),
}


def nobody_stands_last(query: CustomerQuery) -> bool:
    """Tell whether everybody whom a query lists has what it goes by: whoever has a tag has a first one."""
    asked = {
        Sort.TAG: query.tag,
        Sort.TAG_DESC: query.tag,
        Sort.LOCATION: query.location,
        Sort.LOCATION_DESC: query.location,
    }
    return not ORDERS[query.sort].has_not or asked.get(query.sort) is not None


def cursor_of(sort: Sort, key: str | int | None, last: int) -> str:
    """Return what names a row, so that the next page begins after it."""
    return base64.urlsafe_b64encode(json.dumps([sort.value, key, last]).encode()).decode().rstrip("=")


def read_cursor(query: CustomerQuery) -> tuple[str | int | None, int]:
    """Return the key and the id after which the page begins; the key is None among those without one.

    Raises InvalidValue for a bad one.
    """
    text, order = query.after or "", ORDERS[query.sort]
    try:
        sort, key, last = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, RecursionError) as error:
        raise InvalidValue(field="after", reason="not_a_cursor") from error
    has_key = type(key) is order.kind or (key is None and bool(order.has_not))
    if sort != query.sort.value or not has_key or type(last) is not int:
        raise InvalidValue(field="after", reason="not_a_cursor")
    if isinstance(key, str) and key != whole_characters(key):
        raise InvalidValue(field="after", reason="not_a_cursor")
    if not all(abs(number) < _BEYOND for number in (key, last) if isinstance(number, int)):
        raise InvalidValue(field="after", reason="not_a_cursor")
    return key, last
