"""The customer a sale is made to: how the account stands, and what is left of its limit."""

from collections.abc import Sequence
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.loyalty import LoyaltyRules
from shopdesk.domain.promise import Promise
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.promising import list_promises
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.promise import PromiseLine, promise_line
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.till_notes import TillNotes
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """What stands in sight; ``balance`` and ``limit`` in minor units, the limit None for no limit.

    ``words``, ``figure`` and ``remark`` read as one line: *Owes $1,284.00 of $2,000.00 · $716.00 left*.
    ``points_worth`` is what the points pay for (minor units), nothing where the shop gives nothing for them.
    ``promise`` is the newest promise to pay, unless it was kept or nothing is owed any more.
    """

    id: CustomerId
    number: str
    name: str
    words: str
    figure: str
    stands: str
    remark: str
    allergies: str
    on_hold: bool
    balance: int
    limit: int | None
    promise: PromiseLine | None
    points: int = 0
    points_worth: int = 0

    @property
    def credit(self) -> int:
        """The store credit, zero for who holds none."""
        return max(0, -self.balance)


class CheckoutCustomer:
    """Follows the chosen customer's account; ``card`` is None for an anonymous sale."""

    def __init__(self, desk: Desk, runner: Runner, text: ShopText) -> None:
        self._desk = desk
        self._runner = runner
        self._text = text
        self._chosen: CustomerId | None = None
        self.card: Observable[CustomerCard | None] = Observable(None)
        self.error: Observable[str] = Observable("")
        self.till = TillNotes(desk, runner)

    @property
    def id(self) -> CustomerId | None:
        """Who is chosen."""
        return self._chosen

    def choose(self, customer: CustomerId | None) -> None:
        """Sell to this customer from now on; to nobody for None."""
        self._chosen = customer
        self.till.follow(customer)
        self.error.value = ""
        if customer is None:
            self.card.value = None
        else:
            self._load(customer)

    def on_changes(self, changes: Changes) -> None:
        """Read the account again when it was touched."""
        self.till.on_changes(changes)
        if self._chosen is not None and changes.concern(self._chosen):
            self._load(self._chosen)

    def _load(self, asked: CustomerId) -> None:
        desk, text = self._desk, self._text

        def done(card: CustomerCard) -> None:
            if self._chosen == asked:
                self.card.value = card

        def failed(error: ShopDeskError) -> None:
            if self._chosen == asked:
                self._chosen, self.card.value = None, None
                self.error.value = self._text.say(error)

        self._runner.run(
            lambda: card_of(
                get_customer(desk, asked), list_promises(desk, asked), text, desk.settings.loyalty_rules
            ),
            done,
            failed,
        )


def card_of(
    customer: Customer, promises: Sequence[Promise], text: ShopText, rules: LoyaltyRules
) -> CustomerCard:
    """Put a customer's account into words."""
    record, balance = customer.record, customer.debt_balance
    limit = record.credit_limit
    if balance < 0:
        words, figure, stands = tr("Store credit"), text.money(-balance), "credit"
    elif balance > 0:
        words, figure, stands = tr("Owes"), text.money(balance), "owed"
    else:
        words, figure, stands = tr("Owes nothing"), "", "even"
    return CustomerCard(
        customer.id,
        customer.number,
        record.full_name,
        words,
        figure,
        stands,
        _remark(balance, limit, text, on_hold=record.on_hold),
        record.allergies or "",
        record.on_hold,
        balance,
        limit,
        promise_line(promises, balance, text),
        customer.points,
        rules.worth_of(customer.points),
    )


def _remark(balance: int, limit: int | None, text: ShopText, *, on_hold: bool) -> str:
    if on_hold:
        return tr("account on hold")
    if limit is None:
        return tr("no limit")
    left = text.money(max(0, limit - max(0, balance)))
    return (
        tr("of {limit} · {left} left", limit=text.money(limit), left=left)
        if balance > 0
        else tr("limit {limit}", limit=text.money(limit))
    )
