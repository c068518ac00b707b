"""One sale as the owner looks at it: its lines, how it was paid, what became of it, and what can be done."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.correction import SaleStanding
from shopdesk.domain.payment import Method
from shopdesk.domain.receipt import Receipt
from shopdesk.domain.sales_history import HistorySale
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.sales_history import look_at_sale
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.payment import METHOD_WORDS
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.receipt import receipt_copy
from shopdesk.viewmodels.row_deeds import RowDeed, deeds_of_sale, may
from shopdesk.viewmodels.sale_state import state_detail, state_words
from shopdesk.viewmodels.sales_history import doubt_words
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class SoldPicture:
    """What the dialog shows; a line's third is whether it was given back."""

    heading: str
    whom: str
    detail: str
    customer: CustomerId | None
    doubt: str
    lines: tuple[tuple[str, str, bool], ...]
    sums: tuple[tuple[str, str], ...]
    state: str
    deeds: tuple[tuple[RowDeed, bool], ...]
    receipt: Receipt


class SoldSaleViewModel:
    """``picture`` is None until the first load; ``trouble`` says why there is none."""

    def __init__(self, desk: Desk, runner: Runner, reference: str) -> None:
        self._desk = desk
        self._runner = runner
        self.reference = reference
        self.picture: Observable[SoldPicture | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")

    def load(self) -> None:
        """Read the sale."""
        desk, reference = self._desk, self.reference

        def work() -> SoldPicture:
            row, standing = look_at_sale(desk, reference)
            text = shop_text(desk)
            deeds = tuple((deed, may(desk.staff, deed)) for deed in deeds_of_sale(row.sale))
            return _picture(row, standing, deeds, text, receipt_copy(desk, row, standing))

        def done(picture: SoldPicture) -> None:
            self.picture.value = picture

        self._runner.run(work, done, self._tell)

    def on_changes(self, changes: Changes) -> None:
        """Look again after something was posted."""
        if not changes.parked:
            self.load()

    def _tell(self, error: ShopDeskError) -> None:
        self.trouble.value = shop_text(self._desk).say(error)


def _picture(
    row: HistorySale,
    standing: SaleStanding,
    deeds: tuple[tuple[RowDeed, bool], ...],
    text: ShopText,
    receipt: Receipt,
) -> SoldPicture:
    sale = row.sale
    customer = standing.debtor or sale.customer
    detail = state_detail(sale, text)
    return SoldPicture(
        heading=tr("Sale {reference}", reference=sale.reference),
        whom=f"{row.full_name} · {customer_number(sale.customer)}"
        if sale.customer
        else tr("Sold to nobody by name"),
        detail=f"{text.weekday(text.local_day(sale.at))}, {text.time(sale.at)} · {sale.staff}",
        customer=customer,
        doubt=doubt_words(row),
        lines=tuple((line.text, text.money(line.amount), line.refunded) for line in standing.lines),
        sums=_sums(row, standing, text),
        state=f"{state_words(sale.state)} · {detail}" if detail else state_words(sale.state),
        deeds=deeds,
        receipt=receipt,
    )


def _sums(row: HistorySale, standing: SaleStanding, text: ShopText) -> tuple[tuple[str, str], ...]:
    sale = row.sale
    kept = [(METHOD_WORDS[method], standing.tendered.get(method, 0)) for method in Method]
    paid_with_points = standing.redeemed - standing.points_back
    return (
        (tr("Total"), text.money(sale.total)),
        *((words, text.money(amount)) for words, amount in kept if amount),
        *(((tr("Points"), text.money(paid_with_points)),) if paid_with_points else ()),
        *(((tr("On account"), text.money(sale.on_account)),) if sale.on_account else ()),
        *(((tr("Refunded"), text.money(sale.refunded)),) if sale.refunded else ()),
        *(((tr("Still open"), text.money(sale.outstanding)),) if sale.outstanding else ()),
    )
