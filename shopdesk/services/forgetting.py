"""Forgetting somebody who asked for something and never was a customer: their words and contact are destroyed."""

from shopdesk.domain.enquiry import EnquiryId
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue
from shopdesk.services.backups import rotate_anchor
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import enter_enquiry, find_enquiry
from shopdesk.storage import enquiries


def forget_enquiry(desk: Desk, enquiry: EnquiryId) -> None:
    """Destroy what a request of nobody says, with the follow-up it became; that there was one stays known.

    Raises NotFound, InvalidValue for one that is a customer's (reason: customers_own), Forbidden.
    """
    with desk.work(Deed.ERASE) as work:
        found = find_enquiry(work, enquiry)
        if found.customer is not None:
            raise InvalidValue(field="request", reason="customers_own")
        enquiries.forget_enquiry(work.session, work.vault, enquiry, work.staff.id, work.clock_now)
        enter_enquiry(work, enquiry, None, {"forgotten": True})
    # The anchor and its second copy carried the key, sealed.
    rotate_anchor(desk.book)
    desk.settle()
    desk.book.backups.drop_idle_anchors()
