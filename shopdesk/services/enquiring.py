"""Requests of customers: writing down who asks for what, moving it along, and converting it once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import clean, judge_email
from shopdesk.domain.enquiry import (
    NAME_LIMIT,
    TEXT_LIMIT,
    Enquiry,
    EnquiryId,
    EnquiryOrder,
    EnquiryStatus,
    enquiry_number,
    may_move,
)
from shopdesk.domain.follow_up import TITLE_LIMIT, FollowUpOrder
from shopdesk.domain.phone import parse_phone
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services import posting
from shopdesk.services.correcting import load_sale
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import customers, enquiries, sight
from shopdesk.storage.follow_ups import insert_follow_up


def add_enquiry(desk: Desk, order: EnquiryOrder, request_id: str) -> Enquiry:
    """Write down once what is asked for; who is not named is matched by email, then by phone.

    Raises InvalidValue for a text that is empty or too long, InvalidEmail, InvalidPhone, NotFound for an unknown
    customer, CustomerArchived, RequestConflict.
    """
    with desk.work(Deed.REQUEST) as work:

        def act() -> int:
            asked = _judged(work, order)
            if asked.customer is None:
                asked = replace(asked, customer=_match(work, asked))
            else:
                posting.open_account(work.session, asked.customer)
            made = enquiries.insert_enquiry(work.session, work.vault, asked, work.staff.id, work.clock_now)
            _enter(work, made, asked.customer, {"kind": asked.kind.value})
            return made

        arguments = {
            "text": order.text,
            "kind": order.kind.value,
            "name": order.name,
            "email": order.email,
            "phone": order.phone,
            "customer": order.customer,
        }
        made = once(
            work,
            Deed.REQUEST,
            request_id,
            arguments,
            act,
            lambda number: {"id": number},
            lambda stored: int(stored["id"]),
        )
        return _find(work, EnquiryId(made))


def move_enquiry(
    desk: Desk, enquiry: EnquiryId, status: EnquiryStatus, booked_on: date | None = None
) -> Enquiry:
    """Say how far a request is; ``booked_on`` is the day one is booked for.

    Raises NotFound, InvalidValue for a step back, one that has ended, and a booking without its day.
    """
    with desk.work(Deed.REQUEST) as work:
        found = _find(work, enquiry)
        if found.status is status:
            return found
        if not may_move(found.status, status):
            raise InvalidValue(field="status", reason="not_a_step")
        if status is EnquiryStatus.BOOKED and booked_on is None:
            raise InvalidValue(field="booked_on", reason="empty")
        day = booked_on if status is EnquiryStatus.BOOKED else found.booked_on
        enquiries.write_step(work.session, enquiry, status, day, work.clock_now)
        _enter(work, enquiry, found.customer, {"status": status.value, "was": found.status.value})
        return _find(work, enquiry)


def convert_to_follow_up(desk: Desk, enquiry: EnquiryId, due_on: date) -> Enquiry:
    """Make a follow-up of a request, due on a day; one that was converted stays what it became.

    Raises NotFound, InvalidValue for one that has ended, CustomerArchived, Forbidden.
    """
    with desk.work(Deed.REQUEST) as work:
        found = _find(work, enquiry)
        if found.status is EnquiryStatus.CONVERTED:
            return found
        desk.require(Deed.FOLLOW_UP)
        _require_open(found)
        if found.customer is not None:
            posting.open_account(work.session, found.customer)
        order = FollowUpOrder(found.text[:TITLE_LIMIT], due_on, found.customer)
        made = insert_follow_up(work.session, work.vault, order, work.staff.id, work.clock_now)
        enquiries.write_conversion(work.session, enquiry, made, None, work.clock_now)
        _enter(work, enquiry, found.customer, {"status": EnquiryStatus.CONVERTED.value, "follow_up": made})
        return _find(work, enquiry)


def convert_to_sale(desk: Desk, enquiry: EnquiryId, sale: str) -> Enquiry:
    """Say which sale (``S-01402``) a request became; one that was converted stays what it became.

    Raises NotFound, InvalidValue for one that has ended.
    """
    with desk.work(Deed.REQUEST) as work:
        found = _find(work, enquiry)
        if found.status is EnquiryStatus.CONVERTED:
            return found
        _require_open(found)
        sold = load_sale(work.session, sale)
        enquiries.write_conversion(work.session, enquiry, None, sold.event, work.clock_now)
        _enter(
            work, enquiry, found.customer, {"status": EnquiryStatus.CONVERTED.value, "sale": sold.reference}
        )
        return _find(work, enquiry)


def list_enquiries(desk: Desk) -> tuple[Enquiry, ...]:
    """Return the open requests, the oldest first."""
    with desk.read() as session:
        return enquiries.read_open(session, desk.book.vault)


def _judged(work: Work, order: EnquiryOrder) -> EnquiryOrder:
    text, name = clean(order.text), clean(order.name)
    if not text or len(text) > TEXT_LIMIT:
        raise InvalidValue(field="text", reason="too_long" if text else "empty")
    if len(name) > NAME_LIMIT:
        raise InvalidValue(field="name", reason="too_long")
    email, phone = clean(order.email), clean(order.phone)
    return replace(
        order,
        text=text,
        name=name,
        email=judge_email(email) if email else "",
        phone=parse_phone(phone, work.settings.country, "phone") if phone else "",
    )


def _match(work: Work, order: EnquiryOrder) -> CustomerId | None:
    """Return the one customer with that email, else the one with that phone; where several have it, nobody."""
    lookups = (
        (order.email, customers.holders_of_email),
        (order.phone, customers.holders_of_mobile),
        (order.phone, customers.holders_of_landline),
    )
    for value, holders in lookups:
        found = [each for each, _, archived in holders(work.session, value) if not archived] if value else []
        if len(found) == 1 and sight.is_seen(work.session, found[0]):
            return found[0]
    return None


def _require_open(found: Enquiry) -> None:
    if not found.status.is_open:
        raise InvalidValue(field="status", reason="not_a_step")


def _find(work: Work, enquiry: EnquiryId) -> Enquiry:
    found = enquiries.find_enquiry(work.session, work.vault, enquiry)
    if found is None:
        raise NotFound(kind="request", reference=enquiry_number(enquiry))
    return found


def _enter(
    work: Work, enquiry: int, customer: CustomerId | None, content: Mapping[str, str | int | None]
) -> None:
    """Enter it in the journal; words and contact are personal and stand sealed in its row alone."""
    subject = "" if customer is None else customer_number(customer)
    work.enter(Deed.REQUEST, subject, {"id": enquiry, **content})
    if customer is None:
        work.everything = True
    else:
        work.touched.add(customer)
