"""The sales set aside: how many there are, which, and taking one up again."""

from dataclasses import dataclass

from shopdesk.domain.basket import Basket
from shopdesk.domain.parked_sale import ParkedContent, ParkedId, ParkedSale
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.parking import count_parked, list_parked, park_sale, resume_sale
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.checkout_words import texts_of
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """One parked sale in words."""

    id: ParkedId
    whose: str
    items: str
    total: str
    when: str


class ParkedSalesViewModel:
    """Parks what lies on the ``counter`` and brings it back; ``count`` is in sight, ``rows`` when asked for."""

    def __init__(self, desk: Desk, runner: Runner, counter: CheckoutViewModel) -> None:
        self._desk = desk
        self._runner = runner
        self._counter = counter
        self.count: Observable[int] = Observable(0)
        self.rows: Observable[tuple[ParkedRow, ...]] = Observable(())

    def start(self) -> None:
        """Read how many there are."""
        desk = self._desk

        def done(count: int) -> None:
            self.count.value = count

        self._runner.run(lambda: count_parked(desk), done, self._refuse)

    def on_changes(self, changes: Changes) -> None:
        """Count again when somebody parked or resumed one."""
        if changes.parked or changes.everything:
            self.start()

    def load(self) -> None:
        """Read which they are."""
        desk = self._desk

        def work() -> tuple[ParkedRow, ...]:
            text, include = shop_text(desk), desk.settings.prices_include_tax
            return tuple(_row(sale, text, prices_include_tax=include) for sale in list_parked(desk))

        def done(rows: tuple[ParkedRow, ...]) -> None:
            self.rows.value = rows

        self._runner.run(work, done, self._refuse)

    def park(self) -> None:
        """Set aside what lies on the counter."""
        counter, desk = self._counter, self._desk
        if not counter.is_dirty() or counter.busy.value:
            return
        content = counter.content()
        counter.busy.value = True

        def done(_: ParkedId) -> None:
            counter.busy.value = False
            counter.empty()
            counter.tell(Notice(tr("The sale is parked.")))

        self._runner.run(lambda: park_sale(desk, content), done, self._refuse, Lane.WRITE)

    def leave(self) -> None:
        """Park what is left on the counter when its window goes, so that no sale is lost; says nothing."""
        counter, desk = self._counter, self._desk
        if counter.is_dirty() and not counter.busy.value:
            content = counter.content()
            counter.empty()
            self._runner.run(lambda: park_sale(desk, content), _ignore, _ignore, Lane.WRITE)

    def resume(self, parked: ParkedId) -> None:
        """Take a parked sale up; what lies on the counter is parked in its place."""
        counter, desk = self._counter, self._desk
        if counter.busy.value:
            return
        mine = counter.content() if counter.is_dirty() else None
        counter.busy.value = True

        def work() -> ParkedContent:
            content = resume_sale(desk, parked)
            if mine is not None:
                park_sale(desk, mine)
            return content

        def done(content: ParkedContent) -> None:
            counter.busy.value = False
            counter.take_content(content)

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def _refuse(self, error: ShopDeskError) -> None:
        self._counter.busy.value = False
        self._counter.tell(Notice(shop_text(self._desk).say(error), "danger"))


def _ignore(_: object) -> None:
    """Do nothing: whoever asked is gone."""


def _row(sale: ParkedSale, text: ShopText, *, prices_include_tax: bool) -> ParkedRow:
    content = sale.content
    basket = Basket(content.lines, content.discount, prices_include_tax)
    when = f"{text.near_day(text.local_day(sale.parked_at))} {text.time(sale.parked_at)} · {sale.staff}"
    return ParkedRow(
        sale.id,
        sale.customer_name or tr("No customer"),
        texts_of(content.lines),
        text.money(basket.total),
        when,
    )
