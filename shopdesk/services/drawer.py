"""Opening the cash drawer without a sale: allowed at the till, and written down."""

from shopdesk.domain.staff import Deed
from shopdesk.domain.till_hardware import DrawerReason
from shopdesk.services.desk import Desk


def note_drawer(desk: Desk, why: DrawerReason) -> None:
    """Write in the journal that the drawer is opened without a sale, before it opens; raises Forbidden."""
    with desk.work(Deed.OPEN_DRAWER) as work:
        work.enter(Deed.OPEN_DRAWER, "drawer", {"why": why.value})
