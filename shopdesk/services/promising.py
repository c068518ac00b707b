"""Writing down what a customer promised to pay, and looking at what became of it."""

from datetime import date

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.money import check_positive
from shopdesk.domain.promise import Promise
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate
from shopdesk.services import posting
from shopdesk.services.desk import Desk, once
from shopdesk.storage import promises, sight


def add_promise(desk: Desk, customer: CustomerId, due_on: date, amount: int, request_id: str) -> Promise:
    """Write down once that a customer promised to pay so much (minor units) by a day.

    Raises InvalidAmount, InvalidDate for a day that is over, NotFound, CustomerArchived, RequestConflict, Forbidden.
    """
    check_positive(amount)
    with desk.work(Deed.PROMISE) as work:

        def act() -> int:
            posting.open_account(work.session, customer)
            if due_on < work.today:
                raise InvalidDate(field="on", reason="day_over")
            made = promises.insert_promise(
                work.session, customer, due_on, amount, work.clock_now, work.staff.id
            )
            work.enter(
                Deed.PROMISE, customer_number(customer), {"id": made, "due_on": str(due_on), "amount": amount}
            )
            work.touched.add(customer)
            return made

        arguments = {"customer": customer, "due_on": due_on, "amount": amount}
        number = once(
            work,
            Deed.PROMISE,
            request_id,
            arguments,
            act,
            lambda made: {"id": made},
            lambda made: int(made["id"]),
        )
        zone = work.settings.time_zone
        found = promises.read_promises(work.session, zone, customer)
    return next(promise for promise in found if promise.id == number)


def list_promises(desk: Desk, customer: CustomerId | None = None) -> tuple[Promise, ...]:
    """Return the promises of one customer, or of all who are not archived, the earliest day first; raises NotFound."""
    with desk.read() as session:
        if customer is not None:
            sight.require_seen(session, customer)
        return promises.read_promises(session, desk.settings.time_zone, customer)
