"""Follow-ups: writing down what is to be done, changing it, and calling it done."""

from dataclasses import replace
from datetime import date, timedelta

from shopdesk.domain.account import CustomerId, StaffId, customer_number
from shopdesk.domain.follow_up import TITLE_LIMIT, FollowUp, FollowUpId, FollowUpOrder, FollowUpStatus
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services import posting
from shopdesk.services.desk import Desk, Work, once
from shopdesk.storage import follow_ups
from shopdesk.storage.staff import find_staff

_FAR = timedelta(days=366 * 100)


def add_follow_up(desk: Desk, order: FollowUpOrder, request_id: str) -> FollowUp:
    """Write down once what is to be done.

    Raises InvalidValue for a title that is empty or above 200 characters, NotFound for an unknown customer or
    member of staff, CustomerArchived, RequestConflict.
    """
    with desk.work(Deed.FOLLOW_UP) as work:

        def act() -> int:
            asked = judged_order(work, order)
            if asked.customer is not None:
                posting.open_account(work.session, asked.customer)
            made = follow_ups.insert_follow_up(work.session, work.vault, asked, work.staff.id, work.clock_now)
            _enter(
                work, made, asked.customer, {"due_on": str(asked.due_on), "priority": asked.priority.value}
            )
            return made

        arguments = {
            "title": order.title,
            "due_on": order.due_on,
            "customer": order.customer,
            "priority": order.priority.value,
            "who": order.who,
            "origin": order.origin.value,
        }
        made = once(
            work,
            Deed.FOLLOW_UP,
            request_id,
            arguments,
            act,
            lambda number: {"id": number},
            lambda stored: int(stored["id"]),
        )
        return _find(work, FollowUpId(made))


def change_follow_up(desk: Desk, follow_up: FollowUpId, order: FollowUpOrder) -> FollowUp:
    """Write anew what is to be done, by when and by whom; one of nobody becomes the customer's who is named.

    Whom it is for stays otherwise. Raises NotFound, InvalidValue, CustomerArchived.
    """
    with desk.work(Deed.FOLLOW_UP) as work:
        found = _find(work, follow_up)
        if found.customer is None and order.customer is not None:
            posting.open_account(work.session, order.customer)
            follow_ups.give_follow_up(work.session, work.vault, follow_up, order.customer)
            work.everything = True
            found = _find(work, follow_up)
        asked = judged_order(work, order)
        follow_ups.update_follow_up(work.session, work.vault, follow_up, asked)
        _enter(
            work, follow_up, found.customer, {"due_on": str(asked.due_on), "priority": asked.priority.value}
        )
        return _find(work, follow_up)


def move_follow_up(desk: Desk, follow_up: FollowUpId, status: FollowUpStatus) -> FollowUp:
    """Say how far a follow-up is; one that has ended can be taken up again. Raises NotFound."""
    with desk.work(Deed.FOLLOW_UP) as work:
        found = _find(work, follow_up)
        if found.status is not status:
            follow_ups.write_status(work.session, follow_up, status, work.clock_now)
            _enter(work, follow_up, found.customer, {"status": status.value, "was": found.status.value})
        return _find(work, follow_up)


def list_follow_ups(
    desk: Desk, until: date | None = None, who: StaffId | None = None
) -> tuple[FollowUp, ...]:
    """Return what is still to be done, the first due first: up to a day, and by one person or anybody."""
    with desk.read() as session:
        last = desk.today() + _FAR if until is None else until
        return follow_ups.read_open(session, desk.book.vault, last, who)


def get_follow_up(desk: Desk, follow_up: FollowUpId) -> FollowUp:
    """Return one follow-up; raises NotFound."""
    with desk.read() as session:
        return _found(follow_ups.find_follow_up(session, desk.book.vault, follow_up), follow_up)


def follow_ups_of(desk: Desk, customer: CustomerId) -> tuple[FollowUp, ...]:
    """Return a customer's follow-ups, the open ones first."""
    with desk.read() as session:
        return follow_ups.read_of_customer(session, desk.book.vault, customer)


def judged_order(work: Work, order: FollowUpOrder) -> FollowUpOrder:
    """Return what is to be done as it will be kept; raises InvalidValue, NotFound."""
    title = " ".join(order.title.split())
    if not title or len(title) > TITLE_LIMIT:
        raise InvalidValue(field="title", reason="too_long" if title else "empty")
    if order.who is not None:
        found = find_staff(work.session, order.who)
        if found is None or found.disabled:
            raise NotFound(kind="staff", reference=str(order.who))
    return replace(order, title=title)


def _find(work: Work, follow_up: FollowUpId) -> FollowUp:
    return _found(follow_ups.find_follow_up(work.session, work.vault, follow_up), follow_up)


def _found(found: FollowUp | None, follow_up: FollowUpId) -> FollowUp:
    if found is None:
        raise NotFound(kind="follow_up", reference=str(follow_up))
    return found


def _enter(
    work: Work, follow_up: int, customer: CustomerId | None, content: dict[str, str | int | None]
) -> None:
    """Enter it in the journal; the title is personal and stands sealed in its row alone."""
    subject = "" if customer is None else customer_number(customer)
    work.enter(Deed.FOLLOW_UP, subject, {"id": follow_up, **content})
    if customer is None:
        work.everything = True
    else:
        work.touched.add(customer)
