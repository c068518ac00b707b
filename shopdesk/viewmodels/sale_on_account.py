"""Putting a sale on account: what is typed, what it would do, and the one posting it becomes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.money import check_amount
from shopdesk.domain.payment import Method
from shopdesk.domain.promise import Promise
from shopdesk.domain.sale import SaleMade, SaleOrder
from shopdesk.domain.staff import Deed
from shopdesk.errors import (
    AccountOnHold,
    CreditLimitExceeded,
    CustomerArchived,
    DebtTooOld,
    InvalidAmount,
    InvalidValue,
    ShopDeskError,
)
from shopdesk.services.customers import get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.promising import list_promises
from shopdesk.services.selling import NOTE_LIMIT, plan_sale, sell
from shopdesk.viewmodels.customer_points import count_of_points, pay_with_points
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from shopdesk.viewmodels.payment import METHOD_WORDS
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.posting import PostingViewModel, needs_owner_for_day
from shopdesk.viewmodels.receipt import sale_receipt
from shopdesk.viewmodels.sale_lines import LineDraft, read_lines
from shopdesk.viewmodels.shop_text import ShopText, said, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import tr

LONGEST_NOTE = NOTE_LIMIT
_TYPED = frozenset({"total", "paid", "redeemed", "due_on", "at"})
"""The fields that are judged while they are typed; lines are judged when they are saved."""


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """What is typed: one amount, or lines (then the amount is their sum); texts as they were typed.

    ``points`` is the amount of money that the customer's points are to pay.
    """

    amount: str = ""
    lines: tuple[LineDraft, ...] = ()
    paid: str = ""
    points: str = ""
    method: Method = Method.CASH
    due: str = ""
    day: str = ""
    note: str = ""
    override: str = ""


@dataclass(frozen=True, slots=True)
class PointsOffer:
    """What the customer holds in points, in words, and what they pay for, as money and in minor units."""

    held: str
    pays: str
    worth: int


@dataclass(frozen=True, slots=True)
class SalePreview:
    """What will happen: pairs of text and amount, how the account stands then, and what is left of the limit.

    ``deed`` is what the button says where nothing goes on the account.
    """

    lines: tuple[tuple[str, str], ...]
    label: str
    figure: str
    stands: str
    remark: str
    deed: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the account does not take it; ``pay_now`` is typed by the button that mends it."""

    text: str
    pay_label: str = ""
    pay_now: str = ""
    can_override: bool = False
    asks_owner: bool = False


class SaleViewModel(PostingViewModel):
    """Holds the draft; ``preview`` and ``refusal`` follow it, ``done`` is set once when it is posted.

    ``points`` is None for a customer whose points pay for nothing.
    """

    def __init__(self, desk: Desk, runner: Runner, customer: CustomerId) -> None:
        super().__init__(desk, runner, customer)
        self.draft: Observable[SaleDraft] = Observable(SaleDraft())
        self.total: Observable[str] = Observable("")
        self.preview: Observable[SalePreview | None] = Observable(None)
        self.refusal: Observable[Refusal | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.points: Observable[PointsOffer | None] = Observable(None)
        self._limit: int | None = None
        self._latest = LatestAnswer(runner, self._question, self._looked, self._cannot_look)

    def load(self) -> None:
        """Read the account."""
        desk, customer = self._desk, self.customer
        self._runner.run(
            lambda: (get_customer(desk, customer), list_promises(desk, customer)), self._loaded, self._refuse
        )

    def change(self, draft: SaleDraft) -> None:
        """Take what is typed now; errors go away, and so does an owner's approval of another sale."""
        if self._desk is not self._own and replace(draft, note="") != replace(self.draft.value, note=""):
            self._desk, draft = self._own, replace(draft, override="")
        self.draft.value = draft
        self.errors.value = {}
        self._look()

    def leave(self) -> None:
        """Say what is wrong with the amounts and the day as they stand; what is not typed yet is not wrong."""
        try:
            self._order()
        except ShopDeskError as error:
            if error.field in _TYPED and error.parameters.get("reason") != "empty":
                self._refuse(error)

    def pay_enough_now(self) -> None:
        """Let the customer pay what the limit does not bear."""
        refusal = self.refusal.value
        if refusal is not None and refusal.pay_now:
            self.change(replace(self.draft.value, paid=refusal.pay_now))

    def use_points(self) -> None:
        """Let the customer's points pay what they can of what is not paid now."""
        offer = self.points.value
        if offer is None:
            return
        try:
            order = self._order(replace(self.draft.value, points=""))
        except ShopDeskError as error:
            self._refuse(error)
            return
        used = min(offer.worth, order.on_account)
        self.change(replace(self.draft.value, points=self.text.amount(used) if used else ""))

    def approval(self) -> OwnerPinViewModel:
        """Return what asks an owner to allow it once."""
        return OwnerPinViewModel(self._desk, self._runner, Deed.OVERRIDE_LIMIT)

    def take_approval(self, approved: Desk, why: str) -> None:
        """Go on with an owner's approval of this one sale."""
        self._desk = approved
        self.draft.value = replace(self.draft.value, override=why)
        self._look()

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        draft = self.draft.value
        return self.done.value is None and bool(
            draft.amount.strip() or any(draft.lines) or draft.note.strip()
        )

    def save(self) -> None:
        """Post the sale once, however often this is asked."""
        if self.busy.value or self.done.value is not None:
            return
        try:
            order = self._order()
        except ShopDeskError as error:
            self._refuse(error)
            return
        desk, request_id = self._desk, self._request_id

        def work() -> Notice:
            customer = get_customer(desk, self.customer)
            return _notice(desk, customer, order, sell(desk, order, request_id))

        self._post(work)

    def _loaded(self, found: tuple[Customer, tuple[Promise, ...]]) -> None:
        customer, promises = found
        record = customer.record
        self._limit = record.credit_limit
        worth = self._desk.settings.loyalty_rules.worth_of(customer.points)
        held = count_of_points(customer.points, self.text)
        self.points.value = PointsOffer(held, self.text.money(worth), worth) if worth else None
        self._show_head(customer, customer.debt_balance, promises)
        if not self.draft.value.due:
            terms = record.payment_terms_days
            days = self._desk.settings.payment_terms_days if terms is None else terms
            due = self.text.day(self.text.today + timedelta(days=days))
            self.draft.value = replace(self.draft.value, due=due)
        self._look()

    def _order(self, draft: SaleDraft | None = None) -> SaleOrder:
        """Read the draft; raises the error of the field that is wrong."""
        draft, text = draft or self.draft.value, self.text
        lines = read_lines(draft.lines, text)
        include_tax = self._desk.settings.prices_include_tax
        if lines:
            total = check_amount(sum(line.amount(prices_include_tax=include_tax) for line in lines), "total")
        else:
            total = text.read_amount(draft.amount, "total")
        paid = text.read_amount(draft.paid, "paid") if draft.paid.strip() else 0
        if paid > total:
            raise InvalidValue(field="paid", reason="more_than_sale")
        redeemed = text.read_amount(draft.points, "redeemed") if draft.points.strip() else 0
        if paid + redeemed > total:
            raise InvalidAmount(field="redeemed", reason="more_than_sale")
        due = typed_date(draft.due, text.locale, "due_on", text.today, ahead=True)
        on_account = total - paid - redeemed
        return SaleOrder(
            customer=self.customer,
            total=None if lines else total,
            lines=lines,
            tenders={draft.method: paid} if paid else {},
            on_account=on_account,
            due_on=date.fromisoformat(due) if due and on_account else None,
            note=draft.note.strip() or None,
            override=draft.override.strip() or None,
            at=self._happened(draft.day),
            redeemed=redeemed,
        )

    def _look(self) -> None:
        """Ask what would happen."""
        self._latest.ask()

    def _question(self) -> Callable[[], tuple[SaleMade, SalePreview]] | None:
        try:
            order = self._order()
        except ShopDeskError:
            self.preview.value = None
            self.refusal.value = None
            self.total.value = ""
            return None
        order = replace(order, at=None)  # whoever may not enter it may still look
        desk, limit, text = self._desk, self._limit, self.text

        def work() -> tuple[SaleMade, SalePreview]:
            made = plan_sale(desk, order)
            return made, _preview(order, made, limit, text)

        return work

    def _looked(self, found: tuple[SaleMade, SalePreview]) -> None:
        made, preview = found
        self.refusal.value = None
        self.total.value = self.text.money(made.total)
        self.preview.value = preview

    def _cannot_look(self, error: ShopDeskError) -> None:
        self.preview.value = None
        self._refuse(error)

    def _refuse(self, error: ShopDeskError) -> None:
        """Say why not: at the field it is about, or above the buttons with what would mend it."""
        self.busy.value = False
        if isinstance(error, CreditLimitExceeded | AccountOnHold | DebtTooOld | CustomerArchived):
            self.refusal.value = self._refusal(error)
        else:
            field = "at" if needs_owner_for_day(error) else error.field or "total"
            self.errors.value = {field: self.text.say(error)}

    def _refusal(self, error: ShopDeskError) -> Refusal:
        words = self.text.say(error)
        staff, mendable = self._desk.staff, not isinstance(error, CustomerArchived)
        can_override = staff.may(Deed.OVERRIDE_LIMIT) and mendable
        asks_owner = not can_override and staff.may_ask(Deed.OVERRIDE_LIMIT) and mendable
        limit, after = error.parameters.get("limit"), error.parameters.get("would_owe")
        if isinstance(limit, int) and isinstance(after, int):
            order = self._order()
            over = min(after - limit, order.on_account)
            paid = sum(order.tenders.values()) + over
            return Refusal(
                words,
                tr("Pay {paid} now", paid=self.text.money(paid)),
                self.text.amount(paid),
                can_override,
                asks_owner,
            )
        return Refusal(words, can_override=can_override, asks_owner=asks_owner)


def _preview(order: SaleOrder, made: SaleMade, limit: int | None, text: ShopText) -> SalePreview:
    after = made.balance or 0
    is_partly_paid = order.tenders or order.redeemed
    lines = [(tr("Total"), text.money(made.total))] if order.lines or is_partly_paid else []
    lines += [
        (tr("Paid now · {lower}", lower=METHOD_WORDS[way].lower()), text.money(sum_))
        for way, sum_ in order.tenders.items()
    ]
    if order.redeemed:
        lines.append(
            (
                tr("Points ({points_used})", points_used=text.count(made.points_used)),
                text.money(order.redeemed),
            )
        )
    lines.append((tr("Goes on the account"), text.money(made.on_account)))
    credit_used = min(made.on_account, max(0, made.on_account - after))
    if credit_used:
        lines.append((tr("Store credit used"), text.money(credit_used)))
    remark = tr("Paid in full: nothing goes on the account.") if not made.on_account else ""
    if limit is not None and after > 0 and made.on_account:
        remark = tr("{limit} of the limit left", limit=text.money(max(0, limit - after)))
    deed = ""
    if not made.on_account:
        with_points = made.total == order.redeemed > 0
        deed = pay_with_points(made.total, text) if with_points else tr("Finish the sale")
    label, stands = (tr("Store credit left"), "credit") if after < 0 else (tr("Will owe"), "owed")
    return SalePreview(tuple(lines), label, text.money(abs(after)), stands if after else "even", remark, deed)


def _notice(desk: Desk, customer: Customer, order: SaleOrder, made: SaleMade) -> Notice:
    text = shop_text(desk)
    name = text.name(customer.record.full_name)
    words = tr(
        "{on_account} put on the account of {name} · {reference}.",
        on_account=text.money(made.on_account),
        name=name,
        reference=made.reference,
    )
    if not made.on_account:
        words = tr(
            "{total} sold to {name}, paid in full · {reference}.",
            total=text.money(made.total),
            name=name,
            reference=made.reference,
        )
    receipt = sale_receipt(desk, customer.record.full_name, customer.number, order, made)
    cash = bool(order.tenders.get(Method.CASH))
    return Notice(f"{words} {said(made.balance or 0, text)}", receipt=receipt, cash=cash)
