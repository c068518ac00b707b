"""Writing down what is to be done: for a customer or for nobody, by whom, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.enquiry import Enquiry, enquiry_number
from shopdesk.domain.follow_up import (
    TITLE_LIMIT,
    FollowUp,
    FollowUpId,
    FollowUpOrder,
    FollowUpStatus,
    Origin,
    Priority,
)
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import InvalidDate, InvalidValue
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, change_follow_up, get_follow_up, move_follow_up
from shopdesk.services.staff import list_staff
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.viewmodels.typed_form import TypedForm
from shopdesk.wording import Worded, tr

PRIORITY_WORDS = Worded({Priority.HIGH: "High", Priority.NORMAL: "Normal", Priority.LOW: "Low"})
STATUS_WORDS = Worded(
    {
        FollowUpStatus.TO_DO: "To do",
        FollowUpStatus.IN_PROGRESS: "In progress",
        FollowUpStatus.DONE: "Done",
        FollowUpStatus.CANCELLED: "Cancelled",
    }
)
ANYBODY = ""
"""The choice of nobody in particular."""


ORIGIN_WORDS = Worded(
    {
        Origin.DESK: "",
        Origin.REQUEST: "From a request",
        Origin.PROMISE: "From a promise",
        Origin.CALL: "After a call",
    }
)
_TOMORROW = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FollowUpStart:
    """What leads to a new follow-up; ``enquiry`` is the request that becomes it.

    ``due_on`` is None for today at the desk, for tomorrow otherwise.
    """

    customer: CustomerId | None = None
    title: str = ""
    due_on: date | None = None
    origin: Origin = Origin.DESK
    enquiry: Enquiry | None = None


def origin_words(found: FollowUp) -> str:
    """Say what led to a follow-up: ``From request Q-00031``, ``From a promise``; nothing at the desk."""
    return (
        tr("From request {request}", request=enquiry_number(found.request))
        if found.request
        else ORIGIN_WORDS[found.origin]
    )


def start_of_request(enquiry: Enquiry) -> FollowUpStart:
    """Return what a follow-up of a request begins with."""
    title = " ".join(enquiry.text.split())[:TITLE_LIMIT]
    return FollowUpStart(enquiry.customer, title, enquiry.booked_on, Origin.REQUEST, enquiry)


@dataclass(frozen=True, slots=True)
class FollowUpForm:
    """What the form begins with: its values, who can be asked as pairs of key and name, and the customer's name.

    ``is_somebodys`` when it was written down for that customer, for good.
    """

    values: dict[str, str]
    staff: tuple[tuple[str, str], ...]
    full_name: str
    is_somebodys: bool = False


class FollowUpViewModel(TypedForm):
    """``form`` is None until it was read; its fields are title, due_on, priority, who and status."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        start: FollowUpStart | None = None,
        follow_up: FollowUpId | None = None,
    ) -> None:
        super().__init__(desk, runner, {})
        self._follow_up = follow_up
        self._begins = start
        self._customer = None if start is None else start.customer
        self._is_somebodys = False
        self.form: Observable[FollowUpForm | None] = Observable(None)

    @property
    def is_new(self) -> bool:
        """Whether it was not written down before."""
        return self._follow_up is None

    @property
    def may_choose_customer(self) -> bool:
        """Whether it can be said whom it is for: of a request that stands already, and of anybody's for good."""
        from_request = self._begins is not None and self._begins.enquiry is not None
        return not from_request and not self._is_somebodys

    def load(self) -> None:
        """Read who works here, whom it is for, and what was written down before."""
        desk, follow_up, customer, text = self._desk, self._follow_up, self._customer, self.text
        begins = self._begins or FollowUpStart()

        def work() -> FollowUpForm:
            found = None if follow_up is None else get_follow_up(desk, follow_up)
            whose = customer if found is None or found.customer is None else found.customer
            name = "" if whose is None else get_customer(desk, whose).record.full_name
            members = tuple((str(each.id), each.name) for each in list_staff(desk) if not each.disabled)
            is_theirs = found is not None and found.customer is not None
            values = _begun(begins, text) if found is None else _values(found, text)
            return FollowUpForm(values, ((ANYBODY, tr("Whoever has time")), *members), name, is_theirs)

        def done(form: FollowUpForm) -> None:
            self._start = form.values
            self._is_somebodys = form.is_somebodys
            self._typed = {**form.values, **self._typed}
            self.form.value = form

        self._runner.run(work, done, self._refuse)

    def choose_customer(self, customer: CustomerId) -> None:
        """Say whom it is for, while it is nobody's."""
        if self.may_choose_customer:
            self._customer = customer
            self.load()

    def save(self) -> None:
        """Write it down, once, however often it is asked; not before it was read."""
        if self.form.value is not None:
            super().save()

    def _writing(self) -> Callable[[], Notice]:
        desk, follow_up, request_id, order = self._desk, self._follow_up, self._request_id, self._order()
        status = FollowUpStatus(self._typed["status"])
        enquiry = None if self._begins is None else self._begins.enquiry

        def write() -> FollowUp:
            if enquiry is not None:
                converted = convert_to_follow_up(desk, enquiry.id, order)
                if converted.follow_up is None:
                    raise InvalidValue(field="title", reason="became_sale")
                return get_follow_up(desk, converted.follow_up)
            if follow_up is None:
                return add_follow_up(desk, order, request_id)
            changed = change_follow_up(desk, follow_up, order)
            return changed if changed.status is status else move_follow_up(desk, follow_up, status)

        return lambda: self._said(write())

    def _said(self, made: FollowUp) -> Notice:
        when = STATUS_WORDS[made.status]
        if made.status.is_open:
            when = tr("To do by {due_on}", due_on=self.text.near_day(made.due_on))
        return Notice(f"{when}: {made.title}.")

    def _order(self) -> FollowUpOrder:
        """Read the fields; raises InvalidDate."""
        text, typed = self.text, self._typed
        day = typed_date(typed["due_on"], text.locale, "due_on", text.today, ahead=True)
        if not day:
            raise InvalidDate(field="due_on", reason="not_a_date")
        who = StaffId(int(typed["who"])) if typed["who"] else None
        return FollowUpOrder(
            typed["title"],
            parse_date(day, "due_on"),
            self._customer,
            Priority(typed["priority"]),
            who,
            Origin.DESK if self._begins is None else self._begins.origin,
        )


def _begun(begins: FollowUpStart, text: ShopText) -> dict[str, str]:
    led = begins.origin is not Origin.DESK
    return {
        "title": begins.title,
        "due_on": text.day(begins.due_on or text.today + (_TOMORROW if led else timedelta())),
        "priority": Priority.NORMAL.value,
        "who": ANYBODY,
        "status": FollowUpStatus.TO_DO.value,
    }


def _values(found: FollowUp, text: ShopText) -> dict[str, str]:
    return {
        "title": found.title,
        "due_on": text.day(found.due_on),
        "priority": found.priority.value,
        "who": ANYBODY if found.who_id is None else str(found.who_id),
        "status": found.status.value,
    }
