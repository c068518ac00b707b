"""What a request becomes, once: a sale or a follow-up; whoever converts it again is given the first."""

from dataclasses import replace

from shopdesk.domain.account import CustomerId, EventId
from shopdesk.domain.enquiry import Enquiry, EnquiryId, EnquiryStatus
from shopdesk.domain.follow_up import TITLE_LIMIT, FollowUpOrder, Origin
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue
from shopdesk.services import posting
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk, Work
from shopdesk.services.enquiring import enter_enquiry, find_enquiry, hand_over
from shopdesk.services.following_up import judged_order
from shopdesk.storage import enquiries
from shopdesk.storage.follow_ups import insert_follow_up
from shopdesk.storage.merges import holder_of


def convert_to_follow_up(desk: Desk, enquiry: EnquiryId, order: FollowUpOrder) -> Enquiry:
    """Make a follow-up of a request; one that was converted stays what it became.

    It is for whoever asked, and without a title what was asked for. Raises NotFound, InvalidValue for one that has
    ended or a wrong title, CustomerArchived, Forbidden.
    """
    with desk.work(Deed.REQUEST) as work:
        found = find_enquiry(work, enquiry)
        if found.status is EnquiryStatus.CONVERTED:
            return found
        desk.require(Deed.FOLLOW_UP)
        _require_open(found)
        if found.customer is not None:
            posting.open_account(work.session, found.customer)
        title = order.title.strip() or " ".join(found.text.split())[:TITLE_LIMIT]
        asked = replace(order, title=title, customer=found.customer, origin=Origin.REQUEST)
        made = insert_follow_up(
            work.session, work.vault, judged_order(work, asked), work.staff.id, work.clock_now
        )
        enquiries.write_conversion(work.session, enquiry, made, None, work.staff.id, work.clock_now)
        enter_enquiry(
            work, enquiry, found.customer, {"status": EnquiryStatus.CONVERTED.value, "follow_up": made}
        )
        return find_enquiry(work, enquiry)


def convert_to_sale(desk: Desk, enquiry: EnquiryId, sale: str) -> Enquiry:
    """Say which sale (``S-01402``) a request became; one that was converted stays what it became.

    One of nobody becomes the customer's whose sale it is. Raises NotFound, InvalidValue for one that has ended, and
    for a sale of another customer.
    """
    with desk.work(Deed.REQUEST) as work:
        found = find_enquiry(work, enquiry)
        if found.status is EnquiryStatus.CONVERTED:
            return found
        _require_open(found)
        sold = load_sale(work.session, sale)
        buyer = sold.customer if sold.customer is not None else sold.debtor
        if not _fits(work, found, buyer):
            raise InvalidValue(field="sale", reason="other_customer")
        _become_sale(work, found, sold.event, sold.reference, buyer)
        return find_enquiry(work, enquiry)


def convert_at_sale(
    work: Work, enquiry: EnquiryId, event: EventId, ref: str, customer: CustomerId | None
) -> None:
    """Convert a request inside the sale that it becomes.

    One that has ended meanwhile, or is somebody else's, stays as it is: nobody at the counter is sent away for that.
    Raises NotFound.
    """
    found = find_enquiry(work, enquiry)
    if found.status.is_open and _fits(work, found, customer):
        _become_sale(work, found, event, ref, customer)


def _fits(work: Work, found: Enquiry, customer: CustomerId | None) -> bool:
    """Tell whether a sale may be what was asked for: whoever asked bought it, or one of them has no name."""
    if found.customer is None or customer is None:
        return True
    return found.customer == holder_of(work.session, customer)


def _become_sale(work: Work, found: Enquiry, event: EventId, ref: str, customer: CustomerId | None) -> None:
    whose = found.customer
    if whose is None and customer is not None:
        # It is known now who asked: erasing them must reach what they said.
        whose = holder_of(work.session, customer)
        hand_over(work, found, whose)
    enquiries.write_conversion(work.session, found.id, None, event, work.staff.id, work.clock_now)
    enter_enquiry(work, found.id, whose, {"status": EnquiryStatus.CONVERTED.value, "sale": ref})


def _require_open(found: Enquiry) -> None:
    if not found.status.is_open:
        raise InvalidValue(field="status", reason="not_a_step")
