"""The Sales page of one customer: every sale, also those paid at the till, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.basket import Basket
from shopdesk.domain.parked_sale import ParkedContent
from shopdesk.domain.sales_list import ListedSale, SalesQuery
from shopdesk.domain.staff import Deed
from shopdesk.errors import ShopDeskError
from shopdesk.services.account_export import export_account
from shopdesk.services.accounts import account_workings
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.parking import list_parked
from shopdesk.services.sales_list import CustomerSales, customer_sales, list_sales
from shopdesk.viewmodels.account_table import COLUMNS, account_rows
from shopdesk.viewmodels.checkout_words import texts_of
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import check_writable, write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.row_deeds import RowDeed, may
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.timeline import load_timeline
from shopdesk.wording import tr, tr_count

FIRST_PAGE = 500
_GROWTH = 4

Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SalesPicture:
    """What the page shows: the newest sales first, and what all of them come to."""

    text: ShopText
    sales: tuple[ListedSale, ...]
    count: int
    invoiced: str
    lifetime_spend: str
    parked: str = ""

    @property
    def shown(self) -> str:
        """What is set aside for them at the checkout, and how many sales are shown while that is not all."""
        if len(self.sales) >= self.count:
            return self.parked
        showing = tr(
            "Showing {sales} of {count}",
            sales=self.text.count(len(self.sales)),
            count=self.text.count(self.count),
        )
        return " · ".join(filter(None, (self.parked, showing)))


class CustomerSalesViewModel:
    """``picture`` is None until the first load; what is done is said through ``tell``."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        prompter: Prompter,
        customer: CustomerId,
        tell: Callable[[Notice], None],
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self._tell = tell
        self.customer = customer
        self.picture: Observable[SalesPicture | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        self.saving: Observable[bool] = Observable(value=False)
        self.may_save = desk.staff.may_ask(Deed.EXPORT)
        self._limit = FIRST_PAGE
        self._asked = 0

    def may(self, deed: RowDeed) -> bool:
        """Tell whether the person acting may do this about a sale."""
        return may(self._desk.staff, deed)

    def load(self) -> None:
        """Read as many sales as are shown; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked, desk, customer, limit = self._asked, self._desk, self.customer, self._limit

        def work() -> SalesPicture:
            text, taxed = shop_text(desk), desk.settings.prices_include_tax
            parked = ", ".join(
                _set_aside(sale.content, text, prices_include_tax=taxed)
                for sale in list_parked(desk)
                if sale.content.customer == customer
            )
            return _picture(customer_sales(desk, customer, limit), parked, text)

        def done(picture: SalesPicture) -> None:
            if asked == self._asked:
                self.picture.value = picture
                self.count.value = picture.count

        self._runner.run(work, done, self._trouble)

    def load_more(self) -> None:
        """Read older sales too, if there are any that are not shown."""
        picture = self.picture.value
        if picture is not None and len(picture.sales) < picture.count and len(picture.sales) == self._limit:
            self._limit *= _GROWTH
            self.load()

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer) or changes.parked:
            self.load()

    def save_csv(self, approved: Desk | None = None) -> None:
        """Ask where, and write all sales and the whole timeline there; with an owner's approval if one was needed."""
        if self.saving.value:
            return
        path = self._prompter.save_path(
            tr("Save sales and timeline"), f"{customer_number(self.customer)}.csv"
        )
        if path is None:
            return
        self.saving.value = True
        desk, customer = approved or self._desk, self.customer

        def read() -> Table:
            check_writable(path)
            desk.require(Deed.EXPORT)
            sales = list_sales(desk, SalesQuery(customer))
            timeline = load_timeline(desk, customer)
            if not timeline.words.knows_all:
                timeline.words.learn(account_workings(desk, customer))
            return account_rows(sales, timeline, shop_text(desk))

        def announce(rows: Table) -> None:
            def deed() -> bytes:
                return export_account(desk, customer, COLUMNS, rows)

            self._runner.run(deed, lambda file: write(file, len(rows)), self._trouble, Lane.WRITE)

        def write(file: bytes, rows: int) -> None:
            self._runner.run(
                lambda: write_paper(path, file), lambda _done: said(rows), self._trouble, Lane.LONG
            )

        def said(rows: int) -> None:
            self.saving.value = False
            count = shop_text(desk).count(rows)
            self._tell(
                Notice(
                    tr_count(
                        "{count} row saved as {path}.",
                        "{count} rows saved as {path}.",
                        rows,
                        count=count,
                        path=path,
                    )
                )
            )

        self._runner.run(read, announce, self._trouble, Lane.LONG)

    def _trouble(self, error: ShopDeskError) -> None:
        self.saving.value = False
        self._tell(Notice(shop_text(self._desk).say(error), "danger"))


def _picture(found: CustomerSales, parked: str, text: ShopText) -> SalesPicture:
    return SalesPicture(
        text,
        found.sales,
        found.count,
        text.money(found.invoiced),
        text.money(found.lifetime_spend),
        parked,
    )


def _set_aside(content: ParkedContent, text: ShopText, *, prices_include_tax: bool) -> str:
    total = Basket(content.lines, content.discount, prices_include_tax).total
    return tr("Parked: {lines} {total}", lines=texts_of(content.lines), total=text.money(total))
