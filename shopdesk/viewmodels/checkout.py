"""The checkout: what lies on the counter, for whom, how it is paid, and the one sale it becomes."""

from dataclasses import replace
from uuid import uuid4

from shopdesk.domain.account import CustomerId
from shopdesk.domain.basket import Basket, Discount, smallest_coin
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.sale import SaleLine, SaleMade, SaleOrder, check_line
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount, ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.selling import plan_sale, sell
from shopdesk.viewmodels.checkout_customer import CheckoutCustomer
from shopdesk.viewmodels.checkout_request import CheckoutRequest
from shopdesk.viewmodels.checkout_words import (
    CounterLine,
    Figures,
    Outlook,
    Stopped,
    finish_words,
    outlook_of,
    points_words,
    stopped_by,
    why_unpaid,
    write_figures,
    write_lines,
)
from shopdesk.viewmodels.item_box import ItemBox
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.sale_approval import SaleApproval
from shopdesk.viewmodels.sale_done import SaleDone, sale_done
from shopdesk.viewmodels.sale_lines import LineDraft, draft_of, read_discount, read_line
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.tenders import Settled, Tenders, Way
from shopdesk.wording import tr


class CheckoutViewModel:
    """Holds one sale at a time.

    ``why_not`` says why it cannot be finished yet and is empty when it can; ``done`` is what was sold last, and
    ``notice`` what the banner is to say.
    """

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.text: ShopText = shop_text(desk)
        self.basket = Basket(prices_include_tax=desk.settings.prices_include_tax)
        self.tenders: Observable[Tenders] = Observable(Tenders())
        self.customer = CheckoutCustomer(desk, runner, self.text)
        self.request = CheckoutRequest(desk, runner)
        self.lines: Observable[tuple[CounterLine, ...]] = Observable(())
        self.figures: Observable[Figures] = Observable(write_figures(self.basket, 0, self.text))
        self.box = ItemBox(desk, runner, self.text, self.add_line, self.choose_customer)
        self.cash_given: Observable[str] = Observable("")
        self.change_due: Observable[str] = Observable("")
        self.points_words: Observable[str] = Observable("")
        self.outlook: Observable[Outlook | None] = Observable(None)
        self.stopped: Observable[Stopped | None] = Observable(None)
        self.finish_words: Observable[str] = Observable("")
        self.why_not: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.done: Observable[SaleDone | None] = Observable(None)
        self.notice: Observable[Notice | None] = Observable(None)
        self._approval = SaleApproval()
        self._waiting: list[SaleLine] = []
        self._cleared: ParkedContent | None = None
        self._question = 0
        self._begin()
        self.customer.card.listen(lambda _card: self._look())
        self._look()

    def on_changes(self, changes: Changes) -> None:
        """Look again at what somebody else touched."""
        if changes.everything:
            self.text = shop_text(self._desk)
            self._change(replace(self.basket, prices_include_tax=self._includes_tax))
        if not self.busy.value:
            self.customer.on_changes(changes)

    def add_line(self, line: SaleLine) -> None:
        """Put a line on the counter; more of the same raises its quantity. What is scanned too early waits."""
        if self.busy.value:
            self._waiting.append(line)
            return
        self.done.value = None
        self._change(self.basket.with_line(line))

    def draft_of(self, place: int) -> LineDraft:
        """Return a line as it is typed."""
        return draft_of(self.basket.lines[place], self.text)

    def edit_line(self, place: int, draft: LineDraft) -> None:
        """Put what was typed in the place of a line; raises InvalidAmount or InvalidValue."""
        line = replace(read_line(draft, self.text), barcode=self.basket.lines[place].barcode)
        check_line(line)
        self.change_line(place, line)

    def step_line(self, place: int, by: int) -> None:
        """Raise or lower a quantity by whole ones; the last one stays."""
        line = self.basket.lines[place]
        if line.quantity + by > 0:
            self.change_line(place, replace(line, quantity=line.quantity + by))

    def change_line(self, place: int, line: SaleLine) -> None:
        """Put another line in the place of one."""
        self._change(self.basket.with_in_place(place, line))

    def remove_line(self, place: int) -> None:
        """Take a line off the counter."""
        self._change(self.basket.with_in_place(place))

    def type_discount(self, typed: str) -> None:
        """Take a discount as it is typed, ``10 %`` or an amount, none for nothing; raises what is wrong with it."""
        self.give_discount(read_discount(typed, self.text))

    def give_discount(self, discount: Discount) -> None:
        """Take something off the whole; raises InvalidAmount or InvalidValue and then changes nothing."""
        discount.of(self.basket.subtotal)
        self._change(replace(self.basket, discount=discount))

    def choose_customer(self, customer: CustomerId | None) -> None:
        """Sell to a customer, or to nobody by name."""
        self.done.value = None
        if customer != self.customer.id:
            self.tenders.value = self.tenders.value.of_another()
        if customer is None:
            self.tenders.value = self.tenders.value.without_account()
        self.customer.choose(customer)
        self.request.keep_for(customer)
        self._look()

    def pay_by(self, way: Way) -> None:
        """Choose what covers the rest."""
        self.tenders.value = replace(self.tenders.value, way=way)
        self._look()

    def can_pay_by(self, way: Way) -> bool:
        """Tell whether a part can be paid so: an account and points are a customer's."""
        card = self.customer.card.value
        if way is Way.POINTS:
            return card is not None and card.points_worth > 0
        return way is not Way.ACCOUNT or self.customer.id is not None

    def type_cash(self, typed: str) -> None:
        """Take what the customer hands over."""
        self.cash_given.value = typed
        self._show()

    def pay_part(self, way: Way, amount: int) -> None:
        """Fix a part of it (minor units); raises InvalidAmount for more than is left."""
        if amount > self.tenders.value.rest(self.basket.total):
            raise InvalidAmount(field="paid", reason="more_than_sale")
        self.tenders.value = self.tenders.value.with_part(way, amount)
        self._look()

    def type_part(self, way: Way, typed: str) -> None:
        """Fix a part as it is typed; raises InvalidAmount."""
        self.pay_part(way, self.text.read_amount(typed, "paid"))

    def drop_part(self, way: Way) -> None:
        """Give a part up."""
        self.tenders.value = self.tenders.value.without_part(way)
        self._look()

    def use_store_credit(self) -> None:
        """Let the store credit pay what it can."""
        card = self.customer.card.value
        if card is not None:
            self._pay_with(self.tenders.value.without_account(), Way.ACCOUNT, card.credit)

    def use_points(self) -> None:
        """Let the points pay what they can."""
        card = self.customer.card.value
        if card is not None:
            self._pay_with(self.tenders.value.without_part(Way.POINTS), Way.POINTS, card.points_worth)

    def _pay_with(self, others: Tenders, way: Way, most: int) -> None:
        """Let one way pay as much as it can of what the others leave."""
        part = min(most, others.rest(self.basket.total))
        if part > 0:
            self.tenders.value = others.with_part(way, part)
            self._look()

    def pay_all(self) -> None:
        """Put nothing on account: cash, until another way is chosen."""
        self.tenders.value = replace(self.tenders.value.without_account(), way=Way.CASH)
        self._look()

    def approval(self) -> OwnerPinViewModel:
        """Return what asks an owner for the PIN and the reason."""
        deed = Deed.OVERRIDE_LIMIT if self._on_account() else Deed.DISCOUNT_ANY
        return OwnerPinViewModel(self._desk, self._runner, deed)

    def take_approval(self, desk: Desk, reason: str) -> None:
        """Go on with an owner's approval, for this sale alone."""
        self._approval = SaleApproval(desk, reason, self._order(self._settled()))
        self._look()

    def is_dirty(self) -> bool:
        """Tell whether something lies on the counter."""
        return bool(self.basket.lines)

    def finish(self) -> None:
        """Sell, once, however often this is asked."""
        if self.busy.value or self.why_not.value or self.box.is_looking:
            return
        self.busy.value = True
        request_id, basket, settled = self._request_id, self.basket, self._settled()
        desk, order = self._approval.acting(
            self._desk, replace(self._order(settled), cash_given=self._given(settled))
        )
        card = self.customer.card.value

        def work() -> SaleDone:
            return sale_done(desk, card, basket, order, sell(desk, order, request_id))

        def done(sold: SaleDone) -> None:
            self.busy.value = False
            self.empty()
            self.done.value = sold
            waiting, self._waiting = self._waiting, []
            for line in waiting:
                self.add_line(line)

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def forget_done(self) -> None:
        """Show the last sale no longer."""
        self.done.value = None

    def clear(self) -> None:
        """Take everything off the counter; it can be put back until the next sale is cleared."""
        if self.busy.value:
            return
        self.box.forget()
        self.done.value = None
        if self.basket.lines or self.customer.id is not None:
            self._cleared = self.content()
            self.empty()
            self.tell(Notice(tr("The sale was cleared."), "info", can_undo=True))

    def put_back(self) -> None:
        """Put what was cleared back on the counter."""
        if self._cleared is not None and not self.is_dirty():
            self.take_content(self._cleared)
            self._cleared = None

    def empty(self) -> None:
        """Take everything off the counter for good."""
        self._begin()
        self.customer.choose(None)
        self._change(Basket(prices_include_tax=self._includes_tax))

    def content(self) -> ParkedContent:
        """Return what lies on the counter, to be parked or carried to another window."""
        return ParkedContent(self.basket.lines, self.customer.id, self.basket.discount, self.request.id)

    def hand_over(self) -> ParkedContent:
        """Return what lies on the counter and leave it empty."""
        content = self.content()
        self.empty()
        return content

    def take_content(self, content: ParkedContent) -> None:
        """Lay something on the counter in place of what is there."""
        self.empty()
        self.done.value = None
        self.customer.choose(content.customer)
        self.request.take(content.enquiry)
        self._change(Basket(content.lines, content.discount, self._includes_tax))

    def tell(self, notice: Notice) -> None:
        """Say something in the banner, also when it was said just before."""
        self.notice.value = None
        self.notice.value = notice

    @property
    def _includes_tax(self) -> bool:
        return self._desk.settings.prices_include_tax

    def _begin(self) -> None:
        """Begin a sale: nothing chosen, nothing approved, a request id of its own."""
        self._request_id = uuid4().hex
        self.tenders.value = Tenders()
        self.cash_given.value = ""
        self._approval = SaleApproval()
        self.request.take(None)

    def _change(self, basket: Basket) -> None:
        if basket.discount.amount > max(0, basket.subtotal):
            basket = replace(basket, discount=Discount())
        self.basket = basket
        self.lines.value = write_lines(basket, self.text)
        self._look()

    def _settled(self) -> Settled:
        settings = self._desk.settings
        coin = smallest_coin(settings.country, settings.money)
        return self.tenders.value.settle(self.basket.total, coin)

    def _on_account(self) -> int:
        return self._settled().on_account

    def _given(self, settled: Settled) -> int | None:
        """Return the cash handed over; None where nothing was typed; raises InvalidAmount."""
        if not settled.cash or not self.cash_given.value.strip():
            return None
        return self.text.read_amount(self.cash_given.value, "cash_given")

    def _show(self) -> None:
        """Write the figures anew, and why the sale cannot be finished."""
        settled = self._settled()
        self.figures.value = write_figures(self.basket, settled.rounding, self.text)
        self.finish_words.value = finish_words(self.tenders.value, self.basket.total, settled, self.text)
        self.change_due.value = ""
        self.points_words.value = points_words(
            self.customer.card.value, self._desk.settings.loyalty_rules, self.basket.total, settled, self.text
        )
        self.why_not.value = self._why_not(settled)

    def _why_not(self, settled: Settled) -> str:
        if not self.basket.lines or self.stopped.value is not None:
            stopped = self.stopped.value
            return tr("Nothing lies on the counter yet.") if stopped is None else stopped.text
        unpaid = why_unpaid(settled, self.text, is_somebodys=self.customer.id is not None)
        if unpaid:
            return unpaid
        return self._cash_lacks(settled)

    def _cash_lacks(self, settled: Settled) -> str:
        """Say what is wrong with the cash handed over, or show the change."""
        try:
            given = self._given(settled)
        except ShopDeskError as error:
            return self.text.say(error)
        if given is not None and given < settled.cash:
            return tr("{cash} is still missing.", cash=self.text.money(settled.cash - given))
        if given is not None:
            self.change_due.value = self.text.money(given - settled.cash)
        return ""

    def _look(self) -> None:
        """Show the figures, and ask what the sale would do; answers to older questions are dropped."""
        self._question += 1
        self.outlook.value = None
        settled = self._settled()
        if not self.basket.lines or settled.missing or (settled.on_account and self.customer.id is None):
            self.stopped.value = None
            self._show()
            return
        self._show()
        desk, order = self._approval.acting(self._desk, self._order(settled))
        question, card, text = self._question, self.customer.card.value, self.text

        def done(made: SaleMade) -> None:
            if question == self._question:
                self.stopped.value = None
                self.outlook.value = None if card is None else outlook_of(made, card, text)
                self._show()

        def failed(error: ShopDeskError) -> None:
            if question == self._question:
                self.stopped.value = stopped_by(error, order, text) or Stopped(text.say(error))
                self._show()

        self._runner.run(lambda: plan_sale(desk, order), done, failed)

    def _order(self, settled: Settled) -> SaleOrder:
        """Return the order without the cash handed over, which is judged as it is typed."""
        return SaleOrder(
            customer=self.customer.id,
            lines=self.basket.lines,
            tenders=settled.tenders,
            on_account=settled.on_account,
            discount=self.basket.taken_off,
            rounding=settled.rounding,
            enquiry=self.request.id,
            redeemed=settled.redeemed,
        )

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        stopped = stopped_by(error, self._order(self._settled()), self.text)
        if stopped is None:
            self.tell(Notice(self.text.say(error), "danger"))
        else:
            self.stopped.value = stopped
        self._show()
