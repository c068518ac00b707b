"""The debtors from A to Z, gathered for the sheet of paper that lies beside the till."""

from collections.abc import Iterator

from shopdesk.domain.customer_list import CustomerQuery, CustomerRow, Segment, Sort
from shopdesk.domain.receivables import SheetLine
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.receivables import draw_debtors_sheet
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.statement import letterhead

_PAGE = 1000


def debtors_sheet(desk: Desk) -> bytes:
    """Return the PDF of everybody who owes something now, by name; blocks; raises Forbidden."""
    text = shop_text(desk)
    debtors = list(_debtors(desk))
    total = text.money(sum(row.debt_balance for row in debtors))
    lines = [_line(row, text) for row in debtors]
    return draw_debtors_sheet(desk, letterhead(desk.settings), lines, total).pdf


def _debtors(desk: Desk) -> Iterator[CustomerRow]:
    after: str | None = None
    while True:
        query = CustomerQuery(Sort.NAME, segment=Segment.DEBTORS, limit=_PAGE, after=after)
        page = list_customers(desk, query)
        yield from page.rows
        after = page.next
        if after is None:
            return


def _line(row: CustomerRow, text: ShopText) -> SheetLine:
    since = "" if row.oldest_open_at is None else text.near_day(text.local_day(row.oldest_open_at))
    return SheetLine(row.full_name, row.number, text.phone(row.phone), text.money(row.debt_balance), since)
