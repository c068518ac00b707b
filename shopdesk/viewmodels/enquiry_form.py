"""Writing down what is asked for: by whom, what sort of thing, and for which day."""

from collections.abc import Callable

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.enquiry import Enquiry, EnquiryKind, EnquiryOrder
from shopdesk.domain.important_dates import parse_date
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, who_asks
from shopdesk.viewmodels.enquiry_words import KIND_WORDS
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.viewmodels.typed_form import TypedForm
from shopdesk.wording import tr

_START = {
    "kind": EnquiryKind.GENERAL.value,
    "text": "",
    "name": "",
    "email": "",
    "phone": "",
    "booked_on": "",
}
_Known = tuple[CustomerId, str] | None


class EnquiryFormViewModel(TypedForm):
    """``whose`` says who asks once that is known; ``made`` is what was written down."""

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId | None = None) -> None:
        super().__init__(desk, runner, _START)
        self.customer = customer
        self.whose: Observable[str] = Observable("")
        self.made: Enquiry | None = None
        self._latest: LatestAnswer[_Known] = LatestAnswer(runner, self._question, self._known, _ignore)

    def load(self) -> None:
        """Read who asks, where that is known already."""
        if self.customer is not None:
            self.choose_customer(self.customer)

    def choose_customer(self, customer: CustomerId) -> None:
        """Say who asks; what was typed of them stays as it was said."""
        desk = self._desk
        self.customer = customer

        def done(found: Customer) -> None:
            self.whose.value = f"{self.text.name(found.record.full_name)} · {found.number}"

        self._runner.run(lambda: get_customer(desk, customer), done, self._refuse)

    def type(self, field: str, typed: str) -> None:
        """Take what was typed in kind, text, name, email, phone or booked_on; contact tells who asks."""
        super().type(field, typed)
        if field in {"email", "phone"} and self.customer is None:
            self._latest.ask()

    def asks_for_day(self) -> bool:
        """Tell whether the kind has a day."""
        return self._typed["kind"] != EnquiryKind.GENERAL.value

    def _writing(self) -> Callable[[], Notice]:
        desk, order, request_id = self._desk, self._order(), self._request_id

        def write() -> Notice:
            self.made = made = add_enquiry(desk, order, request_id)
            whose = tr(" for {full_name}", full_name=self.text.name(made.full_name)) if made.full_name else ""
            hint = "" if made.full_name else tr(" Nobody in the book has this email or telephone number.")
            kind = KIND_WORDS[made.kind]
            return Notice(tr("{kind} written down{whose}.{hint}", kind=kind, whose=whose, hint=hint))

        return write

    def _order(self) -> EnquiryOrder:
        """Read the fields; raises InvalidDate."""
        typed, text = self._typed, self.text
        day = ""
        if self.asks_for_day():
            day = typed_date(typed["booked_on"], text.locale, "booked_on", text.today, ahead=True)
        return EnquiryOrder(
            typed["text"],
            EnquiryKind(typed["kind"]),
            typed["name"],
            typed["email"],
            typed["phone"],
            self.customer,
            parse_date(day, "booked_on") if day else None,
        )

    def _question(self) -> Callable[[], _Known]:
        desk, typed = self._desk, self._typed
        order = EnquiryOrder("", email=typed["email"], phone=typed["phone"])
        return lambda: _whose(desk, order)

    def _known(self, found: _Known) -> None:
        if self.customer is None:
            self.whose.value = (
                "" if found is None else tr("{found}, by this contact", found=self.text.name(found[1]))
            )


def _whose(desk: Desk, order: EnquiryOrder) -> _Known:
    """Return who asks; what is half typed is nobody's yet."""
    try:
        return who_asks(desk, order)
    except ShopDeskError:
        return None


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: what was typed is judged when it is saved."""
