"""The Sales page of the detail dialog: every sale of the customer, what they come to, and saving them.

Shows a `CustomerSalesViewModel`.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from shopdesk.domain.sales_list import ListedSale, SaleState
from shopdesk.viewmodels.customer_sales import CustomerSalesViewModel, SalesPicture
from shopdesk.viewmodels.row_deeds import WORDS, deeds_of_sale
from shopdesk.viewmodels.sale_state import state_detail, state_words
from shopdesk.viewmodels.shop_text import ShopText
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.theme import theme
from ui.widgets.buttons import Button, fold_to_fit
from ui.widgets.cards import Label

_TONES = {SaleState.PAID: "", SaleState.PART_PAID: "owed", SaleState.ON_ACCOUNT: "owed"}
_GIVING_WAY = (3, 5)
"""How many items, and what was paid: the total and what is open tell more."""
_FOOT_GAPS = 160
"""What stands between and beside the parts of the foot."""


class SalesPage(QWidget):
    """Binds to the view-model until `unbind`; older sales are asked for when the end comes near."""

    help_topic = "debt"
    deed_asked = Signal(str, str)
    """A `RowDeed` and the reference of the sale."""
    save_asked = Signal()
    """All sales and the timeline are to be saved."""

    def __init__(self, model: CustomerSalesViewModel, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        look = theme()
        self.table: PageTable[ListedSale] = PageTable(
            self.tr("Sales"), self._columns(text), lambda sale: sale.event
        )
        self.table.giving_way = _GIVING_WAY
        empty = self.tr("Nothing has been sold to this customer yet. F5 puts a first sale on the account.")
        self.card = PageCard(self.table, empty)
        self.invoiced = Label("", "label")
        self.lifetime = Label("", "label")
        self.save = Button(self.tr("Save as CSV…"), kind="quiet", folds_to="download")
        self.save.clicked.connect(self.save_asked)
        self.put_right = Button(self.tr("Put right"), kind="quiet", folds_to="undo-2").entering()
        self.deeds = QMenu(self.put_right)
        self.put_right.setMenu(self.deeds)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer_deeds())
        self.table.lines.modelReset.connect(self._offer_deeds)
        self._sums = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for sum_of_all in (self.invoiced, self.lifetime):
            self._sums.addWidget(sum_of_all)
        self.card.foot.addLayout(self._sums)
        for button in (self.put_right, self.save):
            self.card.foot.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(16))
        row.addWidget(self.card)
        self.table.end_near.connect(model.load_more)
        self._offer_deeds()
        self._unbind = (model.picture.bind(self._show), model.saving.bind(self._allow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the sums below each other where they would be cut off beside each other."""
        super().resizeEvent(event)
        self._fold()

    def unbind(self) -> None:
        """Stop following the view-model."""
        for stop in self._unbind:
            stop()

    def _columns(self, text: ShopText) -> tuple[Column[ListedSale], ...]:
        return (
            day_column(self.tr("Date"), text, lambda sale: sale.at),
            Column(self.tr("Sale"), lambda sale: sale.reference, lambda sale: sale.staff),
            Column(
                self.tr("State", "sale"),
                lambda sale: state_words(sale.state),
                lambda sale: state_detail(sale, text),
            ),
            Column(
                self.tr("Items"),
                lambda sale: text.count(sale.items) if sale.items else "—",
                width=76,
                size=lambda sale: sale.items,
            ),
            Column(
                self.tr("Total"),
                lambda sale: text.money(sale.total),
                tone=lambda _sale: "strong",
                width=124,
                size=lambda sale: sale.total,
            ),
            Column(
                self.tr("Paid"),
                lambda sale: text.money(sale.paid),
                width=124,
                size=lambda sale: sale.paid,
            ),
            Column(
                self.tr("Open", "amount"),
                lambda sale: text.money(sale.outstanding),
                tone=lambda sale: _TONES.get(sale.state, "") or "muted",
                width=124,
                size=lambda sale: sale.outstanding,
            ),
        )

    def _show(self, picture: SalesPicture | None) -> None:
        self._allow(saving=self._model.saving.value)
        if picture is None:
            return
        self.card.show_lines(picture.sales)
        self.card.said.setText(picture.shown)
        self.invoiced.setText(self.tr("Invoiced {0}").format(picture.invoiced))
        lifetime = self.tr("Lifetime spend (fully paid only) {0}").format(picture.lifetime_spend)
        self.lifetime.setText(lifetime)
        self._fold()

    def _fold(self) -> None:
        sums = [each.sizeHint().width() for each in (self.invoiced, self.lifetime)]
        room = self.width() - theme().px(_FOOT_GAPS)
        narrow = sum(sums) + self.put_right.whole_width() + self.save.whole_width() > room
        self._sums.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._sums.setSpacing(theme().px(2 if narrow else 16))
        fold_to_fit(((self.save,), (self.put_right,)), room - (max(sums) if narrow else sum(sums)))

    def _offer_deeds(self) -> None:
        """Offer what can be done about the sale that is chosen."""
        self.deeds.clear()
        chosen = self.table.selectionModel().selectedRows()
        self.put_right.set_allowed(bool(chosen), self.tr("Choose a sale first."))
        if not chosen:
            return
        sale = self.table.lines.line(chosen[0].row())
        for deed in deeds_of_sale(sale):
            action = self.deeds.addAction(WORDS[deed])
            action.triggered.connect(
                lambda _checked=False, deed=deed: self.deed_asked.emit(deed.value, sale.reference)
            )
            action.setEnabled(self._model.may(deed))

    def _allow(self, saving: bool) -> None:
        if not self._model.may_save:
            self.save.set_allowed(
                allowed=False, why_not=self.tr("Only the owner takes data out of the book.")
            )
        elif self._model.picture.value is None:
            self.save.set_allowed(allowed=False, why_not=self.tr("The sales are being read."))
        else:
            self.save.set_allowed(not saving, self.tr("The file is being written."))
