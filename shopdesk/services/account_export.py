"""Taking the sales and the timeline of one customer out of the book."""

from collections.abc import Sequence

from shopdesk.documents.account_csv import account_csv
from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.staff import Deed
from shopdesk.services.customers import load
from shopdesk.services.desk import Desk


def export_account(
    desk: Desk, customer: CustomerId, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> bytes:
    """Write in the journal that an account leaves the book, and return it as CSV; raises Forbidden, NotFound."""
    with desk.work(Deed.EXPORT) as work:
        load(work.session, work.vault, customer)
        work.enter(Deed.EXPORT, customer_number(customer), {"rows": len(rows)})
    return account_csv(columns, rows)
