"""The list of customers, page by page."""

import base64
import json
from datetime import date
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import fold, whole_characters
from shopdesk.domain.customer_list import CustomerPage, CustomerQuery, CustomerRow, Segment, Sort
from shopdesk.domain.segment import Rules, Yardstick
from shopdesk.errors import InvalidValue
from shopdesk.storage import search, sight
from shopdesk.storage.customers import read_tags
from shopdesk.storage.figures import count_tagged, remembered_total, this_month
from shopdesk.storage.moments import from_micros, from_micros_or_none
from shopdesk.storage.segments import FEW_MEMBERS, among, count_members, rules_of
from shopdesk.storage.session import Condition, Session, read_many


class _Order(NamedTuple):
    """What a list goes by; ``has`` and ``has_not`` part those who have it from those who stand last.

    ``along`` is the index that the list walks along, ``of_vip`` that of VIPs alone where there is one, ``without``
    that of those who stand last.
    """

    column: str
    direction: str
    tie: str
    kind: type = int
    source: str = "customer"
    has: str = ""
    has_not: str = ""
    tie_column: str = "customer.id"
    along: str = ""
    of_vip: str = ""
    without: str = ""


def _either_way(first: Sort, last: Sort, order: _Order) -> dict[Sort, _Order]:
    return {first: order, last: order._replace(direction="DESC", tie="DESC")}


_CUSTOMER = "customer.id"
_PHONE = "coalesce(mobile, landline)"
_ALONG = "CROSS JOIN"
_ORDERS: dict[Sort, _Order] = {
    Sort.DEBT: _Order("debt_balance", "DESC", "ASC", along="customer_by_debt"),
    Sort.LEAST_DEBT: _Order("debt_balance", "ASC", "DESC", along="customer_by_debt"),
    **_either_way(Sort.OLDEST, Sort.NEWEST, _Order("created_at", "ASC", "ASC", along="customer_by_creation")),
    **_either_way(
        Sort.NAME, Sort.NAME_DESC, _Order("sort_name", "ASC", "ASC", str, along="customer_by_name")
    ),
    **_either_way(
        Sort.LEAST_UPDATED, Sort.UPDATED, _Order("updated_at", "ASC", "ASC", along="customer_by_update")
    ),
    **_either_way(
        Sort.PHONE,
        Sort.PHONE_DESC,
        _Order(
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
        _Order(
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
        _Order(
            "first.folded",
            "ASC",
            "ASC",
            str,
            # The list walks along the tags: CROSS keeps the customers from being read and sorted first.
            f"customer_tag AS first {_ALONG} customer ON customer.id = first.customer_id",
            "first.position = 0",
            "NOT EXISTS (SELECT 1 FROM customer_tag WHERE customer_tag.customer_id = customer.id)",
            "first.customer_id",
        ),
    ),
}
_COLUMNS = (
    "customer.id, full_name, mobile, landline, email, is_vip, debt_balance, created_at, updated_at, archived_at, "
    # Along what is open: left to itself SQLite would go through all that was ever charged.
    "(SELECT min(at) FROM charge INDEXED BY charge_open WHERE charge.customer_id = customer.id AND outstanding > 0), "
    "(SELECT name FROM location WHERE location.id = location_id)"
)
_LONGEST_PAGE = 10_000
_FEW = 2_000
"""Customers that are sooner read and sorted than met on the way along a list."""
_TAGGED = "SELECT customer_id FROM customer_tag WHERE folded = ?"
_VIP, _VIP_TAG = "is_vip = 1", "vip"
_BEYOND = 2**63
"""No integer of the file is as large as this."""


def count_listed(session: Session, query: CustomerQuery, yardstick: Yardstick) -> int:
    """Return how many customers a query without a search lists and may be seen: remembered where that can be."""
    rules = rules_of(query.segment, yardstick)
    if rules is not None and query.location is None and not query.archived:
        if query.tag is None:
            return count_members(session, rules, yardstick)
        if not _is_of_vips(query):
            asked, members = _tagged_members(session, query.tag, rules, yardstick)
            return int(session.exec_driver_sql(f"SELECT count(*) FROM ({asked})", members).scalar_one())
    filters = conditions_of(session, query, yardstick, few=rules is not None)
    asked = " AND ".join(condition for condition, _ in filters)
    values = tuple(value for _, given in filters for value in given)
    total = None if rules is not None else remembered_total(session, query, yardstick.today)
    if total is not None:
        return total - sight.count_unseen(session, asked, values)
    counted = f"SELECT count(*) FROM {_among_vips(query)} WHERE {asked} AND {sight.seen(session)}"
    return int(session.exec_driver_sql(counted, values).scalar_one())


def read_page(session: Session, query: CustomerQuery, yardstick: Yardstick) -> CustomerPage:
    """Return one page by keyset and how many customers match in all; raises InvalidValue for a bad cursor."""
    if query.search.strip():
        return _found(session, query, [*conditions_of(session, query, yardstick), (sight.seen(session), ())])
    order = _ORDERS[query.sort]
    total = count_listed(session, query, yardstick)
    few = query.tag is not None and count_tagged(session, query.tag) < _FEW
    few = few or (total <= FEW_MEMBERS and rules_of(query.segment, yardstick) is not None)
    where, values = _asked(session, query, yardstick, order.tie_column, few=few)
    narrowed = any(each is not None for each in (query.tag, query.segment, query.location))
    few = few or (total <= FEW_MEMBERS and narrowed)
    walks = not few and not query.archived
    by, source = _way(query, order, few=few, walks=walks)
    limit = max(1, min(query.limit, _LONGEST_PAGE))
    key, last = (None, 0) if query.after is None else _read_cursor(query, order)
    rows: list[tuple[Any, ...]] = []
    if total and (key is not None or query.after is None):
        after, position = _beyond(order, key, last)
        rows = read_many(
            session,
            f"SELECT {_COLUMNS}, {order.column} FROM {source} WHERE {order.has or 1} AND {where} AND {after} "
            f"ORDER BY {by} {order.direction}, {order.tie_column} {order.tie} LIMIT {limit + 1}",
            values + position,
        )
        last = 0
    # Whoever has the tag asked for has a first one: the whole book would be walked for nobody.
    lacking = order.has_not and not (query.tag is not None and order.source != "customer")
    if lacking and len(rows) <= limit and (len(rows) < total or query.after is not None):
        their_index = f"INDEXED BY {order.without}" if walks and order.without else ""
        where, values = _asked(session, query, yardstick, few=few)
        rows += read_many(
            session,
            f"SELECT {_COLUMNS}, NULL FROM customer {their_index} WHERE {order.has_not} AND {where} "
            f"AND customer.id > ? ORDER BY customer.id LIMIT {limit + 1 - len(rows)}",
            (*values, last),
        )
    page = rows[:limit]
    tags = read_tags(session, [row[0] for row in page])
    following = _cursor(query.sort, page[-1][-1], page[-1][0]) if len(rows) > limit else None
    return CustomerPage(tuple(_row(row, tags) for row in page), total, following)


def _asked(
    session: Session, query: CustomerQuery, yardstick: Yardstick, customer: str = _CUSTOMER, *, few: bool
) -> Condition:
    """Return all that is asked of the rows of a page, in which ``customer`` is the first column to say who it is."""
    filters = conditions_of(session, query, yardstick, customer, few=few)
    if query.segment is Segment.BIRTHDAYS and customer != _CUSTOMER and not query.archived:
        # Whose birthday it is stands in an index; looked up one by one, the tagged ones take twenty times as long.
        born = "SELECT id FROM customer WHERE birthday IS NOT NULL AND archived_at IS NULL AND "
        begun, values = f"{born}substr(birthday, -5) BETWEEN ? AND ?", this_month(yardstick.today)
        filters.append((f"{customer} IN ({begun})", values))
    asked = " AND ".join(condition for condition, _ in filters)
    return f"{asked} AND {sight.seen(session)}", tuple(value for _, given in filters for value in given)


def _way(query: CustomerQuery, order: _Order, *, few: bool, walks: bool) -> tuple[str, str]:
    """Return by what to sort and from where to read: along the index of the order, or from the few to be sorted."""
    if few and order.source == "customer":
        return f"+{order.column}", _among_vips(query)
    if few:
        return f"+{order.column}", order.source.replace(_ALONG, "JOIN")
    if not walks or not order.along:
        return order.column, order.source
    of_vip = order.of_vip if _is_of_vips(query) else ""
    return order.column, f"customer INDEXED BY {of_vip or order.along}"


def _is_of_vips(query: CustomerQuery) -> bool:
    return query.segment is Segment.VIP or (query.tag is not None and fold(query.tag) == _VIP_TAG)


def _among_vips(query: CustomerQuery) -> str:
    """Return where to read a part of the book from: all that marks a VIP stands in their own index.

    Left to itself SQLite would rather read everybody whose birthday it is.
    """
    is_theirs = _is_of_vips(query) and query.location is None and not query.archived
    return "customer INDEXED BY customer_vip" if is_theirs else "customer"


def _found(session: Session, query: CustomerQuery, filters: list[Condition]) -> CustomerPage:
    """Return the customers that a search finds, best first."""
    hits = search.find(session, query.search, filters, max(1, min(query.limit, _LONGEST_PAGE)))
    rows = read_many(
        session,
        f"SELECT {_COLUMNS} FROM customer WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([hit.customer for hit in hits]),),
    )
    tags = read_tags(session, [row[0] for row in rows])
    by_id = {row[0]: _row(row, tags) for row in rows}
    misspelt = frozenset(hit.customer for hit in hits if not hit.exact)
    return CustomerPage(tuple(by_id[hit.customer] for hit in hits), len(hits), None, misspelt)


def conditions_of(
    session: Session,
    query: CustomerQuery,
    yardstick: Yardstick,
    customer: str = _CUSTOMER,
    *,
    few: bool = False,
) -> list[Condition]:
    """Return what a query's filters ask of a customer; its search is asked apart.

    Where ``few`` have the tag the list begins with them, else everybody in the list is asked for it. ``customer`` is
    where the id stands.
    """
    rules = rules_of(query.segment, yardstick)
    # Whoever was merged is archived, so that the list of the others need not ask: no index holds it.
    conditions: list[Condition] = [
        ("archived_at IS NOT NULL AND merged_into IS NULL" if query.archived else "archived_at IS NULL", ())
    ]
    member = None if rules is None else among(session, rules, yardstick, customer)
    if query.tag is not None and fold(query.tag) == _VIP_TAG:
        conditions.append((_VIP, ()))
    elif query.tag is not None and few and rules is not None:
        tagged, members = _tagged_members(session, query.tag, rules, yardstick)
        member = f"{customer} IN ({tagged})", members
    elif query.tag is not None:
        asked = "EXISTS (SELECT 1 FROM customer_tag WHERE customer_id = customer.id AND folded = ?)"
        begun = f"customer.id IN ({_TAGGED})"
        conditions.append((begun if few else asked, (fold(query.tag),)))
    if query.location is not None:
        conditions.append(("customer.location_id = ?", (query.location,)))
    if member is not None:
        conditions.append(member)
    elif isinstance(query.segment, Segment):
        conditions.append(_marked(query.segment, yardstick.today))
    return conditions


def _tagged_members(session: Session, tag: str, rules: Rules, yardstick: Yardstick) -> Condition:
    """Return the query for who has a tag and belongs to a segment: no customer is read for it."""
    belongs, members = among(session, rules, yardstick, "customer_id")
    return f"{_TAGGED} AND {belongs}", (fold(tag), *members)


def _marked(segment: Segment, today: date) -> Condition:
    # Every index that orders the list holds the side, so that whoever is left out is not even read; the balance
    # itself finds its stretch where the list goes by balance.
    return {
        Segment.VIP: (_VIP, ()),
        Segment.DEBTORS: ("debt_balance > 0 AND side = 1", ()),
        Segment.IN_CREDIT: ("debt_balance < 0 AND side = -1", ()),
        # Whoever is overdue owes something: no credit waits while an undisputed charge is open.
        Segment.OVERDUE: ("debt_balance > 0 AND side = 1 AND next_due_on < ?", (str(today),)),
        Segment.BIRTHDAYS: ("substr(birthday, -5, 2) = ?", (f"{today:%m}",)),
    }[segment]


def _beyond(order: _Order, key: str | int | None, last: int) -> tuple[str, tuple[Any, ...]]:
    """Return what asks for the rows after one in an order."""
    if key is None:
        return "1", ()
    column, tie = order.column, order.tie_column
    beyond, tied = "<" if order.direction == "DESC" else ">", "<" if order.tie == "DESC" else ">"
    return f"{column} {beyond}= ? AND ({column} {beyond} ? OR {tie} {tied} ?)", (key, key, last)


def _cursor(sort: Sort, key: str | int | None, last: int) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort.value, key, last]).encode()).decode().rstrip("=")


def _read_cursor(query: CustomerQuery, order: _Order) -> tuple[str | int | None, int]:
    """Return the key and the id after which the page begins; the key is None among those without one."""
    text = query.after or ""
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


def _row(row: Any, tags: dict[CustomerId, tuple[str, ...]]) -> CustomerRow:
    customer = CustomerId(row[0])
    return CustomerRow(
        id=customer,
        full_name=row[1],
        mobile=row[2],
        landline=row[3],
        email=row[4],
        tags=tags.get(customer, ()),
        is_vip=bool(row[5]),
        debt_balance=row[6],
        oldest_open_at=from_micros_or_none(row[10]),
        created_at=from_micros(row[7]),
        updated_at=from_micros(row[8]),
        archived_at=from_micros_or_none(row[9]),
        location=row[11],
    )
