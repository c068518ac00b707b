"""Requests of customers: writing down who asks for what, moving it along, and saying later whose it is."""

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
    EnquiryList,
    EnquiryOrder,
    EnquiryQuery,
    EnquiryStatus,
    enquiry_number,
    may_move,
)
from shopdesk.domain.phone import parse_phone
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services import posting
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import customers, enquiries, sight
from shopdesk.storage.follow_ups import give_follow_up
from shopdesk.storage.session import Session


def add_enquiry(desk: Desk, order: EnquiryOrder, request_id: str) -> Enquiry:
    """Write down once what is asked for; who is not named is matched by email, then by phone.

    Raises InvalidValue for a text that is empty or too long, InvalidEmail, InvalidPhone, NotFound for an unknown
    customer, CustomerArchived, RequestConflict.
    """
    with desk.work(Deed.REQUEST) as work:

        def act() -> int:
            asked = judged_enquiry(order, work.settings)
            if asked.customer is None:
                whose = match_customer(work.session, asked)
                asked = replace(asked, customer=None if whose is None else whose[0])
            else:
                posting.open_account(work.session, asked.customer)
            made = enquiries.insert_enquiry(work.session, work.vault, asked, work.staff.id, work.clock_now)
            enter_enquiry(work, made, asked.customer, {"kind": asked.kind.value})
            return made

        arguments = {
            "text": order.text,
            "kind": order.kind.value,
            "name": order.name,
            "email": order.email,
            "phone": order.phone,
            "customer": order.customer,
            "booked_on": order.booked_on,
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
        return find_enquiry(work, EnquiryId(made))


def move_enquiry(
    desk: Desk, enquiry: EnquiryId, status: EnquiryStatus, booked_on: date | None = None
) -> Enquiry:
    """Say how far a request is; ``booked_on`` is the day one is booked for. Whoever moves it has taken it up.

    Raises NotFound, InvalidValue for a step back, one that has ended, and a booking without its day.
    """
    with desk.work(Deed.REQUEST) as work:
        found = find_enquiry(work, enquiry)
        if found.status is status:
            return found
        if not may_move(found.status, status):
            raise InvalidValue(field="status", reason="not_a_step")
        if status is EnquiryStatus.BOOKED and booked_on is None:
            raise InvalidValue(field="booked_on", reason="empty")
        day = booked_on if status is EnquiryStatus.BOOKED else found.booked_on
        enquiries.write_step(work.session, enquiry, status, day, work.staff.id, work.clock_now)
        enter_enquiry(work, enquiry, found.customer, {"status": status.value, "was": found.status.value})
        return find_enquiry(work, enquiry)


def take_back_step(
    desk: Desk, enquiry: EnquiryId, status: EnquiryStatus, booked_on: date | None = None
) -> Enquiry:
    """Put a request back to where it was before its last step; one that was converted stays what it became.

    Raises NotFound, InvalidValue.
    """
    with desk.work(Deed.REQUEST) as work:
        found = find_enquiry(work, enquiry)
        if found.status is EnquiryStatus.CONVERTED or not status.is_open:
            raise InvalidValue(field="status", reason="not_a_step")
        enquiries.write_step(work.session, enquiry, status, booked_on, work.staff.id, work.clock_now)
        enter_enquiry(work, enquiry, found.customer, {"status": status.value, "was": found.status.value})
        return find_enquiry(work, enquiry)


def give_enquiry(desk: Desk, enquiry: EnquiryId, customer: CustomerId) -> Enquiry:
    """Say whose a request is, with the follow-up it became; one of nobody at any time, another one while it is open.

    Its words go over to the customer's key, so that erasing them takes it along. Raises NotFound, CustomerArchived,
    InvalidValue for one that has ended and is somebody's.
    """
    with desk.work(Deed.REQUEST) as work:
        found = find_enquiry(work, enquiry)
        if found.customer == customer:
            return found
        if found.customer is not None and not found.status.is_open:
            raise InvalidValue(field="status", reason="not_a_step")
        posting.open_account(work.session, customer)
        hand_over(work, found, customer)
        enter_enquiry(work, enquiry, customer, {"was": found.customer})
        return find_enquiry(work, enquiry)


def hand_over(work: Work, found: Enquiry, customer: CustomerId) -> None:
    """Seal a request, and the follow-up it became, under the key of whose it is from now on."""
    enquiries.give_enquiry(work.session, work.vault, found.id, customer)
    if found.follow_up is not None:
        give_follow_up(work.session, work.vault, found.follow_up, customer)
    # Whose it was looks again as well, and it may have been nobody's.
    work.everything = True


def list_enquiries(desk: Desk) -> tuple[Enquiry, ...]:
    """Return the open requests, the oldest first."""
    with desk.read() as session:
        return enquiries.read_open(session, desk.book.vault)


def search_enquiries(desk: Desk, query: EnquiryQuery) -> EnquiryList:
    """Return the first requests that a query finds, and how many there are at each stage."""
    with desk.read() as session:
        return enquiries.search_enquiries(session, desk.book.vault, query)


def enquiries_of(desk: Desk, customer: CustomerId) -> tuple[Enquiry, ...]:
    """Return a customer's requests, the open ones first; raises NotFound."""
    with desk.read() as session:
        sight.require_seen(session, customer)
        return enquiries.read_of_customer(session, desk.book.vault, customer)


def get_enquiry(desk: Desk, enquiry: EnquiryId) -> Enquiry:
    """Return one request; raises NotFound."""
    with desk.read() as session:
        return _found(enquiries.find_enquiry(session, desk.book.vault, enquiry), enquiry)


def who_asks(desk: Desk, order: EnquiryOrder) -> tuple[CustomerId, str] | None:
    """Return whose a request would be by its email, then its phone, with the name; None for nobody known.

    Raises InvalidEmail, InvalidPhone.
    """
    with desk.read() as session:
        return match_customer(session, _with_contact(order, desk.settings))


def judged_enquiry(order: EnquiryOrder, settings: Settings) -> EnquiryOrder:
    """Return what is asked for as it will be kept; raises InvalidValue, InvalidEmail, InvalidPhone."""
    text = "\n".join(clean(line) for line in order.text.splitlines()).strip()
    name = clean(order.name)
    if not text or len(text) > TEXT_LIMIT:
        raise InvalidValue(field="text", reason="too_long" if text else "empty")
    if len(name) > NAME_LIMIT:
        raise InvalidValue(field="name", reason="too_long")
    return _with_contact(replace(order, text=text, name=name), settings)


def match_customer(session: Session, order: EnquiryOrder) -> tuple[CustomerId, str] | None:
    """Return who has that email alone, else that phone, with the name; where several have it, nobody."""
    lookups = (
        (order.email, customers.holders_of_email),
        (order.phone, customers.holders_of_mobile),
        (order.phone, customers.holders_of_landline),
    )
    for value, holders in lookups:
        found = (
            [(each, name) for each, name, archived in holders(session, value) if not archived]
            if value
            else []
        )
        if len(found) == 1 and sight.is_seen(session, found[0][0]):
            return found[0]
    return None


def find_enquiry(work: Work, enquiry: EnquiryId) -> Enquiry:
    """Return a request inside a unit of work; raises NotFound."""
    return _found(enquiries.find_enquiry(work.session, work.vault, enquiry), enquiry)


def enter_enquiry(
    work: Work, enquiry: int, customer: CustomerId | None, content: Mapping[str, str | int | None]
) -> None:
    """Enter it in the journal; words and contact are personal and stand sealed in its row alone."""
    subject = "" if customer is None else customer_number(customer)
    work.enter(Deed.REQUEST, subject, {"id": enquiry, **content})
    if customer is None:
        work.everything = True
    else:
        work.touched.add(customer)


def _with_contact(order: EnquiryOrder, settings: Settings) -> EnquiryOrder:
    email, phone = clean(order.email), clean(order.phone)
    return replace(
        order,
        email=judge_email(email) if email else "",
        phone=parse_phone(phone, settings.country, "phone") if phone else "",
    )


def _found(found: Enquiry | None, enquiry: EnquiryId) -> Enquiry:
    if found is None:
        raise NotFound(kind="request", reference=enquiry_number(enquiry))
    return found
