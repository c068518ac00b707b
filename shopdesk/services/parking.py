"""Setting a sale aside and taking it up again, here or in another window."""

from shopdesk.domain.parked_sale import ParkedContent, ParkedId, ParkedSale
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.desk import Desk
from shopdesk.storage import parked_sales, sight


def park_sale(desk: Desk, content: ParkedContent) -> ParkedId:
    """Set a sale aside; raises InvalidValue when there is nothing in it, NotFound."""
    if not content.lines:
        raise InvalidValue(field="lines", reason="empty")
    with desk.work(Deed.PARK) as work:
        if content.customer is not None:
            sight.require_seen(work.session, content.customer)
        parked = parked_sales.insert_parked(work.session, work.vault, content, work.staff.id, work.now)
        work.enter(Deed.PARK, f"parked {parked}", {"lines": len(content.lines), "customer": content.customer})
        work.parked = True
    return parked


def resume_sale(desk: Desk, parked: ParkedId) -> ParkedContent:
    """Take a parked sale up, so that nobody else does; raises NotFound when it was taken up before."""
    with desk.work(Deed.PARK) as work:
        found = next(
            (sale for sale in parked_sales.read_parked(work.session, work.vault) if sale.id == parked), None
        )
        if found is None:
            raise NotFound(kind="parked_sale")
        parked_sales.delete_parked(work.session, parked)
        work.enter(Deed.PARK, f"parked {parked}", {"resumed": True})
        work.parked = True
    return found.content


def list_parked(desk: Desk) -> tuple[ParkedSale, ...]:
    """Return the sales set aside, the newest first."""
    with desk.read(Deed.PARK) as session:
        return parked_sales.read_parked(session, desk.book.vault)


def count_parked(desk: Desk) -> int:
    """Return how many sales are set aside."""
    with desk.read(Deed.PARK) as session:
        return parked_sales.count_parked(session)
