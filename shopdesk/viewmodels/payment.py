"""Taking a payment: what is typed, what it would settle, and the one posting it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from shopdesk.domain.account import Charge, CustomerId
from shopdesk.domain.allocation import in_order
from shopdesk.domain.customer import Customer
from shopdesk.domain.payment import Method, PaymentOrder, PaymentTaken, Settlement
from shopdesk.domain.promise import Promise
from shopdesk.errors import ShopDeskError
from shopdesk.services.accounts import AccountStanding, account_standing
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import NOTE_LIMIT, plan_payment, take_payment
from shopdesk.services.promising import list_promises
from shopdesk.viewmodels.account_picture import count_of_days
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.posting import PostingViewModel, needs_owner_for_day
from shopdesk.viewmodels.quick_amounts import QuickAmount, quick_amounts
from shopdesk.viewmodels.receipt import payment_receipt
from shopdesk.viewmodels.shop_text import ShopText, said, shop_text
from shopdesk.wording import Worded, mark, tr

METHOD_WORDS = Worded(
    {Method.CASH: "Cash", Method.CARD: "Card", Method.TRANSFER: "Transfer", Method.OTHER: "Other"}
)
LONGEST_NOTE = NOTE_LIMIT
_MOST_LINES = 5
_NO_MORE = mark("No more is handed over than is owed.")


@dataclass(frozen=True, slots=True)
class OpenSale:
    """A charge that the person may choose to settle first."""

    reference: str
    when: str
    due: str
    is_late: bool
    open_amount: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What will happen: pairs of text and amount, and how the account stands afterwards."""

    lines: tuple[tuple[str, str], ...]
    label: str
    figure: str
    stands: str
    remark: str


class _Found(NamedTuple):
    """What is read of an account: its charges that are open and not disputed, each also in words."""

    customer: Customer
    state: AccountStanding
    promises: tuple[Promise, ...]
    charges: tuple[Charge, ...]
    sales: tuple[OpenSale, ...]


class PaymentViewModel(PostingViewModel):
    """Holds what is typed; ``preview`` follows it, ``done`` is set once when the payment is posted.

    With ``gives_change`` what was handed over above the debt goes back instead of being kept as credit;
    ``why_no_change`` says why that cannot be, and is empty when it can.
    """

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.quick: Observable[tuple[QuickAmount, ...]] = Observable(())
        self.sales: Observable[tuple[OpenSale, ...]] = Observable(())
        self.amount: Observable[str] = Observable("")
        self.method: Observable[Method] = Observable(Method.CASH)
        self.chosen: Observable[tuple[str, ...]] = Observable(())
        self.gives_change: Observable[bool] = Observable(value=False)
        self.why_no_change: Observable[str] = Observable(tr(_NO_MORE))
        self.preview: Observable[Preview | None] = Observable(None)
        self.error: Observable[str] = Observable("")
        self.day_error: Observable[str] = Observable("")
        self._note = ""
        self._day = ""
        self._charges: dict[str, Charge] = {}
        self._balance = 0
        self._latest = LatestAnswer(runner, self._question, self._looked, self._cannot_look)

    def load(self) -> None:
        """Read the account."""
        desk, customer, text = self._desk, self.customer, self.text

        def work() -> _Found:
            state = account_standing(desk, customer)
            charges = tuple(in_order(charge for charge in state.open_charges if not charge.disputed))
            sales = tuple(open_sale(charge, text) for charge in charges)  # thousands, of some accounts
            return _Found(get_customer(desk, customer), state, list_promises(desk, customer), charges, sales)

        self._runner.run(work, self._loaded, self._refuse)

    def type_amount(self, typed: str) -> None:
        """Take what stands in the field; an error goes away while it is put right."""
        self.amount.value = typed
        self.error.value = ""
        self._look()

    def leave_amount(self) -> None:
        """Judge what stands in the field, unless nothing does."""
        if self.amount.value.strip():
            self._read_amount()

    def choose_method(self, method: Method) -> None:
        """Say how the money changed hands."""
        self.method.value = method
        self._look()

    def give_change(self, *, gives: bool) -> None:
        """Hand back what is more than is owed, or keep it as store credit."""
        self.gives_change.value = gives
        self._look()

    def choose_sales(self, references: Sequence[str]) -> None:
        """Settle these charges first; an empty field takes their sum."""
        self.chosen.value = tuple(ref for ref in references if ref in self._charges)
        if self.chosen.value and not self.amount.value.strip():
            open_sum = sum(self._charges[ref].outstanding for ref in self.chosen.value)
            self.amount.value = self.text.amount(open_sum)
        self._look()

    def write_note(self, note: str) -> None:
        """Take the note."""
        self._note = note

    def choose_day(self, typed: str) -> None:
        """Take the earlier day on which the money was received; empty is today."""
        self._day = typed
        self.day_error.value = ""

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        return self.done.value is None and bool(self.amount.value.strip() or self._note.strip())

    def save(self) -> None:
        """Post the payment once, however often this is asked."""
        amount = self._read_amount()
        if amount is None or self.busy.value or self.done.value is not None:
            return
        try:
            at = self._happened(self._day)
        except ShopDeskError as error:
            self.day_error.value = self.text.say(error)
            return
        desk, order, request_id = self._desk, replace(self._order(amount), at=at), self._request_id
        change = amount - order.amount

        def work() -> Notice:
            before = get_customer(desk, order.customer)
            taken = take_payment(desk, order, request_id)
            return _notice(desk, before, order, taken, change)

        self._post(work)

    def _loaded(self, found: _Found) -> None:
        state = found.state
        self._balance = state.balance
        self._charges = {charge.reference: charge for charge in found.charges}
        self.sales.value = found.sales
        self.chosen.value = tuple(ref for ref in self.chosen.value if ref in self._charges)
        self.quick.value = quick_amounts(state.balance, state.ageing.overdue, self.text)
        self._show_head(found.customer, state.balance, found.promises)
        self._look()

    def _read_amount(self) -> int | None:
        """Return the typed amount in minor units; None after saying what is wrong with it."""
        try:
            return self.text.read_amount(self.amount.value)
        except ShopDeskError as error:
            self.error.value = self.text.say(error)
            return None

    def _change_of(self, amount: int) -> str:
        """Return why nothing can be handed back of so much; empty where something can."""
        if self.method.value is not Method.CASH:
            return tr("Only cash is given change for.")
        return "" if 0 < self._balance < amount else tr(_NO_MORE)

    def _order(self, handed_over: int) -> PaymentOrder:
        amount = handed_over
        if self.gives_change.value and not self._change_of(handed_over):
            amount = self._balance
        directed, left = [], amount
        for ref in self.chosen.value:
            part = min(left, self._charges[ref].outstanding)
            if part:
                directed.append((ref, part))
                left -= part
        note = self._note.strip() or None
        return PaymentOrder(self.customer, amount, self.method.value, note, tuple(directed))

    def _look(self) -> None:
        """Ask what would happen."""
        self._latest.ask()

    def _question(self) -> Callable[[], Preview] | None:
        try:
            amount = self.text.read_amount(self.amount.value)
        except ShopDeskError:
            self.why_no_change.value = tr(_NO_MORE)
            self.preview.value = None
            return None
        self.why_no_change.value = self._change_of(amount)
        desk, order, balance, text = self._desk, self._order(amount), self._balance, self.text
        change = amount - order.amount
        return lambda: preview_of(plan_payment(desk, order), order.amount, balance, text, change)

    def _looked(self, preview: Preview) -> None:
        if self.done.value is None:
            self.preview.value = preview

    def _cannot_look(self, error: ShopDeskError) -> None:
        self.preview.value = None
        self.error.value = self.text.say(error)

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        said = self.text.say(error)
        if error.field == "at" or needs_owner_for_day(error):
            self.day_error.value = said
        else:
            self.error.value = said


def open_sale(charge: Charge, text: ShopText) -> OpenSale:
    """Put an open charge into words."""
    late = (text.today - charge.due_on).days
    due = (
        tr("{late} late", late=count_of_days(late))
        if late > 0
        else tr("due {due_on}", due_on=text.near_day(charge.due_on))
    )
    return OpenSale(
        charge.reference,
        text.near_day(text.local_day(charge.at)),
        due,
        late > 0,
        text.money(charge.outstanding),
    )


def preview_of(taken: PaymentTaken, amount: int, balance: int, text: ShopText, change: int = 0) -> Preview:
    """Put what a payment would do into words (minor units in; ``balance`` is the one before it)."""
    lines = [_line(settlement, text) for settlement in taken.settlements[:_MOST_LINES]]
    rest = taken.settlements[_MOST_LINES:]
    if rest:
        lines.append(
            (tr("and {rest} more", rest=len(rest)), text.money(sum(settlement.amount for settlement in rest)))
        )
    remark = ""
    if change:
        remark = tr("Hand back {change} change.", change=text.money(change))
    elif balance <= 0:
        remark = tr("Nothing is owed: this is a deposit, kept as store credit.")
    elif taken.balance < 0:
        remark = tr("{amount} more than is owed stays as store credit.", amount=text.money(amount - balance))
    return preview_after(tuple(lines), taken.balance, text, remark)


def preview_after(
    lines: tuple[tuple[str, str], ...], balance: int, text: ShopText, remark: str = ""
) -> Preview:
    """Put what will happen and the balance after it (minor units) into words."""
    if balance > 0:
        return Preview(lines, tr("Will owe"), text.money(balance), "owed", remark)
    if balance < 0:
        return Preview(lines, tr("Store credit afterwards"), text.money(-balance), "credit", remark)
    return Preview(lines, tr("Will owe"), text.money(0), "even", remark)


def _line(settlement: Settlement, text: ShopText) -> tuple[str, str]:
    when = text.near_day(text.local_day(settlement.at))
    verb = tr("Part of") if settlement.left else tr("Settles")
    return f"{verb} {settlement.reference} ({when})", text.money(settlement.amount)


def _notice(desk: Desk, before: Customer, order: PaymentOrder, taken: PaymentTaken, change: int) -> Notice:
    text = shop_text(desk)
    name = before.record.full_name
    words = tr(
        "{amount} taken from {name} · {reference}.",
        amount=text.money(order.amount),
        name=text.name(name),
        reference=taken.reference,
    )
    back = tr(" Change {change}.", change=text.money(change)) if change else ""
    return Notice(
        f"{words}{back} {said(taken.balance, text)}",
        receipt=payment_receipt(desk, name, before.number, order, taken, change),
        cash=order.method is Method.CASH,
        undo=(before.id, taken.reference),
    )
