"""The list of customers, page by page."""

import json
from datetime import date
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerPage, CustomerQuery, CustomerRow, Segment
from shopdesk.domain.folding import fold
from shopdesk.domain.segment import Rules, Yardstick
from shopdesk.storage import search, sight
from shopdesk.storage.customer_order import (
    CUSTOMER,
    LOCATION,
    ORDERS,
    Order,
    cursor_of,
    nobody_stands_last,
    read_cursor,
)
from shopdesk.storage.customers import read_tags
from shopdesk.storage.figures import count_tagged, remembered_total, this_month
from shopdesk.storage.members import FEW_MEMBERS
from shopdesk.storage.moments import from_micros
from shopdesk.storage.segments import among, count_members, rules_of
from shopdesk.storage.session import Condition, Session, read_many, read_number

_COLUMNS = (
    "customer.id, full_name, mobile, landline, email, is_vip, debt_balance, created_at, updated_at, archived_at, "
    # Along what is open: left to itself SQLite would go through all that was ever charged.
    "CASE WHEN side = 1 THEN (SELECT min(at) FROM charge INDEXED BY charge_open "
    "WHERE charge.customer_id = customer.id AND outstanding > 0) END, "
    "(SELECT name FROM location WHERE location.id = location_id)"
)
_LONGEST_PAGE = 10_000
_FEW = 2_000
"""Customers that are sooner read and sorted than met on the way along a list."""
_TAGGED = "SELECT customer_id FROM customer_tag WHERE folded = ?"
_VIP, _VIP_TAG = "is_vip = 1", "vip"


def count_listed(session: Session, query: CustomerQuery, yardstick: Yardstick) -> int:
    """Return how many customers a query without a search lists and may be seen: remembered where that can be."""
    rules = rules_of(query.segment, yardstick)
    if rules is not None and query.location is None and not query.archived:
        if query.tag is None:
            return count_members(session, rules, yardstick)
        if not _is_of_vips(query):
            asked, members = _tagged_members(session, query.tag, rules, yardstick)
            return read_number(session, f"SELECT count(*) FROM ({asked})", members)
    filters = conditions_of(session, query, yardstick, few=rules is not None)
    asked = " AND ".join(condition for condition, _ in filters)
    values = tuple(value for _, given in filters for value in given)
    total = None if rules is not None else remembered_total(session, query, yardstick.today)
    if total is not None and query.segment is Segment.BIRTHDAYS:
        return total  # of those who may be seen
    if total is not None:
        return total - sight.count_unseen(session, asked, values)
    counted = f"SELECT count(*) FROM {_among_vips(query)} WHERE {asked} AND {sight.seen(session)}"
    return read_number(session, counted, values)


def read_page(session: Session, query: CustomerQuery, yardstick: Yardstick) -> CustomerPage:
    """Return one page by keyset and how many customers match in all; raises InvalidValue for a bad cursor."""
    if query.search.strip():
        return _found(session, query, [*conditions_of(session, query, yardstick), (sight.seen(session), ())])
    order = ORDERS[query.sort]
    total = count_listed(session, query, yardstick)
    few = query.tag is not None and count_tagged(session, query.tag) < _FEW
    few = few or (total <= FEW_MEMBERS and rules_of(query.segment, yardstick) is not None)
    where, values = _asked(session, query, yardstick, order, few=few)
    narrowed = any(each is not None for each in (query.tag, query.segment, query.location))
    few = few or (total <= FEW_MEMBERS and narrowed)
    walks = not few and not query.archived
    limit = max(1, min(query.limit, _LONGEST_PAGE))
    key, last = (None, 0) if query.after is None else read_cursor(query)
    stretches: list[Condition] = [] if query.after or not total else [("1", ())]
    if key is not None:
        stretches = order.after(key, last, few=few)
        last = 0
    rows: list[tuple[Any, ...]] = []
    source = _source(query, order, few=few, walks=walks)
    for stretch, begun in stretches:
        rows += read_many(
            session,
            f"SELECT {_COLUMNS}, {order.column} FROM {source} WHERE {order.has or 1} AND {where} AND {stretch} "
            f"ORDER BY {'+' if few else ''}{order.column} {order.direction}, {order.tie_column} {order.tie} LIMIT ?",
            (*values, *begun, limit + 1 - len(rows)),
        )
    if (
        not nobody_stands_last(query)
        and len(rows) <= limit
        and (len(rows) < total or query.after is not None)
    ):
        their_index = f"INDEXED BY {order.without}" if walks and order.without else ""
        where, values = _asked(session, query, yardstick, few=few)
        rows += read_many(
            session,
            f"SELECT {_COLUMNS}, NULL FROM customer {their_index} WHERE {order.has_not} AND {where} "
            f"AND customer.id > ? ORDER BY customer.id LIMIT ?",
            (*values, last, limit + 1 - len(rows)),
        )
    page = rows[:limit]
    tags = read_tags(session, [row[0] for row in page])
    following = cursor_of(query.sort, page[-1][-1], page[-1][0]) if len(rows) > limit else None
    return CustomerPage(tuple(_row(row, tags) for row in page), total, following)


def _asked(
    session: Session, query: CustomerQuery, yardstick: Yardstick, order: Order | None = None, *, few: bool
) -> Condition:
    """Return all that is asked of the rows of a page, or of those who stand last in it (None)."""
    customer = CUSTOMER if order is None else order.tie_column
    filters = conditions_of(session, query, yardstick, customer, few=few)
    if query.segment is Segment.BIRTHDAYS and customer != CUSTOMER and not query.archived:
        # Whose birthday it is stands in an index; looked up one by one, the tagged ones take twenty times as long.
        born = "SELECT id FROM customer WHERE birthday IS NOT NULL AND archived_at IS NULL AND "
        begun, values = f"{born}substr(birthday, -5) BETWEEN ? AND ?", this_month(yardstick.today)
        filters.append((f"{customer} IN ({begun})", values))
    if order is not None and order.before == LOCATION:
        filters.append((sight.seen_location(session), ()))
    asked = " AND ".join(condition for condition, _ in filters)
    return f"{asked} AND {sight.seen(session)}", tuple(value for _, given in filters for value in given)


def _source(query: CustomerQuery, order: Order, *, few: bool, walks: bool) -> str:
    """Return where to read a page from."""
    if few and not order.before:
        return _among_vips(query)
    return order.source(few=few, walks=walks, of_vips=_is_of_vips(query))


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
    customer: str = CUSTOMER,
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


def _row(row: Any, tags: dict[CustomerId, tuple[str, ...]]) -> CustomerRow:
    # By place: two hundred are made for each page.
    number, name, mobile, landline, email, vip, balance, created, updated, archived, opened, location = row[
        :12
    ]
    return CustomerRow(
        number,
        name,
        mobile,
        landline,
        email,
        tags.get(number, ()),
        vip == 1,
        balance,
        None if opened is None else from_micros(opened),
        from_micros(created),
        from_micros(updated),
        None if archived is None else from_micros(archived),
        location,
    )
