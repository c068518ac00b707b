"""Reading all sales page by page, by keyset; those worth a second look can come first."""

import json
from collections.abc import Iterable

from shopdesk.domain.account import EventId
from shopdesk.domain.sales_history import SOON, Doubt, HistoryPage, HistoryPlace, HistorySale
from shopdesk.domain.sales_list import ListedSale
from shopdesk.storage.accounts import read_names
from shopdesk.storage.moments import to_micros
from shopdesk.storage.sales_list import Condition, SalesFilter, both, conditions_of, read_sales
from shopdesk.storage.session import Session, read_many

_TOP = HistoryPlace(2**62, 0, doubtful=False)
_SOON = SOON // SOON.resolution
_UNCOUNTED = "(sale.cash > 0 AND sale.on_account = 0 AND sale.cash_given IS NULL)"
_OWED_THEN = (
    "EXISTS (SELECT 1 FROM charge JOIN customer ON customer.id = json_extract(journal.content, '$.customer') "
    "WHERE charge.customer_id = coalesce(customer.merged_into, customer.id) "
    "AND charge.at <= journal.at AND coalesce(charge.settled_at, journal.at + 1) > journal.at)"
)
_JUST_AFTER = (
    "sale.customer_id IS NULL AND sale.staff_id = journal.staff_id "
    f"AND journal.deed = 'park' AND {_OWED_THEN}"
)
_DOUBTS = {
    Doubt.UNCOUNTED: _UNCOUNTED,
    Doubt.CORRECTED: "EXISTS (SELECT 1 FROM sale_correction WHERE sale_id = sale.id)",
    Doubt.AFTER_PARKING: (
        f"(sale.customer_id IS NULL AND EXISTS (SELECT 1 FROM journal WHERE {_JUST_AFTER} "
        f"AND journal.at BETWEEN sale.at - {_SOON} AND sale.at))"
    ),
}
_SOURCES = {
    Doubt.UNCOUNTED: f"sale INDEXED BY sale_uncounted JOIN staff ON staff.id = sale.staff_id WHERE {_UNCOUNTED}",
    Doubt.CORRECTED: (
        "(SELECT DISTINCT sale_id FROM sale_correction) CROSS JOIN sale ON sale.id = sale_id "
        "JOIN staff ON staff.id = sale.staff_id WHERE 1"
    ),
    Doubt.AFTER_PARKING: (
        f"journal INDEXED BY journal_parked CROSS JOIN sale ON sale.at BETWEEN journal.at AND journal.at + {_SOON} "
        f"JOIN staff ON staff.id = sale.staff_id WHERE {_JUST_AFTER}"
    ),
}
"""Where sales of each kind are found without walking along all of them."""


def read_history(
    session: Session, wanted: SalesFilter, after: HistoryPlace | None, limit: int, *, doubtful_first: bool
) -> HistoryPage:
    """Return a page of sales, the newest first, or all doubtful ones before the others."""
    found: list[ListedSale] = []
    place = after
    if doubtful_first and (place is None or place.doubtful):
        found = _doubtful(session, wanted, place, limit + 1)
        place = None
    doubtful = len(found)
    if doubtful <= limit:
        further = _behind(place)
        if doubtful_first:
            further = both(further, (f"NOT ({' OR '.join(_DOUBTS.values())})", ()))
        found += read_sales(session, wanted, limit + 1 - doubtful, further)
    page = found[:limit]
    following = None
    if doubtful == limit < len(found):
        following = _TOP  # of the others, which come next
    elif len(found) > limit:
        last = page[-1]
        following = HistoryPlace(to_micros(last.at), last.event, doubtful > limit)
    return HistoryPage(_with_doubts(session, page), following)


def read_one(session: Session, event: EventId) -> HistorySale:
    """Return a sale that is there."""
    return _with_doubts(session, list(read_sales(session, SalesFilter(), 1, _among((event,)))))[0]


def _doubtful(
    session: Session, wanted: SalesFilter, place: HistoryPlace | None, limit: int
) -> list[ListedSale]:
    where, values = both(conditions_of(session, wanted), _behind(place))
    ids: set[int] = set()
    for source in _SOURCES.values():
        rows = read_many(
            session,
            f"SELECT DISTINCT sale.at, sale.id FROM {source} AND {where} ORDER BY 1 DESC, 2 DESC LIMIT {limit}",
            values,
        )
        ids.update(row[1] for row in rows)
    return list(read_sales(session, SalesFilter(), limit, _among(ids)))


def _with_doubts(session: Session, sales: list[ListedSale]) -> tuple[HistorySale, ...]:
    which, values = _among(sale.event for sale in sales)
    columns = ", ".join(_DOUBTS.values())
    rows = read_many(session, f"SELECT id, {columns} FROM sale WHERE {which}", values)
    doubts = {
        row[0]: frozenset(doubt for doubt, is_so in zip(_DOUBTS, row[1:], strict=True) if is_so)
        for row in rows
    }
    names = read_names(session, {sale.customer for sale in sales if sale.customer is not None})
    return tuple(
        HistorySale(sale, "" if sale.customer is None else names[sale.customer], doubts[sale.event])
        for sale in sales
    )


def _behind(place: HistoryPlace | None) -> Condition:
    return ("1", ()) if place is None else ("(sale.at, sale.id) < (?, ?)", (place.at, place.event))


def _among(events: Iterable[int]) -> Condition:
    return "sale.id IN (SELECT value FROM json_each(?))", (json.dumps(list(events)),)
