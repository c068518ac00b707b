"""The sales and the timeline of one customer as the rows of one table, to be saved as a file."""

from collections.abc import Sequence
from decimal import Decimal

from shopdesk.domain.sales_list import ListedSale
from shopdesk.viewmodels.sale_state import state_words
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.timeline import Timeline, TimelineEntry
from shopdesk.wording import tr

COLUMNS = (
    "Date",
    "Time",
    "Reference",
    "What happened",
    "Details",
    "Items",
    "Total",
    "Paid",
    "Open",
    "State",
    "Charged",
    "Credited",
    "Balance",
    "Staff",
)


def account_rows(
    sales: Sequence[ListedSale], timeline: Timeline, text: ShopText
) -> tuple[tuple[str, ...], ...]:
    """Return every sale and every event, oldest first; sales paid at the till leave the balance as it was.

    Amounts are plain decimals with a point, days are ISO dates, in the shop's zone.
    """
    listed = {sale.event: sale for sale in sales}
    on_account = {entry.event for entry in timeline.entries}
    at_the_till = [sale for sale in sales if sale.event not in on_account]
    moves: list[ListedSale | TimelineEntry] = [*timeline.entries, *at_the_till]
    moves.sort(key=lambda move: (move.at, move.event))
    rows: list[tuple[str, ...]] = []
    balance = 0
    for move in moves:
        if isinstance(move, TimelineEntry):
            balance = move.balance
            moved = (_amount(move.charge, text), _amount(move.payment, text), _amount(balance, text))
            said, sale = (move.ref, move.text, move.remark), listed.get(move.event)
        else:
            moved = ("", "", _amount(balance, text))
            said, sale = (move.reference, tr("Sale {reference}", reference=move.reference), ""), move
        day, time = text.local_day(move.at).isoformat(), f"{move.at.astimezone(text.zone):%H:%M}"
        rows.append((day, time, *said, *_sold(sale, text), *moved, move.staff))
    return tuple(rows)


def _sold(sale: ListedSale | None, text: ShopText) -> tuple[str, ...]:
    if sale is None:
        return ("",) * 5
    amounts = (_amount(minor, text) for minor in (sale.total, sale.paid, sale.outstanding))
    return (str(sale.items) if sale.items else "", *amounts, state_words(sale.state))


def _amount(minor: int | None, text: ShopText) -> str:
    if minor is None:
        return ""
    return f"{Decimal(minor).scaleb(-text.currency.decimals):f}"
