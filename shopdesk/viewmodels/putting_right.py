"""Putting something right on an account: a form, what it would do, and the one posting it becomes.

Each deed (`CorrectSale`, `RefundSale`, …) says which fields it needs; the view-model asks and posts.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from uuid import uuid4

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import Customer
from shopdesk.domain.staff import Deed
from shopdesk.errors import NotFound, ReasonRequired, ShopDeskError
from shopdesk.formatting import isolate
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.asking_owner import AskingOwner
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.payment import Preview
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import mark

Values = Mapping[str, str]


class FieldKind(Enum):
    """How a field is filled in."""

    CHOICE = "choice"
    LIST = "list"
    AMOUNT = "amount"
    TEXT = "text"
    DATE = "date"
    CUSTOMER = "customer"
    TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class FormField:
    """A field; ``needs`` names another field and its values with which this one is asked for.

    The value of ticks is the ticked keys with commas between, that of a customer the number.
    """

    name: str
    kind: FieldKind
    label: str
    options: tuple[tuple[str, str], ...] = ()
    start: str = ""
    hint: str = ""
    needs: tuple[str, frozenset[str]] | None = None

    def is_asked(self, values: Values) -> bool:
        """Tell whether it is asked for with these values."""
        return self.needs is None or values.get(self.needs[0], "") in self.needs[1]


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: ``heading`` names what is put right, ``explanation`` says what becomes of it."""

    heading: str
    explanation: str
    fields: tuple[FormField, ...]


REASON = FormField("reason", FieldKind.TEXT, mark("Why?"))
_WHO = ("customer", "to")
"""The fields in which a customer is named."""


class Righting(Protocol):
    """A deed that puts something right."""

    @property
    def title(self) -> str:
        """The dialog's title."""

    @property
    def verb(self) -> str:
        """What the button says."""

    @property
    def needs(self) -> Deed:
        """What the person acting must be allowed, alone or with an owner's PIN."""

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Read what is to be put right, and say what is asked; raises what reading raises."""

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say what would happen; raises what doing it would raise, but for the reason."""

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Do it once, and say what was done."""


class PuttingRightViewModel:
    """Holds what is filled in; ``preview`` follows it, ``done`` is set once when it is posted.

    ``chosen`` says by field who was chosen: *Lina Haddad · C-000412*.
    """

    def __init__(self, desk: Desk, runner: Runner, deed: Righting) -> None:
        self.owner = AskingOwner(desk, runner)
        self._runner = runner
        self.deed = deed
        self.text: ShopText = shop_text(desk)
        self.form: Observable[Form | None] = Observable(None)
        self.values: Observable[dict[str, str]] = Observable({})
        self.preview: Observable[Preview | None] = Observable(None)
        self.error: Observable[tuple[str, str]] = Observable(("", ""))
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[Notice | None] = Observable(None)
        self.chosen: Observable[dict[str, str]] = Observable({})
        self._request_id = uuid4().hex
        self._latest = LatestAnswer(runner, self._question, self._looked, self._cannot_look)
        self._touched = False

    def load(self) -> None:
        """Read what is to be put right, once the person acting may."""
        if not self.owner.need(self.deed.needs) and self.owner.needed.value is not None:
            return
        desk, deed, text = self.owner.desk, self.deed, self.text
        self._runner.run(lambda: deed.form(desk, text), self._loaded, self._refuse)

    def take_approval(self, approved: Desk) -> None:
        """Go on with an owner's approval."""
        self.owner.take(approved)
        self.error.value = ("", "")
        if self.form.value is None:
            self.load()
        else:
            self._look()

    def set_value(self, name: str, value: str) -> None:
        """Take what stands in a field; an error goes away while it is put right."""
        self._touched = True
        self.error.value = ("", "")
        self.values.value = {**self.values.value, name: value}
        if name != REASON.name:
            self._look()

    def choose_customer(self, name: str, customer: CustomerId) -> None:
        """Fill a customer into a field, and say who it is."""
        desk, text = self.owner.desk, self.text

        def chosen(found: Customer) -> None:
            words = f"{text.name(found.record.full_name)} · {isolate(found.number)}"
            self.chosen.value = {**self.chosen.value, name: words}

        self.set_value(name, customer_number(customer))
        self._runner.run(lambda: get_customer(desk, customer), chosen, self._tell)

    def is_dirty(self) -> bool:
        """Tell whether something was filled in that is not posted."""
        return self._touched and self.done.value is None

    def save(self) -> None:
        """Post it once, however often this is asked."""
        if self.form.value is None or self.busy.value or self.done.value is not None:
            return
        asks_why = any(field.name == REASON.name for field in self.form.value.fields)
        if asks_why and not self.values.value.get(REASON.name, "").strip():
            self._refuse(ReasonRequired(field=REASON.name))
            return
        self.busy.value = True
        desk, deed, text = self.owner.desk, self.deed, self.text
        values, request_id = dict(self.values.value), self._request_id
        self._runner.run(
            lambda: deed.carry_out(desk, values, request_id, text), self._finish, self._refuse, Lane.WRITE
        )

    def _loaded(self, form: Form) -> None:
        self.values.value = {field.name: field.start for field in form.fields}
        self.form.value = form
        self._look()

    def _look(self) -> None:
        """Ask what would happen."""
        if self.form.value is not None:
            self._latest.ask()

    def _question(self) -> Callable[[], Preview]:
        desk, deed, text, values = self.owner.desk, self.deed, self.text, dict(self.values.value)
        return lambda: deed.plan(desk, values, text)

    def _looked(self, preview: Preview) -> None:
        if self.done.value is None:
            self.preview.value = preview

    def _cannot_look(self, error: ShopDeskError) -> None:
        self.preview.value = None
        if error.parameters.get("reason") != "empty":
            self._tell(error)

    def _finish(self, notice: Notice) -> None:
        self.busy.value = False
        self.done.value = notice

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self._tell(error)

    def _tell(self, error: ShopDeskError) -> None:
        """Say what is wrong at the typed field it is about, else the reason if one is asked, else at the last."""
        self.owner.refused(error)
        form = self.form.value
        names = [
            field.name
            for field in (form.fields if form else ())
            if field.is_asked(self.values.value) and field.kind not in {FieldKind.CHOICE, FieldKind.TICKS}
        ]
        about = error.field
        if isinstance(error, NotFound):
            about = next((name for name in _WHO if name in names), None)
        usual = names[-1] if names and REASON.name not in names else REASON.name
        field = about if about in names else usual
        self.error.value = ("", "")
        self.error.value = (str(field), self.text.say(error))


def amount_or_none(values: Values, text: ShopText) -> int | None:
    """Return the typed amount (minor units), None for an empty field; raises InvalidAmount."""
    typed = values.get("amount", "")
    return text.read_amount(typed) if typed.strip() else None
