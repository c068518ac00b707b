"""Writing down what is to be done: for a customer or for nobody, by whom, and by when."""

from dataclasses import dataclass
from uuid import uuid4

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.follow_up import FollowUp, FollowUpId, FollowUpOrder, FollowUpStatus, Priority
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import InvalidDate, ShopDeskError
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, change_follow_up, get_follow_up, move_follow_up
from shopdesk.services.staff import list_staff
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date

PRIORITY_WORDS = {Priority.HIGH: "High", Priority.NORMAL: "Normal", Priority.LOW: "Low"}
STATUS_WORDS = {
    FollowUpStatus.TO_DO: "To do",
    FollowUpStatus.IN_PROGRESS: "In progress",
    FollowUpStatus.DONE: "Done",
    FollowUpStatus.CANCELLED: "Cancelled",
}
ANYBODY = ""
"""The choice of nobody in particular."""


@dataclass(frozen=True, slots=True)
class FollowUpForm:
    """What the form begins with: its values, who can be asked as pairs of key and name, and the customer's name."""

    values: dict[str, str]
    staff: tuple[tuple[str, str], ...]
    full_name: str


class FollowUpViewModel:
    """``form`` is None until it was read; ``errors`` are those of its fields; ``saved`` is said once it is written."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        customer: CustomerId | None = None,
        follow_up: FollowUpId | None = None,
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._request_id = uuid4().hex
        self._follow_up = follow_up
        self._customer = customer
        self._start: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self.text: ShopText = shop_text(desk)
        self.form: Observable[FollowUpForm | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.busy: Observable[bool] = Observable(value=False)
        self.saved: Observable[Notice | None] = Observable(None)
        self.problem: Observable[str] = Observable("")

    @property
    def is_new(self) -> bool:
        """Whether it was not written down before."""
        return self._follow_up is None

    def load(self) -> None:
        """Read who works here, whom it is for, and what was written down before."""
        desk, follow_up, customer, text = self._desk, self._follow_up, self._customer, self.text

        def work() -> FollowUpForm:
            found = None if follow_up is None else get_follow_up(desk, follow_up)
            whose = customer if found is None else found.customer
            name = "" if whose is None else get_customer(desk, whose).record.full_name
            members = tuple((str(each.id), each.name) for each in list_staff(desk) if not each.disabled)
            return FollowUpForm(_values(found, text), ((ANYBODY, "Whoever has time"), *members), name)

        def done(form: FollowUpForm) -> None:
            self._start = form.values
            self._typed = {**form.values, **self._typed}
            self.form.value = form

        self._runner.run(work, done, self._refuse)

    def choose_customer(self, customer: CustomerId) -> None:
        """Say whom it is for, while it is new."""
        if self.is_new:
            self._customer = customer
            self.load()

    def typed(self, field: str) -> str:
        """Return what stands in a field: title, due_on, priority, who or status."""
        return self._typed[field]

    def type(self, field: str, typed: str) -> None:
        """Take what was typed or chosen."""
        self._typed = {**self._typed, field: typed}
        self.errors.value = {name: said for name, said in self.errors.value.items() if name != field}

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self._typed != self._start and self.saved.value is None

    def save(self) -> None:
        """Write it down, once, however often it is asked."""
        if self.busy.value or self.saved.value is not None or self.form.value is None:
            return
        try:
            order = self._order()
        except ShopDeskError as error:
            self._refuse(error)
            return
        self.busy.value = True
        desk, follow_up, request_id = self._desk, self._follow_up, self._request_id
        status = FollowUpStatus(self._typed["status"])

        def work() -> FollowUp:
            if follow_up is None:
                return add_follow_up(desk, order, request_id)
            changed = change_follow_up(desk, follow_up, order)
            return changed if changed.status is status else move_follow_up(desk, follow_up, status)

        def done(made: FollowUp) -> None:
            self.busy.value = False
            is_open = made.status.is_open
            when = f"To do by {self.text.near_day(made.due_on)}" if is_open else STATUS_WORDS[made.status]
            self.saved.value = Notice(f"{when}: {made.title}.")

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def _order(self) -> FollowUpOrder:
        """Read the fields; raises InvalidDate."""
        text, typed = self.text, self._typed
        day = typed_date(typed["due_on"], text.locale, "due_on", text.today, ahead=True)
        if not day:
            raise InvalidDate(field="due_on", reason="not_a_date")
        who = StaffId(int(typed["who"])) if typed["who"] else None
        return FollowUpOrder(
            typed["title"], parse_date(day, "due_on"), self._customer, Priority(typed["priority"]), who
        )

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        said = self.text.say(error)
        if error.field in self._typed:
            self.errors.value = {str(error.field): said}
        else:
            self.problem.value = said


def _values(found: FollowUp | None, text: ShopText) -> dict[str, str]:
    if found is None:
        return {
            "title": "",
            "due_on": text.day(text.today),
            "priority": Priority.NORMAL.value,
            "who": ANYBODY,
            "status": FollowUpStatus.TO_DO.value,
        }
    return {
        "title": found.title,
        "due_on": text.day(found.due_on),
        "priority": found.priority.value,
        "who": ANYBODY if found.who_id is None else str(found.who_id),
        "status": found.status.value,
    }
