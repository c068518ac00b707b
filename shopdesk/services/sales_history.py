"""Looking through all sales, page by page; the owner's."""

from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.sales_history import HistoryPage, HistoryPlace, HistorySale
from shopdesk.domain.sales_list import SalesQuery
from shopdesk.domain.staff import Deed
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk
from shopdesk.services.sales_list import filter_of
from shopdesk.storage import sales_history

PAGE = 200


def look_through_sales(
    desk: Desk,
    query: SalesQuery,
    after: HistoryPlace | None = None,
    *,
    doubtful_first: bool = False,
    limit: int = PAGE,
) -> HistoryPage:
    """Return a page of the sales that are asked for, the newest first, on request the doubtful ones before all others.

    Raises Forbidden, InvalidDate, InvalidAmount, NotFound.
    """
    with desk.read(Deed.SEE_ALL_SALES) as session:
        wanted = filter_of(session, query, desk.settings.time_zone)
        return sales_history.read_history(session, wanted, after, limit, doubtful_first=doubtful_first)


def look_at_sale(desk: Desk, ref: str) -> tuple[HistorySale, SaleStanding]:
    """Return a sale with its lines and what became of it; raises NotFound, Forbidden."""
    with desk.read(Deed.SEE_ALL_SALES) as session:
        standing = load_sale(session, ref)
        return sales_history.read_one(session, standing.event), standing
